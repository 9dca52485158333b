// Taps: on release, once. A second tap on the same control within half a second is a trembling hand, not a wish.

const REPEAT_MS = 500;

/** Call `handler` for a click on `element`, not more than once in REPEAT_MS. */
export function onTap(element, handler) {
  element.addEventListener("click", once(handler));
}

/** Call `handler` for a form's submission, not more than once in REPEAT_MS; the page never navigates. */
export function onSubmit(form, handler) {
  const guarded = once(handler);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(event);
  });
}

function once(handler) {
  let last = -REPEAT_MS;
  return (event) => {
    if (event.timeStamp - last < REPEAT_MS) return;
    last = event.timeStamp;
    handler(event);
  };
}
