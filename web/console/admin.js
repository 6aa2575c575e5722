// What admins look after: discounts that wait, the team, canned replies, what was asked in vain, connectors, a pack to try, the trail.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { day, money, say } from "./words.js";

const ROLES = ["agent", "supervisor", "admin", "owner"];

export function makeAdmin({ me, state, onError }) {
  const root = el("dialog", { class: "turns admin", "aria-label": say("admin") });
  const isAdmin = ["admin", "owner"].includes(me.role);
  const isSupervisor = me.role !== "agent";

  async function open() {
    try {
      await draw();
      if (!root.open) root.showModal();
    } catch (error) {
      onError(error);
    }
  }

  async function draw() {
    const [{ people }, { canned }, { questions = [] }] = await Promise.all([api.people(), api.canned(), api.unanswered()]);
    Object.assign(state, { people, canned });
    root.replaceChildren(
      el("header", { class: "bar" }, el("h2", {}, say("admin")), button("do quiet", say("close"), () => root.close())),
      el("div", { class: "scroll", tabindex: "0" },
        await approvalsCard(), factorCard(), teamCard(people), cannedCard(canned), askedCard(questions),
        isAdmin && packCard(), isAdmin && await connectorsCard(), isAdmin && await trailCard()));
  }

  /** Does it, says why not where it fails, and draws anew where it worked. */
  const doing = (does) => async (event) => {
    event?.preventDefault();
    try {
      await does();
      await draw();
    } catch (error) {
      onError(error);
    }
  };

  async function approvalsCard() {
    const { approvals } = await api.approvals();
    const rows = approvals.map((each) => row(
      each.quote_number, money(each.total, each.currency), `−${each.off_bp / 100} % (${money(each.off, each.currency)})`,
      say(`role_${each.needs}`), day(each.asked_at),
      el("span", {},
        button("quiet", say("approve"), doing(() => api.decide(each.id, true))),
        button("quiet", say("refuse"), doing(() => api.decide(each.id, false)))),
    ));
    return card(say("approvals"), rows.length ? table(rows) : el("p", { class: "hint" }, say("none_waiting")));
  }

  function factorCard() {
    const code = el("input", { inputmode: "numeric", autocomplete: "one-time-code", maxlength: "7", "aria-label": say("code") });
    const secret = el("code", {});
    const begin = button("do", say("factor_begin"), async () => {
      try {
        secret.textContent = (await api.beginFactor()).secret;
      } catch (error) {
        onError(error);
      }
    }, { hidden: me.has_factor });
    const confirm = doing(async () => {
      await api.confirmFactor(code.value);
      me.has_factor = true;
    });
    return card(say("factor"), el("p", { class: "hint" }, say("factor_why")), begin, secret,
      el("form", { class: "choices", onsubmit: confirm }, code, el("button", { class: "do", type: "submit" }, say("confirm"))));
  }

  function teamCard(people) {
    const rows = people.map((person) => row(
      person.name, person.email, say(`role_${person.role}`), me.branches[person.branch] ?? person.branch ?? "",
      say(person.disabled ? "disabled" : person.available ? "on_duty" : "off_duty"),
      isAdmin && !person.disabled && person.id !== me.id && button("quiet", say("disable"), doing(() => api.disablePerson(person.id))),
    ));
    const form = isAdmin && makeForm({
      name: field("text", "name"), email: field("email", "email"), password: field("password", "password"),
      role: choice("role", ROLES.map((role) => [role, say(`role_${role}`)])),
      branch: choice("branch", [["", say("any_branch")], ...Object.entries(me.branches)]),
    }, ({ branch, ...person }) => api.addPerson(branch ? { ...person, branch } : person));
    return card(say("people"), table(rows), form);
  }

  function cannedCard(canned) {
    const rows = canned.map((each) => row(
      `/${each.name}`, each.language, each.content,
      isSupervisor && button("quiet", say("remove"), doing(() => api.dropCanned(each.name, each.language))),
    ));
    const form = isSupervisor && makeForm({
      name: field("text", "name"), language: choice("language_of", me.languages.map((name) => [name, name])), content: field("text", "content"),
    }, ({ name, language, content }) => api.putCanned(name, language, content));
    return card(say("canned"), table(rows), form);
  }

  function askedCard(questions) {
    const rows = questions.map((each) => row(each.question, `${each.asked} ${say("times")}`, `${each.customers} ${say("customers")}`));
    return card(say("unanswered"), rows.length ? table(rows) : el("p", { class: "hint" }, say("none_unanswered")));
  }

  function packCard() {
    const files = el("input", { type: "file", multiple: true, accept: ".yaml,.md", "aria-label": say("pack_upload") });
    const result = el("div", { "aria-live": "polite" });
    const run = button("do", say("pack_check"), async () => {
      try {
        const texts = await Promise.all([...files.files].map(async (file) => [file.name, await file.text()]));
        const { problems, diff } = await api.checkPack(Object.fromEntries(texts));
        result.replaceChildren(
          el("p", {}, say(problems.length ? "pack_problems" : "pack_good", { n: problems.length })),
          el("ul", {}, problems.map((problem) => el("li", {}, problem))), el("pre", { tabindex: "0" }, diff));
      } catch (error) {
        onError(error);
      }
    });
    return card(say("pack_upload"), el("p", { class: "hint" }, say("pack_why")), el("div", { class: "choices" }, files, run), result);
  }

  async function connectorsCard() {
    const { connectors } = await api.connectors();
    return card(say("connectors"), table(connectors.map((each) => row(each.vendor, day(each.updated_at)))), !connectors.length && el("p", { class: "hint" }, say("none_connected")));
  }

  async function trailCard() {
    const { entries } = await api.trail();
    return card(say("trail"), table(entries.map((each) => row(day(each.at), each.name ?? each.actor, each.action, JSON.stringify(each.detail)))));
  }

  /** A form of named controls, given to `send` as an object. */
  function makeForm(controls, send) {
    const given = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value]));
    return el("form", { class: "choices", onsubmit: doing(() => send(given())) },
      Object.values(controls).map((control) => el("label", {}, el("span", {}, control.getAttribute("aria-label")), control)),
      el("button", { class: "do", type: "submit" }, say("add")));
  }

  return { root, open };
}

function field(type, name) {
  return el("input", { type, required: true, "aria-label": say(name), autocomplete: "off" });
}

function choice(name, options) {
  return el("select", { "aria-label": say(name) }, options.map(([value, label]) => el("option", { value }, label)));
}

function card(title, ...content) {
  return el("section", { class: "card" }, el("h3", {}, title), content);
}

function table(rows) {
  return el("table", {}, el("tbody", {}, rows));
}

function row(...cells) {
  return el("tr", {}, cells.map((cell) => el("td", {}, cell || "")));
}
