// Single keys, where nobody is writing.

const WRITING = "input, textarea, select, [contenteditable]";

export function onKeys(bound) {
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(WRITING) || document.querySelector("dialog[open]")) return;
    const does = bound[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
