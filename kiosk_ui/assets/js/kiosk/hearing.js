// 说话: one tap to talk, one tap to end. What was heard is put into the question line, to be corrected before it is asked.

import { Recorder } from "./recorder.js";

const TALK = "说话";
const END = "说完了";
const LISTENING = "正在听，请说话。说完了，再点一下。";
const WRITING = "正在把您的话写下来，请稍等。";
const HEARD = "听到的在框里。不对的可以改，对了就点「问一问」。";
const NOTHING = "没有听清。请离近一点再说一次，或者用键盘写。";
const NO_MICROPHONE = "话筒没有打开，说话用不了。请用键盘写。";
const LOST = "现在听不了您说话。请用键盘写，或者找工作人员。";
const PATIENCE_MS = 15000;

/** What the tap on `button` does: begins, or ends what began. `visit` = {hush(), credentials()}. */
export function speakingInto(input, button, state, visit) {
  const label = button.querySelector("span");
  const tell = (words) => (state.textContent = words);
  let recorder = null;
  let busy = false;

  const rest = (words) => {
    recorder = null;
    busy = false;
    label.textContent = TALK;
    button.setAttribute("aria-pressed", "false");
    tell(words);
  };
  const write = async (wav) => {
    busy = true;
    tell(WRITING);
    const words = await heard(wav, visit.credentials());
    if (!button.isConnected) return;
    if (words.text) input.value = words.text;
    rest(words.trouble || (words.text ? HEARD : NOTHING));
  };
  const begin = async () => {
    visit.hush(); // the microphone must not hear the loudspeaker
    busy = true;
    try {
      recorder = await Recorder.begin(() => button.isConnected, write);
    } catch (error) {
      console.info("no microphone:", error.name);
      return rest(NO_MICROPHONE);
    }
    busy = false;
    if (!button.isConnected) return recorder.drop();
    label.textContent = END;
    button.setAttribute("aria-pressed", "true");
    tell(LISTENING);
  };

  return () => {
    if (busy) return;
    if (recorder) recorder.end();
    else begin();
  };
}

/** {text} or {trouble}: one request, which always ends. */
async function heard(wav, { path, headers }) {
  try {
    const answer = await fetch(`${path}/hearing`, {
      method: "POST",
      headers: { ...headers, "Content-Type": "audio/wav" },
      body: wav,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const data = await answer.json();
    return answer.ok ? { text: data.text } : { trouble: data.detail ?? LOST };
  } catch (error) {
    console.info("nothing was written down:", error.name);
    return { trouble: LOST };
  }
}
