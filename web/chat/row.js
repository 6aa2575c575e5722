// One message as it looks.

import { link, write } from "./text.js";

export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}

/** `who` is read out before the text, by those who do not see on which side it stands. */
export function makeRow({ role, text, blocks = [], at }, who, words) {
  const row = make("div", `row ${role}`);
  const bubble = make("div", "bubble");
  const sources = blocks.filter((block) => block.kind === "citations").flatMap((block) => block.items);
  write(bubble, text, sources, words.source);
  row.append(make("span", "unseen", who), bubble);
  for (const card of blocks.filter((block) => block.kind === "quote" && block.url)) row.append(cardOf(card, words));
  if (sources.length) row.append(sourcesOf(sources, words));
  if (at) row.append(timeOf(new Date(at)));
  return row;
}

export function makeButton(name, label, pressed) {
  const button = make("button", name, label);
  button.type = "button";
  button.addEventListener("click", pressed);
  return button;
}

/** What the buttons under a reply say: offered slots, choices and buttons. */
export function quickReplies(blocks) {
  const offered = blocks.filter((block) => ["slots", "choices", "buttons"].includes(block.kind));
  return offered.flatMap((block) => block.items.map((item) => String(item.label ?? item)));
}

/** A quote with the way to its page and its PDF. */
function cardOf(card, words) {
  const box = make("div", "quote-card");
  box.append(make("strong", "", card.number), make("span", "total", card.total));
  for (const [address, label] of [[card.url, words.quote], [card.pdf, "PDF"]]) {
    const anchor = link(address, label);
    if (anchor) box.append(anchor);
  }
  return box;
}

function sourcesOf(sources, words) {
  const list = make("ul", "sources");
  list.setAttribute("aria-label", words.sources);
  for (const source of sources) {
    const anchor = link(source.url, source.title);
    if (!anchor) continue;
    anchor.prepend(make("span", "number", String(source.n)));
    const item = make("li");
    item.append(anchor);
    list.append(item);
  }
  return list;
}

function timeOf(at) {
  const language = document.documentElement.lang;
  const time = make("time", "", at.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" }));
  time.dateTime = at.toISOString();
  time.title = at.toLocaleString(language);
  return time;
}
