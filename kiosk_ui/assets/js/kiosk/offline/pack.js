// The pack of guides: fetched while the server is there, kept in the browser's store, read from there while it is away.

const ADDRESS = "/api/offline/guides";
const STORE = "wanqing-guides";
const EVERY_MS = 5 * 60_000;
const PATIENCE_MS = 15_000;

/** `content` is {version, date, topics, guides} or null; only ever public answers. Event "change" without detail. */
export class Pack extends EventTarget {
  #content = null;

  constructor() {
    super();
    this.#open();
    setInterval(() => this.refresh(), EVERY_MS);
  }

  get content() {
    return this.#content;
  }

  /** Ask whether there is a newer one; without an answer the one kept stays. Never fails. */
  async refresh() {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const response = await fetch(ADDRESS, { cache: "no-cache", signal: patience.signal }); // unchanged: 304, a few bytes
      if (response.ok) await this.#take(response);
    } catch {
      // the server is away: the watch tells the visitor, and the next look asks again
    } finally {
      clearTimeout(timer);
    }
  }

  // What was kept is there at once, however long the server takes to be missed.
  async #open() {
    this.#set(await kept());
    await this.refresh();
  }

  #set(content) {
    this.#content = content;
    this.dispatchEvent(new Event("change"));
  }

  async #take(response) {
    const copy = response.clone();
    const content = await response.json();
    const known = this.#content;
    this.#set(content);
    if (known?.version === content.version && known.date === content.date) return;
    await keep(copy);
  }
}

// Without a secure context there is no such store; then the pack lasts as long as the page.
async function keep(response) {
  if (!("caches" in globalThis)) return;
  await (await caches.open(STORE)).put(ADDRESS, response);
}

async function kept() {
  if (!("caches" in globalThis)) return null;
  try {
    const response = await caches.match(ADDRESS, { cacheName: STORE });
    return (await response?.json()) ?? null;
  } catch (error) {
    console.info("the kept guides cannot be read:", error.name);
    return null;
  }
}
