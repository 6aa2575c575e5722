// Where one writes in one conversation. It belongs to that one alone: what comes late never goes to another.

import { newId } from "/assets/chat/memory.js";
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { chosen, say } from "./words.js";

const TYPING_EVERY_MS = 10000;
const LIMIT = Number(document.body.dataset.limit);

/**
 * `draft`: what is written here and not sent. `quick`: the actions above the text. `written(stored, noting)` is called
 * with what the server keeps, `changed()` after a change of what is unsent or of the mode.
 */
export function makeComposer({ id, language, draft, quick, cannedReplies, written, changed, onError }) {
  let may = { isMine: false, isClosed: false };
  let typed = 0;
  let sending = Promise.resolve();

  const text = el("textarea", { rows: "2", maxlength: String(LIMIT), "aria-label": say("write"), oninput: input, onkeydown: pressed });
  text.value = draft.text;
  const menu = el("ul", { class: "menu", role: "listbox", hidden: true, "aria-label": say("canned") });
  const modes = el("div", { class: "modes" }, [false, true].map((noting) => button(
    "mode", say(noting ? "note" : "reply"), () => mode(noting), { data: { noting } })));
  const whisper = el("span", { class: "whisper" });
  const suggestButton = button("quiet", say("suggest"), suggest);
  const sendButton = button("send", say("send"), submit);
  const root = el("form", { class: "foot", onsubmit: (event) => event.preventDefault() }, modes, quick.root, quick.panel, menu, text,
    el("div", { class: "under" }, whisper, suggestButton, sendButton));

  /** `{isMine, isClosed}`: whether one holds the conversation, and whether the customer has to write first. */
  function allow(now) {
    may = now;
    const { noting } = draft;
    const mayWrite = noting || (may.isMine && !may.isClosed);
    for (const each of modes.children) each.setAttribute("aria-pressed", String(each.dataset.noting === String(noting)));
    root.classList.toggle("noting", noting);
    text.disabled = sendButton.disabled = !mayWrite;
    text.placeholder = mayWrite ? say(noting ? "write_note" : "write") : say(may.isMine ? "window_closed" : "not_yours");
    quick.root.hidden = noting || !may.isMine;
    if (quick.root.hidden) quick.panel.hidden = true;
    quick.limit(may.isClosed);
    suggestButton.hidden = !mayWrite || noting;
  }

  function mode(noting) {
    draft.noting = noting;
    allow(may);
    changed();
    text.focus();
  }

  function keep(value) {
    text.value = draft.text = value;
    drawMenu();
  }

  function input() {
    keep(text.value);
    if (draft.noting || !may.isMine || Date.now() - typed <= TYPING_EVERY_MS) return;
    typed = Date.now();
    api.typing(id).catch(onError);
  }

  /** Canned replies, while the text is a slash and the beginning of a name. */
  function drawMenu() {
    const [, wanted] = text.value.match(/^\/([a-z0-9-]*)$/) ?? [];
    const spoken = language ?? chosen();
    const found = wanted === undefined ? [] : cannedReplies().filter((each) => each.name.startsWith(wanted) && each.language === spoken);
    menu.hidden = !found.length;
    menu.replaceChildren(...found.map((each) => el("li", { role: "option" }, button("canned", `/${each.name} — ${each.content}`, () => use(each.content)))));
  }

  function use(value) {
    keep(value);
    text.focus();
  }

  /** What the assistant would answer, to be changed and sent by a person; it joins what they wrote meanwhile. */
  async function suggest() {
    suggestButton.disabled = true;
    try {
      const { text: suggested } = await api.suggestion(id);
      if (text.isConnected && !draft.noting) use([text.value.trimEnd(), suggested].filter(Boolean).join("\n"));
    } catch (error) {
      onError(error);
    }
    suggestButton.disabled = false;
  }

  function pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!menu.hidden) menu.querySelector("button").click();
      else submit();
    }
    if (event.key === "Escape") text.blur();
  }

  /** Emptied at once, and out of the notes: what is typed from now on is the next message, and stays. */
  function submit() {
    const words = text.value.trim();
    if (!words) return;
    const entry = { id: newId(), text: words, noting: draft.noting };
    keep("");
    if (entry.noting) mode(false);
    send(entry);
  }

  /** One after the other, in the order of writing. */
  function send(entry) {
    drop(entry);
    sending = sending.then(() => deliver(entry));
  }

  async function deliver(entry) {
    try {
      written(entry.noting ? await api.note(id, entry.text) : await api.send(id, entry.id, entry.text), entry.noting);
    } catch (error) {
      draft.unsent.push(entry);
      changed();
      onError(error);
    }
  }

  function drop(entry) {
    draft.unsent = draft.unsent.filter((each) => each !== entry);
    changed();
  }

  return { root, allow, mode, send, drop, focus: () => text.focus(), whisper: (told) => { whisper.textContent = told; } };
}
