// An answer's words as paragraphs: its first sentence, which is the conclusion, stands by itself.

/** The paragraphs of a display text, the first sentence split off; never an empty one. */
export function paragraphs(text) {
  const [, first, rest] = text.trim().match(/^(.*?(?:[。！？](?![”」』）])|\n|$))(.*)$/s);
  return [first, ...rest.split(/\n+/)].map((line) => line.trim()).filter(Boolean);
}
