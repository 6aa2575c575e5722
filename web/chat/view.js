// What a conversation looks like. It knows no network: it is told what to show.

import { write } from "./text.js";
import { make, makeButton, makeRow, quickReplies } from "./row.js";

const NEAR_THE_END_PX = 120;

export class View {
  #page;
  #words;
  #say;
  #messages = new Map();
  #later = 0;

  /** `page`: the elements by name; `say(text)`: sends a quick reply. */
  constructor(page, words, say) {
    this.#page = page;
    this.#words = words;
    this.#say = say;
  }

  clear() {
    this.#messages.clear();
    for (const part of ["log", "outgoing", "draft", "quick"]) this.#page[part].replaceChildren();
    this.typing(false);
  }

  /** A numbered message, in its place. The same number is shown once; the system's own notes are not. */
  show(message) {
    if (message.role === "system" || this.#messages.has(message.seq)) return;
    this.#place(this.#row(message), message);
    if (message.role === "client") return;
    this.#page.draft.replaceChildren();
    this.typing(false);
  }

  /** The number under which a message of one's own was stored before a reload, where it was. */
  find({ text, after }) {
    const own = [...this.#messages.values()].filter((message) => message.role === "client" && message.seq > after);
    return own.find((message) => message.text === text)?.seq;
  }

  /** A message of one's own that the server has not stored yet. */
  outgoing(entry) {
    this.#outgoing(entry)?.remove();
    const row = this.#row({ role: "client", text: entry.text });
    row.dataset.id = entry.id;
    row.classList.add("sending");
    row.append(make("span", "unseen", this.#words.sending));
    this.#page.outgoing.append(row);
    this.#quick([]);
    this.#toEnd();
  }

  /** The server has stored it under that number. */
  settle(entry, seq) {
    const row = this.#outgoing(entry);
    row?.remove();
    if (!row || this.#messages.has(seq)) return;
    const message = { role: "client", text: entry.text, seq, at: new Date() };
    this.#place(this.#row(message), message);
  }

  /** The server does not take it. */
  refused(entry, again) {
    const row = this.#outgoing(entry);
    const trouble = make("p", "trouble", `${this.#words.refused} `);
    trouble.append(makeButton("again", this.#words.retry, again));
    row?.classList.remove("sending");
    row?.append(trouble);
  }

  /** One more sentence of the reply to come. */
  draft(sentence) {
    const before = this.#page.draft.querySelector(".bubble")?.textContent ?? "";
    const joint = before && !/\s$/.test(before) && !/^\s/.test(sentence) ? " " : "";
    const text = before + joint + sentence;
    this.#page.draft.replaceChildren(this.#row({ role: "ai", text }));
    this.typing(false);
    this.#toEnd();
  }

  /** The reply as it was committed, until its numbered message comes. */
  replied(replies) {
    this.#page.draft.replaceChildren(...replies.map((reply) => this.#row({ role: "ai", ...reply })));
    this.#quick(replies.at(-1)?.blocks ?? []);
    this.#toEnd();
  }

  typing(on) {
    this.#page.typing.hidden = !on;
    this.#page.doing.textContent = on ? this.#words.typing : "";
    if (on) this.#toEnd();
  }

  /** Who answers: the assistant, nobody yet, or a person. */
  owner(owner) {
    this.#page.status.textContent = this.#words[owner] ?? "";
    this.#page.status.dataset.owner = owner;
  }

  /** What is wrong, by the name of its words; null when all is well again. */
  notice(name) {
    clearTimeout(this.#later);
    const show = () => {
      this.#page.notice.textContent = name ? this.#words[name] : "";
    };
    // a connection that is back within a moment was hardly lost
    if (name === "offline") this.#later = setTimeout(show, 1000);
    else show();
  }

  #row(message) {
    const who = message.role === "client" ? this.#words.you : `${this.#page.brand}:`;
    return makeRow(message, who, this.#words);
  }

  #outgoing(entry) {
    return this.#page.outgoing.querySelector(`[data-id="${entry.id}"]`);
  }

  #place(row, message) {
    const { log } = this.#page;
    const followsAll = !log.lastElementChild || Number(log.lastElementChild.dataset.seq) < message.seq;
    const next = followsAll ? null : [...log.children].find((other) => Number(other.dataset.seq) > message.seq);
    const wasAtEnd = this.#isAtEnd();
    row.dataset.seq = message.seq;
    log.insertBefore(row, next);
    this.#messages.set(message.seq, message);
    if (followsAll) this.#quick(message.blocks ?? []);
    if (wasAtEnd) this.#toEnd();
  }

  #quick(blocks) {
    const buttons = quickReplies(blocks).map((label) => makeButton("quick-reply", label, () => this.#say(label)));
    this.#page.quick.replaceChildren(...buttons);
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#page.scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }

  #toEnd() {
    this.#page.scroll.scrollTop = this.#page.scroll.scrollHeight;
  }
}

