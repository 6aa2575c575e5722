// Text from outside becomes text nodes and checked links, never markup.

const PARTS = /(https?:\/\/[^\s<>"']+)|\[(\d{1,2})\]/g;
const TRAILING = /[.,;:!?)\]}»”]+$/;

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

/** Writes `text` into `element`: addresses become links, and `[1]` leads to the source that it names. */
export function write(element, text, sources = [], sourceWord = "") {
  element.replaceChildren();
  let done = 0;
  for (const found of text.matchAll(PARTS)) {
    const [whole, address, number] = found;
    const made = address ? plainLink(address) : mark(number, sources, sourceWord);
    if (!made) continue;
    element.append(text.slice(done, found.index), made);
    done = found.index + (address ? made.textContent.length : whole.length);
  }
  element.append(text.slice(done));
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
