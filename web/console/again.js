// A turn run again with something else about it, beside what it was.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { say } from "./words.js";

export function again(conversation, turn, me, onError) {
  const strategy = pick("strategy", [["", say("as_it_was")], ...me.strategies.map((name) => [name, name])]);
  const engine = pick("engine", [["", say("as_it_was")], ["embedded", "embedded"], ["llm", "llm"], ["cascade", "cascade"]]);
  const list = pick("price_list", [["", say("as_it_was")], ...me.price_lists.map((name) => [name, name])]);
  const revision = el("input", { type: "number", min: 0, "aria-label": say("revision") });
  const agent = pick("prompt_of", ["composer", "intent"].map((name) => [name, name]));
  const prompt = el("textarea", { rows: 3, "aria-label": say("prompt") });
  const pack = pick("pack", [["loaded", say("pack_loaded")], ["files", say("pack_files")]]);
  const moment = el("input", { type: "datetime-local", "aria-label": say("moment") });
  const result = el("div", { class: "sides", "aria-live": "polite" });
  const run = button("do primary", say("run_again"), start);

  async function start() {
    run.disabled = true;
    root.classList.add("used");
    try {
      const change = { pack: pack.value };
      if (strategy.value) change.strategy = strategy.value;
      if (engine.value) change.engine = engine.value;
      if (list.value) change.price_list = list.value;
      if (revision.value) change.revision = Number(revision.value);
      if (prompt.value.trim()) change.prompts = { [agent.value]: prompt.value };
      if (moment.value) change.at = new Date(moment.value).toISOString();
      const found = await api.replay(conversation, turn.seq, change);
      const replies = turn.messages.filter((each) => each.sender_type === "ai").map((each) => each.content).join("\n");
      result.replaceChildren(side(say("was"), replies, turn.record), side(say("is_now"), found.reply, found.record));
    } catch (error) {
      onError(error);
      result.replaceChildren(el("p", { class: "wrong" }, error.message));
    }
    run.disabled = false;
  }

  // what was begun here is not swept away by the next turn
  const root = el("section", { class: "card again", oninput: () => root.classList.add("used") }, el("h3", {}, say("again")),
    el("div", { class: "choices" }, named("strategy", strategy), named("price_list", list), named("engine", engine), named("pack", pack), named("revision", revision), named("moment", moment)),
    el("details", {}, el("summary", {}, say("prompt")), el("div", { class: "choices" }, named("prompt_of", agent)), prompt), run, result);
  return root;
}

function pick(name, options) {
  return el("select", { "aria-label": say(name) }, options.map(([value, label]) => el("option", { value }, label)));
}

function named(name, control) {
  return el("label", {}, el("span", {}, say(name)), control);
}

function side(title, reply, record) {
  const names = record.path.map((step) => (Array.isArray(step) ? step[0] : step));
  return el("div", {}, el("h4", {}, title),
    el("img", { class: "graph", alt: `${say("path")}: ${names.join(" → ")}`, src: `/graph.svg?path=${encodeURIComponent(names.join(","))}` }),
    el("p", { class: "said ai" }, reply || "—"),
    el("p", { class: "hint" }, (record.acts ?? []).map((act) => act.say ?? act.kind).join(" · ")));
}
