// What may be waited for, for so long.

export const PATIENCE_MS = 15_000;

/** What `promise` resolves to; rejects with a TypeError, as a lost request does, when that takes too long. */
export function inTime(promise, patience = PATIENCE_MS) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new TypeError("too late")), patience)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The bytes at `address`; rejects when there are none, or when that takes too long: then the request ends as well. */
export async function fetchedInTime(address, patience = PATIENCE_MS) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  try {
    return await (await fetch(address, { signal: late.signal })).arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
}
