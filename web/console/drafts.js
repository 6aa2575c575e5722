// What was written and has not gone out, by person and conversation. It outlives another conversation, another language
// and a session that ended: who signs in again finds their words.

const kept = new Map();

/** `{text, noting, unsent: [{id, text, noting}]}`, to be changed in place. */
export function draftOf(person, conversation) {
  const name = `${person}:${conversation}`;
  if (!kept.has(name)) kept.set(name, { text: "", noting: false, unsent: [] });
  return kept.get(name);
}

export function forgetDrafts() {
  kept.clear();
}
