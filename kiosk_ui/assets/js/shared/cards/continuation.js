// Going on elsewhere: a code to scan and eight digits to type, good once and for a few minutes.

import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { frame, notes } from "./facts.js";

const TICK_MS = 1000;
const OVER = "这个号码过期了。点「换一个」，就有新的。";

/** The card of a reply: a code that stands, something to be offered, or a number to be typed in here. */
export function continuationCard(card, acts) {
  if (card.code || card.content) return frame("continuation", headingOf(acts), offer(card, acts));
  return frame("continuation", "接着办", notes([acts.kiosk ? "在手机上办了一半，可以在这里接着办。手机上有一个8位的号码。" : "在大厅的机器上办了一半，可以在手机上接着办。机器上有一个8位的号码。"]), entry(acts));
}

const headingOf = ({ kiosk }) => (kiosk ? "换到手机上接着办" : "换到大厅的机器上接着办");

function entry(acts) {
  const button = el("button", { type: "button", class: "wide full next" }, "输入8位号码");
  onTap(button, () => acts.open("take"));
  return button;
}

/**
 * The code of `first` ({code, qr, expires_in}), or a fresh one for its `content`; 换一个 brings another one.
 * `acts` = {kiosk, call(method, path, body)}.
 */
export function offer(first, acts) {
  const place = el("div", { class: "offer" });
  const content = first.content;
  const fetchOne = async () => {
    place.setAttribute("aria-busy", "true");
    try {
      show(await acts.call("POST", "continuations", { content }));
    } catch (error) {
      place.replaceChildren(el("p", { class: "trouble", role: "alert" }, error.detail ?? ""), again("再试一次", fetchOne));
    }
    place.removeAttribute("aria-busy");
  };
  const show = (offered) => place.replaceChildren(...drawn(offered, acts, content ? fetchOne : null));
  if (first.code) show(first);
  else {
    place.append(el("p", {}, "正在准备号码，请稍等"));
    fetchOne();
  }
  return place;
}

function drawn({ code, qr, expires_in: seconds, content }, { kiosk }, renew) {
  const number = el("p", { class: "number-large" }, code);
  const until = Date.now() + seconds * 1000;
  const left = el("p", { class: "left" }, `${clock(until)}以前都能用`); // no seconds run down before anybody's eyes
  const state = el("p", { class: "state", role: "status" });
  const picture = qr && kiosk ? el("img", { class: "qr", src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`, alt: "接着办的二维码" }) : null;
  const typed = "在手机上打开晚晴，点「设置」里的「接着办」，输入这8位号码。";
  const ways = kiosk
    ? picture ? [`用手机扫一扫上面的图，就能接着${content?.kind === "talk" ? "看" : "办"}。`, `扫不了的话，${typed}`] : [typed]
    : ["到大厅的机器上，先点「更多服务」。再点「接着手机办」，按这8位号码。"];
  const whole = [picture, number, left, ...notes(ways), ...notes(["号码只能用一次，里面没有您的姓名和证件号。"])];
  const parts = el("div", { class: "offered" }, whole);
  const tick = () => {
    if (Date.now() < until) return;
    clearInterval(timer);
    parts.hidden = true; // a code that opens nothing any more is not shown
    state.textContent = OVER;
  };
  // It stops by itself once it has left the page.
  const timer = setInterval(() => (left.isConnected ? tick() : clearInterval(timer)), TICK_MS);
  tick();
  return [parts, state, renew ? again("换一个", renew) : null].filter(Boolean);
}

function clock(at) {
  const then = new Date(at);
  return `${then.getHours()}点${String(then.getMinutes()).padStart(2, "0")}分`;
}

function again(label, handler) {
  const button = el("button", { type: "button", class: "renew" }, label);
  onTap(button, handler);
  return button;
}
