// The figure beside a slider follows it.
for (const slider of document.querySelectorAll(".slider input")) {
  const output = slider.closest(".slider").querySelector("output");
  slider.addEventListener("input", () => {
    output.value = slider.value;
  });
}
