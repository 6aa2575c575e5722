// The life of a conversation on a page: it is opened or taken up again, messages go out, messages come in.
//
// What is shown as said comes from the server with its number. A message of one's own, and the draft of a reply, stand
// below that until their numbered message is there.

import { Problem } from "./api.js";
import { newId } from "./memory.js";
import { Outbox, pause } from "./outbox.js";
import { Follower } from "./stream.js";

const PATIENCE_S = 2;

export class Conversation {
  #api;
  #memory;
  #view;
  #attention;
  #tabs;
  #transfer;
  #opening;
  #outbox;
  #source = null;
  #session = null;
  #owner = "bot";
  #heard = 0;
  #replied = 0;
  #held = [];
  #jwt = null;
  #resuming = null;

  /** `opening`: what a new conversation begins with. */
  constructor({ api, memory, view, attention, tabs, transfer, opening }) {
    this.#api = api;
    this.#memory = memory;
    this.#view = view;
    this.#attention = attention;
    this.#tabs = tabs;
    this.#transfer = transfer;
    this.#opening = opening;
    this.#outbox = new Outbox(memory, {
      carry: (entry, stored) => this.#carry(entry, stored),
      moveOn: (entry) => this.#moveOn(entry),
      trouble: (name) => view.notice(name),
      refuse: (entry) => this.#refuse(entry),
    });
  }

  get hasBegun() {
    return Boolean(this.#memory.read().session);
  }

  /** Shows the conversation that the browser knows, or starts one; sends again what had no answer. */
  async open() {
    const isOld = this.hasBegun;
    await this.#resume();
    for (const entry of this.#memory.read().outbox) if (!this.#outbox.has(entry)) this.#post({ ...entry, seq: this.#view.find(entry) });
    if (isOld) await this.#tellContext();
  }

  /** `choice`: the id of what was pressed; `files`: what was sent along before. */
  say(text, { choice, files } = {}) {
    this.#post({ id: newId(), text, choice, files, after: this.#heard });
  }

  /** Leaves this conversation and starts another. */
  async restart() {
    this.#outbox.clear();
    this.#memory.write({ session: null, token: null, outbox: [] });
    await this.#resume();
  }

  /** A file goes where the talk is once it is there: one that was begun in a conversation that was left is sent again. */
  async upload(file) {
    const { session } = this.#memory.read();
    const stored = await this.#api.upload(file);
    return session === this.#memory.read().session ? stored : this.upload(file);
  }

  /** Another tab has started another conversation: this one goes with it. */
  async join(kept) {
    this.#memory.adopt(kept);
    const { session } = this.#memory.read();
    if (session && session !== this.#session) await this.#resume();
  }

  /** The visitor went on to another page, or came by another campaign. */
  async wentTo(where) {
    Object.assign(this.#opening, where);
    if (this.#session) await this.#tellContext();
  }

  /** The business says who this is, by a token of its own. */
  async known(jwt) {
    this.#jwt = jwt;
    if (this.#session) await this.#identify();
  }

  /** Forgets who was here, and says no more. */
  forget() {
    this.#source?.close();
    this.#outbox.clear();
    this.#memory.clear();
    this.#session = this.#jwt = null;
    this.#tabs.tell("gone");
  }

  async #identify() {
    const jwt = this.#jwt;
    this.#jwt = null;
    if (!jwt) return;
    const { session } = this.#memory.read();
    const told = await this.#api.user(jwt);
    if (session !== this.#memory.read().session) return this.known(jwt);
    this.#memory.write({ visitor: told.visitor, token: told.token, session: told.session_id });
    if (!told.session_id) await this.#resume();
  }

  async #tellContext() {
    const { page_url, referrer, utm } = this.#opening;
    await this.#api.context({ page_url, referrer, utm }).catch(() => {});
  }

  /** One at a time: whoever asks while it is under way waits for the same. */
  async #resume() {
    await (this.#resuming ??= this.#takeUp().finally(() => (this.#resuming = null)));
    if (this.#jwt) await this.#identify();
  }

  async #takeUp() {
    this.#source?.close();
    for (let wait = 1; ; wait *= 2) {
      try {
        await this.#load();
        break;
      } catch (error) {
        if (error instanceof Problem && error.isFinal) throw error;
        this.#view.notice("offline");
        await pause(wait);
      }
    }
    this.#view.notice(null);
    this.#follow();
  }

  async #load() {
    const kept = this.#memory.read();
    if (!kept.session) return this.#begin();
    try {
      const found = await this.#api.history();
      return this.#isKept(kept) ? this.#show(kept.session, found) : this.#load();
    } catch (error) {
      if (!this.#isKept(kept)) return this.#load();
      if (error instanceof Problem && error.isGone) return this.#begin();
      throw error;
    }
  }

  /** Whether it is still the one: another may have been asked for, here or in another tab. */
  #isKept({ session }) {
    return session === this.#memory.read().session;
  }

  async #begin() {
    const { session_id: session, token, visitor, messages, transfer, place } = await this.#api.start(this.#opening);
    this.#memory.write({ session, token, visitor });
    this.#attention.restart();
    this.#show(session, { messages, transfer, place, owner: "bot" });
    this.#tabs.tell("session", { kept: this.#memory.read() });
  }

  #show(session, { messages, owner, transfer, place }) {
    if (session !== this.#session) {
      this.#session = session;
      this.#heard = this.#replied = 0;
      this.#held = [];
      this.#view.clear();
      for (const waiting of this.#outbox.unstored) this.#view.outgoing(waiting);
    }
    for (const message of messages) this.#hear(message, false);
    this.#transfer.offer(transfer);
    this.#transfer.place(place);
    this.#own(owner);
  }

  #own(owner) {
    this.#owner = owner;
    this.#view.owner(owner);
  }

  #follow() {
    this.#source?.close();
    this.#source = new Follower((signal) => this.#api.follow(this.#heard, signal), {
      event: (name, data) => this.#happened(name, data),
      up: () => this.#view.notice(null),
      down: () => this.#view.notice("offline"),
      refused: () => this.#resume(),
    });
  }

  #happened(name, data) {
    if (name === "message") this.#hear(data);
    else if (name === "owner") this.#own(data.owner);
    else if (name === "place") this.#transfer.place(data);
    else if (name === "typing") this.#view.typingFor(6);
  }

  /** A numbered message. One's own from another tab waits until what is sent from here has its numbers. */
  #hear(message, isNew = true) {
    const wasHeard = message.seq <= this.#heard;
    this.#heard = Math.max(this.#heard, message.seq);
    if (message.role === "client" && this.#outbox.unstored.length) {
      this.#held.push(message);
      return;
    }
    this.#view.show(message);
    if (message.role === "client") return;
    this.#replied = Math.max(this.#replied, message.seq);
    if (!wasHeard) this.#attention.heard(message, isNew);
  }

  #showHeld() {
    if (!this.#outbox.unstored.length) for (const message of this.#held.splice(0)) this.#view.show(message);
  }

  #post(entry) {
    if (!entry.seq) this.#view.outgoing(entry);
    this.#outbox.post(entry);
  }

  async #carry(entry, stored) {
    entry.session = this.#memory.read().session;
    for await (const { event, data } of this.#api.speak(entry, this.#opening.page_url)) {
      if (!this.#outbox.has(entry)) return;
      if (event === "problem") throw new Problem(data.status, data.detail);
      // stored in a conversation that another tab has left: it stays there, and nothing of it is shown here
      if (!this.#isKept(entry)) return this.#outbox.done(entry);
      if (event === "accepted") this.#accepted(entry, data.seq, stored);
      else if (event === "sentence") this.#draft(entry, data.text);
      else if (event === "reply") this.#answered(entry, data);
    }
    if (this.#outbox.has(entry)) throw new Error("the stream ended before the reply");
  }

  #accepted(entry, seq, stored) {
    entry.seq = seq;
    this.#view.notice(null);
    this.#view.settle(entry, seq);
    this.#showHeld();
    if (this.#replied < seq && this.#owner !== "human") this.#view.typing(true);
    stored();
  }

  #draft(entry, sentence) {
    if (this.#replied < entry.seq) this.#view.draft(sentence);
  }

  #answered(entry, { replies, owner }) {
    this.#outbox.done(entry);
    this.#view.typing(false);
    this.#own(owner);
    if (this.#replied > entry.seq) return;
    this.#view.replied(replies);
    if (replies.length) pause(PATIENCE_S).then(() => this.#isKept(entry) && this.#replied < entry.seq && this.#follow());
  }

  #refuse(entry) {
    this.#view.typing(false);
    this.#showHeld();
    if (entry.seq) this.#view.notice("failed");
    else this.#view.refused(entry, () => this.#post(entry));
  }

  /** The conversation is gone or has ended: what is not stored opens another. */
  async #moveOn(entry) {
    entry.seq = undefined;
    if (this.#isKept(entry)) this.#memory.write({ session: null, token: null });
    await this.#resume();
  }
}
