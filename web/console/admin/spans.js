// Hours of a week: days with an opening and a closing.

import { button, el } from "../dom.js";
import { say } from "../words.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** `value()`: `[{days, open, close}]`, as it stands in the form. */
export function spansForm(spans, title) {
  const list = el("div", {});
  const add = (span = { days: [], open: "09:00", close: "18:00" }) => list.append(spanRow(span, title));
  spans.forEach(add);
  const value = () => [...list.children].map((each) => ({
    days: [...each.querySelectorAll("[type=checkbox]")].filter((box) => box.checked).map((box) => box.value),
    open: each.querySelector(".opens").value, close: each.querySelector(".closes").value,
  }));
  const root = el("fieldset", { class: "spans" }, el("legend", {}, title), list, button("quiet", say("add"), () => add()));
  return { root, value };
}

function spanRow(span, title) {
  const root = el("div", { class: "choices" },
    DAYS.map((name) => el("label", { class: "switch" }, el("input", { type: "checkbox", value: name, checked: span.days.includes(name) }), say(`day_${name}`))),
    el("input", { type: "time", class: "opens", value: span.open, required: true, "aria-label": `${say("opens")}: ${title}` }),
    el("input", { type: "time", class: "closes", value: span.close, required: true, "aria-label": `${say("closes")}: ${title}` }),
    button("quiet", say("remove"), () => root.remove()));
  return root;
}
