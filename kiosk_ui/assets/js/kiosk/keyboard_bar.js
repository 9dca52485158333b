// The candidates: as many as fit two rows at once, turned over by buttons.

import { el } from "../shared/dom.js";
import { onKey } from "../shared/tap.js";
import { words } from "./keyboard_layout.js";

/** The bar: `choose(candidate)` takes one, `more(skip)` is called for those after the first `skip`. */
export function candidateBar(choose, more) {
  const element = el("div", { class: "candidates", role: "group", "aria-label": words.offer });
  const earlier = el("button", { type: "button", disabled: true }, words.earlier);
  const later = el("button", { type: "button", disabled: true }, words.later);
  let all = [];
  let further = false; // the server has more than these
  let pages = [0]; // where each page begun so far begins
  let end = 0;

  const draw = () => {
    const from = pages.at(-1);
    element.replaceChildren();
    for (end = from; end < all.length; end += 1) {
      const candidate = all[end];
      const button = el("button", { type: "button" }, candidate.text);
      onKey(button, () => choose(candidate));
      element.append(button);
      if (element.scrollHeight > element.clientHeight + 1) {
        button.remove();
        break;
      }
    }
    earlier.disabled = pages.length < 2;
    later.disabled = end >= all.length && !further;
  };
  const turn = () => {
    if (end >= all.length) return more(all.length);
    pages.push(end);
    draw();
  };
  onKey(later, turn);
  onKey(earlier, () => {
    if (pages.length > 1) pages.pop();
    draw();
  });
  const show = ({ candidates, more: left }) => {
    all = candidates;
    further = left;
    pages = [0];
    draw();
  };
  return {
    element,
    pager: [earlier, later],
    show,
    clear: () => show({ candidates: [], more: false }),
    add({ candidates, more: left }) {
      all = [...all, ...candidates];
      further = left && candidates.length > 0;
      if (end < all.length) turn();
      else draw();
    },
    get first() {
      return all[pages.at(-1)];
    },
  };
}
