// The network that one can move about in: sigma draws each name where the drawing from the server has it.
//
// Pointing at a name leaves its ties alone, a click leads to those around it. The wheel goes on scrolling the page; with
// Ctrl, and by the buttons, it comes nearer.

import { NodeSquareProgram } from "@sigma/node-square";
import Graph from "graphology";
import Sigma from "sigma";
import { buttons } from "./buttons.js";
import { colour, onLook } from "./colours.js";
import { draw } from "./drawing.js";
import { shown } from "./shown.js";

const SHORT = 32;
const WIDE = 800;
const TIES = { about: "--k-statements", to: "--k-events", office: "--soft", member: "--soft" };

class Square extends NodeSquareProgram {
  drawLabel = underneath;
  drawHover = pointedAt;
}

draw({ network });

function network(fresh, { network: told }, place) {
  const graph = graphOf(told, placesIn(place), Math.min(1, place.clientWidth / WIDE));
  const box = Object.assign(document.createElement("div"), { className: "moved" });
  fresh.append(box);
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", "The names and their ties; the table below says the same in words");
  const drawn = new Sigma(graph, box, {
    nodeProgramClasses: { square: Square },
    defaultEdgeType: "arrow",
    labelFont: getComputedStyle(box).fontFamily,
    labelSize: 12,
    labelRenderedSizeThreshold: 4,
    defaultDrawNodeLabel: underneath,
    defaultDrawNodeHover: pointedAt,
    minCameraRatio: 0.1,
    maxCameraRatio: 3,
  });
  onLook(() => paint(graph, drawn));
  leaveAlone(graph, drawn);
  drawn.on("clickNode", ({ node }) => location.assign(`/network?actor=${encodeURIComponent(node)}`));
  // Before sigma sees it: the wheel is the page's own.
  box.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  const camera = drawn.getCamera();
  fresh.append(buttons({
    nearer: () => camera.animatedZoom(),
    farther: () => camera.animatedUnzoom(),
    "all of it": () => camera.animatedReset(),
  }));
}

// Where the plain drawing has each name, by the name's id.
function placesIn(place) {
  const found = new Map();
  for (const node of place.querySelectorAll("a.node")) {
    const { x, y, width, height } = node.querySelector("circle, rect").getBBox();
    found.set(decodeURIComponent(node.getAttribute("href").split("/").at(-1)), { x: x + width / 2, y: -(y + height / 2), size: width / 2 });
  }
  return found;
}

function graphOf({ nodes, ties, centre }, places, scale) {
  const graph = new Graph({ multi: true });
  for (const { id, name, kind } of nodes) {
    const type = kind === "person" ? "circle" : "square";
    if (!places.has(id)) continue;
    const { x, y, size } = places.get(id);
    graph.addNode(id, { x, y, size: Math.max(4, size * scale), label: shown(name, SHORT), kind, type, forceLabel: id === centre });
  }
  for (const { a, b, kind, origins } of ties) {
    if (graph.hasNode(a) && graph.hasNode(b)) graph.addEdge(a, b, { kind, size: 1.5 + Math.log2(Math.max(1, origins)) });
  }
  return graph;
}

function underneath(canvas, { x, y, size, label }, { labelFont, labelSize }) {
  if (!label) return;
  canvas.font = `${labelSize}px ${labelFont}`;
  canvas.fillStyle = colour("--ink");
  canvas.fillText(label, x - canvas.measureText(label).width / 2, y + size + labelSize);
}

function pointedAt(canvas, { x, y, size, label }, { labelFont, labelSize }) {
  if (!label) return;
  canvas.font = `600 ${labelSize}px ${labelFont}`;
  const width = canvas.measureText(label).width;
  canvas.fillStyle = colour("--paper");
  canvas.fillRect(x - width / 2 - 3, y + size + 1, width + 6, labelSize + 3);
  canvas.fillStyle = colour("--ink");
  canvas.fillText(label, x - width / 2, y + size + labelSize);
}

function paint(graph, drawn) {
  const person = colour("--k-statements"), body = colour("--k-offices");
  graph.updateEachNodeAttributes((_, each) => ({ ...each, color: each.kind === "person" ? person : body }));
  graph.updateEachEdgeAttributes((_, each) => ({ ...each, color: colour(TIES[each.kind] ?? "--soft") }));
  drawn.refresh();
}

// Pointing at a name leaves its neighbours and their ties alone.
function leaveAlone(graph, drawn) {
  let at = null;
  const near = (node) => at === null || node === at || graph.areNeighbors(node, at);
  drawn.setSetting("nodeReducer", (node, each) => (near(node) ? each : { ...each, color: colour("--rule"), label: "" }));
  drawn.setSetting("edgeReducer", (edge, each) => (at === null || graph.hasExtremity(edge, at) ? each : { ...each, hidden: true }));
  const point = (node) => {
    at = node;
    drawn.refresh({ skipIndexation: true });
  };
  drawn.on("enterNode", ({ node }) => point(node));
  drawn.on("leaveNode", () => point(null));
}
