// How does a drawing take the place of its plain form?
//
// A chart stands on its screen as SVG or table from the server, and is complete there without scripts:
// <div data-drawn="NAME" data-from="/series/x1.json">...</div>. The drawer of that name gets the element and the
// screen's own data; what it draws replaces the plain form only when it is ready. Where it fails, the plain form stays.

export async function draw(drawers) {
  for (const place of document.querySelectorAll("[data-drawn]")) {
    const drawer = drawers[place.dataset.drawn];
    if (drawer) await drawn(place, drawer).catch((error) => console.warn(`onrecord: ${place.dataset.drawn}`, error));
  }
}

async function drawn(place, drawer) {
  const answer = await fetch(place.dataset.from, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${place.dataset.from}: ${answer.status}`);
  await drawer(place, (await answer.json()).body);
  place.classList.add("by-script");
}

// Plot puts a style element into its drawing, which our policy forbids; app.css has those rules (.plot-...).
export function plain(figure) {
  for (const sheet of figure.querySelectorAll("style")) sheet.remove();
  return figure;
}
