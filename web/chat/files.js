// A file that the customer sends along: chosen, checked before it leaves, sent ahead of its message.

const KILO = 1024;

export class Files {
  #input;
  #send;
  #told;

  /** `send(file)` stores one and gives `{id, …}`; `told`: `sent(files)`, `wrong(text)`. */
  constructor(input, button, words, send, told) {
    this.#input = input;
    this.#send = send;
    this.#told = { ...told, words };
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => this.#take([...input.files]));
  }

  async #take(files) {
    this.#input.value = "";
    for (const file of files) {
      const wrong = this.#wrong(file);
      if (wrong) this.#told.wrong(wrong);
      else await this.#carry(file);
    }
  }

  async #carry(file) {
    this.#told.wrong(this.#told.words.uploading);
    try {
      const stored = await this.#send(file);
      this.#told.wrong(null);
      this.#told.sent([stored]);
    } catch (problem) {
      this.#told.wrong(problem.isFinal ? problem.message : this.#told.words.offline);
    }
  }

  /** What is wrong with it at first sight; the server looks closer. */
  #wrong(file) {
    const { accept, dataset } = this.#input;
    if (file.size > Number(dataset.megabytes) * KILO * KILO) return this.#told.words.too_large.replace("{mb}", dataset.megabytes);
    return accept.split(",").includes(file.type) ? null : this.#told.words.wrong_kind;
  }
}
