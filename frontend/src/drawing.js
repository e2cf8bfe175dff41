// How does a drawing take the place of its plain form?
//
// A chart stands on its screen as SVG or table from the server, and is complete there without scripts:
// <div data-drawn="NAME" data-from="/series/x1.json">...</div>. The drawer of that name gets an empty element, the
// screen's own data and the plain form, which is hidden once it has drawn. Where it fails, the plain form stays.
//
// What came of it is said at the place: data-came="drawn" or data-came="plain"; nothing as long as it is under way.

export async function draw(drawers) {
  for (const place of document.querySelectorAll("[data-drawn]")) {
    const drawer = drawers[place.dataset.drawn];
    if (drawer) place.dataset.came = await came(place, drawer);
  }
}

async function came(place, drawer) {
  try {
    await drawn(place, drawer);
    return "drawn";
  } catch (error) {
    console.warn(`onrecord: ${place.dataset.drawn}`, error);
    return "plain";
  }
}

async function drawn(place, drawer) {
  const answer = await fetch(place.dataset.from, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${place.dataset.from}: ${answer.status}`);
  const { body } = await answer.json();
  const fresh = document.createElement("div");
  place.append(fresh);
  try {
    await drawer(fresh, body, place);
    for (const each of place.children) each.hidden = each !== fresh;
  } catch (error) {
    fresh.remove();
    throw error;
  }
}

// Plot puts a style element into its drawing, which our policy forbids; app.css has those rules (.plot-...). It names
// groups that have no role, which readers of the screen may not be told; and it names what is in a link, not the link.
export function plain(figure) {
  figure.setAttribute("role", "group");
  for (const sheet of figure.querySelectorAll("style")) sheet.remove();
  for (const sign of figure.querySelectorAll("a > [aria-label]")) {
    sign.parentElement.setAttribute("aria-label", sign.getAttribute("aria-label"));
  }
  for (const named of figure.querySelectorAll("[aria-label]:not(a, [role])")) named.removeAttribute("aria-label");
  return figure;
}
