// How far is a delivery, and is it too large? Without scripts the page is loaded anew every few seconds.

const place = document.querySelector("[data-progress]");
if (place) {
  const status = place.querySelector("[role=status]");
  const bar = place.querySelector("progress");
  const events = new EventSource(place.dataset.progress);
  events.addEventListener("message", (event) => {
    const { told, done, total, open } = JSON.parse(event.data);
    if (status.textContent !== told) status.textContent = told;
    if (total) Object.assign(bar, { max: total, value: done });
    if (!open) {
      events.close();
      location.reload();
    }
  });
}

const form = document.querySelector("form[data-largest]");
form?.elements.files.addEventListener("change", ({ target }) => {
  const bytes = [...target.files].reduce((sum, file) => sum + file.size, 0);
  const most = Number(form.dataset.largest);
  target.setCustomValidity(bytes > most ? `These files have more than ${most / 1e6} MB together.` : "");
  target.reportValidity();
});
