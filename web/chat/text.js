// Text from outside becomes text nodes, checked links and a little formatting built node by node, never markup.

const PARTS = /(https?:\/\/[^\s<>"']+)|\[(\d{1,2})\]|\*\*(?=\S)(.+?)(?<=\S)\*\*|`([^`\n]+)`/g;
const PLAIN = /(https?:\/\/[^\s<>"']+)/g;
const TRAILING = /[.,;:!?)\]}»”]+$/;
const ITEM = /^\s*(?:([-•*])|(\d{1,2})[.)])\s+(.+)$/;

/** A link that opens in a new tab, or null where the address is none of the web. */
export function link(address, label) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const anchor = document.createElement("a");
  anchor.href = url.href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  anchor.textContent = label;
  return anchor;
}

/** What a customer wrote: its lines as they are, addresses as links. */
export function write(element, text) {
  element.replaceChildren();
  inline(element, text, PLAIN, () => null);
}

/** What we say: lists, bold, code; addresses become links, and `[1]` leads to the source that it names. */
export function writeReply(element, text, sources = [], sourceWord = "") {
  element.replaceChildren();
  const made = (parent, line) => inline(parent, line, PARTS, (number) => mark(number, sources, sourceWord));
  let list = null;
  let isFirst = true;
  for (const line of text.split("\n")) {
    const [, , number, item] = line.match(ITEM) ?? [];
    if (item) {
      const tag = number ? "OL" : "UL";
      if (list?.tagName !== tag) element.append((list = listOf(tag, number)));
      made(list.appendChild(document.createElement("li")), item);
    } else {
      if (!isFirst && !list) element.append("\n");
      list = null;
      made(element, line);
    }
    isFirst = false;
  }
}

function listOf(tag, number) {
  const list = document.createElement(tag);
  if (number) list.start = Number(number);
  return list;
}

function inline(element, text, parts, marked) {
  let done = 0;
  for (const found of text.matchAll(parts)) {
    const [whole, address, number, bold, code] = found;
    const made = address ? plainLink(address) : number ? marked(number) : strong(bold, code);
    if (!made) continue;
    element.append(text.slice(done, found.index), made);
    done = found.index + (address ? made.textContent.length : whole.length);
  }
  element.append(text.slice(done));
}

function strong(bold, code) {
  const made = document.createElement(bold ? "strong" : "code");
  made.textContent = bold ?? code;
  return made;
}

function plainLink(address) {
  const bare = address.replace(TRAILING, "");
  return link(bare, bare);
}

function mark(number, sources, sourceWord) {
  const source = sources.find((item) => String(item.n) === number);
  const anchor = source && link(source.url, `[${number}]`);
  if (!anchor) return null;
  anchor.className = "mark";
  anchor.setAttribute("aria-label", `${sourceWord} ${number}: ${source.title}`);
  return anchor;
}
