// Phone numbers in running text: grouped so that they can be read out and dialled, tappable on a phone.

// What may stand before, then the number: looking behind is more than older phones can.
// Short public numbers, bank hotlines, landlines with area code, 400 numbers, mobiles. What follows must not make it an amount.
const NUMBERS = new RegExp(
  String.raw`(^|[^\d.〔-])((?:12333|12345|12393|12348|12366|12315|12368|96110|95\d{3}` +
    String.raw`|0\d{2,3}[-－ ]?\d{7,8}|400[-－ ]?\d{3}[-－ ]?\d{4}|1[3-9]\d{9}))` +
    String.raw`(?![\d.,，]?\d|\s*[元万个人年月日号岁份%％])`,
  "g",
);

/** The text as nodes, every phone number in its own element: a `tel:` link if `dialable`, else a grouped stretch. */
export function withPhones(text, dialable) {
  const nodes = [];
  let from = 0;
  for (const { index, 1: before, 2: number } of text.matchAll(NUMBERS)) {
    const start = index + before.length;
    nodes.push(text.slice(from, start), phone(number, dialable));
    from = start + number.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

/** 0411-84394444 becomes 0411 8439 4444, a mobile 139 9876 5432, a short number stays whole. */
export function grouped(number) {
  const digits = number.replace(/\D/g, "");
  if (digits.length <= 6) return digits;
  if (digits.startsWith("400")) return `400 ${digits.slice(3, 6)} ${digits.slice(6)}`;
  if (digits.startsWith("1")) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
  const area = /^0(10|2\d)/.test(digits) ? 3 : 4;
  const local = digits.slice(area);
  return `${digits.slice(0, area)} ${local.slice(0, -4)} ${local.slice(-4)}`;
}

function phone(number, dialable) {
  const element = document.createElement(dialable ? "a" : "span");
  if (dialable) element.href = `tel:${number.replace(/\D/g, "")}`;
  element.className = "phone";
  element.textContent = grouped(number);
  return element;
}
