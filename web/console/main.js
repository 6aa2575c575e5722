// The console: signs in, then keeps the three columns and the stream together.

import { makeAdmin } from "./admin/admin.js";
import * as api from "./api.js";
import { makeClient } from "./client.js";
import { announce, button, el } from "./dom.js";
import { follow } from "./events.js";
import { onKeys } from "./keys.js";
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

choose(chosen());
api.me().then(begin, () => enter());

function enter() {
  stop();
  app.className = "entry";
  app.replaceChildren(signInForm(begin, () => relabel(enter)));
}

function relabel(again) {
  choose(say("other"));
  again();
}

async function begin(me) {
  stop();
  const state = { lines: [], next: null, filters: {}, people: (await api.people()).people, canned: (await api.canned()).canned };
  const nameOf = (id) => state.people.find((person) => person.id === id)?.name ?? (id === me.id ? me.name : id ?? "");
  const alert = el("p", { class: "alert", role: "alert", hidden: true });
  const turns = makeTurns({ me, onError: fail });
  const admin = makeAdmin({ me, state, onError: fail, entered: again, signedOut: enter });
  const client = makeClient({
    me, people: () => state.people, onPin: (id, to) => api.pin(id, to).then(() => show(id), fail), nameOf, onBack: () => app.classList.remove("aside") });
  const talk = makeTalk({
    me, nameOf, people: () => state.people, cannedReplies: () => state.canned,
    onBack: () => show(null), onClient: () => app.classList.add("aside"), onTurns: turns.open, onError: fail, onChanged: (id) => show(id),
  });
  const list = makeList({ me, filters: state.filters, onFilter: narrow, onOpen: show, onMore: more, nameOf });
  const line = el("span", { class: "live", role: "status" }, say("reconnecting"));
  const available = el("input", { type: "checkbox", onchange: () => api.setAvailable(available.checked).then(load, fail) });
  const visit = me.home !== me.tenant && el("p", { class: "visit", role: "status" }, say("visiting", { company: me.company }), " ",
    button("quiet", say("leave"), () => api.leaveTenant().then(again, fail)));
  const top = el("header", { class: "top-bar" },
    el("strong", {}, me.company), visit, line, el("label", { class: "switch" }, available, say("available")), el("span", { class: "grow" }),
    el("span", { class: "me" }, `${me.name} · ${say(`role_${me.role}`)}`),
    button("quiet", say("admin"), admin.open), button("quiet", say("language"), () => relabel(() => begin(me))), button("quiet", say("sign_out"), () => api.signOut().finally(enter)));
  app.className = "desk";
  app.replaceChildren(top, alert, list.root, talk.root, client.root, turns.root, admin.root);

  async function again() {
    await begin(await api.me());
  }

  function fail(error) {
    if (error.status === 401) return enter();
    alert.textContent = say("error", { why: error.message });
    alert.hidden = false;
    setTimeout(() => { alert.hidden = true; }, 8000);
  }

  async function load() {
    const found = await api.list(state.filters);
    state.lines = found.conversations;
    state.next = found.next;
    draw();
  }

  async function more() {
    const found = await api.list(state.filters, state.next);
    state.lines.push(...found.conversations);
    state.next = found.next;
    draw();
  }

  function draw() {
    list.draw(state.lines, talk.id(), state.next);
    const unread = state.lines.filter((each) => each.unread > 0 && each.owner !== "bot").length;
    document.title = `${unread ? `(${unread}) ` : ""}${say("title")} · ${me.company}`;
  }

  let waiting = 0;
  function narrow(change) {
    Object.assign(state.filters, change);
    clearTimeout(waiting);
    waiting = setTimeout(() => load().catch(fail), "q" in change ? SEARCH_MS : 0);
  }

  async function show(id) {
    app.classList.toggle("opened", Boolean(id));
    app.classList.remove("aside");
    if (!id) {
      talk.empty();
      client.empty();
      return draw();
    }
    try {
      const found = await api.open(id);
      talk.show(found);
      client.show(found);
      const kept = state.lines.find((each) => each.id === id);
      if (kept) Object.assign(kept, found.conversation, { unread: 0 });
      draw();
      view();
    } catch (error) {
      fail(error);
    }
  }

  /** A line of the list that has changed: it goes to the top, where it belongs by the filters. */
  function put(changed) {
    const old = state.lines.findIndex((each) => each.id === changed.id);
    if (old >= 0) state.lines.splice(old, 1);
    if (changed.id === talk.id()) {
      changed.unread = 0;
      talk.update(changed);
      if (changed.seq > talk.last()) talk.refresh().catch(fail);
    }
    if (belongs(changed)) {
      const place = state.lines.findIndex((each) => each.at <= changed.at);
      state.lines.splice(place < 0 ? state.lines.length : place, 0, changed);
    }
    draw();
  }

  function belongs(each) {
    const { folder = "all", q, ...exact } = state.filters;
    if (Object.entries(exact).some(([name, value]) => value && each[name] !== value)) return false;
    if (q && !each.name.toLowerCase().includes(q.toLowerCase())) return false;
    if (folder === "mine") return each.agent === me.id;
    if (folder === "unassigned") return each.owner === "queue" && !each.agent;
    if (folder === "waiting") return each.owner !== "bot" && Boolean(each.waiting_since);
    return folder !== "bot" || each.owner === "bot";
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
    if (name === "presence" && data.conversation === talk.id() && data.agent !== me.id) view();
    if (name === "release_warning" && data.agent === me.id) notify(say("warn"));
    if (name === "assigned" && data.agent === me.id) notify(say("new_for_you"));
    if (name === "reload" || name === "hello") load().then(() => talk.refresh()).catch(fail);
  }

  let seeing = 0;
  /** Who is elsewhere hears of what their own clients write. */
  function tell({ conversation, message }) {
    const theirs = state.lines.find((each) => each.id === conversation);
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
      talk.whisper(others.length ? say("viewing", { names: others.join(", ") }) : "");
    }).catch(fail);
  }

  function move(by) {
    const at = state.lines.findIndex((each) => each.id === talk.id());
    const to = state.lines[Math.min(state.lines.length - 1, Math.max(0, at + by))];
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
  available.checked = (await api.here()).available;
  available.addEventListener("change", () => "Notification" in window && Notification.permission === "default" && Notification.requestPermission());
  await load().catch(fail);
}
