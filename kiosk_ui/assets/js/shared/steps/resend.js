// 没收到？ below the code: how long to wait, another code after that, or a clerk instead.

import { el } from "../dom.js";
import { onTap } from "../tap.js";

const TICK_MS = 1000;

/** The line for the code step of an identity flow. It stops counting by itself once it has left the page. */
export function resendLine(flow) {
  const wait = el("p", {});
  const again = el("button", { type: "button", class: "resend" }, "没收到？再发一次");
  onTap(again, () => flow.resend());
  const show = () => {
    const seconds = Math.ceil((flow.resendAt - Date.now()) / 1000);
    const words = flow.trouble ? `${seconds}秒后可以再发` : `没收到的话，请等${seconds}秒，可以再发一次。`; // short beside what went wrong
    wait.textContent = seconds > 0 ? words : "";
    wait.hidden = seconds <= 0;
    again.hidden = seconds > 0;
  };
  const line = el("div", { class: "resend-line" }, wait, again, flow.canTurnToClerk ? clerk(flow) : null);
  show();
  const timer = setInterval(() => (line.isConnected ? show() : clearInterval(timer)), TICK_MS);
  return line;
}

function clerk(flow) {
  const button = el("button", { type: "button", class: "resend" }, "找工作人员核实");
  onTap(button, () => flow.turnToClerk());
  return button;
}
