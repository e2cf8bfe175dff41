// How are a page's own words drawn where no template made them harmless? What would turn a line around is shown as a
// mark (see serve/visible.py), and what no honest name is as long as is cut.

const TURNING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export function shown(words, most = 240) {
  return (words.length > most ? `${words.slice(0, most)}…` : words).replace(TURNING, "\ufffd");
}
