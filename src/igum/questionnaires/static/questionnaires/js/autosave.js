// Saves each answer by itself, keeps what could not be sent on this device, and shows what follows from the answers.
// Without this file the form is saved by its own buttons.
import { count } from "./count.js";

const PAUSE_MS = 1200;
const LONGEST_WAIT_MS = 30000;
const form = document.querySelector("form[data-autosave]");

if (form) {
  const errors = document.querySelector("[data-errors]");
  errors?.focus();
  new Autosave(form).start();
}

function Autosave(form) {
  const words = form.dataset;
  const key = `igum-form-${words.response}`;
  const rendered = form.elements.typed;
  const line = form.querySelector("[data-saved-line]");
  const status = line.querySelector("[role=status]");
  // When the page was asked for: the server read its clock later, so no moment is told too early, however slow the
  // line. One told too late is taken for the moment at which it arrives.
  const began = performance.getEntriesByType("navigation")[0]?.requestStart ?? 0;
  const known = JSON.parse(rendered.value);
  const waiting = kept();
  let timer = 0;
  let pauseAfterFailure = 1000;
  let sending = null;
  let leaving = false;

  this.start = () => {
    for (const [path, [typed, value]] of Object.entries(waiting)) {
      if (!(path in known) || typed <= known[path]) {
        continue; // of another page of the form, or saved after all
      }
      put(path, value);
    }
    form.addEventListener("input", (event) => note(event.target, PAUSE_MS));
    form.addEventListener("change", (event) => note(event.target, 0));
    form.addEventListener("submit", submit);
    window.addEventListener("online", () => soon(0));
    window.addEventListener("pagehide", () => leaving || send({ keepalive: true }));
    document.addEventListener("visibilitychange", () => document.hidden && soon(0));
    form.querySelectorAll("[data-most]").forEach(countOne);
    if (Object.keys(waiting).length) {
      soon(0);
    }
  };

  // The server's clock, moved on by this page's own: two devices whose clocks differ still agree on what came last.
  function moment(path) {
    const now = Number(words.now) + Math.round(performance.now() - began);
    return Math.max(now, (known[path] ?? 0) + 1, (waiting[path]?.[0] ?? 0) + 1);
  }

  function note(field, pause) {
    if (!field.name || !(field.name in known)) {
      return;
    }
    const value = get(field.name);
    countOne(document.getElementById(`${idOf(field.name)}-count`));
    if (field.name in waiting && same(waiting[field.name][1], value)) {
      soon(pause);
      return;
    }
    waiting[field.name] = [moment(field.name), value];
    keep();
    say(words.saving, "busy");
    soon(pause);
  }

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => send({}), pause);
  }

  // One request at a time, so that answers arrive in the order they were typed.
  function send({ keepalive = false }) {
    if (sending && !keepalive) {
      return sending.then(() => send({}));
    }
    const batch = { ...waiting };
    if (!Object.keys(batch).length) {
      return Promise.resolve(true);
    }
    sending = ask(batch, keepalive).finally(() => {
      sending = null;
    });
    return sending;
  }

  async function ask(batch, keepalive) {
    let answer;
    try {
      answer = await fetch(words.autosave, {
        method: "POST",
        keepalive,
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ answers: batch }),
      });
    } catch {
      return failed();
    }
    if (answer.status >= 500) {
      return failed();
    }
    const told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : {};
    if (!answer.ok) {
      say(`${words.refused} ${told.reason ?? ""}`, "bad");
      return false;
    }
    pauseAfterFailure = 1000;
    show(batch, told);
    return true;
  }

  function failed() {
    say(words.offline, "bad");
    clearTimeout(timer);
    timer = setTimeout(() => send({}), pauseAfterFailure);
    pauseAfterFailure = Math.min(pauseAfterFailure * 2, LONGEST_WAIT_MS);
    return false;
  }

  function show(batch, told) {
    for (const [path, [typed]] of Object.entries(batch)) {
      if (waiting[path]?.[0] === typed) {
        delete waiting[path];
      }
      if (path in known) {
        known[path] = Math.max(known[path], told.typed[path] ?? 0);
      }
    }
    rendered.value = JSON.stringify(known);
    keep();
    for (const [path, value] of Object.entries(told.newer)) {
      if (!(path in waiting)) {
        put(path, value ?? "");
        tell(path, words.newer);
      }
    }
    const shown = new Set(told.shown);
    for (const part of form.querySelectorAll("[data-path]")) {
      part.hidden = !shown.has(part.dataset.path);
    }
    const required = new Set(told.required);
    for (const optional of form.querySelectorAll("[data-optional]")) {
      optional.hidden = required.has(optional.closest("[data-path]").dataset.path);
    }
    for (const [path, text] of Object.entries(told.calculated)) {
      const output = document.getElementById(idOf(path));
      if (output) {
        output.textContent = text;
      }
    }
    for (const path of Object.keys(batch)) {
      if (!(path in told.newer)) {
        tell(path, told.refused[path] ?? told.wrong[path] ?? "");
      }
    }
    if (!Object.keys(waiting).length) {
      say(words.saved, "good");
    }
  }

  function tell(path, text) {
    const place = document.getElementById(`${idOf(path)}-error`);
    if (place) {
      place.textContent = text;
      place.hidden = !text;
      place.closest(".field").classList.toggle("wrong", Boolean(text));
    }
  }

  function say(text, how) {
    line.hidden = false;
    line.dataset.how = how;
    if (status.textContent !== text && how !== "busy") {
      status.textContent = text; // said aloud, so only when it changes
    }
  }

  async function submit(event) {
    if (leaving || !Object.keys(waiting).length) {
      return; // the browser goes its own way
    }
    event.preventDefault();
    const button = event.submitter;
    clearTimeout(timer);
    while (Object.keys(waiting).length) {
      if (!(await send({}))) {
        if (status.textContent === words.offline) {
          status.textContent = words.stay;
        }
        line.scrollIntoView({ block: "center" });
        return;
      }
    }
    leaving = true;
    form.requestSubmit(button);
  }

  function get(path) {
    const fields = [...form.elements].filter((field) => field.name === path);
    if (fields[0].type === "checkbox") {
      const chosen = fields.filter((field) => field.checked).map((field) => field.value);
      return fields[0].closest(".tick") ? (chosen[0] ?? "") : chosen;
    }
    return fields[0].type === "radio" ? (fields.find((field) => field.checked)?.value ?? "") : fields[0].value;
  }

  function put(path, value) {
    for (const field of [...form.elements].filter((each) => each.name === path)) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = [value].flat().includes(field.value);
      } else {
        field.value = value;
      }
    }
    countOne(document.getElementById(`${idOf(path)}-count`));
  }

  function countOne(place) {
    if (!place) {
      return;
    }
    const field = document.getElementById(place.id.replace(/-count$/, ""));
    const most = Number(place.dataset.most);
    const there = count(field.value);
    place.classList.toggle("over", there > most);
    place.textContent = (there > most ? words.over : words.count)
      .replace("{count}", there)
      .replace("{most}", most)
      .replace("{over}", there - most);
  }

  function kept() {
    try {
      return JSON.parse(window.localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  }

  function keep() {
    try {
      if (Object.keys(waiting).length) {
        window.localStorage.setItem(key, JSON.stringify(waiting));
      } else {
        window.localStorage.removeItem(key); // computers are shared: nothing stays that was sent
      }
    } catch {
      // A browser that keeps nothing still sends.
    }
  }
}

function idOf(path) {
  return `q-${path.replaceAll(".", "-")}`;
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
