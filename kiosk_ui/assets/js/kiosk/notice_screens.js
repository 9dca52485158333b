// Screens with one message: help, waiting, something went wrong, are you still there. Their words stand in the template.

import { fromTemplate } from "../shared/dom.js";
import { Speakable } from "../shared/speakable.js";
import { onTap } from "../shared/tap.js";

/** A copy of the template's screen with its speech chunks and marks; `acts` are its buttons by data-act. */
export function noticeScreen(id, acts = {}, slots = {}) {
  const screen = fromTemplate(id);
  for (const [name, text] of Object.entries(slots)) {
    for (const place of screen.querySelectorAll(`[data-slot="${name}"]`)) place.textContent = text;
  }
  for (const [act, handler] of Object.entries(acts)) {
    onTap(screen.querySelector(`[data-act="${act}"]`), handler);
  }
  const chunks = JSON.parse(screen.dataset.audio);
  return { screen, chunks, marks: markable(screen, chunks) };
}

/** The error screen: the server's own sentence if it sent one, else the page's; the question is kept to be retried. */
export function errorScreen(error, question, retry) {
  const own = !error.status;
  const slots = own ? { question } : { question, detail: error.detail };
  const notice = noticeScreen("error-screen", { retry }, slots);
  if (!question) notice.screen.querySelector('[data-slot="asked"]').remove();
  return own ? notice : { ...notice, chunks: error.audio };
}

// The heading and the words below it are written by the template; they are put in again, cut where the voice pauses.
function markable(screen, chunks) {
  const speakable = new Speakable(false);
  for (const place of screen.querySelectorAll(".speakable")) {
    const text = place.textContent;
    place.replaceChildren();
    speakable.add(place, text);
  }
  return speakable.fill(chunks);
}
