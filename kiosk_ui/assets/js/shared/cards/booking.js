// An appointment, several of them, or a queue ticket: the number large, in groups one can read out.

import { el, icon } from "../dom.js";
import { grouped } from "../phones.js";
import { onTap } from "../tap.js";
import { facts, frame, notes } from "./facts.js";

/** One appointment with its number, place, what to bring and a picture a phone can take along. */
export function bookingCard(card, acts) {
  return frame("booking", card.state, booking(card, acts));
}

/** All open appointments. */
export function bookingsCard(card, acts) {
  return el("div", { class: "bookings" }, card.items.map((item) => bookingCard(item, acts)));
}

/** A queue ticket. */
export function ticketCard(card) {
  const ahead = card.ahead ? `前面还有${card.ahead}位` : "前面没有人，请留意叫号";
  return frame("ticket", "您的排队号", el("p", { class: "number-large" }, card.number), notes([ahead, card.place].filter(Boolean)));
}

function booking(card, acts) {
  const where = [
    { label: "办什么", value: card.service },
    { label: "什么时候", value: card.when },
    { label: "在哪里", value: card.place },
    { label: "地址", value: card.address },
  ];
  return [
    card.number ? el("p", { class: "number-line" }, "预约号 ", el("strong", { class: "number-large" }, card.number)) : null,
    facts(where),
    card.visit_address ? elsewhere(card.visit_address, acts) : null,
    telephone(card.phone, acts),
    card.bring?.length ? el("div", { class: "bring" }, el("h3", {}, card.at_home ? "要准备的东西" : "要带的东西"), el("ul", {}, card.bring.map((thing) => el("li", {}, thing)))) : null,
    notes(card.notes),
    picture(card),
    acts.kiosk || !card.ics ? null : calendar(card, acts),
  ];
}

// A home visit that is not confirmed yet may go to another address than the one on record.
function elsewhere({ masked }, acts) {
  const button = el("button", { type: "button", class: "wide" }, masked ? "换一个地址" : "写上地址");
  onTap(button, () => acts.open("address"));
  return button;
}

function telephone(number, acts) {
  if (!number) return null;
  const shown = acts.kiosk ? el("span", { class: "phone" }, grouped(number)) : el("a", { class: "phone", href: `tel:${number.replace(/\D/g, "")}` }, grouped(number));
  return el("p", {}, "电话 ", shown);
}

// The drawing comes as SVG text; as an image it can hold no script and needs no markup of ours.
function picture({ qr, at_home: atHome }) {
  if (!qr) return null;
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`;
  return el("figure", {}, el("img", { class: "qr", src: source, alt: "预约的二维码" }), el("figcaption", {}, atHome ? "用手机拍下来，到时候给工作人员看。" : "用手机拍下来，带着它去。"));
}

function calendar({ ics }, acts) {
  const state = el("p", { class: "state", role: "status" });
  const button = el("button", { type: "button" }, icon("calendar"), el("span", {}, "记到手机日历"));
  onTap(button, async () => {
    state.textContent = await acts.keep(ics, "yuyue.ics");
  });
  return el("div", { class: "calendar" }, button, state);
}
