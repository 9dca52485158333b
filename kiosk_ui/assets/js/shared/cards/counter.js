// A number with 少 and 多 beside it; on the panel a touch on the number opens keys, on a phone it is a field.

import { el, icon } from "../dom.js";
import { onKey, onTap } from "../tap.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const PRESS = 1; // a touch counts one; nothing repeats while a key is held

/**
 * One counter. `start` is where the first touch on 少 or 多 begins. `changed(value)` gets a whole number or null.
 * Returns {element, set(value)}.
 */
export function counter({ label, unit, value = null, minimum = 0, maximum = 9999, start, kiosk, changed }) {
  let at = value;
  const said = el("p", { class: "said", role: "status" });
  const take = (next, words = "") => {
    at = next;
    said.textContent = words;
    figure.set(at == null ? "" : String(at));
    changed(at);
  };
  const step = (by) => take(at == null ? clamp(start ?? minimum, minimum, maximum) : clamp(at + by, minimum, maximum));
  const typed = (text) => {
    const next = text === "" ? null : Number(text);
    if (next != null && next > maximum) return take(maximum, `这里最多填${maximum}。`);
    take(next);
  };
  const figure = entry({ label: `${label}，${unit}`, unit, kiosk, digits: String(maximum).length, typed });
  const one = `1${unit === "个月" ? "月" : unit}`; // short: it stands on a key
  const less = stepping(`少${one}`, label, () => step(-PRESS));
  const more = stepping(`多${one}`, label, () => step(PRESS));
  figure.set(at == null ? "" : String(at));
  const element = el("div", { class: "counter", role: "group", "aria-label": `${label}，${unit}` }, less, figure.element, more, said, figure.keys);
  return {
    element,
    set: (next) => {
      at = next;
      figure.set(at == null ? "" : String(at));
    },
  };
}

function stepping(words, label, handler) {
  const button = el("button", { type: "button", class: "stepping", "aria-label": `${words}（${label}）` }, words);
  onKey(button, handler); // the same key is meant again sooner than elsewhere
  return button;
}

/** A number one writes: `typed(text)` gets what stands there. Returns {element, keys, set(text)}. */
export function entry(options) {
  return options.kiosk ? byKeys(options) : byField(options);
}

function byField({ label, unit, digits, dot, typed }) {
  const input = el("input", { type: "text", inputmode: dot ? "decimal" : "numeric", autocomplete: "off", "aria-label": label, class: "figure-entry" });
  input.addEventListener("input", () => {
    const kept = tidy(input.value, digits, dot);
    if (kept !== input.value) input.value = kept;
    typed(kept);
  });
  const element = el("span", { class: "figure" }, input, unit ? el("span", { "aria-hidden": "true" }, unit) : null);
  const set = (text) => {
    if (text !== input.value && !(document.activeElement === input && Number(text) === Number(input.value))) input.value = text;
  };
  return { element, keys: null, set };
}

// The keys stand below the number and are put away by 好了. The first key after that writes a new number.
function byKeys({ label, unit, digits, dot, typed }) {
  const [number, state] = [el("strong"), el("small")];
  const open = el("button", { type: "button", class: "figure", "aria-expanded": "false" }, number, state);
  const keys = el("div", { class: "keys", hidden: true });
  let text = "";
  let fresh = true;
  const write = (next) => {
    text = tidy(next, digits, dot);
    fresh = false;
    typed(text);
  };
  const show = (opened) => {
    keys.hidden = !opened;
    open.setAttribute("aria-expanded", String(opened));
    fresh = true;
    if (opened) requestAnimationFrame(() => requestAnimationFrame(() => keys.scrollIntoView({ block: "nearest" }))); // once the screen has grown
  };
  const key = (words, handler, name = "") => {
    const button = el("button", { type: "button", class: name }, words);
    onKey(button, handler);
    return button;
  };
  const digit = (sign) => key(sign, () => write((fresh ? "" : text) + sign));
  keys.append(
    el("div", { class: "pad", role: "group", "aria-label": `${label}，数字键` }, KEYS.map(digit), dot ? digit(".") : el("span"), digit("0"), key(["退一位", icon("erase")], () => write(text.slice(0, -1)), "erase")),
    key("好了", () => {
      show(false);
      open.focus();
    }, "done"),
  );
  onTap(open, () => show(keys.hidden));
  const set = (next) => {
    text = next;
    number.textContent = next === "" ? "还没填" : `${next}${unit}`;
    number.classList.toggle("empty", next === "");
    state.textContent = "点这里按数字";
    open.setAttribute("aria-label", `${label}，${next === "" ? "还没填" : `${next}${unit}`}，点这里按数字`);
  };
  set("");
  return { element: open, keys, set };
}

function tidy(text, digits, dot) {
  const plain = text.normalize("NFKC").replace(dot ? /[^\d.]/g : /\D/g, "");
  const [whole, ...rest] = plain.split(".");
  const kept = whole.slice(0, digits);
  return dot && rest.length ? `${kept}.${rest.join("").slice(0, 4)}` : kept;
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
