// What the pages of the administration are made of.

import { button, el } from "../dom.js";
import { say } from "../words.js";

export function field(type, name, more = {}) {
  return el("input", { type, required: true, "aria-label": say(name), autocomplete: "off", ...more });
}

export function choice(name, options, chosen = null) {
  return el("select", { "aria-label": say(name) },
    options.map(([value, label]) => el("option", { value, selected: value === chosen }, label)));
}

export function card(title, ...content) {
  return el("section", { class: "card" }, el("h3", {}, title), content.flat(3));
}

/** Rows with their headings; `none` is said where there are no rows. */
export function table(heads, rows, none = null) {
  if (!rows.length) return el("p", { class: "hint" }, none ?? say("nothing"));
  return el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": heads.filter(Boolean).join(", ") }, el("table", {},
    el("thead", {}, el("tr", {}, heads.map((head) => (head ? el("th", { scope: "col" }, head) : el("td", {}))))),
    el("tbody", {}, rows)));
}

export function row(...cells) {
  return el("tr", {}, cells.map((cell) => el("td", {}, cell ?? "")));
}

/** A form of named controls, given to `send` as an object. */
export function makeForm(controls, send, label = "add") {
  const given = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value]));
  return el("form", { class: "choices", onsubmit: (event) => { event.preventDefault(); send(given()); } },
    Object.values(controls).map((control) => el("label", {}, el("span", {}, control.getAttribute("aria-label")), control)),
    el("button", { class: "do", type: "submit" }, say(label)));
}

/** What is shown once and kept nowhere. */
export function once(title, text) {
  const shown = el("pre", { class: "once", tabindex: "0" }, text);
  const root = el("div", { role: "status", class: "shown-once" }, el("p", {}, el("strong", {}, title)), shown,
    button("quiet", say("copy"), () => navigator.clipboard?.writeText(text)), button("quiet", say("kept"), () => root.remove()));
  return root;
}
