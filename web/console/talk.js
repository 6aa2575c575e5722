// The middle column: the conversation, what may be done with it, and where one writes.

import { write } from "/assets/chat/text.js";
import { makeActions } from "./actions.js";
import * as api from "./api.js";
import { announce, button, el } from "./dom.js";
import { chosen, clock, day, say } from "./words.js";

const TYPING_EVERY_MS = 10000;
const LIMIT = Number(document.body.dataset.limit);

export function makeTalk({ me, nameOf, people, cannedReplies, onBack, onClient, onTurns, onError, onChanged }) {
  const root = el("section", { class: "column middle", "aria-label": say("client_says") });
  let opened = null;
  let noting = false;
  let typed = 0;
  let parts = null;

  function empty() {
    opened = null;
    root.replaceChildren(el("p", { class: "pick" }, say("pick")), el("p", { class: "hint" }, say("keys")));
  }

  /** The same one again keeps its text box: whoever is writing in it goes on writing. */
  function show(found) {
    const isSame = opened?.conversation.id === found.conversation.id;
    opened = { ...found, drafts: "", ...(isSame && since(found)) };
    if (!isSame) {
      noting = false;
      parts = build();
      root.replaceChildren(parts.header, parts.banner, parts.scroll, parts.foot);
    }
    parts.older.hidden = (opened.messages[0]?.seq ?? 1) <= 1;
    drawHeader();
    drawMessages();
  }

  /** What came here while the answer was on its way stays. */
  function since(found) {
    const newest = found.messages.at(-1)?.seq ?? 0;
    const known = new Set(found.notes.map((note) => note.id));
    return {
      drafts: opened.drafts,
      messages: [...found.messages, ...opened.messages.filter((message) => message.seq > newest)],
      notes: [...found.notes, ...opened.notes.filter((note) => !known.has(note.id))],
    };
  }

  function build() {
    const log = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
    const older = button("more", say("older"), loadOlder);
    const text = el("textarea", {
      rows: "2", maxlength: String(LIMIT), "aria-label": say("write"), oninput: changed, onkeydown: pressed,
    });
    text.value = opened.drafts ?? "";
    const menu = el("ul", { class: "menu", role: "listbox", hidden: true, "aria-label": say("canned") });
    const modes = el("div", { class: "modes" });
    const suggestButton = button("quiet", say("suggest"), suggest);
    const sendButton = button("send", say("send"), submit);
    const quick = makeActions({ line: () => opened.conversation, onSent: sent, onError });
    const foot = el("form", { class: "foot", onsubmit: (event) => event.preventDefault() }, modes, quick.root, quick.panel, menu, text,
      el("div", { class: "under" }, el("span", { class: "whisper" }), suggestButton, sendButton));
    return {
      header: el("header", { class: "bar" }), banner: el("p", { class: "banner", hidden: true, role: "alert" }),
      scroll: el("div", { class: "scroll" }, older, log), log, older, quick, text, menu, modes, foot,
      whisper: foot.querySelector(".whisper"), sendButton, suggestButton,
    };
  }

  function isMine() {
    return opened.conversation.owner === "human" && opened.conversation.agent === me.id;
  }

  function holder() {
    const { owner, agent } = opened.conversation;
    if (owner === "bot") return say("owner_bot");
    if (owner === "queue") return agent ? say("assigned_to", { name: nameOf(agent) }) : say("owner_queue");
    return isMine() ? say("owner_me") : say("owner_other", { name: nameOf(agent) });
  }

  function drawHeader() {
    const line = opened.conversation;
    const isTheirs = line.owner === "human" && !isMine();
    const actions = [];
    if (!isMine()) {
      const may = !isTheirs || me.role !== "agent";
      actions.push(button("do primary", isTheirs ? say("force") : say("take"), () => act(() => api.take(line.id, isTheirs)), { disabled: !may }));
    }
    if (isMine()) actions.push(button("do", say("release"), () => act(() => api.release(line.id))), transferOf(line));
    actions.push(button("do quiet to-client", say("see_client"), onClient));
    actions.push(button("do quiet", say("turns"), () => onTurns(line.id)));
    parts.header.replaceChildren(
      button("back", "‹", onBack, { "aria-label": say("back") }),
      el("div", { class: "who" }, el("h2", {}, line.name || say("anonymous")),
        el("p", { class: "state", data: { owner: line.owner } }, holder(), line.faithful && ` · ${say("faithful")}`)),
      el("div", { class: "actions" }, actions),
    );
    parts.modes.replaceChildren(...[false, true].map((note) => button(
      "mode", say(note ? "note" : "reply"), () => mode(note), { "aria-pressed": String(noting === note) },
    )));
    parts.foot.classList.toggle("noting", noting);
    const isClosed = isMine() && line.window?.open === false;
    const mayWrite = noting || (isMine() && !isClosed);
    parts.text.disabled = !mayWrite;
    parts.text.placeholder = mayWrite ? say(noting ? "write_note" : "write") : say(isClosed ? "window_closed" : "not_yours");
    parts.quick.root.hidden = noting || !isMine();
    parts.quick.limit(isClosed);
    if (parts.quick.root.hidden) parts.quick.panel.hidden = true;
    parts.sendButton.disabled = !mayWrite;
    parts.suggestButton.hidden = !mayWrite || noting;
    parts.banner.hidden = !(isClosed || (isMine() && line.warned));
    parts.banner.textContent = say(isClosed ? "window_closed" : "warn");
  }

  /** Something left with one press, or the panel was left: the text has the keyboard again. */
  function sent() {
    parts.text.focus();
    refresh().catch(onError);
  }

  function transferOf(line) {
    const others = people().filter((person) => person.id !== me.id && !person.disabled);
    return el("select", {
      class: "do", "aria-label": say("transfer"),
      onchange: (event) => event.target.value && act(() => api.transfer(line.id, event.target.value)),
    }, el("option", { value: "" }, say("transfer")), others.map((person) => el("option", { value: person.id }, person.name)));
  }

  function mode(note) {
    noting = note;
    drawHeader();
    parts.text.focus();
  }

  function drawMessages() {
    const all = [
      ...opened.messages.map((message) => ({ at: message.seq, node: () => rowOf(message) })),
      ...opened.notes.map((note) => ({ at: note.after + 0.5, node: () => noteOf(note) })),
    ].sort((a, b) => a.at - b.at);
    parts.log.replaceChildren(...all.map((each) => each.node()));
    parts.scroll.scrollTop = parts.scroll.scrollHeight;
  }

  function rowOf(message) {
    if (message.role === "system") return el("p", { class: "event" }, `${say("event")}: ${message.text}`);
    const bubble = el("div", { class: "bubble" });
    const sources = message.blocks.filter((block) => block.kind === "citations").flatMap((block) => block.items);
    write(bubble, message.text, sources, say("reading"));
    const who = message.role === "agent" ? (message.who === me.id ? say("you_say") : nameOf(message.who)) : say(`${message.role}_says`);
    const ticks = message.role === "client" ? "" : { sent: "✓", delivered: "✓✓", read: "✓✓" }[message.status];
    return el("div", { class: `row ${message.role}` }, el("span", { class: "name" }, who), bubble,
      message.files.map((file) => el("a", { class: "file", href: api.fileOf(opened.conversation.id, file.id), download: file.name }, `📎 ${file.name}`)),
      message.interrupted && el("span", { class: "cut" }, say("interrupted")),
      el("span", { class: `when ${message.status}` }, el("time", { datetime: message.at, title: day(message.at) }, clock(message.at)),
        ticks && el("span", { class: "ticks", title: say(message.status), "aria-label": say(message.status) }, ticks)));
  }

  function noteOf(note) {
    return el("div", { class: "row note" }, el("span", { class: "name" }, `${say("note")} · ${nameOf(note.author)}`),
      el("div", { class: "bubble" }, note.text), el("time", { datetime: note.at }, clock(note.at)));
  }

  async function loadOlder() {
    const { id } = opened.conversation;
    const found = await api.messagesBefore(id, opened.messages[0].seq);
    if (!isOpen(id)) return;
    const first = opened.messages[0].seq;
    opened.messages = [...found.messages.filter((message) => message.seq < first), ...opened.messages];
    parts.older.hidden = opened.messages[0].seq <= 1;
    const height = parts.scroll.scrollHeight;
    drawMessages();
    parts.scroll.scrollTop = parts.scroll.scrollHeight - height;
  }

  /** Looks for messages after the last one that is shown. */
  async function refresh() {
    if (!opened) return;
    const id = opened.conversation.id;
    const found = await api.messagesAfter(id, last());
    if (!isOpen(id)) return;
    put(found.messages);
  }

  function last() {
    return opened?.messages.at(-1)?.seq ?? 0;
  }

  /** A message that came with the news: shown at once where it is the next one, else the ones between are looked up. */
  async function append(message) {
    if (message.seq > last() + 1) return refresh();
    return put([message]);
  }

  function put(messages) {
    const fresh = messages.filter((message) => message.seq > last());
    if (!fresh.length) return;
    opened.messages.push(...fresh);
    drawMessages();
    if (opened.conversation.window && fresh.some((message) => message.role === "client")) update({ id: opened.conversation.id, window: { open: true } });
    const newest = fresh.at(-1);
    if (newest.role !== "agent") announce(`${say(`${newest.role}_says`)}: ${newest.text}`);
  }

  function update(line) {
    if (!isOpen(line.id)) return;
    opened.conversation = { ...opened.conversation, ...line };
    drawHeader();
  }

  function whisper(text) {
    if (parts) parts.whisper.textContent = text;
  }

  async function act(does) {
    const id = opened.conversation.id;
    try {
      await does();
      if (isOpen(id)) await onChanged(id);
    } catch (error) {
      onError(error);
    }
  }

  function changed() {
    opened.drafts = parts.text.value;
    drawMenu();
    if (!noting && isMine() && Date.now() - typed > TYPING_EVERY_MS) {
      typed = Date.now();
      api.typing(opened.conversation.id).catch(onError);
    }
  }

  /** Canned replies, while the text is a slash and the beginning of a name. */
  function drawMenu() {
    const [, wanted] = parts.text.value.match(/^\/([a-z0-9-]*)$/) ?? [];
    const language = opened.conversation.locale?.slice(0, 2) ?? chosen();
    const found = wanted === undefined ? [] : cannedReplies().filter((each) => each.name.startsWith(wanted) && each.language === language);
    parts.menu.hidden = !found.length;
    parts.menu.replaceChildren(...found.map((each) => el("li", { role: "option" },
      button("canned", `/${each.name} — ${each.content}`, () => use(each.content)))));
  }

  function use(text) {
    parts.text.value = text;
    parts.menu.hidden = true;
    changed();
    parts.text.focus();
  }

  /** What the assistant would answer, to be changed and sent by a person. */
  async function suggest() {
    const id = opened.conversation.id;
    try {
      const { text } = await api.suggestion(id);
      if (isOpen(id)) use(text);
    } catch (error) {
      onError(error);
    }
  }

  function pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!parts.menu.hidden) parts.menu.querySelector("button").click();
      else submit();
    }
    if (event.key === "Escape") parts.text.blur();
  }

  async function submit() {
    const text = parts.text.value.trim();
    if (!text) return;
    const id = opened.conversation.id;
    const asNote = noting;
    // emptied at once, and out of the notes: what is typed from now on is the next message, and stays
    parts.text.value = opened.drafts = "";
    if (asNote) mode(false);
    parts.sendButton.disabled = true;
    try {
      if (asNote) written(id, await api.note(id, text));
      else await api.send(id, crypto.randomUUID(), text);
      if (isOpen(id)) await refresh();
    } catch (error) {
      if (isOpen(id) && !parts.text.value) putBack(text, asNote);
      onError(error);
    }
    if (isOpen(id)) drawHeader();
  }

  /** What could not be kept is in the text box again, as what it was meant to be. */
  function putBack(text, asNote) {
    parts.text.value = opened.drafts = text;
    mode(asNote);
  }

  /** `opened` is read after the answer came: meanwhile the conversation may have been fetched anew, or left. */
  function written(id, note) {
    if (!isOpen(id) || opened.notes.some((each) => each.id === note.id)) return;
    opened.notes.push(note);
    drawMessages();
  }

  function isOpen(id) {
    return opened?.conversation.id === id;
  }

  empty();
  return {
    root, show, empty, refresh, append, last, update, whisper, suggest: use,
    id: () => opened?.conversation.id ?? null,
    take: () => opened && !isMine() && act(() => api.take(opened.conversation.id, false)),
    release: () => opened && isMine() && act(() => api.release(opened.conversation.id)),
    reply: () => opened && mode(false), note: () => opened && mode(true),
  };
}
