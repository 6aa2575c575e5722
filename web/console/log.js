// What was said in one conversation: messages with their ticks, notes among them, and below what could not be sent.

import { link, write, writeReply } from "/assets/chat/text.js";
import { fileOf } from "./api.js";
import { button, el } from "./dom.js";
import { clock, day, say } from "./words.js";

const NEAR_THE_END_PX = 80;

/** `again(entry)` and `drop(entry)` are for words that did not go out. */
export function makeLog({ id, me, nameOf, onOlder, again, drop }) {
  const log = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
  const older = button("more", say("older"), onOlder);
  const root = el("div", { class: "scroll" }, older, log);
  let first = 0;

  /** Who reads further up stays there. */
  function draw({ messages, notes }, unsent) {
    const { scrollTop, scrollHeight, clientHeight } = root;
    const wasAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
    const cameAbove = first > (messages[0]?.seq ?? 0);
    first = messages[0]?.seq ?? 0;
    older.hidden = first <= 1;
    const all = [
      ...messages.map((message) => ({ at: message.seq, node: () => rowOf(message) })),
      ...notes.map((note) => ({ at: note.after + 0.5, node: () => noteOf(note) })),
    ].sort((a, b) => a.at - b.at);
    log.replaceChildren(...all.map((each) => each.node()), ...unsent.map(unsentOf));
    if (cameAbove) root.scrollTop = root.scrollHeight - scrollHeight + scrollTop;
    else root.scrollTop = wasAtEnd ? root.scrollHeight : scrollTop;
  }

  function rowOf(message) {
    if (message.role === "system") return el("p", { class: "event" }, `${say("event")}: ${message.text}`);
    const bubble = el("div", { class: "bubble" });
    const sources = message.blocks.filter((block) => block.kind === "citations").flatMap((block) => block.items);
    if (message.role === "client") write(bubble, message.text);
    else writeReply(bubble, message.text, sources, say("source"));
    return el("div", { class: `row ${message.role}` }, el("span", { class: "name" }, whoSaid(message)), bubble, sourcesOf(sources),
      message.files.map((file) => el("a", { class: "file", href: fileOf(id, file.id), download: file.name }, `📎 ${file.name}`)),
      message.interrupted && el("span", { class: "cut" }, say("interrupted")), whenOf(message));
  }

  function whoSaid({ role, who }) {
    if (role !== "agent") return say(`${role}_says`);
    return who === me.id ? say("you_say") : nameOf(who);
  }

  function noteOf(note) {
    return el("div", { class: "row note" }, el("span", { class: "name" }, `${say("note")} · ${nameOf(note.author)}`),
      el("div", { class: "bubble" }, note.text), el("time", { datetime: note.at }, clock(note.at)));
  }

  function unsentOf(entry) {
    return el("div", { class: `row unsent ${entry.noting ? "note" : "agent"}` },
      el("span", { class: "name" }, say(entry.noting ? "unsent_note" : "unsent")), el("div", { class: "bubble" }, entry.text),
      el("span", { class: "pair" }, button("quiet", say("again_send"), () => again(entry)), button("quiet", say("discard"), () => drop(entry))));
  }

  return { root, draw };
}

function sourcesOf(sources) {
  const links = sources.map((source) => link(source.url, `[${source.n}] ${source.title}`)).filter(Boolean);
  return links.length > 0 && el("p", { class: "sources" }, links);
}

function whenOf({ role, status, at }) {
  const ticks = role === "client" ? "" : { sent: "✓", delivered: "✓✓", read: "✓✓" }[status];
  return el("span", { class: `when ${status}` }, el("time", { datetime: at, title: day(at) }, clock(at)),
    ticks && el("span", { class: "ticks", title: say(status), "aria-label": say(status) }, ticks));
}
