// Keeps what a form says on this device until the server has it. Every sending carries a key drawn once, so that what
// is sent again after a lost answer arrives once. Without this file the form is sent by its own button.
const STORE = "outbox";
const PAUSE_MS = 800;
const AGAIN_MS = 10000;
const REFUSED = new Set([400, 403, 404, 409, 422]);
const line = document.querySelector("[data-outbox-line]");
let asked = false;
const form = document.querySelector("form[data-outbox]");

if (line) {
  if (form) {
    keepPage();
    watch(form);
  }
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.hidden || flush());
  setInterval(flush, AGAIN_MS);
  flush();
}

// --- The store -----------------------------------------------------------------------------------------------

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("igum", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function inStore(mode, deed) {
  const store = await opened();
  return new Promise((done, failed) => {
    const work = store.transaction(STORE, mode);
    const asked = deed(work.objectStore(STORE));
    work.oncomplete = () => done(asked.result);
    work.onerror = () => failed(work.error);
  }).finally(() => store.close());
}

const put = (entry) => inStore("readwrite", (store) => store.put(entry));
const remove = (key) => inStore("readwrite", (store) => store.delete(key));

async function entries() {
  const all = await inStore("readonly", (store) => store.getAll());
  return all.sort((one, other) => one.order - other.order);
}

// --- From the form to the store --------------------------------------------------------------------------------

function watch(form) {
  let timer = 0;
  const now = () => {
    clearTimeout(timer);
    timer = 0; // nothing is left for when the page goes: it would be sent a second time
    keep(form);
  };
  restore(form);
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  window.addEventListener("pagehide", () => {
    if (timer) {
      now();
    }
  });
}

// What waits for this form replaces itself, until its sending was tried: then what follows is a sending of its own.
async function keep(form) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const waiting = (await entries()).find((one) => one.url === form.action && one.user === form.dataset.user && !one.tried && !one.said);
  await put({
    key: waiting?.key ?? drawn(),
    order: waiting?.order ?? Date.now(),
    url: form.action,
    user: form.dataset.user,
    takenAt: new Date().toISOString(),
    fields,
  });
  say("waiting");
  return flush();
}

async function restore(form) {
  for (const entry of await entries()) {
    if (entry.url !== form.action || entry.user !== form.dataset.user) {
      continue;
    }
    for (const [name, value] of entry.fields.filter(([name]) => name.startsWith("mark-"))) {
      const field = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find((one) => one.value === value);
      if (field) {
        field.checked = true;
      }
    }
  }
}

function drawn() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// --- From the store to the server --------------------------------------------------------------------------------

// One tab sends at a time; the keys would keep two from doing harm.
function flush() {
  if (!navigator.locks) {
    return sendAll();
  }
  return navigator.locks.request("igum-outbox", { ifAvailable: true }, (lock) => lock && sendAll());
}

async function sendAll() {
  const all = await entries();
  if (!all.length && asked) {
    return undefined; // nothing waits, and who is here was asked once
  }
  const waiting = all.filter((one) => !one.said);
  const visitor = await whoIsHere();
  asked ||= Boolean(visitor);
  if (!waiting.length) {
    return refusedOnes(visitor);
  }
  if (!visitor) {
    return say("waiting");
  }
  // What somebody else left on this device waits for them, and holds nobody back.
  const own = waiting.filter((one) => one.user === String(visitor.user ?? ""));
  if (!own.length) {
    return say("signin");
  }
  for (const entry of own) {
    entry.tried = true;
    await put(entry);
    if (!(await sent(entry, visitor.token))) {
      return say("waiting");
    }
  }
  return sendAll();
}

async function whoIsHere() {
  try {
    const answer = await fetch(line.dataset.token, { cache: "no-store" });
    const visitor = answer.ok ? await answer.json() : null;
    await forgetOthers(visitor);
    return visitor;
  } catch {
    return null;
  }
}

// Kept pages hold names: they are of whoever was here, and go when somebody else is.
async function forgetOthers(visitor) {
  const now = String(visitor?.user ?? "");
  const before = localStorage.getItem("igum-kept-for");
  if (visitor && before && before !== now) {
    await caches.delete("igum-pages-1");
  }
  if (visitor) {
    localStorage.setItem("igum-kept-for", now);
  }
}

async function sent(entry, token) {
  let answer;
  try {
    answer = await fetch(entry.url, {
      method: "POST",
      headers: { "X-CSRFToken": token, "HX-Request": "true", Accept: "application/json" },
      body: new URLSearchParams([...entry.fields, ["key", entry.key], ["taken_at", entry.takenAt]]),
    });
  } catch {
    return false;
  }
  if (answer.ok) {
    const said = await answer.json();
    await remove(entry.key);
    settle(entry, said);
    return true;
  }
  if (REFUSED.has(answer.status)) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await put({ ...entry, said: page.body.textContent.trim().replace(/\s+/g, " ") });
    return true;
  }
  return false;
}

// What the server took is what the form begins from now.
function settle(entry, said) {
  if (form?.action === entry.url) {
    form.elements.seen.value = said.number;
    for (const [name, value] of entry.fields.filter(([name]) => name.startsWith("mark-"))) {
      const was = form.elements[name.replace("mark-", "was-")];
      if (was && !said.differing.includes(name.slice(5))) {
        was.value = value;
      }
    }
  }
  say(said.differing.length ? "differing" : "saved");
}

async function refusedOnes(visitor) {
  const [refused] = (await entries()).filter((one) => one.said && one.user === String(visitor?.user ?? ""));
  if (refused) {
    say("refused", refused);
  }
}

function say(state, entry) {
  line.hidden = false;
  line.dataset.state = state;
  line.querySelector("span").textContent = entry ? `${line.dataset.refused} ${entry.said}` : line.dataset[state];
  const away = line.querySelector("button");
  away.hidden = !entry;
  away.onclick = async () => {
    await remove(entry.key);
    line.hidden = true;
    flush();
  };
}

// --- The page without a network ----------------------------------------------------------------------------------

async function keepPage() {
  if (!navigator.serviceWorker) {
    return;
  }
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType("resource").map((one) => one.name);
  const own = used.filter((address) => address.startsWith(`${location.origin}/static/`));
  const files = await caches.open("igum-files-1");
  await Promise.allSettled(own.map(async (address) => (await files.match(address)) ?? files.add(address)));
  const pages = await caches.open("igum-pages-1");
  const page = await fetch(location.href);
  if (page.headers.get("X-Keep-Offline")) {
    await pages.put(location.href, page);
    form.dataset.kept = "true";
  }
}
