// The administration: its pages side by side, each drawn when it is opened.

import { announce, button, el } from "../dom.js";
import { say } from "../words.js";
import { accessPage } from "./access.js";
import { hoursPage, packPage, templatesPage } from "./pack.js";
import { once } from "./parts.js";
import { peoplePage } from "./people.js";
import { selfPage } from "./self.js";
import { makeStepUp } from "./step_up.js";
import { tenantsPage, trailPage } from "./trail.js";
import { workPage } from "./work.js";

const anybody = () => true;
const isAdmin = (me) => ["admin", "owner"].includes(me.role) && !me.branch;
const PAGES = [
  ["work", workPage, anybody], ["people", peoplePage, anybody], ["hours", hoursPage, isAdmin], ["templates", templatesPage, isAdmin],
  ["pack", packPage, isAdmin], ["access", accessPage, isAdmin], ["trail", trailPage, isAdmin], ["tenants", tenantsPage, (me) => me.owns_all],
  ["self", selfPage, anybody],
];

export function makeAdmin({ me, state, onError, entered, signedOut }) {
  const step = makeStepUp(me);
  const pages = PAGES.filter(([, , may]) => may(me));
  const wrong = el("p", { class: "alert", role: "alert", hidden: true });
  // what is shown once stays in sight whatever page is opened meanwhile, until it is put away
  const kept = el("div", { class: "kept", "aria-live": "polite" });
  const tell = (title, text) => kept.replaceChildren(once(title, text));
  const content = el("div", { class: "scroll", tabindex: "0" });
  const tabs = pages.map(([name]) => button("folder", say(`page_${name}`), () => open(name), { data: { page: name } }));
  const root = el("dialog", { class: "turns admin", "aria-label": say("admin") },
    el("header", { class: "bar" }, el("h2", {}, say("admin")), button("do quiet", say("close"), () => root.close())),
    el("nav", { class: "folders pages", "aria-label": say("admin") }, tabs), wrong, kept, content, step.root);
  let shown = pages[0][0];

  function fail(error) {
    if (error.status === 401 && error.title === "Sign-in needed" && error.message.includes("signed out")) return onError(error);
    wrong.textContent = say("error", { why: error.message });
    wrong.hidden = false;
    wrong.scrollIntoView?.({ block: "nearest" });
  }

  async function open(name = shown) {
    shown = name;
    wrong.hidden = true;
    try {
      await draw();
    } catch (error) {
      fail(error);
    }
    if (!root.open) root.showModal();
  }

  async function draw() {
    const name = shown;
    const [, page] = pages.find(([each]) => each === name);
    const cards = await page({ me, state, doing, onError: fail, privileged: step.privileged, redraw: draw, tell, entered, signedOut });
    if (name !== shown) return;
    content.replaceChildren(...cards.flat().filter(Boolean));
    for (const tab of tabs) {
      if (tab.dataset.page === name) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
  }

  /** Does it, with the second factor where it is asked for; says why not where it fails, and draws anew where it worked. */
  const doing = (does, then = draw) => async (event) => {
    event?.preventDefault();
    wrong.hidden = true;
    try {
      if ((await step.privileged(does)) === false) return;
      await then();
      announce(say("done"));
    } catch (error) {
      fail(error);
    }
  };

  return { root, open: () => open() };
}
