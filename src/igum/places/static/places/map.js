// Replaces the drawn map of a place by one that moves. Without this script the drawing and the tables say the same.
/* global L */
for (const box of document.querySelectorAll("[data-place-map]")) {
  replace(box);
}

async function replace(box) {
  const answer = await fetch(box.dataset.source);
  if (!answer.ok) {
    return;
  }
  const shown = await answer.json();
  const pane = document.createElement("div");
  pane.className = "moving";
  pane.dir = "ltr"; // Leaflet counts from the left; names keep the direction of their own letters
  box.replaceChildren(pane);

  const map = L.map(pane, { zoomControl: false, minZoom: 7, maxZoom: 14, zoomSnap: 0.25, scrollWheelZoom: false });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close);
  });

  const framed = L.featureGroup();
  L.geoJSON(shown, {
    style: ({ properties }) => ({ className: properties.css }),
    pointToLayer: ({ properties }, at) => L.circleMarker(at, { className: properties.css, radius: properties.here ? 8 : 6 }),
    onEachFeature: ({ geometry, properties }, layer) => {
      const isSpot = geometry.type === "Point";
      if (isSpot || properties.here) {
        framed.addLayer(layer);
      }
      layer.bindPopup(() => link(properties));
      if (isSpot || properties.here) {
        const direction = isSpot ? "top" : "center";
        layer.bindTooltip(words(properties), { permanent: true, direction, className: "area-name" });
      }
    },
  }).addTo(map);
  map.fitBounds(framed.getBounds(), { padding: [16, 16], maxZoom: 12 });
  const arrange = () => keepNamesApart(pane);
  map.on("zoomend moveend", arrange);
  arrange();
}

function link({ name, language, url }) {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.lang = language;
  anchor.textContent = name;
  return anchor;
}

function words({ name, language }) {
  const span = document.createElement("span");
  span.lang = language;
  span.textContent = name;
  return span;
}

function keepNamesApart(pane) {
  const kept = [];
  for (const label of pane.querySelectorAll(".area-name")) {
    label.classList.remove("crowded");
    const box = label.getBoundingClientRect();
    const crowded = kept.some((other) =>
      box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
    label.classList.toggle("crowded", crowded);
    if (!crowded) {
      kept.push(box);
    }
  }
}
