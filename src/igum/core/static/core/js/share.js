// Sharing: the telephone's own sheet where there is one, else the address is copied.
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = false;
  button.addEventListener("click", () => share(button));
}

async function share(button) {
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  const what = { title: button.dataset.shareTitle, url: button.dataset.share };
  try {
    if (navigator.share) {
      await navigator.share(what);
      return;
    }
    await navigator.clipboard.writeText(what.url);
    said.textContent = button.dataset.shareCopied;
  } catch (problem) {
    if (problem.name !== "AbortError") {
      said.textContent = what.url; // nothing else is allowed here: the address itself can be copied by hand
    }
  }
}
