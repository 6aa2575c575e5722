// What can be pressed below the last reply: buttons, a list, times to choose from. It goes with the next message.

import { language, make, makeButton } from "./make.js";

/** Elements for the blocks that offer something. What a card of the same reply names is not offered twice. */
export function choicesOf(blocks, words, press) {
  const cards = new Set(blocks.filter((block) => block.kind === "products").flatMap(({ items }) => items.map(({ label }) => label)));
  return blocks.flatMap((block) => {
    if (block.kind === "transfer") return [buttons([{ label: words.transfer, transfer: true }], words, press)];
    const items = block.items?.filter(({ label }) => !cards.has(label)) ?? [];
    return items.length && MADE[block.kind] ? [MADE[block.kind](items, words, press, block)] : [];
  });
}

const MADE = { __proto__: null, buttons, list, slots };

function buttons(items, words, press) {
  return group("chips", words.choices, items.map((item) => makeButton("quick-reply", item.label, () => press(item))));
}

function list(items, words, press, { label }) {
  return group("options", label ?? words.choices, items.map((item) => {
    const button = makeButton("quick-reply", item.label, () => press(item));
    if (item.note) button.append(make("span", "note", item.note));
    return button;
  }));
}

/** By day: the customer reads the day once and chooses an hour. */
function slots(items, words, press) {
  const days = Map.groupBy ? Map.groupBy(items, (item) => item.starts_at.slice(0, 10)) : grouped(items);
  const made = [...days].map(([day, times]) => make("div", "day", "", [
    make("p", "day-name", dayOf(day)),
    make("div", "hours", "", times.map((item) => hourOf(item, press))),
  ]));
  return group("slots", words.times, made);
}

function hourOf(item, press) {
  const button = makeButton("quick-reply", wall(item.starts_at, { hour: "numeric", minute: "2-digit" }), () => press(item));
  button.setAttribute("aria-label", item.label);
  return button;
}

const dayOf = (day) => wall(`${day}T12:00:00`, { weekday: "long", day: "numeric", month: "long" });

/** A time as the clock there shows it: the offset that it is written with is the customer's already. */
function wall(instant, parts) {
  return new Date(`${instant.slice(0, 19)}Z`).toLocaleString(language(), { ...parts, timeZone: "UTC" });
}

function grouped(items) {
  const days = new Map();
  for (const item of items) days.set(item.starts_at.slice(0, 10), [...(days.get(item.starts_at.slice(0, 10)) ?? []), item]);
  return days;
}

function group(name, label, children) {
  const element = make("div", name, "", children);
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", label);
  return element;
}
