// What a touch on the panel must not do: open a menu, drag a picture away, enlarge the page.

/** Prevent it everywhere in the page. Swiping and double taps are left to `touch-action` and `overscroll-behavior` in the style sheet. */
export function guardPanel() {
  for (const kind of ["contextmenu", "dragstart", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  document.addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false }); // how a touchpad pinches
}
