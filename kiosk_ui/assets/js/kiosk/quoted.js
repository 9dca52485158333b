// Finds in an article's paragraphs the words that an answer quoted.

const CUT = /(……|…)$/; // a long quote was cut at its end

/**
 * `paragraphs` (lines of text) as pieces {text, cited}; `marked` is false when nothing of `quote` stands there. A quote that
 * is the whole article marks nothing apart: then everything is what the answer rests on.
 */
export function quoted(paragraphs, quote) {
  const lines = quote.split("\n").map((line) => line.trim().replace(CUT, "")).filter(Boolean);
  const cut = paragraphs.map((text) => pieces(text, lines));
  return { paragraphs: cut, marked: cut.some((parts) => parts.some(({ cited }) => cited)) };
}

function pieces(text, lines) {
  const line = lines.find((one) => text.includes(one)) ?? (lines.some((one) => one.includes(text)) ? text : "");
  if (!line) return [{ text, cited: false }];
  const at = text.indexOf(line);
  const cut = [[text.slice(0, at), false], [line, true], [text.slice(at + line.length), false]];
  return cut.filter(([words]) => words).map(([words, cited]) => ({ text: words, cited }));
}
