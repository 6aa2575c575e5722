// The right column: who the client is and what is known of them, each thing with where it comes from.

import { fileOf } from "./api.js";
import { button, el } from "./dom.js";
import { day, money, named, say } from "./words.js";

const NEEDED = ["vehicle", "need"];

export function makeClient({ me, people, onPin, nameOf, onBack }) {
  const root = el("aside", { class: "column right", "aria-label": say("client") });

  function empty() {
    root.replaceChildren();
  }

  function show({ conversation, client }) {
    const { lead, handoff, stage } = client;
    root.replaceChildren(el("div", { class: "scroll" },
      el("header", { class: "client-head" }, button("back", "‹", onBack, { "aria-label": say("back_talk") }), el("h2", {}, conversation.name || say("anonymous"))),
      faithfulOf(conversation),
      handoff && card(say("summary"), summaryOf(handoff)),
      lead && card(say("lead"), leadOf(lead)),
      card(say("needed"), neededOf(client)),
      stage && card(say("stage"), stageOf(stage)),
      card(say("timers"), timersOf(conversation)),
      card(say("profile"), profileOf(client.profile)),
      card(say("products"), client.products.map((each) => line(`${each.product_id} · ${say(each.interaction_type)}`, each.price ? money(each.price.minor, each.price.currency) : ""))),
      card(say("quotes"), client.quotes.map((each) => line(`${each.number} · ${say("version")} ${each.version}`, `${money(each.total, each.currency)} · ${each.status}`))),
      card(say("orders"), client.orders.map((each) => line(each.number, `${money(each.total, each.currency)} · ${each.status}`))),
      card(say("appointments"), client.appointments.map((each) => line(day(each.starts_at), `${each.person_id} · ${each.status}`))),
      card(say("client_files"), client.files.map((each) => el("p", { class: "pair" },
        el("a", { href: fileOf(each.conversation_id, each.id), download: each.name }, each.name), el("span", {}, `${Math.ceil(each.size / 1024)} kB · ${day(each.at)}`)))),
      card(say("served"), client.served.map((each) => line(nameOf(each.agent), day(each.at)))),
      card(say("before"), client.before.map((each) => line(day(each.created_at), each.channel))),
      card(say("origin"), originOf(conversation)),
    ));
  }

  /** Whose client it is: an agent may take them for their own, supervisors choose anybody. */
  function faithfulOf(conversation) {
    const able = people().filter((person) => !person.disabled && (me.role !== "agent" || person.id === me.id || person.id === conversation.faithful_to));
    return el("label", { class: "pair" }, el("span", {}, say("faithful_to")),
      el("select", { disabled: me.role === "agent" && Boolean(conversation.faithful_to), onchange: (event) => onPin(conversation.id, event.target.value || null) },
        el("option", { value: "" }, say("anybody")),
        able.map((person) => el("option", { value: person.id, selected: person.id === conversation.faithful_to }, person.name))));
  }

  return { root, show, empty };
}

function card(title, content) {
  const filled = [content].flat().filter(Boolean);
  return filled.length ? el("section", { class: "card" }, el("h3", {}, title), filled) : null;
}

function line(name, value) {
  return el("p", { class: "pair" }, el("span", {}, name), el("span", {}, value));
}

function summaryOf(handoff) {
  const told = handoff.package;
  return [
    el("p", {}, told.summary || say("nothing")),
    line(say("reason"), named(handoff.reason)),
    told.need && line(say("need"), told.need),
    told.last_words && el("blockquote", {}, told.last_words),
  ];
}

function leadOf(lead) {
  const score = lead.qualification_score;
  return [
    el("p", { class: `intent ${lead.temperature}` }, `${say(lead.temperature)} · ${score} %`),
    el("progress", { max: "100", value: String(score), "aria-label": say("score") }),
    (lead.reasons ?? []).length > 0 && el("ul", { class: "reasons" }, lead.reasons.map((reason) => el("li", {}, reasonOf(reason)))),
    lead.budget_range && line("$", lead.budget_range),
    (lead.signals ?? []).length > 0 && el("p", { class: "tags" }, lead.signals.map((signal) => el("span", { class: "tag" }, named(String(signal.signal ?? signal))))),
  ];
}

/** Rules tell their points and why; older rows have a sentence. */
function reasonOf(reason) {
  if (typeof reason === "string") return reason;
  return `${reason.points > 0 ? "+" : ""}${reason.points ?? ""} ${reason.rule ?? reason.why ?? reason.name ?? ""}`.trim();
}

function stageOf(stage) {
  const passed = [...new Set([...(stage.history ?? []).map((step) => step.stage ?? step.to), stage.now])].filter(Boolean);
  return el("ol", { class: "stages" }, passed.map((name) => el("li", { "aria-current": name === stage.now ? "step" : null }, named(name))));
}

/** What they came for, before anything else of them. */
function neededOf({ profile, lead }) {
  const told = NEEDED.filter((name) => profile[name]).map((name) => line(named(name), plain(profile[name].value)));
  return told.length || !lead?.need ? told : [line(named("need"), plain(lead.need))];
}

/** What runs out, and what will happen then. */
function timersOf(conversation) {
  return [
    conversation.owner !== "bot" && conversation.waiting_since && line(say("waiting"), day(conversation.waiting_since)),
    conversation.owner === "human" && conversation.waiting_since && conversation.locked_until && line(say("goes_back"), day(conversation.locked_until)),
    conversation.window?.until && line(say("free_until"), day(conversation.window.until)),
    conversation.due_at && line(say("due"), day(conversation.due_at)),
  ];
}

function profileOf(profile) {
  return Object.entries(profile).filter(([name]) => !NEEDED.includes(name)).map(([name, field]) => el("p", { class: "pair" },
    el("span", {}, named(name)),
    el("span", { title: `${say(field.confirmed ? "confirmed" : "heard")} · ${say("confidence")} ${Math.round(100 * field.confidence)} %` },
      plain(field.value), field.confirmed ? " ✓" : "")));
}

function originOf(conversation) {
  return [
    conversation.page_url && line(say("page"), conversation.page_url),
    conversation.referrer && line("referrer", conversation.referrer),
    ...Object.entries(conversation.utm ?? {}).map(([name, value]) => line(`utm ${name}`, typeof value === "object" ? JSON.stringify(value) : String(value))),
    line(say("channel"), [conversation.channel, conversation.branch, conversation.timezone].filter(Boolean).join(" · ")),
  ];
}

function plain(value) {
  if (value === null || typeof value !== "object") return String(value);
  if ("minor" in value) return money(value.minor, value.currency);
  if ("min" in value || "max" in value) return [value.min, value.max].filter(Boolean).map(plain).join(" – ");
  return Object.values(value).filter((part) => part !== null && part !== "").map(plain).join(" ");
}
