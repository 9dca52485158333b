// Notices within five seconds that the server is gone, and within as long that it is back.

const EVERY_MS = 2000;
const PATIENCE_MS = 2000;
const MISSES = 2; // one lost request is not yet a lost server

/** Call `lost()` when the server stops answering and `found()` when it answers again. */
export function watchServer(address, lost, found) {
  let misses = 0;
  const look = async () => {
    const answered = await answers(address);
    if (answered && misses >= MISSES) found();
    misses = answered ? 0 : misses + 1;
    if (misses === MISSES) lost();
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
}

async function answers(address) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    await fetch(address, { method: "HEAD", cache: "no-store", signal: patience.signal });
    return true;
  } catch {
    return false; // refused, unreachable or too late: all mean the same to the person in front of the panel
  } finally {
    clearTimeout(timer);
  }
}
