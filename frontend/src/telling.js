// How is a person told that something was done, by sight and by ear?

const SECONDS = 4;

let place, timer;

export function told(words) {
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "told-briefly", role: "status" });
    document.body.append(place);
  }
  // A reader of the screen speaks what is put into a status that is there already.
  requestAnimationFrame(() => (place.textContent = words));
  clearTimeout(timer);
  timer = setTimeout(() => (place.textContent = ""), SECONDS * 1000);
}
