// 政策原文: topic, document, article; one choice a screen, the article in its own words with what an answer quoted marked.

import { el, icon } from "../shared/dom.js";
import { Speakable } from "../shared/speakable.js";
import { onTap } from "../shared/tap.js";
import { noticeScreen } from "./notice_screens.js";
import { quoted } from "./quoted.js";
import { wideButton } from "./screens.js";

const NONE = "这里还没有文件。";

/** The topics that rest on documents; `choose(topic)`. */
export function topicsScreen(topics, choose) {
  const notice = noticeScreen("policy-screen");
  notice.screen.append(list(topics.map((topic) => wideButton(topic.label, () => choose(topic)))));
  if (!topics.length) notice.screen.append(el("p", {}, NONE));
  return notice;
}

/** The documents of the topic called `label`; `choose(document)`. */
export function documentsScreen(label, documents, choose) {
  const notice = noticeScreen("documents-screen", {}, { topic: label });
  notice.screen.append(list(documents.map((one) => wideButton(one.title, () => choose(one)))));
  return notice;
}

/** The articles of `document` under their chapters; `choose(article)`. */
export function articlesScreen(document, articles, choose) {
  const notice = noticeScreen("articles-screen", {}, { title: document.title });
  let chapter = "";
  const rows = articles.flatMap((one) => {
    const opens = one.heading && one.heading !== chapter;
    chapter = one.heading;
    return [opens ? el("h2", {}, one.heading) : null, wideButton(`${one.label}　${one.opening}`, () => choose(one))];
  });
  notice.screen.append(el("div", { class: "policy-about" }, about(document)), list(rows));
  return notice;
}

/**
 * One article. What `quote` says of it is marked. `acts` = {turn(position), list() or null, read(chunks)}; the chunks are
 * offered and not read unasked: the words of a rule are long.
 */
export function articleScreen({ document, article, audio, previous, next }, quote, acts) {
  const speakable = new Speakable(false);
  const { paragraphs, marked } = quoted(article.paragraphs, quote);
  const heading = speakable.add(el("h1", { tabindex: "-1" }), article.label);
  const words = paragraphs.map((pieces) =>
    el("p", {}, pieces.map(({ text, cited }) => speakable.add(el(cited ? "mark" : "span", {}), text))),
  );
  const turn = (label, position, drawing) => position == null ? null : button(label, () => acts.turn(position), drawing);
  const screen = el(
    "section",
    { class: "policy-article" },
    heading,
    el("p", { class: "policy-title" }, document.title),
    marked ? el("p", { class: "policy-hint" }, icon("check"), "标出来的，就是刚才回答的依据。") : null,
    el("div", { class: "sheet" }, words),
    el("div", { class: "policy-about" }, about(document)),
    button("读出来", () => acts.read(audio), "sound"),
    el("div", { class: "policy-turns" }, turn("上一条", previous, "back"), turn("下一条", next, "go")),
    acts.list ? button("看这份文件的所有条目", acts.list) : null,
  );
  return { screen, chunks: audio, marks: speakable.fill(audio) };
}

const list = (rows) => el("div", { class: "options" }, rows);

const about = ({ number, issuer, effective, standing }) => [
  number ? el("p", {}, `文号：${number}`) : null,
  issuer ? el("p", {}, `发文单位：${issuer}`) : null,
  effective ? el("p", {}, `施行时间：${effective}`) : null,
  standing ? el("p", { class: "status" }, standing) : null,
];

function button(label, handler, drawing = "go") {
  const made = el("button", { type: "button", class: "wide" }, el("span", {}, label), icon(drawing));
  onTap(made, () => handler());
  return made;
}
