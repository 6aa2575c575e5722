// Who did what; and for the owner business all the others.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { day, say } from "../words.js";
import { card, row, table } from "./parts.js";

export async function trailPage({ onError }) {
  const rows = [];
  const place = el("div", {});
  async function more(before) {
    const { entries, next } = await api.trail(before);
    rows.push(...entries.map((each) => row(
      day(each.at), each.name ?? each.detail.by ?? each.actor, each.action, el("code", {}, JSON.stringify(each.detail)))));
    place.replaceChildren(table([say("moment"), say("who"), say("action"), say("detail")], rows));
    if (entries.length < 100) return;
    const further = button("quiet", say("more"), () => {
      further.disabled = true;
      more(next).catch(onError);
    });
    place.append(further);
  }
  await more();
  return [card(say("trail"), place)];
}

export async function tenantsPage({ doing, me, entered }) {
  const { tenants } = await api.tenants();
  const why = el("input", { type: "text", "aria-label": say("why_enter"), maxlength: "200" });
  const rows = tenants.map((each) => row(
    el("strong", {}, each.name), say(`tenant_${each.type}`), `${each.users}`, `${each.waiting}`, each.revision ? `${each.revision}` : say("as_installed"),
    each.last_at ? day(each.last_at) : "",
    each.id === me.home ? "" : button("quiet", say("enter"), doing(() => api.enterTenant(each.id, why.value), entered), { "aria-label": `${say("enter")}: ${each.name}` })));
  return [card(say("tenants"), el("p", { class: "hint" }, say("tenants_why")),
    el("p", { class: "choices" }, el("label", {}, el("span", {}, say("why_enter")), why)),
    table([say("business"), say("kind"), say("people"), say("waiting"), say("revision"), say("last_at"), ""], rows))];
}
