// How does one come nearer to a drawing? By buttons and by dragging; with Ctrl by the wheel, which else is the page's.

import { select, zoom, zoomIdentity } from "d3";
import { buttons } from "./buttons.js";

const NEAREST = 16;
const STEP = 1.6;

// Makes the SVG in an element one that moves; what has a radius keeps its size on the screen.
export function moving(place) {
  const drawing = place.querySelector("svg");
  const inner = document.createElementNS("http://www.w3.org/2000/svg", "g");
  inner.append(...drawing.children);
  drawing.append(inner);
  const { width, height } = drawing.viewBox.baseVal;
  const circles = select(inner).selectAll("circle").datum((_, at, all) => Number(all[at].getAttribute("r")));
  const move = zoom()
    .scaleExtent([1, NEAREST])
    .translateExtent([[0, 0], [width, height]])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey : event.touches ? event.touches.length > 1 : !event.button))
    .on("zoom", ({ transform }) => {
      inner.setAttribute("transform", transform);
      circles.attr("r", (radius) => radius / transform.k);
    });
  const moved = select(drawing).call(move).on("dblclick.zoom", null);
  place.append(buttons({
    nearer: () => moved.call(move.scaleBy, STEP),
    farther: () => moved.call(move.scaleBy, 1 / STEP),
    "all of it": () => moved.call(move.transform, zoomIdentity),
  }));
  place.dataset.came = "drawn";
}
