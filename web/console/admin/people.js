// Who may sign in, as what, and where.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { say } from "../words.js";
import { card, choice, field, makeForm, row, table } from "./parts.js";
import { spansForm } from "./spans.js";

const ROLES = ["agent", "supervisor", "admin", "owner"];

export async function peoplePage({ me, state, doing }) {
  const { people } = await api.people();
  state.people = people;
  const isAdmin = ["admin", "owner"].includes(me.role);
  const rows = people.map((person) => row(
    el("strong", {}, person.name), person.email,
    isAdmin && person.id !== me.id ? placeForm(person, me, doing) : `${say(`role_${person.role}`)} · ${branchOf(person, me)}`,
    say(person.disabled ? "disabled" : person.available ? "on_duty" : "off_duty"), say(person.has_factor ? "yes" : "no"),
    isAdmin && person.id !== me.id ? acts(person, doing) : "",
  ));
  const form = isAdmin && makeForm({
    name: field("text", "name"), email: field("email", "email"), password: field("password", "password", { minlength: 12, autocomplete: "new-password" }),
    role: choice("role", roles()), branch: choice("branch", branches(me)),
  }, ({ branch, ...person }) => doing(() => api.addPerson({ ...person, branch: branch || null }))());
  const works = isAdmin && card(say("work"), el("p", { class: "hint" }, say("work_why")), people.filter((person) => !person.disabled).map((person) => workForm(person, doing)));
  return [card(say("people"), table([say("name"), say("email"), say("role"), say("available"), say("factor"), ""], rows), form), works];
}

const roles = () => ROLES.map((role) => [role, say(`role_${role}`)]);
const branches = (me) => [["", say("any_branch")], ...Object.entries(me.branches)];
const branchOf = (person, me) => me.branches[person.branch] ?? person.branch ?? say("any_branch");

function placeForm(person, me, doing) {
  const role = choice("role", roles(), person.role);
  const branch = choice("branch", branches(me), person.branch ?? "");
  for (const control of [role, branch]) {
    control.setAttribute("aria-label", `${control.getAttribute("aria-label")}: ${person.name}`);
    control.addEventListener("change", doing(() => api.movePerson(person.id, { role: role.value, branch: branch.value || null })));
  }
  return el("span", { class: "pair" }, role, branch);
}

/** When they work, what they know, how much they carry: what new conversations go by. */
function workForm(person, doing) {
  const spans = spansForm(person.hours, `${say("opening")}: ${person.name}`);
  const skills = field("text", "skills", { required: false, value: person.skills.join(", "), placeholder: "discount, complaint, en" });
  const capacity = field("number", "capacity", { min: "0", max: "100", value: String(person.capacity) });
  const save = () => api.setWork(person.id, {
    hours: spans.value(), skills: skills.value.split(/[\s,]+/).filter(Boolean), capacity: capacity.valueAsNumber,
  });
  return el("details", {}, el("summary", {}, `${person.name} · ${person.hours.length ? person.hours.map((span) => `${span.open}–${span.close}`).join(", ") : say("any_time")}`),
    spans.root, el("div", { class: "choices" }, [skills, capacity].map((control) => el("label", {}, el("span", {}, control.getAttribute("aria-label")), control)),
      button("do", say("save"), doing(save), { "aria-label": `${say("save")}: ${person.name}` })));
}

function acts(person, doing) {
  const named = (label) => ({ "aria-label": `${say(label)}: ${person.name}` });
  return el("span", {},
    person.disabled
      ? button("quiet", say("enable"), doing(() => api.enablePerson(person.id)), named("enable"))
      : button("quiet", say("disable"), doing(() => api.disablePerson(person.id)), named("disable")),
    person.has_factor && button("quiet", say("factor_remove"), doing(() => api.removeFactor(person.id)), named("factor_remove")));
}
