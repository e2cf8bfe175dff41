// Which charts are drawn anew with Plot, and which move? One module each; see drawing.js and moving.js.

import { draw } from "./drawing.js";
import { moving } from "./moving.js";
import { series } from "./series.js";
import { stretch } from "./stretch.js";

draw({ series });
for (const place of document.querySelectorAll("[data-moving]")) moving(place);
for (const place of document.querySelectorAll("[data-stretch]")) stretch(place);
