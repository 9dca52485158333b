// One field of a calculation to be filled by touch: choices as large buttons, spans and dates as counters, sums by keys.

import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { counter, entry } from "./counter.js";
import { cents, inWords, yuan } from "./values.js";

const MONTHS = 12;
const FIRST_YEAR = 1990;
const BIRTH_YEAR = 1930;
let count = 0;

/**
 * The field with its question; `changed(value)` gets the value in the field's own unit, or null while it is not known.
 * Returns {element, fault(words), shown(on)}.
 */
export function stepper(field, value, { kiosk, changed, bare = false }) {
  const id = `field-${(count += 1)}`;
  const wrong = el("p", { class: "trouble", role: "alert", hidden: true });
  const body = BODIES[field.kind](field, value ?? null, { kiosk, changed });
  const element = el(
    "div",
    { class: `field ${field.kind}`, role: "group", "aria-labelledby": bare ? null : id, "aria-label": bare ? field.label : null },
    bare ? null : el("h3", { id }, field.question || field.label),
    !bare && field.help ? el("p", { class: "help" }, field.help) : null,
    body,
    wrong,
  );
  const fault = (words) => {
    wrong.textContent = words;
    wrong.hidden = !words;
  };
  return { element, fault, shown: (on) => (element.hidden = !on) };
}

const BODIES = {
  choice(field, value, { changed }) {
    const buttons = field.choices.map(({ code, label }) => {
      const button = el("button", { type: "button", "aria-pressed": String(code === value) }, label);
      onTap(button, () => {
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        changed(code);
      });
      return button;
    });
    return el("div", { class: "picks" }, buttons);
  },

  months(field, value, { kiosk, changed }) {
    const start = field.default ?? field.minimum ?? 0;
    let [years, rest] = value == null ? [null, null] : [Math.floor(value / MONTHS), value % MONTHS];
    const tell = () => changed(years == null && rest == null ? null : (years ?? 0) * MONTHS + (rest ?? 0));
    const yearly = counter({
      label: field.label, unit: "年", value: years, maximum: Math.floor((field.maximum ?? 840) / MONTHS), start: Math.floor(start / MONTHS), kiosk,
      changed: (next) => {
        years = next;
        if (years != null && rest == null) monthly.set((rest = 0)); // so many whole years, until months are added
        tell();
      },
    });
    const monthly = counter({
      label: field.label, unit: "个月", value: rest, maximum: MONTHS - 1, start: start % MONTHS, kiosk,
      changed: (next) => {
        rest = next;
        tell();
      },
    });
    return [yearly.element, monthly.element];
  },

  day(field, value, { kiosk, changed }) {
    return dateParts(field, value, { kiosk, changed, exact: false });
  },

  month(field, value, { kiosk, changed }) {
    return dateParts(field, value, { kiosk, changed, exact: true });
  },

  age(field, value, { kiosk, changed }) {
    return counter({ label: field.label, unit: "岁", value, minimum: field.minimum ?? 0, maximum: field.maximum ?? 120, start: field.default ?? field.minimum ?? 60, kiosk, changed }).element;
  },

  money(field, value, { kiosk, changed }) {
    return written(field, value == null ? "" : yuan(value), { kiosk, unit: "元", dot: true, typed: (text) => changed(cents(text.replace(/\.$/, ""))) });
  },

  number(field, value, { kiosk, changed }) {
    const plain = (text) => text.replace(/\.$/, "") || null;
    return written(field, value ?? "", { kiosk, unit: "", dot: true, typed: (text) => changed(plain(text)) });
  },
};

function written(field, text, { kiosk, unit, dot, typed }) {
  const figure = entry({ label: field.label, unit, kiosk, digits: 9, dot, typed: (next) => (figure.set(next), typed(next)) });
  figure.set(String(text));
  return el("div", { class: "counter single" }, figure.element, figure.keys);
}

// Year, month and day, each asked once the one before is there. Of a day, month and day may stay open; of a month nothing may.
function dateParts(field, value, { kiosk, changed, exact }) {
  const now = new Date().getFullYear();
  const parts = (value ?? "").split("-").filter(Boolean).map(Number);
  const [first, last] = years(field, exact, now);
  const start = Number(String(field.default ?? "").slice(0, 4)) || (exact ? BIRTH_YEAR + 30 : now);
  const tell = () => {
    const kept = parts.slice(0, parts.findIndex((part) => part == null) < 0 ? parts.length : parts.findIndex((part) => part == null));
    arrange(kept.length);
    changed(kept.length > (exact ? 1 : 0) ? kept.map((part, index) => String(part).padStart(index ? 2 : 4, "0")).join("-") : null);
  };
  const part = (index, unit, minimum, maximum, begin) =>
    counter({
      label: field.label, unit, value: parts[index] ?? null, minimum, maximum, start: begin, kiosk,
      changed: (next) => {
        parts[index] = next || null;
        tell();
      },
    });
  const counters = [part(0, "年", first, last, start), part(1, "月", 1, MONTHS, 1), ...(exact ? [] : [part(2, "日", 1, 31, 1)])];
  const unsure = ["记不清哪个月", "记不清哪天"].map((words, index) => forget(words, () => {
    for (let at = index + 1; at < counters.length; at += 1) {
      parts[at] = null;
      counters[at].set(null);
    }
    tell();
  }));
  const rows = counters.map(({ element }, index) => el("div", { class: "date-part" }, element, exact || !index ? null : unsure[index - 1]));
  const arrange = (filled) => rows.forEach((row, index) => {
    row.hidden = index > filled;
    if (!exact && index) unsure[index - 1].hidden = index >= filled;
  });
  arrange(parts.length);
  return rows;
}

function forget(words, handler) {
  const button = el("button", { type: "button", class: "unsure" }, words);
  onTap(button, handler);
  return button;
}

function years({ minimum, maximum }, exact, now) {
  const year = (limit, otherwise) => (limit >= 1900 && limit <= 2200 ? limit : otherwise);
  return [year(minimum, exact ? BIRTH_YEAR : FIRST_YEAR), year(maximum, now)];
}

/** A field that is filled, as a row of name and value. */
export const filled = (field, facts) => ({ label: field.label, value: inWords(field, facts[field.name]) });
