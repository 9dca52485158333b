// The voice bar: six buttons in words, and a line that says what the voice is doing.

import { SPEED_NAMES, SPEEDS } from "../shared/voice.js";
import { onTap } from "../shared/tap.js";

const STEPS = 5;

/** Connect the bar to the voice; `unavailable` is the sentence for a broken voice. */
export function connectVoiceBar(bar, voice, unavailable) {
  const state = bar.querySelector("#voice-state");
  const start = bar.querySelector("#voice-start");
  const acts = {
    again: () => voice.again(),
    stop: () => voice.stop(),
    slower: () => voice.changeSpeed(-1),
    faster: () => voice.changeSpeed(1),
    louder: () => voice.changeVolume(1),
    quieter: () => voice.changeVolume(-1),
  };
  for (const button of bar.querySelectorAll("[data-voice]")) onTap(button, acts[button.dataset.voice]);
  onTap(start, () => voice.again());
  const show = () => {
    state.textContent = voice.trouble === "unavailable" ? unavailable : describe(voice);
    start.hidden = voice.trouble !== "blocked";
  };
  voice.addEventListener("change", show);
  show();
}

function describe(voice) {
  const doing = voice.playing ? "正在读" : "没有在读";
  return `${doing}　快慢：${SPEED_NAMES[SPEEDS[voice.speed]]}　声音：${voice.volumeText}（最大${STEPS}）`;
}
