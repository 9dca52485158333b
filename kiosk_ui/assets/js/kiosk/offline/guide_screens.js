// The screens of the guides kept in the page: topics, a list turned by buttons, what a search found, an answer.

import { el } from "../../shared/dom.js";
import { onTap } from "../../shared/tap.js";
import { answerScreen } from "../answer_screen.js";
import { askBar } from "../ask_bar.js";
import { wideButton } from "../screens.js";

const ON_A_PAGE = 6;
const WORDS = {
  topics: "常见问题",
  away: "网络不通，这里是机器里存着的答案。查养老金、约认证，等网络通了再办。",
  answer: "网络不通，这是机器里存着的答案",
  none: "机器里存着的答案中，没有这一条",
  noneWords: "请换个说法再找，或者看看下面这些。也可以找工作人员，或者打电话12333。",
};

/** All topics. `desk` = {openTopic(key), open(guide), ask(text), ...}, as far as each screen needs it. */
export function topicsScreen({ topics }, desk) {
  return screen(WORDS.topics, note(WORDS.away), topicButtons(topics, desk), askBar(desk));
}

/** One page of `guides` under `heading`; `turn(page)` shows another. It fits the panel at every text size, so that there is one 下一页. */
export function listScreen(heading, guides, page, desk, turn) {
  const from = page * ON_A_PAGE;
  const shown = guides.slice(from, from + ON_A_PAGE);
  const buttons = shown.map((guide) => wideButton(guide.title, () => desk.open(guide)));
  return screen(heading, note(`${WORDS.answer}。`), el("div", { class: "options" }, buttons), guides.length > ON_A_PAGE ? pages(page, Math.ceil(guides.length / ON_A_PAGE), turn) : null);
}

/** Nothing was found. */
export function nothingScreen({ topics }, desk) {
  return screen(WORDS.none, note(WORDS.noneWords), topicButtons(topics, desk), askBar(desk));
}

/** The answer of `guide`, drawn as every answer is, under a line that says where it comes from and of when it is. */
export function guideScreen(guide, { date, guides }, desk) {
  const choices = guide.related.map((id) => ({ label: guides.find((other) => other.id === id).title, token: id }));
  const { screen: answer, marks } = answerScreen({ question: guide.title, replies: [{ ...guide.reply, choices }] }, desk);
  answer.querySelector("h1").after(note(`${WORDS.answer}（${chineseDate(date)}的）。`));
  return { screen: answer, marks };
}

function screen(heading, ...content) {
  return { screen: el("section", { class: "offline-guides" }, el("h1", { tabindex: "-1" }, heading), content), marks: () => [] };
}

const note = (words) => el("p", { class: "offline-note", role: "status" }, words);

function topicButtons(topics, desk) {
  return el("div", { class: "offline-topics", role: "group", "aria-label": WORDS.topics }, topics.map(({ key, label }) => {
    const button = el("button", { type: "button" }, label);
    onTap(button, () => desk.openTopic(key));
    return button;
  }));
}

function pages(page, count, turn) {
  const step = (label, to) => {
    const button = el("button", { type: "button", disabled: to < 0 || to >= count }, label);
    onTap(button, () => turn(to));
    return button;
  };
  return el("div", { class: "offline-pages", role: "group", "aria-label": "翻页" }, step("上一页", page - 1), el("p", {}, `第${page + 1}页，共${count}页`), step("下一页", page + 1));
}

const chineseDate = (text) => text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, (_, year, month, day) => `${year}年${+month}月${+day}日`);
