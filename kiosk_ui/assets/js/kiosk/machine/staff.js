// The clerks' page: number and PIN, then lock or unlock this machine, load it anew, or read what it is.

import { ApiError, request } from "../../shared/api.js";
import { el } from "../../shared/dom.js";
import { onTap } from "../../shared/tap.js";
import { CardReader } from "../card_reader.js";
import { beat, goTo } from "../heartbeat.js";
import { enter } from "./entering.js";

const LEAVE_MS = 60000; // a clerk who walked away leaves nothing open
const desk = document.getElementById("desk");
const screen = document.getElementById("screen");
const leave = () => goTo("/kiosk");
let timer;

function askNumber() {
  enter(screen, { kind: "staff", heading: "工作人员", words: "请输入您的工号。", done: askPin, leave });
}

function askPin(number) {
  const say = enter(screen, {
    kind: "secret",
    heading: "工作人员",
    words: "请输入您的密码。",
    leave,
    done: (pin) => tell({ staff_number: number, pin }, "look", say),
  });
}

// The PIN lives in this function's reach only, and dies with the page.
async function tell(proof, act, say) {
  try {
    show(proof, await request("POST", "/api/devices/staff", { body: { ...proof, act } }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    say(error.detail);
  }
}

function show(proof, { clerk, device, version }) {
  const trouble = el("p", { class: "machine-trouble", role: "alert" });
  const say = (words) => (trouble.textContent = words);
  const button = (label, handler) => {
    const made = el("button", { type: "button" }, label);
    onTap(made, handler);
    return made;
  };
  const about = el("dl", { class: "machine-facts", hidden: true }, facts(device, version));
  const turn = device?.locked ? button("解除锁定", () => tell(proof, "unlock", say)) : button("锁定本机", () => tell(proof, "lock", say));
  screen.onkeydown = null;
  screen.replaceChildren(
    el(
      "section",
      { class: "step" },
      el("h1", { tabindex: "-1" }, `${clerk}，您好`),
      el("p", { role: "status" }, standing(device)),
      trouble,
      el(
        "div",
        { class: "machine-choices" },
        device ? turn : button("登记本机", () => goTo("/kiosk/register")),
        button("重新载入", leave),
        button("关于本机", () => (about.hidden = !about.hidden)),
        button("回到首页", leave),
      ),
      about,
    ),
  );
}

const standing = (device) => (!device ? "这台机器还没有登记。" : device.locked ? "这台机器现在锁定了，不接待来办事的人。" : "这台机器正在使用。");

function facts(device, version) {
  const told = { 名字: device?.name ?? "没有登记", 网点: device?.office ?? "没有登记", 编号: device?.id ?? "没有登记", 页面: version };
  return Object.entries(told).map(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]);
}

function awake() {
  clearTimeout(timer);
  timer = setTimeout(leave, LEAVE_MS);
}

for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, awake);
document.addEventListener("contextmenu", (event) => event.preventDefault());
new CardReader(() => {}); // no card is read here: what a reader types is dropped
awake();
askNumber();
beat(desk.dataset.version, () => {});
