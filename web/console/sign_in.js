// The door: business, e-mail, password, and the authenticator's code once the server asks for it.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { say } from "./words.js";

const KEPT = "parley.console.business";
const REFUSALS = ["cancelled", "failed", "unknown"];

export function signInForm(entered, relabel) {
  const businesses = Object.entries(JSON.parse(document.body.dataset.businesses));
  const business = el("select", { id: "business", required: true },
    businesses.map(([id, name]) => el("option", { value: id, selected: localStorage.getItem(KEPT) === id }, name)));
  const email = el("input", { id: "email", type: "email", autocomplete: "username", required: true });
  const password = el("input", { id: "password", type: "password", autocomplete: "current-password", required: true });
  const code = el("input", { id: "code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12" });
  const codeRow = el("p", { hidden: true }, el("label", { for: "code" }, say("code_or_recovery")), code);
  const wrong = el("p", { class: "wrong", role: "alert" });

  async function submit(event) {
    event.preventDefault();
    wrong.textContent = "";
    try {
      const given = { tenant: business.value, email: email.value, password: password.value };
      const me = await api.signIn(code.value ? { ...given, code: code.value } : given);
      localStorage.setItem(KEPT, business.value);
      await entered(me);
    } catch (error) {
      wrong.textContent = error.message;
      if (error.title?.startsWith("The code")) {
        codeRow.hidden = false;
        code.focus();
      }
    }
  }

  const provider = document.body.dataset.provider;
  const elsewhere = provider && button("do", say("sign_in_with", { name: provider }), () => {
    localStorage.setItem(KEPT, business.value);
    location.assign(`/console/oidc/start?${new URLSearchParams({ tenant: business.value })}`);
  });
  const refusal = new URLSearchParams(location.search).get("sign_in");
  if (REFUSALS.includes(refusal)) wrong.textContent = say(`oidc_${refusal}`);

  return el("form", { class: "door", onsubmit: submit },
    el("h1", {}, "Parley"), el("p", {}, el("label", { for: "business" }, say("business")), business),
    el("p", {}, el("label", { for: "email" }, say("email")), email),
    el("p", {}, el("label", { for: "password" }, say("password")), password), codeRow, wrong,
    el("button", { class: "do primary", type: "submit" }, say("sign_in")), elsewhere, button("quiet", say("language"), relabel));
}
