// 更多服务: what can be done here and has no tile on the first screen.

import { noticeScreen } from "./notice_screens.js";
import { tiles } from "./tiles.js";

const MY_BOOKINGS = { label: "我的预约", text: "我的预约" };
const TICKET = { label: "取号", text: "取号" };
const AT_HOME = { label: "约上门", text: "约上门认证" };
const PROGRESS = { label: "查办理进度", text: "查进度" };

/** The screen; `offered` are the topics that found no place on the first one. `visit` asks, chooses and opens. */
export function moreScreen(offered, visit) {
  const notice = noticeScreen("more-screen");
  const say = ({ label, text }) => ({ label, act: (button) => visit.ask(text, button) });
  const wishes = [
    ...[MY_BOOKINGS, AT_HOME, TICKET, PROGRESS].map(say),
    ...offered.map((choice) => ({ label: choice.label, act: (button) => visit.choose(choice, button) })),
    { label: "政策原文", act: () => visit.browsing.topics() },
    { label: "大家常问", act: () => visit.showExamples() },
    { label: "接着手机办", act: () => visit.open("take") },
  ];
  notice.screen.append(tiles(wishes, ({ act }, button) => act(button)));
  return notice;
}
