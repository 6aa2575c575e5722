// What stands beside a reply and stays with it: products, a quote, sources, files.

import { language, make, makeButton } from "./make.js";
import { link } from "./text.js";

/** The cards of a message. `press(item)` takes a product; `fetchFile(file)` gives a file's bytes. */
export function cardsOf({ blocks = [], files = [] }, words, press, fetchFile) {
  const made = blocks.map((block) => MADE[block.kind]?.(block, words, press)).filter(Boolean);
  if (files.length) made.push(make("div", "files", "", files.map((file) => fileOf(file, words, fetchFile))));
  return made;
}

const MADE = { __proto__: null, products, quote, citations };

function products({ items }, words, press) {
  const list = make("ul", "products");
  list.setAttribute("aria-label", words.products);
  list.append(...items.map((item) => make("li", "", "", [productOf(item, words, press)])));
  return list;
}

function productOf(item, words, press) {
  const card = makeButton("product", "", () => press(item));
  const price = `${item.starts_at ? `${words.from} ` : ""}${item.price}`;
  const unit = item.unit ? [make("span", "unit", ` ${item.unit}`)] : [];
  const stock = item.stock ? [make("span", "stock", words.stock.replace("{count}", item.stock))] : [];
  card.append(
    pictureOf(item),
    make("span", "product-name", item.label),
    make("span", "product-price", price, unit),
    ...stock,
    make("span", "unseen", `. ${words.choose}`),
  );
  return card;
}

function pictureOf({ image, label }) {
  const frame = make("span", "picture");
  if (!image) {
    frame.textContent = label[0];
    frame.setAttribute("aria-hidden", "true");
    return frame;
  }
  const picture = make("img");
  Object.assign(picture, { src: image, alt: "", loading: "lazy", width: 160, height: 110 });
  picture.addEventListener("error", () => frame.replaceChildren(label[0]));
  frame.append(picture);
  return frame;
}

function quote(block, words) {
  const card = make("section", "quote");
  card.setAttribute("aria-label", `${words.quote} ${block.number}`);
  card.append(make("p", "quote-head", "", [make("strong", "", words.quote), make("span", "", block.number)]));
  card.append(tableOf(block, words));
  if (block.valid_until) card.append(make("p", "quote-until", words.until.replace("{day}", block.valid_until)));
  const links = [[block.url, words.see_quote], [block.pdf, words.pdf]].map(([url, label]) => url && ownLink(url, label));
  if (links.some(Boolean)) card.append(make("p", "quote-links", "", links.filter(Boolean)));
  return card;
}

function tableOf({ lines, subtotal, tax_name: taxName, tax, total }, words) {
  const table = make("table");
  table.append(make("caption", "unseen", words.quote));
  for (const line of lines) table.append(rowOf(`${line.quantity} × ${line.item}`, line.total));
  if (subtotal) table.append(rowOf(words.subtotal, subtotal, "minor first"));
  if (tax) table.append(rowOf(taxName || words.tax, tax, "minor"));
  table.append(rowOf(words.total, total, "total"));
  return table;
}

function rowOf(label, value, name = "") {
  const head = make("th", "", label);
  head.scope = "row";
  return make("tr", name, "", [head, make("td", "", value)]);
}

/** An address of our own server may be a path. */
function ownLink(url, label) {
  return link(new URL(url, location.href).href, label);
}

function citations({ items }, words) {
  const list = make("ul", "sources");
  list.setAttribute("aria-label", words.sources);
  for (const source of items) {
    const anchor = link(source.url, source.title);
    if (!anchor) continue;
    anchor.prepend(make("span", "number", String(source.n)));
    list.append(make("li", "", "", [anchor]));
  }
  return list;
}

function fileOf(file, words, fetchFile) {
  const size = `${Math.max(1, Math.round(file.size / 1024)).toLocaleString(language())} KB`;
  const save = async () => {
    const address = URL.createObjectURL(await fetchFile(file));
    const anchor = make("a");
    Object.assign(anchor, { href: address, download: file.name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  const button = makeButton("file", "", () => save().catch(() => {}));
  button.setAttribute("aria-label", `${words.save} ${file.name}, ${size}`);
  button.append(make("span", "file-name", file.name), make("span", "file-size", size));
  return button;
}
