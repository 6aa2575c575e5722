// Elements, made one by one.

export function make(tag, name = "", text = "", children = []) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

export function makeButton(name, label, pressed) {
  const button = make("button", name, label);
  button.type = "button";
  button.addEventListener("click", pressed);
  return button;
}

export const language = () => document.documentElement.lang;
