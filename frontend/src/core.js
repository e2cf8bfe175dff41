// What does every screen do with scripts that it does not do without?
//
// Nothing that cannot be done without: links, forms and folded words all work by themselves. Scripts add keys, copying
// by one press, and what changes in place where the same link would load the screen anew.

import htmx from "htmx.org";
import "./adding.js";
import "./copying.js";
import "./keys.js";
import "./look.js";
import "./reading.js";
import "./review.js";

// Our policy allows no script from strings and no style beside app.css. The words of pages stay out of the browser's
// storage: going back asks the server again.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  scrollBehavior: "instant",
});

// Where the link that was followed is gone with what it changed, a person goes on from the content.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
});
