// What waits for somebody: discounts, questions that had no answer; and replies to have ready.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { day, money, say } from "../words.js";
import { card, choice, field, makeForm, row, table } from "./parts.js";

export async function workPage({ me, state, doing }) {
  const [{ approvals }, { canned }, { questions = [] }] = await Promise.all([api.approvals(), api.canned(), api.unanswered()]);
  state.canned = canned;
  const isSupervisor = me.role !== "agent";
  return [approvalsCard(approvals, doing), askedCard(questions), cannedCard(canned, me, isSupervisor, doing)];
}

function approvalsCard(approvals, doing) {
  const rows = approvals.map((each) => row(
    each.quote_number, money(each.total, each.currency), `−${each.off_bp / 100} % (${money(each.off, each.currency)})`,
    say(`role_${each.needs}`), day(each.asked_at),
    el("span", {},
      button("quiet", say("approve"), doing(() => api.decide(each.id, true))),
      button("quiet", say("refuse"), doing(() => api.decide(each.id, false)))),
  ));
  return card(say("approvals"), table([say("quotes"), say("total"), say("discount"), say("role"), say("asked_at"), ""], rows, say("none_waiting")));
}

function askedCard(questions) {
  const rows = questions.map((each) => row(each.question, `${each.asked} ${say("times")}`, `${each.customers} ${say("customers")}`));
  return card(say("unanswered"), table([say("question"), say("asked"), say("client")], rows, say("none_unanswered")));
}

function cannedCard(canned, me, isSupervisor, doing) {
  const rows = canned.map((each) => row(
    `/${each.name}`, each.language, each.content,
    isSupervisor && button("quiet", say("remove"), doing(() => api.dropCanned(each.name, each.language))) || "",
  ));
  const form = isSupervisor && makeForm({
    name: field("text", "name"), language: choice("language_of", me.languages.map((name) => [name, name])), content: field("text", "content"),
  }, ({ name, language, content }) => doing(() => api.putCanned(name, language, content))());
  return card(say("canned"), table([say("name"), say("language_of"), say("content"), ""], rows, say("none_canned")), form);
}
