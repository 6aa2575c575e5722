// The conversations of the list, as they are asked for and as the news change them. What was asked last counts.

import * as api from "./api.js";

/** Whether a line was read before another of the same conversation: by who holds it, then by what was said. */
export function isOlder(line, other) {
  return line.epoch < other.epoch || (line.epoch === other.epoch && line.seq < other.seq);
}

/** `changed()` is called when there is something else to show. */
export function makeLines({ me, changed }) {
  const filters = {};
  let all = [];
  let next = null;
  let asked = 0;
  let meanwhile = null;

  async function load() {
    const mine = ++asked;
    meanwhile = [];
    const found = await api.list(filters);
    if (mine !== asked) return;
    [all, next] = [found.conversations, found.next];
    const news = meanwhile;
    meanwhile = null;
    news.forEach(place);
    changed();
  }

  async function more() {
    const mine = asked;
    const found = await api.list(filters, next);
    if (mine !== asked) return;
    const shown = new Set(all.map((line) => line.id));
    all.push(...found.conversations.filter((line) => !shown.has(line.id)));
    next = found.next;
    changed();
  }

  /** A line that has changed: it goes where it belongs by its time, and by the filters. */
  function put(line) {
    meanwhile?.push(line);
    place(line);
    changed();
  }

  function place(line) {
    const at = all.findIndex((each) => each.id === line.id);
    if (at >= 0 && isOlder(line, all[at])) return;
    if (at >= 0) all.splice(at, 1);
    if (!belongs(line)) return;
    const before = all.findIndex((each) => each.at <= line.at);
    all.splice(before < 0 ? all.length : before, 0, line);
  }

  /** The line of a conversation that was opened: what is known of it now, and all of it seen. */
  function seen(line) {
    const kept = all.find((each) => each.id === line.id);
    if (kept) Object.assign(kept, isOlder(line, kept) ? {} : line, { unread: 0 });
  }

  function belongs(line) {
    const { folder = "all", q, ...exact } = filters;
    if (Object.entries(exact).some(([name, value]) => value && line[name] !== value)) return false;
    if (q && !line.name.toLowerCase().includes(q.toLowerCase())) return false;
    if (folder === "mine") return line.agent === me.id;
    if (folder === "unassigned") return line.owner === "queue" && !line.agent;
    if (folder === "waiting") return line.owner !== "bot" && Boolean(line.waiting_since);
    return folder !== "bot" || line.owner === "bot";
  }

  return { filters, load, more, put, seen, all: () => all, hasMore: () => Boolean(next), find: (id) => all.find((each) => each.id === id) };
}
