// What the browser keeps of a tenant's conversation: its tokens, and what was written and is not answered yet.

const EMPTY = { outbox: [], typed: "", read: 0, muted: false };

/** Where the browser allows no storage, as in some frames, the page around keeps it, or else this page alone. */
export class Memory {
  #name;
  #host;
  #own = null;

  static async open(tenant, host) {
    const memory = new Memory(tenant, host);
    if (!memory.#isAllowed()) memory.#own = (await host.ask("recall", "kept"))?.value ?? {};
    return memory;
  }

  constructor(tenant, host) {
    this.#name = `parley:${tenant}`;
    this.#host = host;
  }

  /** `{session, token, visitor, read, muted, typed, outbox: [{id, text, choice, files, after}]}`, what is known of it. */
  read() {
    try {
      return { ...EMPTY, ...(this.#own ?? JSON.parse(localStorage.getItem(this.#name))) };
    } catch {
      return { ...EMPTY };
    }
  }

  write(change) {
    const whole = { ...this.read(), ...change };
    if (this.#own) return this.#lend(whole);
    try {
      localStorage.setItem(this.#name, JSON.stringify(whole));
    } catch {
      this.#lend(whole);
    }
  }

  /** What another tab has begun, where each tab keeps its own. */
  adopt({ session, token, visitor }) {
    if (this.#own) this.write({ session, token, visitor });
  }

  keep({ id, text, choice, files, after }) {
    const others = this.read().outbox.filter((entry) => entry.id !== id);
    this.write({ outbox: [...others, { id, text, choice, files, after }] });
  }

  drop(id) {
    this.write({ outbox: this.read().outbox.filter((entry) => entry.id !== id) });
  }

  /** Forgets who was here. */
  clear() {
    this.write({ session: null, token: null, visitor: null, user: null, outbox: [], typed: "", read: 0 });
  }

  #lend(whole) {
    this.#own = whole;
    this.#host.tell("keep", { value: whole });
  }

  #isAllowed() {
    try {
      localStorage.setItem(`${this.#name}:`, "");
      localStorage.removeItem(`${this.#name}:`);
      return true;
    } catch {
      return false;
    }
  }
}

/** A new message's own id. `crypto.randomUUID` is missing on plain http. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
