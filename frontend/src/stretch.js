// How does one choose a stretch of the timeline? By dragging across its bands; Escape lets go.
//
// <div data-stretch="/timeline?..." data-first="2031-01-01" data-days="365"> with an SVG in each band. The fields above
// the drawing do the same without a mouse.

const DAY = 86400000;
const LEAST = 0.01;

export function stretch(place) {
  const bands = [...place.querySelectorAll(".band svg")];
  let from = null;
  let to = null;

  place.addEventListener("pointerdown", (event) => {
    const band = event.target.closest(".band svg");
    if (!band || event.button || event.pointerType === "touch") return;
    from = to = share(band, event);
  });
  document.addEventListener("pointermove", (event) => {
    if (from === null) return;
    to = share(bands[0], event);
    mark(bands, from, to);
  });
  document.addEventListener("pointerup", () => {
    const chosen = from !== null && Math.abs(to - from) > LEAST;
    if (chosen) location.assign(address(place, Math.min(from, to), Math.max(from, to)));
    if (from !== null) setTimeout(letGo);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && letGo());
  // A drag begins and ends on links: it is no click on either, and carries no link away.
  place.addEventListener("dragstart", (event) => event.preventDefault());
  place.addEventListener("click", (event) => {
    if (from !== null && Math.abs(to - from) > LEAST) event.preventDefault();
  }, { capture: true });

  function letGo() {
    from = to = null;
    mark(bands, 0, 0);
  }
}

// Where the pointer is along the time, from 0 to 1.
function share(band, event) {
  const { left, width } = band.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width));
}

function mark(bands, from, to) {
  for (const band of bands) {
    const rect = band.querySelector(".stretch") ?? band.appendChild(made());
    rect.setAttribute("x", `${100 * Math.min(from, to)}%`);
    rect.setAttribute("width", `${100 * Math.abs(to - from)}%`);
  }
}

function made() {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.setAttribute("class", "stretch");
  rect.setAttribute("height", "100%");
  return rect;
}

function address(place, from, to) {
  const { stretch: base, first, days } = place.dataset;
  const day = (number) => new Date(Date.parse(first) + number * DAY).toISOString().slice(0, 10);
  const asked = new URL(base, location.href);
  asked.searchParams.set("from", day(Math.floor(from * days)));
  asked.searchParams.set("to", day(Math.max(Math.floor(from * days), Math.ceil(to * days) - 1)));
  return asked;
}
