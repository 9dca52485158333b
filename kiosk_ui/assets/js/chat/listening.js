// 听一遍 and 接着听: the button that started the voice also stops it, and the sentence being read is marked.

/** Returns listen(chunks, marks, button) for the voice; sound only ever starts from that tap. */
export function connectListening(voice, view) {
  let button = null;
  let marksOf = () => [];
  let marked = [];

  const words = (text) => (button.querySelector("span").textContent = text);
  const mark = () => {
    for (const element of marked) element.classList.remove("spoken");
    marked = voice.current ? marksOf(voice.current) : [];
    for (const element of marked) element.classList.add("spoken");
    if (marked.length) view.reveal(marked[0]);
  };

  voice.addEventListener("chunk", mark);
  voice.addEventListener("change", () => {
    if (!button) return;
    if (voice.playing) words("停止");
    else words(voice.trouble ? "语音暂时不可用" : button.dataset.label);
  });

  return (chunks, marks, pressed) => {
    const stopping = voice.playing && button === pressed;
    voice.stop();
    if (stopping) return;
    button = pressed;
    marksOf = marks;
    voice.say(chunks);
  };
}
