// The kiosk's own keyboard: opens when a line to write in is touched, writes hanzi by pinyin, closes with the screen.

import { el } from "../shared/dom.js";
import { onKey, onTap } from "../shared/tap.js";
import { candidateBar } from "./keyboard_bar.js";
import { LETTER_ROWS, NUMBER_ROWS, PUNCTUATION, words } from "./keyboard_layout.js";
import { lookUp, prepare } from "./keyboard_look_up.js";

const MOST_LETTERS = 60;
const SLOW_MS = 1000;
const PREPARE_MS = 20_000; // the page fetches what it needs for a lost network when nothing else is waiting

/** Lives in `panel`, serves the text fields of `place`; `desk` shows by data-writing that it is open. */
export class Keyboard {
  #panel;
  #desk;
  #field = null;
  #letters = "";
  #latin = false;
  #upper = false;
  #asked = 0;
  #bar;
  #status = el("p", { role: "status", class: "keyboard-letters" });

  constructor(panel, place, desk) {
    this.#panel = panel;
    this.#desk = desk;
    this.#bar = candidateBar((candidate) => this.#choose(candidate), (skip) => this.#find(skip));
    panel.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus and its caret
    place.addEventListener("click", ({ target }) => target.matches("input[type=text]") && this.open(target));
    new MutationObserver(() => this.#field && !this.#field.isConnected && this.close()).observe(place, { childList: true });
    setTimeout(prepare, PREPARE_MS);
  }

  /** Write into `field` from now on. */
  open(field) {
    if (this.#field === field) return;
    this.close();
    this.#field = field;
    field.inputMode = "none"; // no second keyboard of the system's
    this.#desk.dataset.writing = "";
    this.#panel.hidden = false;
    prepare();
    this.#draw();
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  }

  /** Nothing that was typed remains here. */
  close() {
    this.#field = null;
    this.#latin = this.#upper = false;
    this.#spell("");
    delete this.#desk.dataset.writing;
    this.#panel.hidden = true;
    this.#panel.replaceChildren();
  }

  #draw() {
    const rows = this.#latin ? NUMBER_ROWS.map((row) => el("div", { class: "key-row" }, row.map((sign) => this.#sign(sign)))) : this.#bar.element;
    this.#panel.replaceChildren(this.#head(), el("div", { class: "keyboard-offer" }, rows), ...this.#letterRows(), this.#lastRow());
    this.#tell();
  }

  #head() {
    return el(
      "div",
      { class: "keyboard-head" },
      this.#status,
      this.#latin ? null : this.#bar.pager,
      this.#act(words.again, () => this.#startOver(), onTap),
      this.#act(words.close, () => this.close(), onTap),
    );
  }

  #letterRows() {
    return LETTER_ROWS.map((row, place) => {
      const keys = [...row].map((letter) => this.#letter(letter));
      if (place === LETTER_ROWS.length - 1) keys.push(this.#act(words.erase, () => this.#erase(), onKey, "side"));
      if (place === LETTER_ROWS.length - 1 && this.#latin) keys.unshift(this.#case());
      return el("div", { class: `key-row row-${place + 1}` }, keys);
    });
  }

  #lastRow() {
    return el(
      "div",
      { class: "key-row row-4" },
      this.#act(this.#latin ? words.pinyin : words.latin, () => this.#change(), onTap, "switch"),
      PUNCTUATION.map((sign) => this.#sign(sign)),
      this.#act(words.space, () => this.#space(), onKey, "space"),
      this.#act(words.done, () => this.#done(), onTap, "done"),
    );
  }

  #letter(letter) {
    const shown = this.#upper ? letter.toUpperCase() : letter;
    return this.#act(shown, () => (this.#latin ? this.#write(shown) : this.#spell((this.#letters + letter).slice(0, MOST_LETTERS))), onKey, "letter");
  }

  #sign(sign) {
    return this.#act(sign, () => {
      this.#takeFirst();
      this.#write(sign);
    }, onKey, "letter");
  }

  #case() {
    const button = this.#act(words.upper, () => {
      this.#upper = !this.#upper;
      this.#draw();
    }, onTap, "side");
    button.setAttribute("aria-pressed", String(this.#upper));
    return button;
  }

  #act(label, handler, how, name = "") {
    const button = el("button", { type: "button", class: name }, label);
    how(button, handler);
    return button;
  }

  #change() {
    this.#takeFirst();
    this.#latin = !this.#latin;
    this.#upper = false;
    this.#draw();
  }

  #space() {
    if (!this.#takeFirst()) this.#write(" ");
  }

  // 确定 first settles what is being spelled; only then it sends the form, as Enter does.
  #done() {
    if (this.#letters) return this.#takeFirst();
    const { form } = this.#field;
    this.close();
    form?.requestSubmit();
  }

  #startOver() {
    this.#spell("");
    this.#field.select();
    this.#write("");
  }

  #erase() {
    if (this.#letters) return this.#spell(this.#letters.slice(0, -1));
    const { selectionStart: from, selectionEnd: to } = this.#field;
    if (from === to) this.#field.setSelectionRange(Math.max(from - 1, 0), to);
    this.#write("");
  }

  #takeFirst() {
    if (!this.#letters) return false;
    const { first } = this.#bar;
    if (first) this.#choose(first);
    return true;
  }

  #choose({ text, uses }) {
    this.#write(text);
    this.#spell(this.#letters.slice(uses));
  }

  #write(text) {
    const field = this.#field;
    const { selectionStart: from, selectionEnd: to, value, maxLength } = field;
    const room = maxLength < 0 ? text.length : maxLength - value.length + to - from;
    field.setRangeText(text.slice(0, Math.max(room, 0)), from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.scrollLeft = field.scrollWidth;
  }

  #spell(letters) {
    this.#letters = letters;
    if (!letters) this.#bar.clear();
    this.#tell();
    this.#find(0);
  }

  async #find(skip) {
    const asked = (this.#asked += 1);
    if (!this.#letters) return;
    const slow = setTimeout(() => this.#tell(words.waiting), SLOW_MS);
    const found = await lookUp(this.#letters, this.#field.dataset.writing ?? "question", this.#field.value === "", skip);
    clearTimeout(slow);
    if (asked !== this.#asked) return; // typed on meanwhile
    if (skip) this.#bar.add(found);
    else this.#bar.show(found);
    this.#tell(found.candidates.length || skip ? "" : words.unknown);
  }

  #tell(instead = "") {
    this.#status.textContent = instead || this.#letters || (this.#latin ? words.latinHint : words.hint);
    this.#status.classList.toggle("spelled", !instead && this.#letters !== "");
    this.#status.scrollLeft = this.#status.scrollWidth;
  }
}
