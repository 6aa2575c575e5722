// The life of a conversation on a page: it is opened or taken up again, messages go out, messages come in.
//
// What is shown as said comes from the server with its number. A message of one's own, and the draft of a reply, stand
// below that until their numbered message is there.

import { Problem, follow, history, speak, start } from "./api.js";
import { newId } from "./memory.js";
import { Outbox, pause } from "./outbox.js";

const PATIENCE_S = 2;

export class Conversation {
  #memory;
  #view;
  #opening;
  #outbox;
  #source = null;
  #session = null;
  #owner = "bot";
  #heard = 0;
  #replied = 0;
  #held = [];

  constructor(memory, view, opening) {
    this.#memory = memory;
    this.#view = view;
    this.#opening = opening;
    this.#outbox = new Outbox(memory, {
      carry: (entry, stored) => this.#carry(entry, stored),
      moveOn: (entry) => this.#moveOn(entry),
      trouble: (name) => view.notice(name),
      refuse: (entry) => this.#refuse(entry),
    });
  }

  /** Shows the conversation that the browser knows, or starts one; sends again what had no answer. */
  async open() {
    await this.#resume();
    for (const entry of this.#memory.read().outbox) this.#post({ ...entry, seq: this.#view.find(entry) });
  }

  say(text) {
    this.#post({ id: newId(), text, after: this.#heard });
  }

  /** Leaves this conversation and starts another. */
  async restart() {
    this.#outbox.clear();
    this.#memory.write({ session: null, token: null, outbox: [] });
    await this.#resume();
  }

  /** Another tab may have started another conversation: this one goes with it. */
  async join() {
    const { session } = this.#memory.read();
    if (session && session !== this.#session) await this.#resume();
  }

  async #resume() {
    this.#source?.close();
    for (let wait = 1; ; wait *= 2) {
      try {
        await this.#load();
        break;
      } catch (error) {
        if (error instanceof Problem && error.isFinal) throw error;
        this.#view.notice("offline");
        await pause(wait);
      }
    }
    this.#view.notice(null);
    this.#follow();
  }

  async #load() {
    const kept = this.#memory.read();
    if (!kept.session) return this.#begin();
    try {
      const { messages, owner } = await history(kept);
      return this.#show(kept.session, messages, owner);
    } catch (error) {
      if (error instanceof Problem && error.isGone) return this.#begin();
      throw error;
    }
  }

  async #begin() {
    const { session_id: session, token, messages } = await start(this.#opening);
    this.#memory.write({ session, token });
    this.#show(session, messages, "bot");
  }

  #show(session, messages, owner) {
    if (session !== this.#session) {
      this.#session = session;
      this.#heard = this.#replied = 0;
      this.#held = [];
      this.#view.clear();
    }
    for (const message of messages) this.#hear(message);
    this.#own(owner);
  }

  #own(owner) {
    this.#owner = owner;
    this.#view.owner(owner);
  }

  #follow() {
    this.#source?.close();
    const source = follow(this.#memory.read(), this.#heard);
    source.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    source.addEventListener("owner", (event) => this.#own(JSON.parse(event.data).owner));
    source.addEventListener("open", () => this.#view.notice(null));
    source.addEventListener("error", () => this.#lost(source));
    this.#source = source;
  }

  /** The browser reconnects by itself, unless the server answered with an error. */
  async #lost(source) {
    this.#view.notice("offline");
    if (source.readyState !== EventSource.CLOSED) return;
    await pause(PATIENCE_S);
    if (source === this.#source) await this.#resume();
  }

  /** A numbered message. One's own from another tab waits until what is sent from here has its numbers. */
  #hear(message) {
    this.#heard = Math.max(this.#heard, message.seq);
    if (message.role === "client" && this.#outbox.unstored.length) {
      this.#held.push(message);
      return;
    }
    if (message.role !== "client") this.#replied = Math.max(this.#replied, message.seq);
    this.#view.show(message);
  }

  #showHeld() {
    if (!this.#outbox.unstored.length) for (const message of this.#held.splice(0)) this.#view.show(message);
  }

  #post(entry) {
    if (!entry.seq) this.#view.outgoing(entry);
    this.#outbox.post(entry);
  }

  async #carry(entry, stored) {
    const kept = this.#memory.read();
    entry.session = kept.session;
    for await (const { event, data } of speak(kept, entry, this.#opening.page_url)) {
      if (!this.#outbox.has(entry)) return;
      if (event === "accepted") this.#accepted(entry, data.seq, stored);
      else if (event === "sentence") this.#draft(entry, data.text);
      else if (event === "reply") this.#answered(entry, data);
      else if (event === "problem") throw new Problem(data.status);
    }
    if (this.#outbox.has(entry)) throw new Error("the stream ended before the reply");
  }

  #accepted(entry, seq, stored) {
    entry.seq = seq;
    this.#view.notice(null);
    this.#view.settle(entry, seq);
    this.#showHeld();
    if (this.#replied < seq && this.#owner !== "human") this.#view.typing(true);
    stored();
  }

  #draft(entry, sentence) {
    if (this.#replied < entry.seq) this.#view.draft(sentence);
  }

  #answered(entry, { replies, owner }) {
    this.#outbox.done(entry);
    this.#view.typing(false);
    this.#own(owner);
    if (this.#replied > entry.seq) return;
    this.#view.replied(replies);
    if (replies.length) pause(PATIENCE_S).then(() => this.#replied < entry.seq && this.#follow());
  }

  #refuse(entry) {
    this.#view.typing(false);
    this.#showHeld();
    if (entry.seq) this.#view.notice("failed");
    else this.#view.refused(entry, () => this.#post(entry));
  }

  /** The conversation is gone or has ended: what is not stored opens another. */
  async #moveOn(entry) {
    if (entry.session === this.#memory.read().session) this.#memory.write({ session: null, token: null });
    await this.#resume();
    entry.seq = undefined;
    for (const waiting of this.#outbox.unstored) this.#view.outgoing(waiting);
  }
}
