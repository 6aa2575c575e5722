// One message as it looks.

import { cardsOf } from "./cards.js";
import { language, make } from "./make.js";
import { write, writeReply } from "./text.js";

/** `who` is read out before the text, by those who do not see on which side it stands. */
export function makeRow(message, who, words, press, fetchFile) {
  const { role, text, blocks = [], at } = message;
  const row = make("div", `row ${role}`);
  const bubble = make("div", "bubble");
  if (role === "client") write(bubble, text);
  else writeReply(bubble, text, blocks.filter(({ kind }) => kind === "citations").flatMap(({ items }) => items), words.source);
  if (message.language && message.language !== language().split("-")[0]) row.lang = message.language;
  row.append(make("span", "unseen", who));
  if (text) row.append(bubble);
  row.append(...cardsOf(message, words, press, fetchFile));
  if (at) row.append(timeOf(new Date(at)));
  return row;
}

function timeOf(at) {
  const time = make("time", "", at.toLocaleTimeString(language(), { hour: "numeric", minute: "2-digit" }));
  time.dateTime = at.toISOString();
  time.title = at.toLocaleString(language());
  return time;
}
