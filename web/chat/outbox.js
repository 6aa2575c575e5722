// Messages on their way: in the order of writing, again after a failure, kept until they are answered.

import { Problem } from "./api.js";

const LONGEST_WAIT_S = 15;
const ATTEMPTS = 4;

export const pause = (seconds) =>
  new Promise((resolve) => setTimeout(resolve, Math.min(seconds, LONGEST_WAIT_S) * 1000));

export class Outbox {
  #memory;
  #carrier;
  /** What has no answer yet, by id. An entry with a `seq` is stored at the server. */
  #live = new Map();
  #line = Promise.resolve();

  /**
   * `carrier`: `carry(entry, stored)` sends once and resolves when it is answered; `moveOn(entry)` finds another
   * conversation where this one is gone; `trouble(name)` and `refuse(entry)` tell what is wrong.
   */
  constructor(memory, carrier) {
    this.#memory = memory;
    this.#carrier = carrier;
  }

  /** Sends an entry; the next one goes out once this one is stored, or refused. */
  post(entry) {
    this.#live.set(entry.id, entry);
    this.#memory.keep(entry);
    this.#line = this.#line.then(() => new Promise((stored) => this.#deliver(entry, stored)));
  }

  /** What the server is not known to have. */
  get unstored() {
    return [...this.#live.values()].filter((entry) => !entry.seq);
  }

  has(entry) {
    return this.#live.has(entry.id);
  }

  done(entry) {
    this.#live.delete(entry.id);
    this.#memory.drop(entry.id);
  }

  clear() {
    this.#live.clear();
    this.#line = Promise.resolve();
  }

  async #deliver(entry, stored) {
    for (let attempt = 1; this.has(entry); attempt++) {
      try {
        await this.#carrier.carry(entry, stored);
      } catch (error) {
        await this.#mend(entry, error, attempt);
      }
    }
    stored();
  }

  async #mend(entry, error, attempt) {
    if (!(error instanceof Problem)) {
      this.#carrier.trouble("offline");
    } else if (error.isGone) {
      return this.#carrier.moveOn(entry);
    } else if (error.isFinal || attempt >= ATTEMPTS) {
      this.done(entry);
      return this.#carrier.refuse(entry);
    } else {
      this.#carrier.trouble(error.status === 429 ? "busy" : "failed");
    }
    return pause(error.retryAfter || 2 ** (attempt - 1));
  }
}
