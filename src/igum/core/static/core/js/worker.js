// Shows pages that asked to be kept when there is no network. Served as /worker.js, so that it sees the whole site.
const FILES = "igum-files-1";
const PAGES = "igum-pages-1";
const MARKED = /\.[0-9a-f]{12}\.[a-z0-9]+$/;
const LONGEST_KEPT_MS = 7 * 24 * 3600 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) {
    return;
  }
  if (request.method === "POST" && address.pathname.endsWith("/logout/")) {
    event.waitUntil(caches.delete(PAGES)); // they hold names: the next person at this device is somebody else
  } else if (request.method === "GET" && address.pathname.startsWith("/static/")) {
    event.respondWith(keptFile(request));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(newestPage(request));
  }
});

// A file whose name carries a mark of its content is never old; another is asked for first.
async function keptFile(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request, { ignoreVary: true });
  if (kept && MARKED.test(request.url)) {
    return kept;
  }
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      files.put(request, answer.clone());
    }
    return answer;
  } catch (failure) {
    if (kept) {
      return kept;
    }
    throw failure;
  }
}

async function newestPage(request) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get("X-Keep-Offline")) {
      pages.put(request, answer.clone());
    } else {
      pages.delete(request, { ignoreVary: true }); // whoever may not open it any more finds no copy either
    }
    return answer;
  } catch (failure) {
    const kept = await pages.match(request, { ignoreVary: true }); // the cookie's value is not ours to see
    const age = kept ? Date.now() - Date.parse(kept.headers.get("Date")) : Infinity;
    if (age < LONGEST_KEPT_MS) {
      return kept;
    }
    throw failure;
  }
}
