// The home tiles: what the server offers, with a drawing and a few plain words added for topics this page knows.

import { el, icon } from "../shared/dom.js";
import { onTap } from "../shared/tap.js";

/** As many as people take in at one look. */
export const MOST = 8;

// First match wins. `gloss` is at most seven hanzi so that it stays on one line at the largest text size.
const LOOKS = [
  { words: /退休年龄|几岁退/, drawing: "calendar", gloss: "哪年哪月能退" },
  { words: /^更多/, drawing: "touch", gloss: "预约、取号等" },
  { words: /^我的预约/, drawing: "calendar", gloss: "改时间、取消" },
  { words: /^约上门/, drawing: "home", gloss: "走不动，来家里" },
  { words: /^取号/, drawing: "card", gloss: "今天到窗口办" },
  { words: /^查办理进度/, drawing: "again", gloss: "丧葬费办到哪步" },
  { words: /^政策原文/, drawing: "text", gloss: "文件一条条看" },
  { words: /^大家常问/, drawing: "ask", gloss: "点一个就能问" },
  { words: /^接着手机/, drawing: "chat", gloss: "按8位号码" },
  { words: /^约/, drawing: "calendar", gloss: "约、改、取消" },
  { words: /^查认证/, drawing: "shield", gloss: "到期没有" },
  { words: /^查/, drawing: "pension", gloss: "到账没有" },
  { words: /和认证/, drawing: "face", gloss: "怎么算，怎么办" },
  { words: /认证/, drawing: "face", gloss: "怎么办，在哪办" },
  { words: /丧葬|抚恤|身后/, drawing: "flower", gloss: "老人走了怎么办" },
  { words: /养老金|退休金/, drawing: "pension", gloss: "多少钱，哪天发" },
  { words: /医保|看病|医疗|健康/, drawing: "medical", gloss: "门诊、住院" },
  { words: /津贴|补贴|优待/, drawing: "gift", gloss: "高龄、乘车" },
  { words: /社保卡|账户/, drawing: "card", gloss: "换卡、挂失" },
  { words: /手续|档案|投诉/, drawing: "folder", gloss: "退休、转移" },
  { words: /防骗|权益/, drawing: "shield", gloss: "防骗、维权" },
  { words: /社区|活动/, drawing: "people", gloss: "身边的服务" },
  { words: /人工|工作人员/, drawing: "person", gloss: "和人说话" },
];
const PLAIN = { drawing: "ask", gloss: "" };

/** The tiles for `choices`; a tap calls `choose(choice, button)`. */
export function tiles(choices, choose) {
  return el("div", { class: "tiles" }, choices.slice(0, MOST).map((choice) => tile(choice, choose)));
}

function tile(choice, choose) {
  const { drawing, gloss } = LOOKS.find(({ words }) => words.test(choice.label)) ?? PLAIN;
  const words = el("span", {}, el("strong", {}, choice.label), gloss ? el("small", {}, gloss) : null);
  const button = el("button", { type: "button", class: "tile" }, el("span", { class: "roundel" }, icon(drawing)), words);
  onTap(button, () => choose(choice, button));
  return button;
}
