// Home: who is speaking, what can be asked, a line to write in.

import { el } from "../shared/dom.js";
import { Speakable } from "../shared/speakable.js";
import { askBar } from "./ask_bar.js";
import { MOST, tiles } from "./tiles.js";

const FIRST = MOST - 1;
const MORE = { label: "更多服务" };

/** What the server offers and the home screen has no place for. */
export const beyondHome = (greeting) => greeting.choices.slice(FIRST);

/** The home screen for the greeting reply, and its marks for the voice. `visit` asks and chooses. */
export function homeScreen(greeting, visit) {
  const speakable = new Speakable(false);
  const [, name, rest] = greeting.text.match(/^(.*?[。！？\n]|.*)(.*)$/s);
  const screen = el(
    "section",
    { class: "home" },
    el(
      "div",
      { class: "greeting" },
      speakable.add(el("h1", { tabindex: "-1" }), name.trim()),
      speakable.add(el("p"), rest.trim()),
    ),
    tiles([...greeting.choices.slice(0, FIRST), MORE], (choice, button) => (choice === MORE ? visit.browsing.more() : visit.choose(choice, button))),
    askBar(visit),
  );
  return { screen, marks: speakable.fill(greeting.audio ?? []) };
}
