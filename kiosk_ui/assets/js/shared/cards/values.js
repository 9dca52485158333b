// A field's value: what it is in words, and its parts as a stepper shows them. Months are whole months, money is 分.

const MONTHS = 12;
const CENTS = 100;

/** The value in the words people use: 31年4个月, 2026年3月5日, 3200元. They are also sent as the answer to a question. */
export function inWords(field, value) {
  if (value == null || value === "") return "";
  const { kind } = field;
  if (kind === "choice") return field.choices.find(({ code }) => code === value)?.label ?? "";
  if (kind === "months") return span(value);
  if (kind === "day" || kind === "month") return dated(value);
  if (kind === "money") return `${yuan(value)}元`;
  return kind === "age" ? `${value}岁` : `${value}`;
}

function span(months) {
  const [years, rest] = [Math.floor(months / MONTHS), months % MONTHS];
  return [years || !rest ? `${years}年` : "", rest ? `${rest}个月` : ""].join("");
}

function dated(text) {
  const [year, month, day] = text.split("-").map(Number);
  return [`${year}年`, month ? `${month}月` : "", day ? `${day}日` : ""].join("");
}

/** 分 as yuan without needless zeros: 320000 becomes 3200, 320050 becomes 3200.50. */
export function yuan(cents) {
  return cents % CENTS ? (cents / CENTS).toFixed(2) : String(cents / CENTS);
}

/** Typed yuan as 分; null if it is no amount. */
export function cents(text) {
  return /^\d{1,9}(\.\d{0,2})?$/.test(text) ? Math.round(Number(text) * CENTS) : null;
}

/** Is the field one to fill, as far as `facts` are known? */
export function wanted(field, facts) {
  const has = ([name, codes]) => codes.includes(facts[name]);
  return Object.entries(field.when ?? {}).every(has) && !Object.entries(field.unless ?? {}).some(has);
}

/** The facts of fields that are to be filled and are. */
export function known(fields, facts) {
  const kept = fields.filter((field) => wanted(field, facts) && facts[field.name] != null && facts[field.name] !== "");
  return Object.fromEntries(kept.map(({ name }) => [name, facts[name]]));
}

/** Is everything there that the calculation needs? */
export function complete(fields, facts) {
  return fields.every((field) => field.optional || !wanted(field, facts) || (facts[field.name] != null && facts[field.name] !== ""));
}
