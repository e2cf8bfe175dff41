// The figures of a series over time, as the drawing from the server has them, and each tells of itself when it is
// pointed at or has the focus.

import * as Plot from "@observablehq/plot";
import { colour, onLook } from "./colours.js";
import { plain } from "./drawing.js";
import { shown } from "./shown.js";

const DAY = 86400000;
const SIGNS = ["circle", "square", "triangle", "diamond", "cross", { draw: downward }];
const HEIGHT = 300;
const FEW = 14;
const NAME = "The figures by day and number; the table below says the same in words";

// What only shows what the names of the links say too.
const SEEN = { ariaHidden: "true" };

export function series(fresh, { run, dated }, place) {
  const figures = rowsOf(run, dated);
  const chart = document.createElement("div");
  const paint = () => chart.replaceChildren(plain(plotted(figures, run.unit, place.clientWidth)));
  fresh.append(chart);
  chart.addEventListener("focusin", ({ target }) => point(target, "pointermove"));
  chart.addEventListener("focusout", ({ target }) => point(target, "pointerleave"));
  onLook(paint);
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth !== width) paint();
    width = place.clientWidth;
  }).observe(place);
  const key = place.querySelector(".key");
  if (key) fresh.append(key);
}

// To Plot the focus is as the mouse at the middle of a sign.
function point(link, kind) {
  const { x, y, width, height } = link.getBoundingClientRect();
  const at = { clientX: x + width / 2, clientY: y + height / 2, pointerType: "mouse" };
  link.closest("svg")?.dispatchEvent(new PointerEvent(kind, at));
}

// The figures with a day and a number; a bound that the page leaves open reaches to the edge of the drawing.
function rowsOf(run, dated) {
  const known = dated.filter(({ first, low, high }) => first && (low !== null || high !== null));
  const bounds = known.flatMap(({ low, high }) => [low, high]).filter((bound) => bound !== null);
  const edges = { low: Math.min(0, ...bounds), high: Math.max(...bounds) * 1.05 };
  const signs = signsOf(known);
  const worded = new Map(run.figures.map((figure) => [figure.id, figure]));
  return known.map((each) => {
    const from = Date.parse(each.first), to = Date.parse(each.last) + DAY;
    const low = each.low ?? edges.low, high = each.high ?? edges.high;
    const figure = worded.get(each.id);
    const told = [each.words, figure.lead, figure.as_of, figure.bounds, each.differs ? "accounts differ" : ""];
    const lines = [...new Set(told.filter(Boolean))].map((words) => shown(words));
    return {
      x1: new Date(from), x2: new Date(to), x: new Date((from + to) / 2), low, high, middle: (low + high) / 2,
      sign: signs.get(each.giver), open: each.low === null || each.high === null, differs: each.differs,
      title: lines.join("\n"), name: lines.join("; "),
      href: `/page/${encodeURIComponent(figure.page.id)}#${encodeURIComponent(each.id)}`,
    };
  });
}

// As in serve/plotted.py: those with most figures first, and whoever comes late shares the last sign.
function signsOf(known) {
  const counts = new Map();
  for (const { giver } of known) counts.set(giver, (counts.get(giver) ?? 0) + 1);
  const ranked = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  return new Map(ranked.map((giver, at) => [giver, Math.min(at, SIGNS.length - 1)]));
}

function plotted(figures, unit, width) {
  const paints = SIGNS.map((_, at) => colour(`--g${at + 1}`));
  const stroke = ({ sign }) => paints[sign];
  const days = (Math.max(...figures.map(({ x2 }) => x2)) - Math.min(...figures.map(({ x1 }) => x1))) / DAY;
  const box = { x1: "x1", x2: "x2", y1: "low", y2: "high", fill: stroke, stroke, ...SEEN };
  return Plot.plot({
    className: "drawn-anew",
    ariaLabel: NAME,
    width,
    height: HEIGHT,
    marginLeft: 64,
    x: { type: "utc", label: null, ticks: days > FEW ? Math.max(2, Math.round(width / 160)) : "day" },
    y: { label: shown(unit, 40), grid: true, tickFormat: ",~f" },
    color: { type: "identity" },
    symbol: { type: "identity" },
    marks: [
      Plot.rect(figures.filter(({ open }) => !open), { ...box, fillOpacity: 0.2 }),
      Plot.rect(figures.filter(({ open }) => open), { ...box, fillOpacity: 0.1, strokeDasharray: "4 3" }),
      Plot.ruleY(figures.filter(({ low, high }) => low === high), {
        x1: "x1", x2: "x2", y: "low", stroke, strokeWidth: 2, ...SEEN,
      }),
      Plot.dot(figures, {
        x: "x", y: "middle", fill: stroke, symbol: ({ sign }) => SIGNS[sign], r: 5, href: "href", ariaLabel: "name",
      }),
      Plot.text(figures.filter(({ differs }) => differs), {
        x: "x", y: "middle", text: () => "≠", dx: 12, fontSize: 15, fontWeight: 700, fill: colour("--warn"), ...SEEN,
      }),
      Plot.tip(figures, Plot.pointer({ x: "x", y: "middle", title: "title", ...SEEN })),
    ],
  });
}

function downward(context, size) {
  const side = Math.sqrt(size / 1.2);
  context.moveTo(0, side * 0.75);
  context.lineTo(side * 0.75, -side * 0.6);
  context.lineTo(-side * 0.75, -side * 0.6);
  context.closePath();
}
