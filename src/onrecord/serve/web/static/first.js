// What must be known before the first paint: that scripts run, and whether a person has chosen light or dark.
document.documentElement.classList.add("scripted");
try {
  const look = localStorage.getItem("onrecord.look");
  if (look === "dark" || look === "light") document.documentElement.dataset.theme = look;
} catch {}
