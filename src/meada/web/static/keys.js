/* Keys of the reading room: j k move, o opens, s sources, / search, ? help; a control with data-key has a key of its own. */
(function () {
  "use strict";
  var at = -1;
  function entries() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-keys] > li"));
  }
  function move(by) {
    var all = entries();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + by));
    all.forEach(function (one) { one.classList.remove("current"); });
    all[at].classList.add("current");
    var link = all[at].querySelector("a");
    if (link) link.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }
  function open() {
    var all = entries();
    var link = at >= 0 && all[at] ? all[at].querySelector("a") : null;
    if (link) link.click();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var own = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (own) { event.preventDefault(); own.click(); return; }
    var search = document.querySelector("input[type=search]");
    switch (event.key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "o": open(); break;
      case "s": location.href = "/fontes"; break;
      case "?": location.href = "/ajuda"; break;
      case "/": if (search) { event.preventDefault(); search.focus(); } else { location.href = "/busca"; } break;
      default: return;
    }
  });
  document.addEventListener("htmx:afterSettle", function () { at = -1; });
})();
