// Which drawings are networks? sigma and graphology come with this file alone.

import { draw } from "./drawing.js";

const DRAWERS = {};

draw(DRAWERS);
