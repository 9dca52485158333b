// A soft keyboard that covers the page (iOS) leaves only part of it: the line to write in and the newest words stay in sight.

/** Keep `page` as high as what can be seen; `shrunk()` is called when that changes. */
export function fitSoftKeyboard(page, shrunk) {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    page.style.height = `${seen.height}px`;
    shrunk();
  };
  seen.addEventListener("resize", fit);
  if (!CSS.supports("height", "1dvh")) fit(); // there 100vh reaches below the browser's own bar
}
