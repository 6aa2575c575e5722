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

  const drawn = new Map();
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

  function draw(lines, opened, hasMore) {
    drawFolders();
    arrange(lines.map((line) => rowOf(line, line.id === opened)));
    more.hidden = !hasMore;
  }

  /** Only what moved is moved: what is pressed or has the keyboard stays the same element. */
  function arrange(nodes) {
    const wanted = nodes.length ? nodes : [el("li", { class: "empty" }, say("empty_list"))];
    let place = rows.firstElementChild;
    for (const node of wanted) {
      if (node === place) place = place.nextElementSibling;
      else rows.insertBefore(node, place);
    }
    while (place) {
      const gone = place;
      place = place.nextElementSibling;
      drawn.delete(gone.firstElementChild?.dataset.id);
      gone.remove();
    }
  }

  function rowOf(line, isOpen) {
    if (!drawn.has(line.id)) drawn.set(line.id, el("li", {}, el("button", { type: "button", class: "line", data: { id: line.id }, onclick: () => onOpen(line.id) })));
    const row = drawn.get(line.id);
    const [body] = row.children;
    body.dataset.owner = line.owner;
    if (isOpen) body.setAttribute("aria-current", "true");
    else body.removeAttribute("aria-current");
    body.replaceChildren(...told(line));
    return row;
  }

  function told(line) {
    const holder = line.owner === "human" ? nameOf(line.agent) : line.owner === "queue" ? say("owner_queue") : "";
    const waits = line.owner !== "bot" && line.waiting_since ? say("waits", { time: since(line.waiting_since) }) : "";
    return [
      el("span", { class: "top" }, el("strong", {}, line.name || say("anonymous")), el("time", { datetime: line.at }, since(line.at))),
      el("span", { class: "text" }, line.text || "…"),
      el("span", { class: "tags" },
        el("span", { class: "tag" }, line.channel), line.branch && el("span", { class: "tag" }, line.branch),
        line.stage && el("span", { class: "tag" }, named(line.stage)), holder && el("span", { class: `tag ${line.owner}` }, holder),
        waits && el("span", { class: "tag waits" }, waits),
        line.unread > 0 && el("span", { class: "unread", title: say("unseen", { n: line.unread }) }, String(line.unread))),
    ];
  }

  return { root, draw, focusSearch: () => search.focus() };
}
