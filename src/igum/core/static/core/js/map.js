// A map without tiles: the authorities' areas and the places found. Everything on it also stands in a list on the page.
/* global L */
const PADDING = [24, 24];

drawAll();
document.addEventListener("htmx:afterSettle", drawAll); // a choice of filters brings a new map

function drawAll() {
  for (const box of document.querySelectorAll("[data-map]:not([data-drawn])")) {
    box.dataset.drawn = "";
    draw(box);
  }
}

async function draw(box) {
  box.hidden = false;
  const words = box.dataset;
  const map = L.map(box, { zoomControl: false, minZoom: 7, maxZoom: 16, scrollWheelZoom: false });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
  });

  const areas = words.areas ? await areasFrom(words.areas) : null;
  areas?.addTo(map);
  const found = L.featureGroup(circlesFor(box)).addTo(map);
  const bounds = found.getLayers().length ? found.getBounds() : areas?.getBounds();
  if (bounds?.isValid()) {
    map.fitBounds(bounds, { padding: PADDING, maxZoom: 12 });
  }
  if (words.attribution) {
    map.attributionControl.addAttribution(words.attribution);
  }
  const arrange = () => keepNamesApart(box);
  map.on("zoomend moveend", arrange);
  arrange();
}

async function areasFrom(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    return null;
  }
  return L.geoJSON(await answer.json(), {
    style: ({ properties }) => ({ className: properties.here === false ? "map-area elsewhere" : "map-area" }),
    onEachFeature: ({ properties }, layer) => {
      if (properties.here !== false && properties.name) {
        layer.bindTooltip(textNode(properties.name), { permanent: true, direction: "center", className: "map-name" });
      }
      if (properties.url) {
        layer.bindPopup(() => links([{ name: properties.name, url: properties.url }]));
      }
    },
  });
}

function circlesFor(box) {
  const together = new Map();
  for (const point of pointsOf(box)) {
    const key = `${point.lat},${point.lon}`;
    together.set(key, [...(together.get(key) ?? []), point]);
  }
  return [...together.values()].map((points) =>
    L.circleMarker([points[0].lat, points[0].lon], {
      className: "map-place",
      radius: 7 + Math.min(2 * Math.sqrt(points.length - 1), 11),
    }).bindPopup(() => links(points), { maxHeight: 220 }),
  );
}

function pointsOf({ dataset }) {
  if (dataset.latitude) {
    return [{ lat: Number(dataset.latitude), lon: Number(dataset.longitude), name: dataset.name }];
  }
  const source = document.getElementById("map-points");
  return source ? JSON.parse(source.textContent) : [];
}

function links(points) {
  const list = document.createElement("ul");
  list.className = "map-links";
  list.append(
    ...points.map(({ name, url }) => {
      const item = document.createElement("li");
      const link = document.createElement(url ? "a" : "span");
      link.textContent = name;
      if (url) {
        link.href = url;
      }
      item.append(link);
      return item;
    }),
  );
  return list;
}

function textNode(words) {
  const span = document.createElement("span");
  span.textContent = words;
  return span;
}

function keepNamesApart(box) {
  const shown = [];
  for (const name of box.querySelectorAll(".map-name")) {
    name.classList.remove("crowded");
    const place = name.getBoundingClientRect();
    const crowded = shown.some((other) =>
      place.left < other.right && other.left < place.right && place.top < other.bottom && other.top < place.bottom);
    name.classList.toggle("crowded", crowded);
    if (!crowded) {
      shown.push(place);
    }
  }
}
