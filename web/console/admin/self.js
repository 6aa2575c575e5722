// One's own second factor: set up with an authenticator, and codes for when it is lost; one's own password.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { say } from "../words.js";
import { card, field, makeForm } from "./parts.js";

export async function selfPage({ me, onError, privileged, tell, signedOut }) {
  return [factorCard(me, onError, privileged, tell), passwordCard(onError, signedOut)];
}

function factorCard(me, onError, privileged, tell) {
  const place = el("div", { "aria-live": "polite" });
  const tried = (does) => async (given) => {
    try {
      await does(given);
    } catch (error) {
      onError(error);
    }
  };
  const told = ({ recovery }) => recovery && tell(say("recovery_once"), recovery.join("\n"));
  const confirm = tried(async ({ code }) => {
    const answer = await api.confirmFactor({ code });
    me.has_factor = true;
    first.replaceChildren(el("p", {}, say("factor_on")));
    place.replaceChildren();
    told(answer);
  });
  const begin = tried(async ({ password }) => {
    const { secret, picture } = await api.beginFactor(password);
    place.replaceChildren(
      el("p", {}, say("factor_scan")), el("img", { src: picture, alt: say("factor_picture"), class: "code" }), el("p", {}, el("code", {}, secret)),
      makeForm({ code: field("text", "code", { inputmode: "numeric", autocomplete: "one-time-code", maxlength: 7 }) }, confirm, "confirm"));
  });
  const again = tried(async () => told((await privileged(() => api.newRecovery())) || {}));
  const first = el("div", {}, me.has_factor
    ? el("p", {}, say("factor_on"), " ", button("quiet", say("recovery_new"), again))
    : makeForm({ password: field("password", "password", { autocomplete: "current-password" }) }, begin, "factor_begin"));
  return card(say("factor"), el("p", { class: "hint" }, say("factor_why")), first, place);
}

function passwordCard(onError, signedOut) {
  const send = ({ old, next }) => api.changePassword(old, next).then(signedOut, onError);
  return card(say("password"), el("p", { class: "hint" }, say("password_why")), makeForm({
    old: field("password", "password_old", { autocomplete: "current-password" }),
    next: field("password", "password_new", { autocomplete: "new-password", minlength: 12 }),
  }, send, "change"));
}
