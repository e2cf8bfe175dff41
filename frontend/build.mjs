// Which bundles does the browser load, and whose work is in them?
//
// node build.mjs DIR writes one script for each entry, Pico as a style sheet, the outlines of the world's
// countries, and licences.txt: the licence of every package of which a line is in a bundle.

import { build } from "esbuild";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "sass";

const ENTRIES = ["src/core.js", "src/charts.js", "src/network.js"];

const COPIED = [["world-atlas", "countries-110m.json"]];

// Licences that ask for no more than their text to be carried along, and works given to the public.
const ALLOWED = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "Unlicense"]);

const LICENCE_FILE = /^(licen[cs]e|copying|unlicense)/i;

const out = process.argv[2];

const { metafile } = await build({
  entryPoints: ENTRIES,
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  target: ["chrome111", "firefox114", "safari16.4"],
  chunkNames: "shared-[hash]",
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
});

// In a layer of its own, Pico lies under all rules of ours, whatever their weight.
const pico = compile("src/ground.scss", { loadPaths: ["node_modules"], style: "compressed", charset: false, quietDeps: true });
await writeFile(join(out, "ground.css"), `@layer ground{${pico.css}}\n`);

for (const [name, file] of COPIED) await copyFile(join("node_modules", name, file), join(out, file));

// Only inputs that reach an output count: what the bundler shook out is not shipped.
const used = new Set(["@picocss/pico", ...COPIED.map(([name]) => name)]);
for (const { inputs } of Object.values(metafile.outputs)) {
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const inside = path.split("node_modules/").at(-1);
    if (inside !== path && bytesInOutput > 0) used.add(inside.split("/").slice(0, inside[0] === "@" ? 2 : 1).join("/"));
  }
}

const texts = await Promise.all([...used].sort().map(licence));
await writeFile(join(out, "licences.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));

async function licence(name) {
  const home = join("node_modules", name);
  const about = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  if (!ALLOWED.has(about.license)) throw new Error(`${name}: licence ${about.license} may not be shipped`);
  const file = (await readdir(home)).find((each) => LICENCE_FILE.test(each));
  if (!file) throw new Error(`${name}: no licence text`);
  return `${name} ${about.version} (${about.license})\n\n${await readFile(join(home, file), "utf8")}`;
}
