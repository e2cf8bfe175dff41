// Which keys do what, and how does a person learn of them?
//
// Every module names its keys here; "?" lists those that do something on this screen. They can be turned off there
// (WCAG 2.2, 2.1.4: keys of one letter disturb who speaks to the machine).

import { keep, kept } from "./kept.js";
import { told } from "./telling.js";

const KEYS = [];
const TYPING = "input, textarea, select, [contenteditable]";

// `deed` gets the event; it returns false where it has nothing to do, and then the key keeps its own meaning.
// `here` tells whether the key does anything on this screen.
export function onKey(key, words, deed, here = () => true) {
  KEYS.push({ key, words, deed, here });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape" && event.target.id === "q") event.target.blur();
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (kept("keys") && event.key !== "?") return;
  const found = KEYS.find(({ key, here }) => key === event.key && here());
  if (found && found.deed(event) !== false) event.preventDefault();
});

onKey("/", "search", () => {
  document.getElementById("q").focus();
  document.getElementById("q").select();
});
onKey("?", "these keys", () => dialog().showModal());
for (const [key, rel, words] of [["[", "prev", "the sheet before"], ["]", "next", "the next sheet"]]) {
  const link = () => document.querySelector(`a[rel=${rel}]`);
  onKey(key, words, () => link().click(), () => link() !== null);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) dialog().showModal();
});

function dialog() {
  document.getElementById("keys")?.remove();
  const shown = element("dialog", { id: "keys" });
  shown.setAttribute("aria-labelledby", "h-keys");
  const list = element("dl", { className: "keys" });
  for (const { key, words, here } of KEYS) {
    if (here()) list.append(around("dt", element("kbd", { textContent: key })), element("dd", { textContent: words }));
  }
  const box = element("article", {});
  box.append(element("h2", { id: "h-keys", textContent: "Keys" }), list, onOff(), closing());
  shown.append(box);
  document.body.append(shown);
  return shown;
}

function onOff() {
  const box = element("input", { type: "checkbox", checked: !kept("keys") });
  box.addEventListener("change", () => {
    keep("keys", box.checked ? "" : "off");
    told(box.checked ? "Keys are on" : "Keys are off, but for ?");
  });
  const label = element("label", {});
  label.append(box, " keys of one letter are on");
  return label;
}

function closing() {
  const form = element("form", { method: "dialog" });
  form.append(element("button", { textContent: "Close" }));
  return form;
}

function element(tag, fields) {
  return Object.assign(document.createElement(tag), fields);
}

function around(tag, child) {
  const made = element(tag, {});
  made.append(child);
  return made;
}
