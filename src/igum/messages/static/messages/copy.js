// Copies the words of a letter as they stand, with the signs that keep figures from turning around.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const said = button.nextElementSibling;
  const words = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(words.textContent);
    said.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(words); // not allowed to copy: the words are chosen, and can be copied by hand
  }
});

function show(root) {
  for (const button of root.querySelectorAll("[data-copies]")) button.hidden = false;
}
show(document);
document.addEventListener("htmx:afterSwap", () => show(document));
