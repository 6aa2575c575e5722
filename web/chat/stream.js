// Server-sent events over fetch, so that the token travels in a header and never in an address.

const LONGEST_WAIT_S = 30;
const SILENCE_MS = 45_000;

/** Server-sent events of a byte stream: `{event, id, data}`; `alive` is called for every piece, pings too. */
export async function* events(stream, alive = () => {}) {
  let rest = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      alive();
      const whole = (rest + value).split(/\r\n\r\n|\n\n/);
      rest = whole.pop();
      for (const block of whole) {
        const event = parsed(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  const fields = { event: "message", id: null, data: [] };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = line.match(/^(event|data|id): ?(.*)$/) ?? [];
    if (name === "data") fields.data.push(value);
    else if (name) fields[name] = value;
  }
  return fields.data.length ? { ...fields, data: JSON.parse(fields.data.join("\n")) } : null;
}

/** Follows a conversation until it is closed: connects again after every break, with growing pauses. */
export class Follower {
  #open;
  #told;
  #stop = new AbortController();
  #failures = 0;
  #wake = () => {};

  /** `open(signal)` answers with a response; `told`: `event(name, data)`, `up()`, `down()`, `refused(problem)`. */
  constructor(open, told) {
    this.#open = open;
    this.#told = told;
    addEventListener("online", () => this.#wake(), { signal: this.#stop.signal });
    this.#run();
  }

  close() {
    this.#stop.abort();
    this.#wake();
  }

  async #run() {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#once();
      } catch (problem) {
        if (this.#stop.signal.aborted) return;
        if (problem.isGone) return this.#told.refused(problem);
      }
      if (this.#stop.signal.aborted) return;
      this.#told.down();
      await this.#pause();
    }
  }

  async #once() {
    const cut = new AbortController();
    const end = () => cut.abort();
    this.#stop.signal.addEventListener("abort", end);
    let watch = setTimeout(end, SILENCE_MS);
    try {
      const answer = await this.#open(cut.signal);
      this.#failures = 0;
      this.#told.up();
      const alive = () => {
        clearTimeout(watch);
        watch = setTimeout(end, SILENCE_MS);
      };
      for await (const { event, data } of events(answer.body, alive)) {
        // closed by what it told: the rest of the piece is of a conversation that was left
        if (this.#stop.signal.aborted) return;
        this.#told.event(event, data);
      }
    } finally {
      clearTimeout(watch);
      this.#stop.signal.removeEventListener("abort", end);
    }
  }

  /** Somewhere between nothing and a bound that doubles, so that not everybody comes back at once. */
  #pause() {
    const most = Math.min(2 ** this.#failures++, LONGEST_WAIT_S);
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, (0.3 + 0.7 * Math.random()) * most * 1000);
    });
  }
}
