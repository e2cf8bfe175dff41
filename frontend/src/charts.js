// Which charts are drawn with Plot? Each screen's module puts its drawer into the table.

import { draw } from "./drawing.js";

const DRAWERS = {};

draw(DRAWERS);
