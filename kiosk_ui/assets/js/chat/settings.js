// Text size, reading speed and contrast: chosen once, kept on this phone.

import { onTap } from "../shared/tap.js";
import { SPEEDS } from "../shared/voice.js";

const KEY = "wanqing.settings";
const STANDARD = { size: "standard", speed: "normal", contrast: "standard" };

/** Connect the settings dialog's buttons; changes take effect at once. */
export function connectSettings(dialog, voice) {
  const chosen = { ...STANDARD, ...read() };
  const apply = (change = {}) => {
    Object.assign(chosen, change);
    document.documentElement.dataset.size = chosen.size;
    document.documentElement.dataset.contrast = chosen.contrast;
    voice.setSpeed(SPEEDS.indexOf(chosen.speed));
    for (const button of dialog.querySelectorAll("[data-size], [data-speed]")) {
      const { size, speed } = button.dataset;
      button.setAttribute("aria-pressed", String(size ? size === chosen.size : speed === chosen.speed));
    }
    contrast.setAttribute("aria-pressed", String(chosen.contrast === "high"));
    write(chosen);
  };
  const contrast = dialog.querySelector("#contrast");
  for (const button of dialog.querySelectorAll("[data-size]")) onTap(button, () => apply({ size: button.dataset.size }));
  for (const button of dialog.querySelectorAll("[data-speed]")) onTap(button, () => apply({ speed: button.dataset.speed }));
  onTap(contrast, () => apply({ contrast: chosen.contrast === "high" ? "standard" : "high" }));
  apply();
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch (error) {
    console.info("no kept settings can be read:", error.name);
    return {};
  }
}

function write(chosen) {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch (error) {
    console.info("settings are not kept on this phone:", error.name);
  }
}
