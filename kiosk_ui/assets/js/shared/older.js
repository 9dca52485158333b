// What the browsers of older phones (iOS 15, Chromium 86) lack and the page needs. Loaded before everything else.

for (const kind of [Array, String]) {
  kind.prototype.at ??= function (index) {
    return this[index < 0 ? this.length + index : index];
  };
}

Array.prototype.findLast ??= function (test) {
  return [...this].reverse().find(test);
};

AbortSignal.prototype.throwIfAborted ??= function () {
  if (this.aborted) throw new DOMException("aborted", "AbortError");
};

HTMLFormElement.prototype.requestSubmit ??= function () {
  this.querySelector("[type=submit]").click();
};

// A <dialog> is an unknown element there (iOS before 15.4): shown by a style, with the focus kept inside by hand.
if (!("showModal" in document.createElement("dialog"))) document.querySelectorAll("dialog").forEach(makeModal);

function makeModal(dialog) {
  let before = null;
  const rest = () => [...document.body.children].filter((one) => one !== dialog);
  dialog.classList.add("made-modal");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.tabIndex = -1;
  Object.defineProperty(dialog, "open", { get: () => dialog.hasAttribute("open") });
  dialog.showModal = () => {
    before = document.activeElement;
    dialog.setAttribute("open", "");
    for (const one of rest()) one.setAttribute("aria-hidden", "true");
    (dialog.querySelector("[autofocus]") || dialog).focus();
  };
  dialog.close = () => {
    if (!dialog.open) return;
    dialog.removeAttribute("open");
    for (const one of rest()) one.removeAttribute("aria-hidden");
    dialog.dispatchEvent(new Event("close"));
    if (before) before.focus();
  };
  dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dialog.close());
  document.addEventListener("focusin", ({ target }) => dialog.open && !dialog.contains(target) && dialog.focus());
}
