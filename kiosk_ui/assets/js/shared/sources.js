// 依据: document, number, article and the article's own words, with an honest word on its standing.

import { el, icon } from "./dom.js";
import { onTap } from "./tap.js";

const STANDING = {
  superseded: "这份文件已经被新的文件替代，只供对照。",
  upcoming: "这份文件还没有开始施行，请看施行时间。",
  secondhand: "这是别处转载的，还没有跟原文对过。办事以窗口为准。",
  unconfirmed: "这一条还没有确认。办事以前，请先问12333或窗口。",
};

// The same in two or three words, for the line right below the answer.
const STANDING_IN_SHORT = {
  superseded: "已被新文件替代",
  upcoming: "还没有施行",
  secondhand: "转载",
  unconfirmed: "还没有确认",
};

/**
 * The line below an answer that names its first source: 大政办发〔2017〕49号 第八条, 《社会保险法》 第二十三条,
 * 辽宁日报2025-10-10（转载）. A tap calls `open()`, which shows all of them.
 */
export function basisLine([citation], open) {
  const place = citation.article + (standing(citation) && `（${standing(citation)}）`);
  const words = [`依据：${nameInShort(citation)}`, citation.article && " ", place && el("span", { class: "place" }, place)];
  const button = el("button", { type: "button", class: "basis" }, el("span", {}, words), icon("down"));
  onTap(button, open);
  return button;
}

// The number if there is one, for a person can look it up; what is no document keeps its plain name.
function nameInShort({ document, number, status }) {
  if (status === "secondhand") return document.replace(/（二手(资料)?）$/, "");
  return number || (document.startsWith("《") ? document : `《${document}》`);
}

const standing = ({ status }) => STANDING_IN_SHORT[status] ?? "";

/** One element per citation. With `linked`, a citation that has a page of ours links to it; with `open(citation)` a button shows it. */
export function sources(citations, linked, open = null) {
  return citations.map((citation) => source(citation, linked, open));
}

function source(citation, linked, open) {
  const { document, number, article, quote, url, effective, status } = citation;
  return el(
    "div",
    { class: "source" },
    el("p", { class: "document" }, document),
    number || article ? el("p", { class: "article" }, [number, article].filter(Boolean).join(" ")) : null,
    quote ? el("blockquote", {}, quote) : null,
    effective ? el("p", { class: "effective" }, `施行时间：${chineseDate(effective)}`) : null,
    STANDING[status] ? el("p", { class: "status" }, STANDING[status]) : null,
    linked && url ? el("p", {}, el("a", { href: url, class: "original" }, "看原文")) : null,
    open && url ? original(() => open(citation)) : null,
  );
}

function original(handler) {
  const button = el("button", { type: "button", class: "wide original-key" }, "看这一条的原文", icon("go"));
  onTap(button, handler);
  return button;
}

/** 2017-04-14 becomes 2017年4月14日; any other wording stays. */
function chineseDate(text) {
  return text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, (_, year, month, day) => `${year}年${+month}月${+day}日`);
}
