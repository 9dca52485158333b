// Everything about calculations and applications in one place: fetched once it is needed, with its style and its words.

import { request } from "./api.js";

export { applicationCard, caseCard } from "./cards/application.js";
export { continuationCard } from "./cards/continuation.js";
export { estimateCard, stepperCard } from "./cards/estimate.js";
export { elsewhereFlow, takeFlow, takeUp } from "./steps/elsewhere.js";
export { grantFlow } from "./steps/grants.js";
export { progressFlow } from "./steps/progress.js";

const STYLE = new URL("../../css/grants.css", import.meta.url).href;
let words = null;

/** The style is there: what is drawn before it would jump when it came. */
export function styled() {
  const there = document.querySelector('link[href*="css/grants.css"]');
  if (there) return there.sheet ? Promise.resolve() : new Promise((resolve) => there.addEventListener("load", resolve));
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => (link.remove(), reject(new TypeError("no style")));
  });
}

/** {prompts, offer}: the words of the steps by name, and what can be chosen in them. Throws when they do not arrive. */
export async function grantWords() {
  words ??= await request("GET", "/steps/grants");
  return words;
}
