// The console: signs in, then keeps the three columns and the stream together.

import { makeAdmin } from "./admin/admin.js";
import * as api from "./api.js";
import { makeClient } from "./client.js";
import { announce, button, el } from "./dom.js";
import { forgetDrafts } from "./drafts.js";
import { follow } from "./events.js";
import { onKeys } from "./keys.js";
import { makeLines } from "./lines.js";
import { makeList } from "./list.js";
import { signInForm } from "./sign_in.js";
import { makeTalk } from "./talk.js";
import { makeTurns } from "./turns.js";
import { choose, chosen, say } from "./words.js";

const HERE_MS = 30000;
const SEARCH_MS = 250;
const SEEN_MS = 1000;
const app = document.getElementById("app");
let stop = () => {};
let beginnings = 0;

choose(chosen());
api.me().then(begin, () => enter());

function enter() {
  beginnings++;
  stop();
  app.className = "entry";
  app.replaceChildren(signInForm(begin, () => relabel(enter)));
}

function leave() {
  forgetDrafts();
  api.signOut().finally(enter);
}

function relabel(again) {
  choose(say("other"));
  again();
}

/** `opening`: the conversation to show first. */
async function begin(me, opening = null) {
  stop();
  const mine = ++beginnings;
  const [{ people }, { canned }] = await Promise.all([api.people(), api.canned()]);
  if (mine !== beginnings) return;
  const state = { people, canned };
  const nameOf = (id) => state.people.find((person) => person.id === id)?.name ?? (id === me.id ? me.name : id ?? "");
  const alert = el("p", { class: "alert", role: "alert", hidden: true });
  const turns = makeTurns({ me, onError: fail });
  const admin = makeAdmin({ me, state, onError: fail, entered: again, signedOut: enter });
  const lines = makeLines({ me, changed: draw });
  // what was chosen last: an answer for another conversation comes too late
  let wanted = null;
  const client = makeClient({
    me, people: () => state.people, onPin: (id, to) => api.pin(id, to).then(() => anew(id), fail), nameOf, onBack: () => app.classList.remove("aside") });
  const talk = makeTalk({
    me, nameOf, people: () => state.people, cannedReplies: () => state.canned,
    onBack: () => show(null), onClient: () => app.classList.add("aside"), onTurns: turns.open, onError: fail, onChanged: anew,
  });
  const list = makeList({ me, filters: lines.filters, onFilter: narrow, onOpen: show, onMore: () => lines.more().catch(fail), nameOf });
  const line = el("span", { class: "live", role: "status" }, say("reconnecting"));
  const available = el("input", { type: "checkbox", disabled: true, onchange: setAvailable });
  const visit = me.home !== me.tenant && el("p", { class: "visit", role: "status" }, say("visiting", { company: me.company }), " ",
    button("quiet", say("leave"), () => api.leaveTenant().then(again, fail)));
  const top = el("header", { class: "top-bar" },
    el("strong", {}, me.company), visit, line, el("label", { class: "switch" }, available, say("available")), el("span", { class: "grow" }),
    el("span", { class: "me" }, `${me.name} · ${say(`role_${me.role}`)}`),
    button("quiet", say("admin"), admin.open), button("quiet", say("language"), () => relabel(() => begin(me, wanted))), button("quiet", say("sign_out"), leave));
  app.className = "desk";
  app.replaceChildren(top, alert, list.root, talk.root, client.root, turns.root, admin.root);

  async function again() {
    await begin(await api.me());
  }

  function fail(error) {
    if (mine !== beginnings) return;
    if (error.status === 401) return enter();
    alert.textContent = say("error", { why: error.message });
    alert.hidden = false;
    setTimeout(() => { alert.hidden = true; }, 8000);
  }

  async function setAvailable() {
    if ("Notification" in window && Notification.permission === "default") Notification.requestPermission();
    available.disabled = true;
    await api.setAvailable(available.checked).then(lines.load).catch(fail);
    await drawAvailable();
  }

  async function drawAvailable() {
    available.checked = (await api.here()).available;
    available.disabled = false;
  }

  function draw() {
    list.draw(lines.all(), wanted, lines.hasMore());
    const unread = lines.all().filter((each) => each.unread > 0 && each.owner !== "bot").length;
    document.title = `${unread ? `(${unread}) ` : ""}${say("title")} · ${me.company}`;
  }

  let waiting = 0;
  function narrow(change) {
    Object.assign(lines.filters, change);
    clearTimeout(waiting);
    waiting = setTimeout(() => lines.load().catch(fail), "q" in change ? SEARCH_MS : 0);
  }

  async function show(id) {
    wanted = id;
    app.classList.toggle("opened", Boolean(id));
    app.classList.remove("aside");
    // what is left is put away at once: nothing that is pressed or typed from here on goes there
    if (id !== talk.id()) {
      talk.empty(id);
      client.empty();
    }
    draw();
    if (id) await fetched(id);
  }

  async function fetched(id) {
    try {
      const found = await api.open(id);
      if (id !== wanted) return;
      talk.show(found);
      client.show(found);
      lines.seen(found.conversation);
      draw();
      view();
    } catch (error) {
      if (id === wanted && id !== talk.id()) talk.empty();
      fail(error);
    }
  }

  /** Something has changed in it: fetched again, where it is still the one that is looked at. */
  async function anew(id) {
    if (id && id === wanted) await fetched(id);
  }

  function put(changed) {
    if (changed.id === talk.id()) {
      changed.unread = 0;
      talk.update(changed);
      if (changed.seq > talk.last()) talk.refresh().catch(fail);
    }
    lines.put(changed);
  }

  function heard(name, data) {
    if (name === "conversation_updated") put(data);
    if (name === "new_message" && data.message.turn) turns.live(data.conversation).catch(fail);
    if (name === "new_message" && data.message.role === "client") tell(data);
    if (name === "new_message" && data.conversation === talk.id()) {
      talk.append(data.message).catch(fail);
      clearTimeout(seeing);
      seeing = setTimeout(view, SEEN_MS);
    }
    if (name === "agent_typing" && data.conversation === talk.id() && data.agent !== me.id) talk.whisper(say("typing", { name: nameOf(data.agent) }));
    if (name === "note") anew(data.conversation);
    if (name === "presence" && data.conversation === talk.id() && data.agent !== me.id) view();
    if (name === "release_warning" && data.agent === me.id) notify(say("warn"));
    if (name === "assigned" && data.agent === me.id) notify(say("new_for_you"));
    if (name === "reload" || name === "hello") Promise.all([lines.load(), anew(talk.id())]).catch(fail);
  }

  let seeing = 0;
  /** Who is elsewhere hears of what their own clients write. */
  function tell({ conversation, message }) {
    const theirs = lines.find(conversation);
    if (document.hidden && theirs?.agent === me.id) notify(`${theirs.name || say("anonymous")}: ${message.text}`);
  }

  function notify(text) {
    announce(text);
    if (document.hidden && "Notification" in window && Notification.permission === "granted") new Notification(text);
  }

  function view() {
    const id = talk.id();
    if (id) api.viewing(id).then(({ viewers }) => {
      const others = viewers.filter((each) => each !== me.id).map(nameOf);
      if (id === talk.id()) talk.whisper(others.length ? say("viewing", { names: others.join(", ") }) : "");
    }).catch(fail);
  }

  function move(by) {
    const at = lines.all().findIndex((each) => each.id === wanted);
    const to = lines.all()[Math.min(lines.all().length - 1, Math.max(0, at + by))];
    if (to) show(to.id);
  }

  const endFollow = follow(heard, (connected) => {
    line.textContent = say(connected ? "live" : "reconnecting");
    line.dataset.connected = connected ? "yes" : "no";
  });
  const endKeys = onKeys({
    j: () => move(1), k: () => move(-1), r: talk.reply, n: talk.note, a: talk.take, e: talk.release, "/": list.focusSearch,
    "?": () => { alert.textContent = say("keys"); alert.hidden = false; },
  });
  const beat = setInterval(() => { api.here().catch(fail); view(); }, HERE_MS);
  stop = () => { endFollow(); endKeys(); clearInterval(beat); };
  await Promise.all([drawAvailable(), lines.load(), opening && show(opening)]).catch(fail);
}
