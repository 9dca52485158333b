// Registering this machine: the office's code, eight digits, once.

import { ApiError, request } from "../../shared/api.js";
import { CardReader } from "../card_reader.js";
import { beat, goTo } from "../heartbeat.js";
import { enter } from "./entering.js";

const desk = document.getElementById("desk");

const say = enter(document.getElementById("screen"), {
  kind: "take",
  heading: "登记这台机器",
  words: "请输入网点给的8位登记码。登记码30分钟内有效，只能用一次。",
  done: async (code) => {
    try {
      await request("POST", "/api/devices", { body: { code } });
      goTo("/kiosk");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      say(error.detail);
    }
  },
});

new CardReader(() => {}); // no card is read here: what a reader types is dropped
beat(desk.dataset.version, () => {});
document.addEventListener("contextmenu", (event) => event.preventDefault());
