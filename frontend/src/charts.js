// Which charts are drawn anew with Plot? One module each; see drawing.js.

import { draw } from "./drawing.js";
import { series } from "./series.js";

draw({ series });
