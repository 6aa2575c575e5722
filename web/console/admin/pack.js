// The pack: opening hours, wordings, files; every change is a revision that can be taken back.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { day, say } from "../words.js";
import { card, field, row, table } from "./parts.js";
import { spansForm } from "./spans.js";

export async function hoursPage({ doing }) {
  const { hours, branches, told, timezone } = await api.hours();
  const own = spansForm(hours, say("opening"));
  const others = branches.filter((each) => each.hours.length).map((each) => ({ id: each.id, form: spansForm(each.hours, each.name) }));
  const texts = Object.entries(told).map(([language, text]) => [language, el("textarea", { rows: "3", "aria-label": `${say("told")} (${language})` }, text)]);
  const save = () => api.putHours({
    hours: own.value(), branches: Object.fromEntries(others.map(({ id, form }) => [id, form.value()])),
    told: Object.fromEntries(texts.map(([language, area]) => [language, area.value])),
  });
  return [card(`${say("opening")} · ${timezone}`, el("p", { class: "hint" }, say("opening_why")), own.root, others.map(({ form }) => form.root),
    texts.length > 0 && el("h3", {}, say("told")), texts.map(([language, area]) => el("label", { class: "told" }, el("span", {}, language), area)),
    button("do primary", say("save"), doing(save)))];
}

export async function templatesPage({ doing, onError }) {
  const place = el("div", {});
  const q = el("input", { type: "search", "aria-label": say("search_words"), placeholder: say("search_words"), oninput: () => find().catch(onError) });
  let asked = 0;
  async function find() {
    const mine = ++asked;
    const { templates, found, whatsapp } = await api.templates(q.value);
    if (mine !== asked) return;
    place.replaceChildren(
      el("p", { class: "hint" }, say("templates_found", { n: templates.length, all: found })),
      ...templates.map((each) => templateCard(each, doing)),
      card(say("whatsapp_templates"), table([say("name"), say("language_of"), say("status")],
        whatsapp.map((each) => row(each.name, each.language, each.status)), say("none_whatsapp"))));
  }
  await find();
  return [card(say("templates"), el("p", { class: "hint" }, say("templates_why")), q), place];
}

function templateCard(template, doing) {
  const wordings = ["es", "es_usted", "en"].filter((name) => template[name].length)
    .map((name) => [name, el("textarea", { rows: String(template[name].length + 1), "aria-label": `${template.name} (${say(`wording_${name}`)})` }, template[name].join("\n"))]);
  const value = () => Object.fromEntries(wordings.map(([name, area]) => [name, area.value.split("\n").filter((line) => line.trim())]));
  return el("details", { class: "card" }, el("summary", {}, template.name),
    template.variables.length > 0 && el("p", { class: "hint" }, template.variables.map((name) => `{{ ${name} }}`).join(" ")),
    wordings.map(([name, area]) => el("label", { class: "told" }, el("span", {}, say(`wording_${name}`)), area)),
    button("do", say("save"), doing(() => api.putTemplate(template.name, value()))));
}

export async function packPage({ doing, onError }) {
  const { active, revisions, documents } = await api.revisions();
  const files = el("input", { type: "file", multiple: true, accept: ".yaml,.md", "aria-label": say("pack_upload"), onchange: () => result.replaceChildren() });
  const note = field("text", "note", { required: false, maxlength: 200 });
  const result = el("div", { "aria-live": "polite" });
  const boxes = documents.map((name) => el("input", { type: "checkbox", value: name, onchange: () => result.replaceChildren() }));
  const texts = async (chosen) => Object.fromEntries(await Promise.all(chosen.map(async (file) => [
    file.name.endsWith(".md") ? `documents/${file.name}` : file.name, await file.text()])));
  async function run() {
    const chosen = [...files.files];
    const removed = boxes.filter((box) => box.checked).map((box) => box.value);
    try {
      // what is installed is what was checked, not what is chosen or saved meanwhile
      const checked = { files: await texts(chosen), removed };
      const { problems, diff } = await api.checkPack(checked);
      if (chosen.some((file, place) => file !== files.files[place]) || removed.some((name) => !boxes.find((box) => box.value === name).checked)) return;
      result.replaceChildren(
        el("p", { class: problems.length ? "bad" : "good" }, say(problems.length ? "pack_problems" : "pack_good", { n: problems.length })),
        el("ul", {}, problems.map((problem) => el("li", {}, problem))), diffOf(diff),
        problems.length ? "" : button("do primary", say("pack_install"), doing(() => api.installPack(checked, note.value))));
    } catch (error) {
      onError(error);
    }
  }
  return [
    card(say("pack_upload"), el("p", { class: "hint" }, say("pack_why")),
      el("div", { class: "choices" }, files, el("label", {}, el("span", {}, say("note")), note), button("do", say("pack_check"), run)),
      documents.length > 0 && el("details", {}, el("summary", {}, say("pack_remove")), boxes.map((box) => el("label", { class: "switch" }, box, box.value.replace("documents/", "")))), result),
    revisionsCard(active, revisions, doing, onError)];
}

function revisionsCard(active, revisions, doing, onError) {
  const place = el("div", { "aria-live": "polite" });
  const every = [...revisions, { number: 0, note: say("as_installed"), by: "", created_at: null, files: [], active: active === 0 }];
  let looked = 0;
  const look = (number) => {
    const mine = ++looked;
    return api.revisionDiff(number).then(({ diff }) => mine === looked && place.replaceChildren(diffOf(diff || say("no_difference"))), onError);
  };
  const rows = every.map((each) => row(
    `${each.number}`, each.note, each.files.join(", "), each.by, each.created_at ? day(each.created_at) : "",
    each.active ? el("strong", {}, say("in_use")) : el("span", {},
      button("quiet", say("compare"), () => look(each.number), { "aria-label": `${say("compare")}: ${each.number}` }),
      button("quiet", say("activate"), doing(() => api.activateRevision(each.number)), { "aria-label": `${say("activate")}: ${each.number}` }))));
  return card(say("revisions"), el("p", { class: "hint" }, say("revisions_why")),
    table(["#", say("note"), say("files"), say("who"), say("moment"), ""], rows), place);
}

function diffOf(diff) {
  return el("pre", { class: "diff", tabindex: "0" }, diff.split("\n").map((line) =>
    el("span", { class: line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : "" }, `${line}\n`)));
}
