// The strip that says who is known here and for how long, with 退出.

import { onTap } from "./tap.js";

/** Connect the strip to the proof. `leave()` is 退出, `stay()` is 接着用 when the time is nearly over. */
export function connectBadge(strip, proof, leave, stay) {
  const who = strip.querySelector('[data-slot="who"]');
  const left = strip.querySelector('[data-slot="left"]');
  const staying = strip.querySelector('[data-act="stay"]');
  onTap(strip.querySelector('[data-act="leave"]'), leave);
  onTap(staying, stay);
  const put = (place, words) => place.textContent !== words && (place.textContent = words); // a screen reader hears changes only
  const show = () => {
    strip.hidden = !proof.proven;
    strip.classList.toggle("soon", proof.soonOver);
    staying.hidden = !proof.soonOver;
    put(who, proof.proven ? `${proof.name} 已核实${proof.relative ? "（家属）" : ""}` : "");
    put(left, !proof.proven ? "" : proof.soonOver ? "不到1分钟就要退出了" : `还有${Math.ceil(proof.secondsLeft / 60)}分钟`);
  };
  proof.addEventListener("change", show);
  show();
}
