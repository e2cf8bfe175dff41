// Light or dark? As the system has it, until a person turns it. first.js sets it before anything is painted.

import { keep, kept } from "./kept.js";

const NEXT = { "": "dark", dark: "light", light: "" };
const NAMES = { "": "as the system", dark: "dark", light: "light" };
const SIGNS = { "": "◐", dark: "●", light: "○" };

const button = document.querySelector("[data-look]");

function show() {
  const look = kept("look");
  if (look) document.documentElement.dataset.theme = look;
  else delete document.documentElement.dataset.theme;
  button.textContent = SIGNS[look];
  button.setAttribute("aria-label", `Colours: ${NAMES[look]}. Turn to ${NAMES[NEXT[look]]}`);
  button.title = button.getAttribute("aria-label");
}

button?.addEventListener("click", () => {
  const look = NEXT[kept("look")];
  keep("look", look);
  show();
});
if (button) show();
