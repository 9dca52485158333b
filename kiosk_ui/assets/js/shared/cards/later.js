// Cards that few visits need: what draws them is fetched when the first one is shown, so that the page opens quickly.

import { el } from "../dom.js";
import { inTime } from "../in_time.js";
import { onTap } from "../tap.js";

const LOST = "这一块没有打开。请再试一次。";

/** A drawer like those of the other cards; `load()` resolves to the real one, whose drawing takes the place kept for it. */
export function later(load) {
  return (card, acts, reply) => {
    const place = el("div", { class: "later", "aria-busy": "true" });
    const fill = async () => {
      try {
        const drawn = (await inTime(load()))(card, acts, reply);
        place.replaceChildren(...(drawn ? [drawn] : []));
      } catch (error) {
        console.info("a card's drawing did not arrive:", error.name);
        place.replaceChildren(el("p", {}, LOST), again(fill));
      }
      place.removeAttribute("aria-busy");
    };
    fill();
    return place;
  };
}

function again(handler) {
  const button = el("button", { type: "button" }, "再试一次");
  onTap(button, handler);
  return button;
}
