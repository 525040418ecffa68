/* Words into the dossier without leaving the page; words selected in an article: copied with their source, chosen, added.
   Without this script the same forms lead to their pages. Places are code points of the page's text. */
(function () {
  "use strict";
  var tray = document.getElementById("tray");
  if (tray) {
    tray.addEventListener("submit", function (event) {
      var button = event.submitter;
      if (!button || !window.fetch || !button.value) return;
      event.preventDefault();
      var sent = new URLSearchParams(new FormData(tray));
      sent.set("what", button.value);
      button.disabled = true;
      fetch(tray.action, { method: "POST", body: sent, headers: { "X-In-Place": "1" } }).then(function (answer) {
        if (!answer.ok) throw answer;
        return answer.text();
      }).then(function (text) {
        var link = new DOMParser().parseFromString(text, "text/html").querySelector("a.kept");
        if (button.id === "choose") {
          button.disabled = false;
          told.replaceChildren(link);
        } else {
          button.replaceWith(link);
        }
        link.focus({ preventScroll: true });
      }).catch(function () { button.disabled = false; button.name = "what"; HTMLFormElement.prototype.submit.call(withValue(button.value)); });
    });
  }
  function withValue(value) {
    var field = document.createElement("input");
    field.type = "hidden"; field.name = "what"; field.value = value;
    tray.append(field);
    return tray;
  }

  var body = document.getElementById("body"), bar = document.getElementById("selected"), told = document.getElementById("said");
  if (!body || !bar) return;
  var copy = document.getElementById("copy"), choose = document.getElementById("choose"), mend = document.getElementById("mend");
  var copied = document.getElementById("copied"), place = "", base = mend ? mend.getAttribute("href") : "";

  function points(text) { return Array.from(text).length; }
  function sentence(node) { return (node.nodeType === 1 ? node : node.parentElement).closest(".s"); }
  /* The code points before (node, offset) in its sentence, without the numbers of notes. */
  function before(home, node, offset) {
    var range = document.createRange();
    range.setStart(home, 0);
    range.setEnd(node, offset);
    var part = range.cloneContents();
    part.querySelectorAll("sup.note").forEach(function (one) { one.remove(); });
    return Number(home.id.slice(1)) + points(part.textContent);
  }
  function selected() {
    var chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return "";
    var range = chosen.getRangeAt(0), found = [];
    body.querySelectorAll(".s").forEach(function (one) {
      if (!range.intersectsNode(one)) return;
      var start = one.contains(range.startContainer) ? before(one, range.startContainer, range.startOffset) : Number(one.id.slice(1));
      var end = one.contains(range.endContainer) ? before(one, range.endContainer, range.endOffset) : before(one, one, one.childNodes.length);
      if (end > start) found.push([start, end]);
    });
    if (!found.length) return "";
    return joined(found);
  }
  /* Sentences that follow each other are one place. */
  function joined(found) {
    var out = [found[0]];
    found.slice(1).forEach(function (one) {
      var last = out[out.length - 1];
      if (one[0] === last[1]) last[1] = one[1]; else out.push(one);
    });
    return out.map(function (one) { return one.join("-"); }).join(",");
  }
  document.addEventListener("selectionchange", function () {
    if (bar.contains(document.activeElement) && document.activeElement === copied) return;
    var now = selected();
    if (now) {
      place = now;
      if (choose) choose.value = body.dataset.label + ":" + place;
      if (mend) mend.href = base.replace("#", "&trecho=" + place + "#");
      told.textContent = "";
      copied.hidden = true;
    }
    bar.hidden = !now && !bar.contains(document.activeElement);
  });
  copy.addEventListener("click", function () {
    fetch("/a/" + body.dataset.label + "/citar?trecho=" + place).then(function (answer) { return answer.text(); }).then(function (text) {
      copied.value = text;
      return navigator.clipboard.writeText(text).then(function () { told.textContent = copy.dataset.done; });
    }).catch(function () {
      told.textContent = copy.dataset.failed;
      copied.hidden = false;
      copied.select();
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !bar.hidden) { bar.hidden = true; }
  });
})();
