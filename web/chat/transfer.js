// The way to WhatsApp and back: a window with the link and its picture, and a line that says where it went on.

import { make, makeButton } from "./make.js";

export class Transfer {
  #page;
  #words;
  #api;
  #told;
  #path = null;

  /** `page`: the elements by name; `told`: `placed(place)` where it is now, `failed(problem)`. */
  constructor(page, words, api, told) {
    this.#page = page;
    this.#words = words;
    this.#api = api;
    this.#told = told;
    page.transfer.addEventListener("click", () => this.open());
  }

  /** Where to ask for the way; null where the server offers none. */
  offer(path) {
    this.#path = path;
    this.#draw();
  }

  get isOffered() {
    return Boolean(this.#path) && this.#page.moved.hidden;
  }

  async open() {
    if (!this.isOffered) return;
    this.#page.menu.hidePopover?.();
    const path = this.#path;
    try {
      const way = await this.#api.transfer(path);
      if (path !== this.#path || !this.isOffered || this.#page.transferDialog.open) return;
      this.#fill(way);
      this.#page.transferDialog.showModal();
    } catch (problem) {
      this.#told.failed(problem);
    }
  }

  /** `{channel, ends_with, verified}`: away from here nothing can be written until it is taken back. */
  place({ channel, ends_with: ending, verified }) {
    const { moved, composer, quick, transferDialog } = this.#page;
    const isAway = channel !== "web";
    if (isAway && transferDialog.open) transferDialog.close();
    moved.hidden = !isAway;
    composer.hidden = isAway;
    quick.hidden = isAway;
    if (isAway) this.#say(ending, verified);
    this.#draw();
  }

  #draw() {
    this.#page.transfer.hidden = !this.isOffered;
    this.#page.transfer.dataset.path = this.#path ?? "";
  }

  #say(ending, verified) {
    const where = ending ? this.#words.moved_to.replace("{ending}", ending) : this.#words.moved;
    const back = makeButton("main", this.#words.take_back, () => this.#change("back"));
    const mine = makeButton("plain", this.#words.my_phone, () => this.#change("confirm"));
    this.#page.moved.replaceChildren(make("p", "", where), make("div", "moved-buttons", "", verified ? [back] : [back, mine]));
  }

  #change(what) {
    const path = this.#path;
    const placed = (place) => path === this.#path && this.#told.placed(place);
    this.#api.transfer(`${path}/${what}`).then(placed, this.#told.failed);
  }

  #fill({ url, qr, code, number }) {
    const open = make("a", "main", this.#words.open_whatsapp);
    Object.assign(open, { href: url, target: "_blank", rel: "noopener noreferrer" });
    open.addEventListener("click", () => this.#page.transferDialog.close());
    const picture = make("img", "qr");
    Object.assign(picture, { src: qr, alt: this.#words.qr, width: 184, height: 184 });
    const typed = make("p", "by-hand", this.#words.by_hand.replace("{number}", number));
    typed.append(make("code", "", code));
    this.#page.transferWay.replaceChildren(picture, typed, open);
  }
}
