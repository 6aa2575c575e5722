// Elements made by hand: nothing that comes from outside ever becomes markup.

/** `el("p", {class: "x", onclick: f}, "text", child)`; what is null or false is left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

export function button(name, label, pressed, more = {}) {
  return el("button", { type: "button", class: name, onclick: pressed, ...more }, label);
}

/** Says something to those who do not see it. */
export function announce(text) {
  document.getElementById("said").textContent = text;
}
