// Numbers people type: kept to what belongs in them, grouped for the eye, hidden from the neighbour.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]; // GB 11643
const CHECK = "10X98765432";
const DOT = "•";

// By kind of entry: groups for the eye, the most that fits, how much of it may be seen while it is typed, and what is said when
// there is less than the least.
const KINDS = {
  id: { groups: [6, 8, 4], most: 18, hidden: "but-last" },
  phone: { groups: [3, 4, 4], most: 11, hidden: "no" },
  code: { groups: [3, 3], most: 6, hidden: "no" },
  staff: { groups: [20], most: 20, hidden: "no" },
  secret: { groups: [12], most: 12, hidden: "all" },
  account: { groups: [4, 4, 4, 4, 4, 4, 4, 2], most: 30, hidden: "but-last", least: 8, short: "account_length" },
  case_number: { groups: [4, 4], most: 8, hidden: "no", least: 8, short: "eight_digits" },
  take: { groups: [4, 4], most: 8, hidden: "no", least: 8, short: "eight_digits" },
};

/** Is this a kind of entry made of digits? */
export const isNumber = (kind) => kind in KINDS;

/** May what is typed be uncovered by 显示? A PIN never. */
export const canShow = (kind) => KINDS[kind].hidden === "but-last";

/** What was typed or pasted without spaces, in half-width digits, x as X, cut to the length the kind has. */
export function tidy(kind, text) {
  const plain = text.normalize("NFKC").toUpperCase();
  return plain.replace(kind === "id" ? /[^\dX]/g : /\D/g, "").slice(0, KINDS[kind].most);
}

/** The number as it stands on the screen: in groups, covered as its kind asks unless `shown`. */
export function grouped(kind, digits, shown = false) {
  const { groups, hidden } = KINDS[kind];
  const seen = shown || hidden === "no" ? 0 : hidden === "all" ? digits.length : digits.length - 1;
  const covered = DOT.repeat(Math.max(seen, 0)) + digits.slice(Math.max(seen, 0));
  let from = 0;
  return groups.map((length) => covered.slice(from, (from += length))).filter(Boolean).join(" ");
}

/** The name of the prompt that says what is wrong with an entry, or "". The server decides; this only spares a try. */
export function fault(kind, value) {
  if (kind === "id") return value.length !== 18 ? "id_length" : checkDigit(value) ? "" : "id_check";
  if (kind === "phone") return /^1\d{10}$/.test(value) ? "" : "phone_length";
  if (kind === "code") return value.length === 6 ? "" : "code_length";
  const { least = 0, short } = KINDS[kind] ?? {};
  if (value?.length < least) return short;
  if (kind === "many") return value.length ? "" : "choose_one";
  if (kind !== "text" && !isNumber(kind)) return ""; // chosen by a button
  return value.trim() ? "" : "nothing";
}

function checkDigit(number) {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK[sum % 11] === number[17];
}
