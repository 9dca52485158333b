// Questions others ask, for who does not know what to write: one touch asks one.

import { askBar } from "./ask_bar.js";
import { noticeScreen } from "./notice_screens.js";
import { wideButton } from "./screens.js";

/** The screen for these `questions`, its speech chunks and its marks. `visit` asks. */
export function examplesScreen(questions, visit) {
  const notice = noticeScreen("examples-screen");
  const buttons = questions.map((question) => wideButton(question, (button) => visit.ask(question, button)));
  notice.screen.querySelector(".options").append(...buttons);
  notice.screen.append(askBar(visit));
  return notice;
}
