// The endpoints that a customer's page uses.

const BASE = "/api/v5/sales";

/** The server answered with an error. */
export class Problem extends Error {
  constructor(status, retryAfter) {
    super(`HTTP ${status}`);
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

async function call(path, { token, body, accept = "application/json" } = {}) {
  const headers = { Accept: accept };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(BASE + path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Problem(answer.status, answer.headers.get("Retry-After"));
  return answer;
}

export async function start(opening) {
  return (await call("/start-session", { body: opening })).json();
}

export async function history({ session, token }) {
  return (await call(`/session/${session}`, { token })).json();
}

/** Sends a message; yields `{event, data}` until the stream ends. */
export async function* speak({ session, token }, { id, text }, page) {
  const body = { session_id: session, message_id: id, text, page_url: page };
  const answer = await call("/process-message", { token, body, accept: "text/event-stream" });
  yield* events(answer.body);
}

export function follow({ session, token }, after) {
  return new EventSource(`${BASE}/session/${session}/events?${new URLSearchParams({ token, after })}`);
}

/** Server-sent events of a byte stream. */
async function* events(stream) {
  let rest = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const whole = (rest + value).split(/\r\n\r\n|\n\n/);
    rest = whole.pop();
    for (const block of whole) {
      const event = parsed(block);
      if (event) yield event;
    }
  }
}

function parsed(block) {
  const fields = { event: "message", data: [] };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = line.match(/^(event|data): ?(.*)$/) ?? [];
    if (name === "data") fields.data.push(value);
    else if (name) fields.event = value;
  }
  return fields.data.length ? { event: fields.event, data: JSON.parse(fields.data.join("\n")) } : null;
}
