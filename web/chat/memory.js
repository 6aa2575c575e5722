// What the browser keeps of a tenant's conversation: its session, and what was written and is not answered yet.

const EMPTY = { outbox: [], typed: "" };

/** Falls back to the page's own memory where the browser allows no storage, as in some frames. */
export class Memory {
  #name;
  #own = null;

  constructor(tenant) {
    this.#name = `parley:${tenant}`;
  }

  /** `{session, token, typed, outbox: [{id, text, after}]}`, whatever is known of it. */
  read() {
    try {
      return { ...EMPTY, ...(this.#own ?? JSON.parse(localStorage.getItem(this.#name))) };
    } catch {
      return EMPTY;
    }
  }

  write(change) {
    const whole = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.#name, JSON.stringify(whole));
    } catch {
      this.#own = whole;
    }
  }

  keep({ id, text, after }) {
    this.write({ outbox: [...this.read().outbox.filter((entry) => entry.id !== id), { id, text, after }] });
  }

  drop(id) {
    this.write({ outbox: this.read().outbox.filter((entry) => entry.id !== id) });
  }

  /** Calls back when another tab of this browser changes what is kept. */
  watch(changed) {
    addEventListener("storage", (event) => event.key === this.#name && changed());
  }
}

/** A new message's own id. `crypto.randomUUID` is missing on plain http. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
