// Which card is a person at? The one that is pointed at or focused last, for as long as it is on the screen.

let last = null;

for (const kind of ["focusin", "mouseover"]) {
  document.addEventListener(kind, (event) => {
    const card = event.target.closest?.(".card");
    if (card) last = card;
  });
}

export function setCurrent(card) {
  last = card;
}

export function current() {
  return last?.isConnected ? last : null;
}
