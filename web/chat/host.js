// The page around the frame: what it says, what it is told. On a page of its own there is none, and nothing happens.

export class Host {
  #origin;
  #handlers = {};

  /** `origin`: of the page that frames this one, as the loader gives it; null without a frame. */
  constructor(origin) {
    this.#origin = origin;
    if (origin) addEventListener("message", (event) => this.#hear(event));
  }

  get isThere() {
    return Boolean(this.#origin);
  }

  tell(name, data = {}) {
    if (this.#origin) parent.postMessage({ parley: name, ...data }, this.#origin);
  }

  on(name, handler) {
    this.#handlers[name] = handler;
  }

  /** What the page answers to `question` under `name`; undefined where it does not within the time. */
  ask(question, name, patienceMs = 800) {
    return new Promise((resolve) => {
      this.on(name, resolve);
      setTimeout(resolve, patienceMs);
      this.tell(question);
    });
  }

  #hear({ source, origin, data }) {
    if (source === parent && origin === this.#origin) this.#handlers[data?.parley]?.(data);
  }
}
