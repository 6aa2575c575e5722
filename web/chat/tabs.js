// The other tabs of this browser that show the same business.

export class Tabs {
  #channel;

  /** `heard`: handlers by name. */
  constructor(tenant, heard) {
    this.#channel = "BroadcastChannel" in self ? new BroadcastChannel(`parley:${tenant}`) : null;
    this.#channel?.addEventListener("message", ({ data }) => heard[data.name]?.(data));
  }

  tell(name, data = {}) {
    this.#channel?.postMessage({ name, ...data });
  }
}
