// The left column: what is looked for, and the conversations, newest first.

import { button, el } from "./dom.js";
import { named, say, since } from "./words.js";

const FOLDERS = ["all", "mine", "unassigned", "waiting", "bot"];
const CHANNELS = ["web", "whatsapp", "email", "sms"];

export function makeList({ me, filters, onFilter, onOpen, onMore, nameOf }) {
  const search = el("input", {
    type: "search", class: "search", placeholder: say("search"), "aria-label": say("search"), value: filters.q ?? "",
    oninput: () => onFilter({ q: search.value }),
  });
  const folders = el("div", { class: "folders", role: "tablist", "aria-label": say("conversations") });
  const narrowing = [
    choice("channel", "any_channel", CHANNELS.map((name) => [name, name])),
    choice("branch", "any_branch", me.branch ? [] : Object.entries(me.branches)),
    choice("stage", "any_stage", me.stages.map((name) => [name, named(name)])),
    choice("intention", "any_intention", ["high", "medium", "low"].map((name) => [name, say(name)])),
  ];

  function choice(name, any, options) {
    if (!options.length) return null;
    return el(
      "select", { "aria-label": say(any), onchange: (event) => onFilter({ [name]: event.target.value }) },
      el("option", { value: "" }, say(any)), options.map(([value, label]) => el("option", { value }, label)),
    );
  }

  const rows = el("ul", { class: "lines", "aria-label": say("conversations") });
  const more = button("more", say("more"), onMore, { hidden: true });
  const root = el("section", { class: "column left", "aria-label": say("conversations") },
    el("div", { class: "filters" }, search, folders, el("div", { class: "narrow" }, narrowing)), el("div", { class: "scroll" }, rows, more));

  function drawFolders() {
    folders.replaceChildren(...FOLDERS.map((name) => button(
      "folder", say(name), () => onFilter({ folder: name }),
      { role: "tab", "aria-selected": String((filters.folder ?? "all") === name) },
    )));
  }

  function draw(lines, opened, next) {
    drawFolders();
    rows.replaceChildren(...lines.map((line) => lineOf(line, line.id === opened)));
    if (!lines.length) rows.append(el("li", { class: "empty" }, say("empty_list")));
    more.hidden = !next;
  }

  function lineOf(line, isOpen) {
    const who = line.name || say("anonymous");
    const holder = line.owner === "human" ? nameOf(line.agent) : line.owner === "queue" ? say("owner_queue") : "";
    const waits = line.owner !== "bot" && line.waiting_since ? say("waits", { time: since(line.waiting_since) }) : "";
    const body = el("button", {
      type: "button", class: "line", "aria-current": isOpen ? "true" : null, data: { owner: line.owner, id: line.id },
      onclick: () => onOpen(line.id),
    },
      el("span", { class: "top" }, el("strong", {}, who), el("time", { datetime: line.at }, since(line.at))),
      el("span", { class: "text" }, line.text || "…"),
      el("span", { class: "tags" },
        el("span", { class: "tag" }, line.channel), line.branch && el("span", { class: "tag" }, line.branch),
        line.stage && el("span", { class: "tag" }, named(line.stage)), holder && el("span", { class: `tag ${line.owner}` }, holder),
        waits && el("span", { class: "tag waits" }, waits),
        line.unread > 0 && el("span", { class: "unread", title: say("unseen", { n: line.unread }) }, String(line.unread))),
    );
    return el("li", {}, body);
  }

  return { root, draw, focusSearch: () => search.focus() };
}
