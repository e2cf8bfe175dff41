// What does this browser remember of a person's ways? Where it keeps nothing, nothing is remembered.

export function kept(name) {
  try {
    return localStorage.getItem(`onrecord.${name}`) ?? "";
  } catch {
    return "";
  }
}

export function keep(name, value) {
  try {
    value ? localStorage.setItem(`onrecord.${name}`, value) : localStorage.removeItem(`onrecord.${name}`);
  } catch {}
}
