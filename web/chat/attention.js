// Whether the visitor looks, and what came while they did not: a count, a sound, and the same in all tabs.

import { ring } from "./sound.js";

export class Attention {
  #memory;
  #host;
  #tabs;
  #title = document.title;
  #isShown;
  #fresh = new Set();
  #newest = 0;

  constructor(memory, host, tabs) {
    this.#memory = memory;
    this.#host = host;
    this.#tabs = tabs;
    this.#isShown = !host.isThere;
    document.addEventListener("visibilitychange", () => this.#look());
  }

  get isLooking() {
    return this.#isShown && document.visibilityState === "visible";
  }

  /** The frame was opened or closed by the page around it. */
  shown(on) {
    this.#isShown = on;
    this.#look();
  }

  /** A message of the other side. */
  heard({ seq, role }, isNew) {
    this.#newest = Math.max(this.#newest, seq);
    if (this.isLooking) return this.#look();
    if (seq <= this.#memory.read().read) return undefined;
    this.#fresh.add(seq);
    this.#tell();
    if (isNew && !this.#memory.read().muted) ring();
    return this.#host.tell("message", { role });
  }

  /** Another tab has shown everything up to there. */
  read(seq) {
    for (const each of this.#fresh) if (each <= seq) this.#fresh.delete(each);
    this.#tell();
  }

  restart() {
    this.#newest = 0;
    this.#fresh.clear();
    this.#memory.write({ read: 0 });
    this.#tell();
  }

  #look() {
    if (!this.isLooking || this.#newest <= this.#memory.read().read) return;
    this.#memory.write({ read: this.#newest });
    this.#tabs.tell("read", { seq: this.#newest });
    this.read(this.#newest);
  }

  #tell() {
    document.title = this.#fresh.size ? `(${this.#fresh.size}) ${this.#title}` : this.#title;
    this.#host.tell("unread", { count: this.#fresh.size });
  }
}
