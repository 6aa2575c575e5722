// What is privileged asks for the second factor again; then it is done after all.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { say } from "../words.js";

const ASKED = "Show your second factor again";

export function makeStepUp(me) {
  const code = el("input", { id: "step-code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12" });
  const password = el("input", { id: "step-password", type: "password", autocomplete: "current-password", maxlength: "256" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  let settle = () => {};
  const root = el("dialog", { class: "ask", "aria-labelledby": "step-title", onclose: () => settle(false) },
    el("form", { class: "door", onsubmit: submit },
      el("h2", { id: "step-title" }, say("step_up")), el("p", {}, say("step_up_why")),
      el("p", {}, el("label", { for: "step-code" }, say("code")), code),
      el("p", {}, el("label", { for: "step-password" }, say("step_password")), password), wrong,
      el("button", { class: "do primary", type: "submit" }, say("confirm")),
      button("quiet", say("cancel"), () => root.close())));

  async function submit(event) {
    event.preventDefault();
    wrong.textContent = "";
    try {
      await api.confirmFactor(code.value ? { code: code.value } : { password: password.value });
      settle(true);
      root.close();
    } catch (error) {
      wrong.textContent = error.message;
    }
  }

  function asked() {
    code.value = password.value = "";
    wrong.textContent = "";
    root.showModal();
    return new Promise((resolve) => { settle = resolve; });
  }

  /** Does it; where a second factor is asked for, does it again once that was shown. False where it was not. */
  async function privileged(does) {
    try {
      return await does();
    } catch (error) {
      if (error.title !== ASKED) throw error;
      if (!me.has_factor) throw new Error(say("factor_first"));
      return (await asked()) ? does() : false;
    }
  }

  return { root, privileged };
}
