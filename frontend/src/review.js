// How does a reviewer go through a queue without the mouse?
//
// The keys press the buttons that stand at a row, so that they do what the forms do and nothing else. After a decision
// the screen loads anew, and the next row is where the decided one was.

import { onKey } from "./keys.js";
import { told } from "./telling.js";

const PLACE = "onrecord.review";

const rows = () => [...document.querySelectorAll("[data-row]")];
const here = () => rows().length > 0;
const current = () => document.activeElement?.closest("[data-row]") ?? null;

function go(by) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

// Presses what stands at the row for a deed; false where the row has no such thing, and the key keeps its meaning.
function press(deed) {
  const found = current()?.querySelector(`[data-do=${deed}]`);
  if (!found) return false;
  if (deed === "edit") {
    found.closest("details").open = true;
    found.closest("details").querySelector("input, textarea").focus();
  } else {
    found.click();
  }
}

onKey("j", "the next row", () => go(1), here);
onKey("k", "the row before", () => go(-1), here);
onKey("a", "accept the row", () => press("accept"), here);
onKey("r", "reject the row", () => press("reject"), here);
onKey("e", "correct the row", () => press("edit"), here);
onKey("x", "tick the row", () => press("tick"), here);
const undo = () => document.querySelector(".just-done [data-do=undo]");
onKey("u", "take back what was just done", () => undo().click(), () => undo() !== null);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("[data-row] details")) event.target.closest("[data-row]").focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-tick-all]")) return;
  const boxes = [...document.querySelectorAll("[data-do=tick]")];
  const every = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !every;
  told(every ? "No row is ticked" : `${boxes.length} rows are ticked`);
});

// What a deed leads back to begins at the row that took the decided one's place.
document.addEventListener("submit", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) sessionStorage.setItem(PLACE, `${location.pathname} ${rows().indexOf(row)}`);
});

const [path, place] = (sessionStorage.getItem(PLACE) ?? "").split(" ");
sessionStorage.removeItem(PLACE);
if (path === location.pathname && here()) {
  const next = rows()[Math.min(Number(place), rows().length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}
