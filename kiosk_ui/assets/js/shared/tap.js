// Taps: on release, once. A second tap on the same control within half a second is a trembling hand, not a wish.

const REPEAT_MS = 500;
const KEY_MS = 120; // a number may hold the same digit twice; a bounce of the finger is faster than that

/** Call `handler` for a click on `element`, not more than once in REPEAT_MS. */
export function onTap(element, handler) {
  element.addEventListener("click", once(handler));
}

/** Call `handler` for a click on a key of a number pad, where the same key is meant twice sooner than elsewhere. */
export function onKey(element, handler) {
  element.addEventListener("click", once(handler, KEY_MS));
}

/** Call `handler` for a form's submission, not more than once in REPEAT_MS; the page never navigates. */
export function onSubmit(form, handler) {
  const guarded = once(handler);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(event);
  });
}

function once(handler, pause = REPEAT_MS) {
  let last = -pause;
  return (event) => {
    if (event.timeStamp - last < pause) return;
    last = event.timeStamp;
    handler(event);
  };
}
