// Text size and contrast of the visit. Kept in the page only: the next visitor starts from the standard.

import { onTap } from "../shared/tap.js";

const page = document.documentElement;

/** Connect the display buttons. Returns a function that puts everything back to the standard. */
export function connectDisplay(sizeButtons, contrastButton) {
  const setSize = (size) => {
    page.dataset.size = size;
    for (const button of sizeButtons) button.setAttribute("aria-pressed", String(button.dataset.size === size));
  };
  const setContrast = (high) => {
    page.dataset.contrast = high ? "high" : "standard";
    contrastButton.setAttribute("aria-pressed", String(high));
  };
  for (const button of sizeButtons) onTap(button, () => setSize(button.dataset.size));
  onTap(contrastButton, () => setContrast(page.dataset.contrast !== "high"));
  const reset = () => {
    setSize("standard");
    setContrast(false);
  };
  reset();
  return reset;
}
