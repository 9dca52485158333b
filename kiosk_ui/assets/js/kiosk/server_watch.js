// Notices within five seconds that the server is gone, and within as long that it is back.

const EVERY_MS = 1000;
const AGAIN_MS = 200; // after a first miss
const PATIENCE_MS = 1200; // even a server that says nothing at all is missed in time: 1 + 1.2 + 0.2 + 1.2 s
const MISSES = 2; // one lost request is not yet a lost server

/** Call `lost()` when the server stops answering and `found()` when it answers again. `away`: it is known not to answer now. */
export function watchServer(address, lost, found, away = false) {
  let misses = away ? MISSES : 0;
  const look = async () => {
    const answered = await answers(address);
    if (answered && misses >= MISSES) found();
    misses = answered ? 0 : misses + 1;
    if (misses === MISSES) lost();
    setTimeout(look, misses === 1 ? AGAIN_MS : EVERY_MS);
  };
  if (away) lost();
  look();
}

async function answers(address) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const { status } = await fetch(address, { method: "HEAD", cache: "no-store", signal: patience.signal });
    return status < 500; // a proxy that lost its server still answers
  } catch {
    return false; // refused, unreachable or too late: all mean the same to the person in front of the panel
  } finally {
    clearTimeout(timer);
  }
}
