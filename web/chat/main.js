// Joins the page's parts: what it was opened with, the conversation, the composer, the menu, the page around.

import { Api } from "./api.js";
import { Attention } from "./attention.js";
import { Conversation } from "./conversation.js";
import { Files } from "./files.js";
import { Host } from "./host.js";
import { Memory } from "./memory.js";
import { unlock } from "./sound.js";
import { Tabs } from "./tabs.js";
import { Transfer } from "./transfer.js";
import { View } from "./view.js";

const { tenant, words: wordsText, embedded } = document.body.dataset;
const words = JSON.parse(wordsText);
const query = new URLSearchParams(location.search);
const part = (id) => document.getElementById(id);

const LIMITS = { address: 2000, utm: 300, utmCount: 20 };

/** `{page_url, referrer, utm}` within the bounds that the server takes. */
function bounded({ page_url: page, referrer, utm }) {
  const kept = Object.entries(utm ?? {}).filter(([name]) => name.startsWith("utm_")).slice(0, LIMITS.utmCount);
  return {
    page_url: page?.slice(0, LIMITS.address) ?? null,
    referrer: referrer?.slice(0, LIMITS.address) || null,
    utm: Object.fromEntries(kept.map(([name, value]) => [name.slice(0, 50), String(value).slice(0, LIMITS.utm)])),
  };
}

/** Where the visitor comes from. In a frame, the page around it says so. */
function opening() {
  return {
    ...bounded({
      page_url: query.get("page_url") ?? location.href,
      referrer: query.get("referrer") ?? document.referrer,
      utm: Object.fromEntries(query),
    }),
    first: firstTouch(),
    locale: localeOf(document.documentElement.lang.split("-")[0]),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
  };
}

function firstTouch() {
  try {
    return bounded(JSON.parse(query.get("first")));
  } catch {
    return null;
  }
}

/** The visitor's own variety of the page's language, so that the greeting fits the page. */
function localeOf(language) {
  return navigator.languages.find((locale) => locale.split("-")[0] === language) ?? language;
}

const host = new Host(embedded ? query.get("origin") : null);
const memory = await Memory.open(tenant, host);
const api = new Api(tenant, memory);
const page = { brand: part("brand").textContent };
for (const id of ["scroll", "log", "outgoing", "draft", "typing", "doing", "quick", "status", "notice", "transfer", "attach", "moved", "composer", "menu"]) page[id] = part(id);
Object.assign(page, { transferDialog: part("transfer-dialog"), transferWay: part("transfer-way") });
const pressed = (item) => (item.transfer ? transfer.open() : say(item.label, { choice: item.id }));
const view = new View(page, words, pressed, (file) => api.download(file));
const transfer = new Transfer(page, words, api, {
  placed: (place) => transfer.place(place),
  failed: () => view.notice(words.no_way),
});
const tabs = new Tabs(tenant, {
  session: ({ kept }) => conversation.join(kept),
  read: ({ seq }) => attention.read(seq),
  gone: () => location.reload(),
});
const attention = new Attention(memory, host, tabs);
const conversation = new Conversation({ api, memory, view, attention, tabs, transfer, opening: opening() });
const text = part("text");
const dialog = part("restart-dialog");
const menu = part("menu");

function say(message, more) {
  conversation.say(message, more);
  text.focus({ preventScroll: true });
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  part("send").disabled = !text.value.trim();
}

function submit(event) {
  event.preventDefault();
  unlock();
  const message = text.value.trim();
  if (!message) return;
  text.value = "";
  memory.write({ typed: "" });
  fit();
  say(message);
}

// ---- the composer

part("composer").addEventListener("submit", submit);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
});
text.addEventListener("input", () => {
  memory.write({ typed: text.value });
  fit();
});
if (page.attach) {
  const told = { sent: (files) => say("", { files }), wrong: (what) => view.notice(what) };
  new Files(part("file"), page.attach, words, (file) => conversation.upload(file), told);
}

// ---- the menu

function drawSound() {
  const { muted } = memory.read();
  part("sound").textContent = muted ? words.sound_off : words.sound_on;
  part("sound").setAttribute("aria-pressed", String(!muted));
}

menu.addEventListener("toggle", ({ newState }) => {
  const button = part("more");
  const { bottom, right } = button.getBoundingClientRect();
  menu.style.top = `${bottom + 6}px`;
  menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`;
  button.setAttribute("aria-expanded", String(newState === "open"));
});
part("sound").addEventListener("click", () => {
  unlock();
  memory.write({ muted: !memory.read().muted });
  drawSound();
});
part("restart").addEventListener("click", () => {
  menu.hidePopover();
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  if (dialog.returnValue === "yes") conversation.restart().catch(() => view.notice("failed"));
  dialog.returnValue = "";
  text.focus();
});
drawSound();

// ---- the page around

let isOpen = false;
let begun = null;

function begin() {
  if (isOpen) return;
  isOpen = true;
  begun = conversation.open().catch(() => view.notice("failed"));
}

function close() {
  host.tell("close");
}

if (embedded) {
  part("close").addEventListener("click", close);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !dialog.open && !page.transferDialog.open && !menu.matches(":popover-open")) close();
  });
  host.on("shown", ({ on, focus }) => {
    attention.shown(on);
    if (on) begin();
    if (on && focus) text.focus();
  });
  host.on("context", (where) => conversation.wentTo(bounded(where)));
  host.on("user", ({ jwt }) => conversation.known(jwt).catch((problem) => console.warn(`Parley: ${problem.message}`)));
  host.on("transfer", async () => {
    await begun;
    await transfer.open();
  });
  host.on("shutdown", () => {
    conversation.forget();
    host.tell("gone");
  });
}

text.value = memory.read().typed;
fit();
host.tell("ready");
// a frame that was never opened begins nothing: no conversation for every visitor of a page
if (!embedded || conversation.hasBegun) begin();
if (!embedded && !matchMedia("(pointer: coarse)").matches) text.focus();
