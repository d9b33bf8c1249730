// "Near me": asks the browser for the place and puts it, rounded to about 100 metres, into the page's address.
for (const button of document.querySelectorAll("[data-near]")) {
  if ("geolocation" in navigator) {
    button.hidden = false;
    button.addEventListener("click", () => ask(button));
  }
}

function ask(button) {
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  said.textContent = button.dataset.nearWaiting;
  button.setAttribute("aria-busy", "true");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const url = new URL(button.dataset.near, window.location.href);
      url.searchParams.set("near", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
      url.searchParams.delete("page");
      window.location.assign(url);
    },
    (refusal) => {
      button.removeAttribute("aria-busy");
      said.textContent = refusal.code === refusal.PERMISSION_DENIED ? button.dataset.nearDenied : button.dataset.nearFailed;
    },
    { maximumAge: 600_000, timeout: 10_000 },
  );
}
