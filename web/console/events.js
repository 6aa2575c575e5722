// The desk as it changes: one stream, taken up again where it broke, after a pause of chance so that not all come at once.

const FIRST_MS = 500;
const LONGEST_MS = 30000;
const NAMES = ["hello", "conversation_updated", "new_message", "agent_typing", "release_warning", "assigned", "presence", "note", "reload"];

/** Calls `heard(name, data)` for each event and `state(connected)` when the line breaks or comes back. */
export function follow(heard, state) {
  let source = null;
  let last = "";
  let failures = 0;
  let timer = 0;
  let ended = false;

  function connect() {
    // EventSource sends Last-Event-ID only on its own retries, so the place to go on is also in the address
    source = new EventSource(`/console/api/events${last ? `?since=${last}` : ""}`);
    for (const name of NAMES) source.addEventListener(name, (event) => take(name, event));
    source.onerror = lost;
  }

  function take(name, event) {
    if (event.lastEventId) last = event.lastEventId;
    if (name === "hello") {
      failures = 0;
      state(true);
    }
    heard(name, JSON.parse(event.data));
  }

  function lost() {
    source.close();
    state(false);
    if (ended) return;
    clearTimeout(timer);
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures++);
    timer = setTimeout(connect, Math.random() * most);
  }

  /** The browser knows that the network is back: no need to sit a long pause out. */
  function online() {
    clearTimeout(timer);
    failures = 0;
    source.close();
    connect();
  }

  window.addEventListener("offline", lost);
  window.addEventListener("online", online);
  connect();
  return () => {
    ended = true;
    window.removeEventListener("offline", lost);
    window.removeEventListener("online", online);
    clearTimeout(timer);
    source.close();
  };
}
