// Candidates from the server; from the page's own small store while the server is away.

import { inTime } from "../shared/in_time.js";

const PATIENCE_MS = 1500;
const AWAY_MS = 5000; // after a failure the store answers at once for a while

let basics = null;
let awayUntil = 0;

/** Fetch what the page needs to go on by itself. Never fails. */
export async function prepare() {
  if (basics) return;
  try {
    const response = await inTime(fetch("/api/keyboard/basics"));
    if (response.ok) basics = await response.json();
  } catch {
    // the server is away: the next opening of the keyboard asks again
  }
}

/** {candidates: [{text, uses}], more} for `letters`, without the first `skip`. Never fails. */
export async function lookUp(letters, mode, start, skip) {
  if (Date.now() < awayUntil) return own(letters, skip);
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    const response = await fetch("/api/keyboard/candidates", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ typed: letters, mode, start, skip }),
      signal: control.signal,
    });
    if (response.ok) return await response.json();
  } catch {
    awayUntil = Date.now() + AWAY_MS;
  } finally {
    clearTimeout(timer);
  }
  return own(letters, skip);
}

const own = (letters, skip) => ({ candidates: basics && !skip ? locally(basics, letters) : [], more: false });

/** Candidates from `basics` alone: phrases in full or by initials, then hanzi of the first syllable. */
export function locally({ hanzi, phrases }, letters) {
  const found = phrases.flatMap(([text, sounds]) => {
    const uses = used(sounds.split(" "), letters);
    return uses ? [{ text, uses }] : [];
  });
  found.sort((a, b) => b.uses - a.uses); // stable: the most wanted stay in front
  for (let end = Math.min(6, letters.length); end > 0; end -= 1) {
    for (const text of hanzi[letters.slice(0, end)] ?? []) found.push({ text, uses: end });
  }
  if (found.length) return found;
  return Object.keys(hanzi).filter((sound) => sound.startsWith(letters)).map((sound) => ({ text: hanzi[sound][0], uses: letters.length }));
}

function used(sounds, letters) {
  const whole = sounds.join("");
  if (letters.startsWith(whole)) return whole.length;
  const initials = sounds.map((sound) => sound[0]).join("");
  if (letters.startsWith(initials)) return initials.length;
  return letters.length > 2 && whole.startsWith(letters) ? letters.length : 0;
}
