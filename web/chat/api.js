// The endpoints that a customer's page uses, with the tokens that the browser keeps.

import { language } from "./make.js";
import { events } from "./stream.js";

const BASE = "/api/v5/sales";

/** The server answered with an error. */
export class Problem extends Error {
  constructor(status, detail, retryAfter) {
    super(detail || `HTTP ${status}`);
    this.status = status;
    this.retryAfter = Number(retryAfter) || 0;
  }

  /** The conversation cannot go on: another one has to be started. */
  get isGone() {
    return [401, 403, 404, 409].includes(this.status);
  }

  /** The message itself is the trouble: sending it again would not help. */
  get isFinal() {
    return this.status >= 400 && this.status < 500 && this.status !== 429 && this.status !== 408;
  }
}

export class Api {
  #tenant;
  #memory;
  #renewing = null;

  constructor(tenant, memory) {
    this.#tenant = tenant;
    this.#memory = memory;
  }

  async start(opening) {
    const { visitor } = this.#memory.read();
    const body = { tenant: this.#tenant, ...opening, ...(visitor ? { visitor } : {}) };
    return (await this.#send("/start-session", { body })).json();
  }

  async history() {
    return (await this.#call(({ session }) => `/session/${session}`)).json();
  }

  /** Sends a message; yields `{event, data}` until the stream ends. */
  async *speak({ id, text, choice, files = [] }, page) {
    const answer = await this.#call(() => "/process-message", {
      accept: "text/event-stream",
      body: ({ session }) => ({
        session_id: session, message_id: id, text, page_url: page,
        ...(choice ? { choice } : {}), ...(files.length ? { files: files.map((file) => file.id) } : {}),
      }),
    });
    yield* events(answer.body);
  }

  follow(after, signal) {
    return this.#call(({ session }) => `/session/${session}/events?after=${after}`, { accept: "text/event-stream", signal });
  }

  async context(where) {
    await this.#call(({ session }) => `/session/${session}/context`, { body: () => where });
  }

  /** Who the business says that it is. `{session_id, token, visitor}`; without a session, another has to be started. */
  async user(jwt) {
    return (await this.#call(({ session }) => `/session/${session}/user`, { body: () => ({ jwt }) })).json();
  }

  async upload(file) {
    const path = ({ session }) => `/session/${session}/files?${new URLSearchParams({ name: file.name })}`;
    return (await this.#call(path, { body: () => file })).json();
  }

  async download(file) {
    return (await this.#call(({ session }) => `/session/${session}/files/${file.id}`)).blob();
  }

  /** `path`: as the server gave it, with what is to be done. */
  async transfer(path) {
    const isWay = path.endsWith("/transfer");
    return (await this.#call(() => path.replace(BASE, ""), { body: () => (isWay ? { lang: language() } : {}) })).json();
  }

  /** A call in the session; once more with a new token where the one at hand has expired. */
  async #call(path, { body, ...more } = {}) {
    const once = (kept) => this.#send(path(kept), { token: kept.token, body: body?.(kept), ...more });
    const kept = this.#memory.read();
    try {
      return await once(kept);
    } catch (problem) {
      if (problem.status !== 401 || !kept.visitor) throw problem;
      await (this.#renewing ??= this.#renew(kept).finally(() => (this.#renewing = null)));
      return once(this.#memory.read());
    }
  }

  async #renew({ session, visitor }) {
    const answer = await this.#send(`/session/${session}/token`, { body: { tenant: this.#tenant, visitor } });
    const renewed = await answer.json();
    // the token is for that conversation alone, and another may have begun meanwhile
    if (session === this.#memory.read().session) this.#memory.write({ token: renewed.token, visitor: renewed.visitor });
  }

  async #send(path, { token, body, accept = "application/json", signal } = {}) {
    const isFile = body instanceof Blob;
    const headers = { Accept: accept };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = isFile ? body.type || "application/octet-stream" : "application/json";
    const answer = await fetch(BASE + path, {
      method: body ? "POST" : "GET", headers, signal, body: isFile ? body : body && JSON.stringify(body),
    });
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    throw new Problem(answer.status, told.detail, answer.headers.get("Retry-After"));
  }
}
