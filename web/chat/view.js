// What a conversation looks like. It knows no network: it is told what to show.

import { choicesOf } from "./choices.js";
import { make, makeButton } from "./make.js";
import { makeRow } from "./row.js";
import { writeReply } from "./text.js";

const NEAR_THE_END_PX = 120;

export class View {
  #page;
  #words;
  #press;
  #fetchFile;
  #messages = new Map();
  #later = 0;
  #typed = 0;

  /** `page`: the elements by name; `press(item)`: what is pressed; `fetchFile(file)`: the bytes of one. */
  constructor(page, words, press, fetchFile) {
    this.#page = page;
    this.#words = words;
    this.#press = press;
    this.#fetchFile = fetchFile;
  }

  clear() {
    this.#messages.clear();
    for (const part of ["log", "outgoing", "draft", "quick"]) this.#page[part].replaceChildren();
    this.typing(false);
    this.#page.attach?.toggleAttribute("disabled", true);
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
    const row = this.#row({ role: "client", text: entry.text, files: entry.files });
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
    const message = { role: "client", text: entry.text, files: entry.files, seq, at: new Date() };
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
    const { draft } = this.#page;
    const before = draft.dataset.text ?? "";
    const joint = before && !/\s$/.test(before) && !/^\s/.test(sentence) ? " " : "";
    if (draft.firstElementChild) {
      draft.dataset.text = before + joint + sentence;
      writeReply(draft.querySelector(".bubble"), draft.dataset.text);
    } else {
      draft.dataset.text = sentence;
      draft.replaceChildren(this.#row({ role: "ai", text: sentence }));
    }
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
    clearTimeout(this.#typed);
    this.#page.typing.hidden = !on;
    this.#page.doing.textContent = on ? this.#words.typing : "";
    if (on) this.#toEnd();
  }

  /** Somebody of the team writes; it is told again while they do. */
  typingFor(seconds) {
    this.typing(true);
    this.#typed = setTimeout(() => this.typing(false), seconds * 1000);
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
      this.#page.notice.textContent = name ? (this.#words[name] ?? name) : "";
    };
    // a connection that is back within a moment was hardly lost
    if (name === "offline") this.#later = setTimeout(show, 1000);
    else show();
  }

  #row(message) {
    const who = message.role === "client" ? this.#words.you : `${this.#page.brand}:`;
    return makeRow(message, who, this.#words, this.#press, this.#fetchFile);
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
    if (message.role !== "client" && message.seq > 1) this.#page.attach?.removeAttribute("disabled");
    if (followsAll) this.#quick(message.blocks ?? []);
    if (wasAtEnd) this.#toEnd();
  }

  #quick(blocks) {
    this.#page.quick.replaceChildren(...choicesOf(blocks, this.#words, this.#press));
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#page.scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }

  #toEnd() {
    this.#page.scroll.scrollTop = this.#page.scroll.scrollHeight;
  }
}
