// Finds the stretches of shown text that a speech chunk reads, and wraps them so that they can be marked while spoken.

import { withPhones } from "./phones.js";

// One code unit each, so that positions in the text are positions in the list of letters. Rare hanzi outside the
// basic plane count as nothing on both sides.
const WORDS = /[\p{L}\p{N}]/gu;
const CLOSING = /^[。，、；：？！）」』》”%％]*/;

/** Text blocks of one reply: each element gets its text, cut into stretches by the speech chunks that read it. */
export class Speakable {
  #blocks = [];
  #dialable;

  constructor(dialable) {
    this.#dialable = dialable;
  }

  /** Remember that `element` is to show `text`; `fill` puts it there. Returns the element. */
  add(element, text) {
    this.#blocks.push({ element, text });
    return element;
  }

  /** Show all blocks. Chunk n's stretches become elements; returns a function chunk -> its elements. */
  fill(chunks) {
    const marks = new Map();
    const spans = locate(this.#blocks.map((block) => block.text), chunks);
    this.#blocks.forEach(({ element, text }, index) => {
      let from = 0;
      for (const { start, end, chunk } of spans.filter((span) => span.block === index)) {
        element.append(...withPhones(text.slice(from, start), this.#dialable));
        const mark = document.createElement("span");
        mark.append(...withPhones(text.slice(start, end), this.#dialable));
        element.append(mark);
        marks.set(chunk, [...(marks.get(chunk) ?? []), mark]);
        from = end;
      }
      element.append(...withPhones(text.slice(from), this.#dialable));
    });
    return (chunk) => marks.get(chunk) ?? [];
  }
}

/** Where each chunk's shown words stand: [{block, start, end, chunk}]. Only letters and digits count, in order. */
function locate(texts, chunks) {
  const places = [];
  texts.forEach((text, block) => {
    for (const { 0: letter, index } of text.matchAll(WORDS)) places.push({ block, at: index, letter });
  });
  const letters = places.map((place) => place.letter).join("");
  const spans = [];
  let cursor = 0;
  for (const chunk of chunks) {
    const shown = (chunk.shown.match(WORDS) ?? []).join("");
    const found = shown ? letters.indexOf(shown, cursor) : -1;
    if (found < 0) continue;
    cursor = found + shown.length;
    spans.push(...byBlock(places.slice(found, cursor), chunk));
  }
  for (const span of spans) span.end += CLOSING.exec(texts[span.block].slice(span.end))[0].length;
  return spans;
}

function byBlock(places, chunk) {
  const spans = [];
  for (const { block, at } of places) {
    const last = spans.at(-1);
    if (last?.block === block) last.end = at + 1;
    else spans.push({ block, start: at, end: at + 1, chunk });
  }
  return spans;
}
