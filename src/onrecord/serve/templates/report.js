"use strict";
// The finder hides what does not hold every word typed; the copy button puts a citation on the clipboard.
(function () {
  var finder = document.querySelector(".finder");
  var input = finder.querySelector("input");
  var output = finder.querySelector("output");
  var items = Array.prototype.slice.call(document.querySelectorAll("main .filterable"));
  var stories = Array.prototype.slice.call(document.querySelectorAll("main .story"));
  finder.hidden = false;

  function show() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    function holds(item) {
      var text = item.textContent.toLowerCase();
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    }
    items.forEach(function (item) { item.hidden = !holds(item); });
    stories.forEach(function (story) { story.hidden = words.length > 0 && !story.querySelector(".filterable:not([hidden])"); });
    var shown = items.filter(function (item) { return !item.hidden; }).length;
    output.textContent = words.length ? shown + " of " + items.length + " shown" : "";
  }
  input.addEventListener("input", show);

  document.querySelectorAll(".copy").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.previousElementSibling.textContent).then(function () {
        button.textContent = "Copied";
      });
    });
  });

  // A link to a row inside closed details opens them; following a link also clears a search that hides its target.
  function open() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    if (target.closest("[hidden]")) { input.value = ""; show(); }
    for (var at = target; at; at = at.parentElement) { if (at.tagName === "DETAILS") { at.open = true; } }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", open);
  open();
})();
