// The buttons under a drawing: each word with what it does.

export function buttons(deeds) {
  const line = Object.assign(document.createElement("p"), { className: "line" });
  for (const [words, deed] of Object.entries(deeds)) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", deed);
    line.append(button);
  }
  return line;
}
