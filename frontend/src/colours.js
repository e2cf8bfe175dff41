// Which colour does a name of the style sheet have now, for what is drawn without it?

const cache = new Map();

export function colour(name) {
  if (!cache.has(name)) {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    cache.set(name, hex(getComputedStyle(probe).color));
    probe.remove();
  }
  return cache.get(name);
}

const hex = (rgb) => `#${rgb.match(/[\d.]+/g).slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

// Calls `deed` now, and again whenever light turns to dark.
export function onLook(deed) {
  const again = () => {
    cache.clear();
    deed();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  again();
}
