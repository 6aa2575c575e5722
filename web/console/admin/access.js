// What programs and vendors may do: keys of the API, and how each connection does.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { day, say } from "../words.js";
import { card, field, row, table } from "./parts.js";

const when = (moment) => (moment ? day(moment) : say("never"));

export async function accessPage({ doing, onError, privileged, redraw, tell }) {
  const [{ keys, scopes }, { connectors }] = await Promise.all([api.keys(), api.connectors()]);
  return [connectorsCard(connectors, onError), keysCard(keys, scopes, { doing, onError, privileged, redraw, tell })];
}

function connectorsCard(connectors, onError) {
  const rows = connectors.map((each) => {
    const said = el("span", { role: "status" });
    const run = async () => {
      said.textContent = "…";
      try {
        const tried = await api.testConnector(each.name);
        said.textContent = `${tried.worked ? "✓" : "✗"} ${tried.said}`;
        said.className = tried.worked ? "good" : "bad";
      } catch (error) {
        said.textContent = "";
        onError(error);
      }
    };
    return row(
      el("strong", {}, say(`connector_${each.name}`)), each.provider, when(each.done_at), when(each.failed_at),
      `${each.waiting} / ${each.failed}`, el("span", { class: each.paused || each.error ? "bad" : "" }, each.paused ?? each.error ?? ""),
      el("span", {}, each.testable && button("quiet", say("test"), run, { "aria-label": `${say("test")}: ${say(`connector_${each.name}`)}` }), said));
  });
  return card(say("connectors"), table([say("connector"), say("provider"), say("last_good"), say("last_bad"), say("waiting_failed"), say("trouble"), ""], rows));
}

function keysCard(keys, scopes, { doing, onError, privileged, redraw, tell }) {
  const name = field("text", "key_name");
  const days = el("input", { type: "number", min: "1", max: "3650", "aria-label": say("days_good"), placeholder: "∞" });
  const boxes = scopes.map((scope) => el("input", { type: "checkbox", value: scope }));
  async function create(event) {
    event.preventDefault();
    const wanted = { name: name.value, scopes: boxes.filter((box) => box.checked).map((box) => box.value), days: days.valueAsNumber || null };
    try {
      const answer = await privileged(() => api.createKey(wanted));
      if (!answer) return;
      // after the page is drawn anew, so that nothing is pressed on what goes away; told though that should fail
      await redraw().finally(() => tell(say("key_once"), answer.key));
    } catch (error) {
      onError(error);
    }
  }
  const rows = keys.map((each) => row(
    el("strong", {}, each.name), el("code", {}, each.shown), each.scopes.map((scope) => say(`scope_${scope}`)).join(", "), when(each.used_at),
    each.revoked_at ? say("revoked") : each.expires_at ? `${say("until")} ${day(each.expires_at)}` : say("in_use"),
    each.revoked_at ? "" : button("quiet", say("revoke"), doing(() => api.revokeKey(each.id)), { "aria-label": `${say("revoke")}: ${each.name}` })));
  return card(say("api_keys"), el("p", { class: "hint" }, say("api_keys_why")),
    table([say("name"), say("api_key"), say("scopes"), say("last_used"), say("status"), ""], rows, say("none_keys")),
    el("form", { class: "choices", onsubmit: create },
      el("label", {}, el("span", {}, say("key_name")), name), el("label", {}, el("span", {}, say("days_good")), days),
      el("fieldset", { class: "pair" }, el("legend", {}, say("scopes")), boxes.map((box) => el("label", { class: "switch" }, box, say(`scope_${box.value}`)))),
      el("button", { class: "do", type: "submit" }, say("add"))));
}
