// How is a citation copied? Opening its words copies them; without scripts they open, marked for copying.

import { current } from "./current.js";
import { onKey } from "./keys.js";
import { told } from "./telling.js";

document.addEventListener("click", (event) => {
  const cite = event.target.closest("details.cite > summary")?.parentElement;
  if (cite && !cite.open) copy(cite);
});

// A card's own citation where one is pointed at, else that of the screen.
const citation = () => current()?.querySelector("details.cite") ?? document.querySelector("footer details.cite");

onKey("c", "copy the citation of the card or screen", () => copy(citation()), () => citation() !== null);

async function copy(cite) {
  const words = cite.querySelector(".citation").textContent.trim();
  try {
    await navigator.clipboard.writeText(words);
    told("Citation copied");
  } catch {
    cite.open = true;
    getSelection().selectAllChildren(cite.querySelector(".citation"));
    told("The browser does not let pages copy here: the words are marked, copy them with its own keys");
  }
}
