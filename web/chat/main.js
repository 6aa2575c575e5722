// Joins the page's parts: what it was opened with, the conversation, the composer, the buttons.

import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";
import { View } from "./view.js";

const { tenant, words: wordsText, embedded } = document.body.dataset;
const words = JSON.parse(wordsText);
const query = new URLSearchParams(location.search);
const part = (id) => document.getElementById(id);

const LIMITS = { address: 2000, utm: 300, utmCount: 20 };

/** Where the visitor comes from. In a frame, the page around it says so. */
function opening() {
  const utm = [...query].filter(([name]) => name.startsWith("utm_")).slice(0, LIMITS.utmCount);
  return {
    tenant,
    page_url: (query.get("page_url") ?? location.href).slice(0, LIMITS.address),
    referrer: (query.get("referrer") ?? document.referrer).slice(0, LIMITS.address) || null,
    utm: Object.fromEntries(utm.map(([name, value]) => [name.slice(0, 50), value.slice(0, LIMITS.utm)])),
    locale: localeOf(document.documentElement.lang.split("-")[0]),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
  };
}

/** The visitor's own variety of the page's language, so that the greeting fits the page. */
function localeOf(language) {
  return navigator.languages.find((locale) => locale.split("-")[0] === language) ?? language;
}

const memory = new Memory(tenant);
const page = { brand: part("brand").textContent };
for (const id of ["scroll", "log", "outgoing", "draft", "typing", "doing", "quick", "status", "notice"]) page[id] = part(id);
const view = new View(page, words, (text) => say(text));
const conversation = new Conversation(memory, view, opening());
const text = part("text");
const restart = part("restart");
const dialog = part("restart-dialog");

function say(message) {
  conversation.say(message);
  text.focus({ preventScroll: true });
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  part("send").disabled = !text.value.trim();
}

function submit(event) {
  event.preventDefault();
  const message = text.value.trim();
  if (!message) return;
  text.value = "";
  memory.write({ typed: "" });
  fit();
  say(message);
}

function close() {
  parent.postMessage({ parley: "close" }, "*");
}

part("composer").addEventListener("submit", submit);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
});
text.addEventListener("input", () => {
  memory.write({ typed: text.value });
  fit();
});
restart.addEventListener("click", () => dialog.showModal());
dialog.addEventListener("close", () => dialog.returnValue === "yes" && conversation.restart());
memory.watch(() => conversation.join());
if (embedded) {
  part("close").addEventListener("click", close);
  addEventListener("keydown", (event) => event.key === "Escape" && !dialog.open && close());
}

text.value = memory.read().typed;
fit();
conversation.open().catch(() => view.notice("failed"));
if (!matchMedia("(pointer: coarse)").matches) text.focus();
