// Shows the button that prints; without scripts the browser's own menu prints as well.
const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
