// What the graph did, turn by turn: the path on its drawing, times, reading, acts, facts, writes, and the state's change.

import { again } from "./again.js";
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { say } from "./words.js";

export function makeTurns({ me, onError }) {
  const root = el("dialog", { class: "turns", "aria-label": say("turns") });
  let turns = [];
  let shown = 0;
  let conversation = "";
  let asked = 0;

  async function open(id) {
    const mine = ++asked;
    try {
      const found = await api.turns(id);
      if (mine !== asked) return;
      conversation = id;
      turns = found.turns;
      shown = turns.length - 1;
      if (!root.open) root.showModal();
      await draw();
    } catch (error) {
      onError(error);
    }
  }

  async function draw() {
    if (!turns.length) {
      const close = button("do quiet", say("close"), () => root.close());
      root.replaceChildren(el("header", { class: "bar" }, el("h2", {}, say("turns")), close), el("p", { class: "pick" }, say("no_turn")));
      return;
    }
    const turn = turns[shown];
    const record = turn.record;
    const names = record.path.map((step) => (Array.isArray(step) ? step[0] : step));
    root.replaceChildren(
      el("header", { class: "bar" }),
      el("div", { class: "scroll" },
        el("img", { class: "graph", alt: `${say("path")}: ${names.join(" → ")}`, src: `/graph.svg?path=${encodeURIComponent(names.join(","))}` }),
        times(record.path),
        messages(turn.messages),
        part(say("reading"), record.reading), part(say("acts"), record.acts), facts(turn.facts), part(say("writes"), record.writes),
        part(say("verdict"), record.verdict ?? record.reply?.verdict), part(say("calls"), record.model_calls),
        el("section", { class: "card", id: "difference" }, el("h3", {}, say("state"))),
        me.role !== "agent" && again(conversation, turn, me, onError),
        me.role !== "agent" && el("p", {}, el("a", { class: "do", href: api.caseOf(conversation), download: "" }, say("export"))),
      ),
    );
    drawSteps();
    await drawDifference(turn.seq);
  }

  async function drawDifference(seq) {
    const place = root.querySelector("#difference");
    try {
      const { before, after } = await api.state(conversation, seq);
      const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
      const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
      place.append(...changed.map((name) => el("details", {}, el("summary", {}, name),
        name in before && el("pre", { class: "gone" }, JSON.stringify(before[name], null, 1)),
        name in after && el("pre", { class: "came" }, JSON.stringify(after[name], null, 1)))));
    } catch (error) {
      place.append(el("p", { class: "hint" }, error.message));
    }
  }

  function step(by) {
    shown = Math.min(turns.length - 1, Math.max(0, shown + by));
    draw().catch(onError);
  }

  /** A turn was committed while this is open: it is drawn as soon as it is there, unless an older one is looked at or run again. */
  async function live(id) {
    if (!root.open || id !== conversation) return;
    const found = await api.turns(id);
    if (id !== conversation || found.turns.length <= turns.length) return;
    const isFollowed = shown === turns.length - 1 && !root.querySelector(".again.used");
    turns = found.turns;
    if (isFollowed) shown = turns.length - 1;
    if (isFollowed) await draw();
    else drawSteps();
  }

  /** What leads to the other turns. */
  function drawSteps() {
    const turn = turns[shown];
    root.querySelector(".bar").replaceChildren(
      button("do", `‹ ${say("previous")}`, () => step(-1), { disabled: shown === 0 }),
      el("h2", {}, `${say("turn")} ${turn.seq} / ${turns.at(-1).seq}`, el("small", {}, ` ${Math.round(turn.ms)} ms`)),
      button("do", `${say("next")} ›`, () => step(1), { disabled: shown === turns.length - 1 }), button("do quiet", say("close"), () => root.close()));
  }

  return { root, open, live, step: (by) => root.open && step(by) };
}

function times(path) {
  const timed = path.filter((entry) => Array.isArray(entry));
  return el("ol", { class: "times" }, timed.map(([name, ...rest]) => el("li", {}, `${name} `, el("small", {}, rest.filter((part) => typeof part === "number").map((part) => `${part.toFixed(1)} ms`).join(" … ")))));
}

function messages(found) {
  return el("div", { class: "log" }, found.map((message) => el("p", { class: `said ${message.sender_type}` }, message.content)));
}

function facts(found) {
  return found.length > 0 && el("details", { class: "card" }, el("summary", {}, `${say("facts")} (${found.length})`),
    el("table", {}, found.map((fact) => el("tr", {}, el("td", {}, fact.id), el("td", {}, JSON.stringify(fact.value)), el("td", {}, fact.source)))));
}

function part(title, value) {
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && !value.length);
  return !isEmpty && el("details", { class: "card" }, el("summary", {}, title), el("pre", {}, JSON.stringify(value, null, 1)));
}
