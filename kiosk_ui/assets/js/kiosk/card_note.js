// A card was read: it fills the number that is asked for; where none is, a line says what comes first, until the next touch.

/** What a CardReader calls. `panel` = {place, note, voice, covered(), asleep(), wake(), touched()}. */
export function cardTaker({ place, note, voice, covered, asleep, wake, touched }) {
  const hide = () => note.replaceChildren();
  const tell = () => {
    note.textContent = `${note.dataset.words}。`;
    voice.say(JSON.parse(note.dataset.audio));
  };
  addEventListener("pointerdown", hide, { capture: true });
  new MutationObserver(hide).observe(place, { childList: true }); // another screen says something else
  return (number) => {
    if (covered()) return;
    if (asleep()) return wake().then(tell);
    touched();
    const pad = place.querySelector('.pad-area[data-kind="id"]');
    if (pad) return pad.dispatchEvent(new CustomEvent("card", { detail: number }));
    tell();
  };
}
