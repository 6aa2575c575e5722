// The middle column: the conversation, what may be done with it, and where one writes.

import { makeActions } from "./actions.js";
import * as api from "./api.js";
import { makeComposer } from "./composer.js";
import { announce, button, el } from "./dom.js";
import { draftOf } from "./drafts.js";
import { isOlder } from "./lines.js";
import { makeLog } from "./log.js";
import { say } from "./words.js";

export function makeTalk({ me, nameOf, people, cannedReplies, onBack, onClient, onTurns, onError, onChanged }) {
  const root = el("section", { class: "column middle", "aria-label": say("client_says") });
  // `opened` is replaced while answers are on their way: what comes late asks `isOpen(id)` and reads it anew
  let opened = null;
  let parts = null;

  /** `isComing`: one was chosen, and is on its way. */
  function empty(isComing = false) {
    opened = parts = null;
    root.replaceChildren(...isComing
      ? [el("p", { class: "pick", role: "status" }, "…")]
      : [el("p", { class: "pick" }, say("pick")), el("p", { class: "hint" }, say("keys"))]);
  }

  /** The same one again keeps its text box: whoever is writing in it goes on writing. */
  function show(found) {
    const isSame = isOpen(found.conversation.id);
    opened = isSame ? since(found) : found;
    if (!isSame) {
      parts = build(found.conversation);
      root.replaceChildren(parts.header, parts.banner, parts.log.root, parts.composer.root);
    }
    drawHeader();
    drawMessages();
  }

  /** What came here while the answer was on its way stays, and so does what was looked up above. */
  function since(found) {
    const [first, newest] = [found.messages[0]?.seq ?? 1, found.messages.at(-1)?.seq ?? 0];
    const known = new Set(found.notes.map((note) => note.id));
    const isWhole = last() >= first - 1;
    return {
      conversation: isOlder(found.conversation, opened.conversation) ? { ...found.conversation, ...opened.conversation } : found.conversation,
      messages: opened.messages.filter((message) => isWhole && message.seq < first).concat(
        found.messages, opened.messages.filter((message) => message.seq > newest)),
      notes: [...found.notes, ...opened.notes.filter((note) => !known.has(note.id))],
    };
  }

  function build({ id, locale, window }) {
    const draft = draftOf(me.id, id);
    const quick = makeActions({ id, isWindowed: Boolean(window), onSent: () => { composer.focus(); refresh().catch(onError); }, onError });
    const composer = makeComposer({
      id, draft, quick, cannedReplies, onError, language: locale?.slice(0, 2),
      written: (stored, noting) => written(id, stored, noting), changed: () => isOpen(id) && drawMessages(),
    });
    const log = makeLog({ id, me, nameOf, onOlder: () => loadOlder().catch(onError), again: composer.send, drop: composer.drop });
    return { header: el("header", { class: "bar" }), banner: el("p", { class: "banner", hidden: true, role: "alert" }), log, composer, draft, told: "" };
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
    const { owner, agent, name, faithful, window, warned } = opened.conversation;
    const isClosed = isMine() && window?.open === false;
    parts.composer.allow({ isMine: isMine(), isClosed });
    parts.banner.hidden = !(isClosed || (isMine() && warned));
    parts.banner.textContent = say(isClosed ? "window_closed" : "warn");
    // drawn anew only where it says something else: what has the keyboard in it, or is open, stays
    const told = JSON.stringify([owner, agent, name, faithful]);
    if (told === parts.told) return;
    parts.told = told;
    parts.header.replaceChildren(
      button("back", "‹", onBack, { "aria-label": say("back") }),
      el("div", { class: "who" }, el("h2", {}, name || say("anonymous")),
        el("p", { class: "state", data: { owner } }, holder(), faithful && ` · ${say("faithful")}`)),
      el("div", { class: "actions" }, actionsOf(opened.conversation)),
    );
  }

  function actionsOf(line) {
    const isTheirs = line.owner === "human" && !isMine();
    const own = isMine()
      ? [button("do", say("release"), () => act(api.release(line.id))), transferOf(line)]
      : [button("do primary", isTheirs ? say("force") : say("take"), () => act(api.take(line.id, isTheirs)), { disabled: isTheirs && me.role === "agent" })];
    return [...own, button("do quiet to-client", say("see_client"), onClient), button("do quiet", say("turns"), () => onTurns(line.id))];
  }

  function transferOf(line) {
    const others = people().filter((person) => person.id !== me.id && !person.disabled);
    return el("select", {
      class: "do", "aria-label": say("transfer"),
      onchange: (event) => event.target.value && act(api.transfer(line.id, event.target.value)),
    }, el("option", { value: "" }, say("transfer")), others.map((person) => el("option", { value: person.id }, person.name)));
  }

  function drawMessages() {
    parts.log.draw(opened, parts.draft.unsent);
  }

  async function loadOlder() {
    const { id } = opened.conversation;
    const found = await api.messagesBefore(id, opened.messages[0].seq);
    if (!isOpen(id)) return;
    const first = opened.messages[0].seq;
    opened.messages = [...found.messages.filter((message) => message.seq < first), ...opened.messages];
    drawMessages();
  }

  /** Looks for messages after the last one that is shown. */
  async function refresh() {
    if (!opened) return;
    const { id } = opened.conversation;
    const found = await api.messagesAfter(id, last());
    if (isOpen(id)) put(found.messages);
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

  function written(id, stored, noting) {
    if (!isOpen(id)) return;
    if (!noting) append(stored).catch(onError);
    else if (!opened.notes.some((note) => note.id === stored.id)) opened.notes.push(stored);
    drawMessages();
  }

  function update(line) {
    if (!isOpen(line.id) || isOlder(line, opened.conversation)) return;
    opened.conversation = { ...opened.conversation, ...line };
    drawHeader();
  }

  async function act(done) {
    const { id } = opened.conversation;
    await done.then(() => onChanged(id)).catch(onError);
  }

  function isOpen(id) {
    return opened?.conversation.id === id;
  }

  empty();
  return {
    root, show, empty, refresh, append, last, update,
    id: () => opened?.conversation.id ?? null,
    whisper: (text) => parts?.composer.whisper(text),
    take: () => opened && !isMine() && act(api.take(opened.conversation.id, false)),
    release: () => opened && isMine() && act(api.release(opened.conversation.id)),
    reply: () => parts?.composer.mode(false), note: () => parts?.composer.mode(true),
  };
}
