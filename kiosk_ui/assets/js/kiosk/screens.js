// One screen at a time between the fixed bars. Showing a screen moves the focus to its heading and its top into view.

import { el, icon } from "../shared/dom.js";
import { onTap } from "../shared/tap.js";

const PAGE_OVERLAP = 0.85; // a page turn keeps the last lines in sight

/** The place in the page where screens appear, with 上一页 and 下一页 when a screen is longer than the panel. */
export class Screens {
  #place;
  #pager;
  #grown;
  name = "";

  constructor(place, pager) {
    this.#place = place;
    this.#pager = pager;
    for (const button of pager.querySelectorAll("[data-page]")) {
      onTap(button, () => this.#turn(Number(button.dataset.page)));
    }
    place.addEventListener("scroll", () => this.#updatePager(), { passive: true });
    place.addEventListener("toggle", () => this.#updatePager(), { capture: true });
    this.#grown = new ResizeObserver(() => this.#updatePager());
    this.#grown.observe(place);
  }

  /** Replace what is shown. `name` tells the idle clock and the tests which screen it is. */
  show(name, content) {
    this.name = name;
    this.#place.replaceChildren(content);
    this.#grown.disconnect();
    for (const observed of [this.#place, content]) this.#grown.observe(observed); // a screen may grow after it is shown
    this.#place.dataset.name = name;
    this.#place.scrollTop = 0;
    content.querySelector("h1")?.focus({ preventScroll: true });
    this.#updatePager();
  }

  clear() {
    this.name = "";
    this.#place.replaceChildren();
    delete this.#place.dataset.name;
    this.#updatePager();
  }

  /** Turn to `element`: its top, and the focus to its heading. */
  turnTo(element) {
    this.#place.scrollTop += element.getBoundingClientRect().top - this.#place.getBoundingClientRect().top;
    element.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** Bring a marked sentence into view without moving the page more than needed. */
  reveal(element) {
    const frame = this.#place.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      this.#place.scrollTop += box.top - frame.top - frame.height / 4;
    }
  }

  #turn(direction) {
    this.#place.scrollTop += direction * this.#place.clientHeight * PAGE_OVERLAP;
  }

  #updatePager() {
    const { scrollTop, clientHeight, scrollHeight } = this.#place;
    // Measured with the pager's own height added, so that showing it cannot make it needed.
    const room = clientHeight + (this.#pager.hidden ? 0 : this.#pager.offsetHeight);
    this.#pager.hidden = scrollHeight <= room + 1;
    const [previous, next] = this.#pager.querySelectorAll("[data-page]");
    previous.disabled = scrollTop <= 1;
    next.disabled = scrollTop + clientHeight >= scrollHeight - 1;
  }
}

/** A wide button of a list of things to choose from. */
export function wideButton(label, handler, drawing = "go") {
  const button = el("button", { type: "button", class: "wide" }, el("span", {}, label), icon(drawing));
  onTap(button, () => handler(button));
  return button;
}
