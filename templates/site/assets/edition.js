// Nothing here is needed to read. It keeps the view, marks the words of a search, names the paragraph cited.
"use strict";
(() => {
  const KEY = "edition-view";
  const VIEWS = ["reading", "diplomatic", "doubts"];
  const asked = new URLSearchParams(location.search);
  const box = (name) => document.getElementById("ed-view-" + name);
  const store = (name) => { try { localStorage.setItem(KEY, name); } catch { /* a browser may keep nothing */ } };
  const stored = () => { try { return localStorage.getItem(KEY); } catch { return null; } };

  // ---- the view: in the address, else remembered --------------------------------------------------
  const address = (name) => {
    const to = new URL(location.href);
    if (name === "reading") to.searchParams.delete("view"); else to.searchParams.set("view", name);
    history.replaceState(history.state, "", to);
  };
  const view = [asked.get("view"), stored()].find((name) => VIEWS.includes(name) && box(name));
  if (view) {
    box(view).checked = true;
    // Lines move when the view changes: the place asked for is looked up again.
    if (view !== "reading" && location.hash) document.getElementById(decode(location.hash))?.scrollIntoView();
  }
  for (const name of VIEWS) {
    box(name)?.addEventListener("change", () => { store(name); address(name); });
  }

  function decode(hash) {
    try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
  }

  // ---- words of a search ------------------------------------------------------------------------------
  const HIDDEN = ".source, .surplus, .pc, .fw, .apart, .ed-unseen, .ed-why, .ed-pb, .ed-back, .ed-noteref";
  const mark = (article, words) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(HIDDEN)) continue;
      nodes.push([node, text.length]);
      text += node.data;
    }
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp("(?<![\\p{L}\\p{N}])(?:" + escaped.join("|") + ")\\p{L}{0,3}(?![\\p{L}\\p{N}])", "giu");
    const found = [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
    // From the last to the first, so that places before stay as they were; a broken word is marked in pieces.
    let last = nodes.length - 1;
    for (const [start, end] of found.reverse().slice(0, 2000)) {
      while (last > 0 && nodes[last][1] >= end) last--;
      for (let at = last; at >= 0; at--) {
        const [node, offset] = nodes[at];
        const from = Math.max(start - offset, 0), to = Math.min(end - offset, node.data.length);
        if (from < to) {
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, to);
          range.surroundContents(document.createElement("mark"));
        }
        if (offset <= start) break;
      }
    }
  };
  const article = document.querySelector("article.tei");
  const words = (asked.get("q") || "").match(/[\p{L}\p{N}]+/gu);
  if (article && words) mark(article, words.slice(0, 12));

  // ---- a paragraph's own address, where the pointer is --------------------------------------------------
  if (article) {
    const sign = document.createElement("a");
    sign.className = "ed-par";
    sign.textContent = "¶";
    sign.tabIndex = -1;
    sign.setAttribute("aria-hidden", "true");
    article.addEventListener("pointerover", (event) => {
      const block = event.target.closest(".p[id], .ab[id]");
      if (!block || !article.contains(block)) return;
      sign.href = "#" + encodeURIComponent(block.id);
      sign.style.setProperty("top", block.getBoundingClientRect().top - article.getBoundingClientRect().top + "px");
      article.append(sign);
    });
  }

  // ---- the paragraph that is cited ----------------------------------------------------------------------
  const cited = document.querySelector("[data-cite-place]");
  const tell = () => {
    if (!cited) return;
    const target = location.hash && document.getElementById(decode(location.hash));
    const block = target && target.closest("[data-n], .p, .note, .ab, .l");
    cited.textContent = block && target.id ? cited.dataset.citePlace.replace("…", location.hash) : "";
  };
  tell();
  addEventListener("hashchange", tell);
})();
