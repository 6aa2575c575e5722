// What is sent with one press: a product, a quote, free times, a link to pay, an approved template. The words are the server's.

import { newId } from "/assets/chat/memory.js";
import * as api from "./api.js";
import { announce, button, el } from "./dom.js";
import { money, say } from "./words.js";

const SEARCH_MS = 250;

const LEFT = new Error("something else was asked for meanwhile");

/** Of conversation `id`; `isWindowed`: templates are for it. `onSent()` is called after something went out or the panel was left. */
export function makeActions({ id, isWindowed, onSent, onError }) {
  let asked = 0;
  let waiting = 0;
  const panel = el("section", { class: "panel", hidden: true, "aria-label": say("quick"), onkeydown: (event) => event.key === "Escape" && close() });
  const does = { product, quote: quoteOf, slots, payment, template };
  const names = Object.keys(does).filter((name) => name !== "template" || isWindowed);
  const buttons = Object.fromEntries(names.map((name) => [name, button("do", say(`quick_${name}`), () => open(name), { "aria-expanded": "false" })]));
  const root = el("div", { class: "quick", role: "group", "aria-label": say("quick") }, Object.values(buttons));

  async function open(name) {
    for (const [each, made] of Object.entries(buttons)) made.setAttribute("aria-expanded", String(each === name));
    panel.hidden = false;
    draw(el("p", { class: "hint" }, "…"));
    await does[name]().catch(failed);
  }

  /** The answer to what was asked last. What comes after something else was asked for, or the panel was left, is dropped. */
  async function still(answer) {
    clearTimeout(waiting);
    const mine = ++asked;
    const found = await answer.then((value) => ({ value }), (error) => ({ error }));
    if (mine !== asked && found.error) onError(found.error);
    if (mine !== asked) throw LEFT;
    if (found.error) throw found.error;
    return found.value;
  }

  function close() {
    clearTimeout(waiting);
    asked++;
    panel.hidden = true;
    panel.replaceChildren();
    for (const made of Object.values(buttons)) made.setAttribute("aria-expanded", "false");
    onSent();
  }

  function draw(...content) {
    panel.replaceChildren(...content.flat().filter(Boolean), button("quiet", say("never_mind"), close));
    panel.querySelector("input, .choice, .send")?.focus();
  }

  function failed(error) {
    if (error === LEFT) return;
    draw(el("p", { class: "wrong", role: "alert" }, error.message));
    if (error.status === 401) onError(error);
  }

  /** Runs one step while its button rests; what is refused is told in the panel. */
  function step(act) {
    return async (event) => {
      event.currentTarget.disabled = true;
      await act().catch(failed);
    };
  }

  function choices(all, label, chosen) {
    return el("ul", { class: "choices-list" }, all.map((each) => el("li", {}, button("choice", label(each), step(() => chosen(each))))));
  }

  function search(chosen, more = []) {
    const found = el("div", { "aria-live": "polite" });
    const look = async () => {
      const { products, currency } = await still(api.offers(id, input.value));
      const label = (item) => `${item.name} · ${item.from ? `${say("from_price")} ` : ""}${money(item.price, currency)}`;
      found.replaceChildren(products.length ? choices(products, label, chosen) : el("p", { class: "hint" }, say("none_found")));
    };
    const input = el("input", { type: "search", placeholder: say("search_product"), "aria-label": say("search_product"), oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => look().catch(failed), SEARCH_MS);
    } });
    draw(input, found, more);
    return look();
  }

  function product() {
    return search((item) => preview("product", item.id));
  }

  async function slots() {
    const { appointments } = await still(api.offers(id, ""));
    if (!appointments.length) return draw(el("p", { class: "hint" }, say("none_found")));
    if (appointments.length === 1) return preview("slots", appointments[0].id);
    return draw(choices(appointments, (kind) => kind.name, (kind) => preview("slots", kind.id)));
  }

  async function payment() {
    const { orders, currency } = await still(api.offers(id, ""));
    if (!orders.length) return draw(el("p", { class: "hint" }, say("nothing_to_pay")));
    return draw(choices(orders, (order) => `${order.number} · ${money(order.total, currency)}`, (order) => preview("payment", order.number)));
  }

  async function preview(about, what) {
    const { text } = await still(api.previewOffer(id, about, what));
    const name = newId();
    ready(text, () => api.sendOffer(id, { about, what, text, message_id: name }));
  }

  function ready(text, send) {
    draw(el("p", { class: "ready" }, text), button("send", say("send"), step(async () => { await still(send()); close(); })));
    announce(text);
  }

  /** Lines are gathered, then priced by the server, then sent. */
  function quoteOf() {
    const lines = [];
    const chosen = el("ul", { class: "chosen" });
    const make = button("do primary", say("prepare_quote"), step(() => prepare(lines)), { disabled: true });
    const add = async (item) => {
      const line = lines.find((each) => each.product_id === item.id);
      if (line) line.quantity += 1;
      else lines.push({ product_id: item.id, name: item.name, quantity: 1 });
      list();
      panel.querySelectorAll(".choice").forEach((each) => { each.disabled = false; });
    };
    const list = () => {
      make.disabled = !lines.length;
      chosen.replaceChildren(...lines.map((each) => el("li", {},
        el("input", { type: "number", min: "1", value: each.quantity, "aria-label": `${say("quantity")}: ${each.name}`, onchange: (event) => { each.quantity = Number(event.target.value) || 1; } }),
        ` ${each.name} `, button("quiet", "×", () => { lines.splice(lines.indexOf(each), 1); list(); }, { "aria-label": `${say("remove")}: ${each.name}` }))));
    };
    return search(add, [chosen, make]);
  }

  async function prepare(lines) {
    const made = await still(api.prepareQuote({ session_id: id, lines: lines.map(({ product_id, quantity }) => ({ product_id, quantity })) }));
    draw(el("p", { class: "ready" }, `${made.number} · ${money(made.total, made.currency)}`),
      el("ul", {}, made.lines.map((each) => el("li", {}, `${each.quantity} × ${Object.values(each.name)[0]} · ${money(each.line, made.currency)}`))),
      button("send", say("send"), step(async () => { await still(api.sendQuote(made.number)); close(); })));
  }

  async function template() {
    const { templates } = await still(api.messageTemplates(id));
    if (!templates.length) return draw(el("p", { class: "hint" }, say("no_templates")));
    return draw(choices(templates, (each) => `${each.name} (${each.language}) — ${each.text}`, async (each) => fill(each)));
  }

  function fill(wanted) {
    const given = { body: {}, header: {}, buttons: {} };
    const text = el("p", { class: "ready" });
    const show = () => { text.textContent = wanted.text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, place) => given.body[place] || whole); };
    const field = (part, place, label) => el("label", {}, el("span", {}, label), el("input", { maxlength: "1024", oninput: (event) => { given[part][place] = event.target.value; show(); } }));
    const fields = [
      ...wanted.header.map((place) => field("header", place, `${say("header")} ${place}`)),
      ...wanted.body.map((place) => field("body", place, `{{${place}}}`)),
      ...wanted.buttons.map((each) => field("buttons", each.place, each.text)),
    ];
    const name = newId();
    const wrong = el("p", { class: "wrong", role: "alert" });
    const send = button("send", say("send"), async () => {
      send.disabled = true;
      try {
        await still(api.sendTemplate(id, { message_id: name, name: wanted.name, language: wanted.language, ...given }));
        close();
      } catch (error) {
        if (error === LEFT) return;
        wrong.textContent = error.message;
        send.disabled = false;
      }
    });
    show();
    draw(text, fields, wrong, send);
  }

  /** Where the customer has to write first, an approved template is all that may go. */
  function limit(isClosed) {
    for (const [name, made] of Object.entries(buttons)) made.disabled = isClosed && name !== "template";
  }

  return { root, panel, open, limit };
}
