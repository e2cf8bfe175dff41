// How do the marks in a page's text and the cards beside it find each other?
//
// Without scripts by links: a mark leads to its card, a card to its words. Here pointing at one, or focusing it, shows
// both; n and p go from row to row in the order of the text, Enter leads over and back.

import { setCurrent } from "./current.js";
import { onKey } from "./keys.js";

const MARKS = ".text mark[data-rows]";

const reader = () => document.querySelector(".reader");
const card = (row) => document.getElementById(row);
const link = (row) => document.querySelector(`.text a[href="#${CSS.escape(row)}"]`);
const rows = () => [...document.querySelectorAll(".text .at")].map((at) => at.id.slice(3)).filter(link);

let lit = "";

for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (!reader()) return;
    const row = rowOf(event.target);
    if (row || kind === "focusin") show(row);
  });
}

// The innermost row of a mark, or that of a card.
function rowOf(node) {
  const mark = node.closest?.(MARKS);
  return mark ? mark.dataset.rows.split(" ").at(-1) : (node.closest?.(".cards .card[id]")?.id ?? "");
}

function show(row) {
  for (const each of document.querySelectorAll(".lit")) each.classList.remove("lit");
  lit = row;
  if (!row) return;
  card(row)?.classList.add("lit");
  setCurrent(card(row));
  for (const mark of document.querySelectorAll(`.text mark[data-rows~="${CSS.escape(row)}"]`)) mark.classList.add("lit");
}

function step(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(lit);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  link(all[next]).focus({ preventScroll: true });
  show(all[next]);
  link(all[next]).scrollIntoView({ block: "nearest" });
  card(all[next])?.scrollIntoView({ block: "nearest" });
  return true;
}

const here = () => reader() !== null && rows().length > 0;
onKey("n", "the next marked words", () => step(1), here);
onKey("p", "the marked words before", () => step(-1), here);
onKey("Enter", "from marked words to their card, and back", toWords, here);
onKey("Escape", "leave the marked words", () => show(""), () => here() && lit !== "");

// On a mark Enter follows its link; on a card that was led to, it leads back.
function toWords(event) {
  if (!event.target.matches(".cards .card")) return false;
  const back = link(event.target.id);
  if (!back) return false;
  back.focus();
  back.scrollIntoView({ block: "center" });
  return true;
}

// Whoever follows a mark by key goes on from its card.
addEventListener("hashchange", () => {
  const led = reader() && card(location.hash.slice(1));
  if (!led?.matches(".cards .card")) return;
  led.tabIndex = -1;
  led.focus();
});
