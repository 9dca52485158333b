// The kiosk page's service worker. The server writes KEPT in front: {version, page, files, useful}.
// It keeps the page's own files and nothing else: no answer, no sound, nothing of anybody's own. Only the page writes the guides.

const STORE = `wanqing-page-${KEPT.version}`;
const PAGE_STORES = "wanqing-page-";
const PATIENCE_MS = 2000;
const AWAY_MS = 15_000; // after a page from the store its files come from there as well, all of one version

let awayUntil = 0;

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === KEPT.page) event.respondWith(page(request));
  } else if (KEPT.files.includes(pathname) || KEPT.useful.includes(pathname)) {
    event.respondWith(file(request, pathname));
  }
});

async function keep() {
  const store = await caches.open(STORE);
  await store.addAll(KEPT.files.map((path) => new Request(path, { cache: "reload" })));
  await Promise.all(KEPT.useful.map((path) => store.add(path).catch(() => {}))); // asked for again with the next version
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PAGE_STORES) && name !== STORE).map((name) => caches.delete(name)));
}

// The page from the server; from the store when there is no answer, and then marked so that it need not find out again.
async function page(request) {
  const response = await answered(request);
  if (response && response.status < 500) return response;
  awayUntil = Date.now() + AWAY_MS;
  const kept = await (await caches.open(STORE)).match(KEPT.page);
  const { headers } = kept;
  const words = await kept.text();
  return new Response(words.replace("<html ", "<html data-server-away "), { headers });
}

async function file(request, path) {
  const response = Date.now() < awayUntil ? null : await answered(request);
  if (response?.ok) return response;
  return (await (await caches.open(STORE)).match(path)) ?? response ?? Response.error();
}

async function answered(request) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: patience.signal });
  } catch {
    return null; // refused, unreachable or too late
  } finally {
    clearTimeout(timer);
  }
}
