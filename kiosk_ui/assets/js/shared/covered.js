// Numbers of a person's own in what was typed: covered wherever the page shows or keeps it. The server covers its own copy.

// Identity and bank card numbers, mobile phones; also in full-width digits or with spaces between.
const NUMBERS = /(^|[^\d０-９])(?:(?:[\d０-９][ 　-]?){14,18}[\dxX０-９ｘＸ]|[1１](?:[ 　-]?[\d０-９]){10})(?![\d０-９])/g;

/** `text` with such numbers as dots. */
export function covered(text) {
  return text.replace(NUMBERS, "$1••••••");
}
