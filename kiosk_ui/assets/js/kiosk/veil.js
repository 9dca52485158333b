// 遮屏: one touch covers the panel and stops the voice, another one uncovers it.

import { onTap } from "../shared/tap.js";

/** Connect the veil and the button that draws it. */
export function connectVeil(veil, button, voice) {
  onTap(button, () => {
    voice.stop();
    veil.hidden = false;
    veil.focus();
  });
  onTap(veil, () => {
    veil.hidden = true;
    button.focus();
  });
}
