// Search in the index that lies beside this script (Pagefind); the page says so where that cannot be read.
"use strict";
(() => {
  const root = document.getElementById("ed-search");
  const form = root.querySelector("form");
  const field = document.getElementById("ed-q");
  const facets = document.getElementById("ed-facets");
  const status = document.getElementById("ed-found");
  const hits = document.getElementById("ed-hits");
  const without = document.getElementById("ed-without");
  const say = root.dataset;
  const STEP = 10;
  let pagefind, shown, latest = 0;

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };

  // Pagefind's excerpts mark words with <mark> and are escaped otherwise: taken apart, never put in as HTML.
  const marked = (excerpt, title) => {
    if (excerpt.startsWith(title + ". ")) excerpt = excerpt.slice(title.length + 2);
    const read = new DOMParser().parseFromString(excerpt, "text/html").body;
    const out = make("p", undefined, { class: "excerpt" });
    for (const node of read.childNodes) {
      out.append(node.nodeName === "MARK" ? make("mark", node.textContent) : node.textContent);
    }
    return out;
  };

  const chosen = () => {
    const filters = {};
    for (const select of facets.querySelectorAll("select")) if (select.value) filters[select.name] = select.value;
    return filters;
  };

  const offer = async () => {
    const known = await pagefind.filters();
    for (const name of ["document", "kind", "year", "person"]) {
      const values = Object.keys(known[name] || {}).sort((a, b) => a.localeCompare(b));
      if (values.length < 2) continue;
      const id = "ed-facet-" + name;
      const select = make("select", undefined, { id, name });
      select.append(make("option", say.any, { value: "" }));
      for (const value of values) select.append(make("option", value + " (" + known[name][value] + ")", { value }));
      select.addEventListener("change", look);
      const box = make("div");
      box.append(make("label", facets.dataset[name], { for: id }), select);
      facets.append(box);
    }
  };

  const hit = (data, words) => {
    const item = make("li");
    const q = "?q=" + encodeURIComponent(words);
    const heading = make("p", undefined, { class: "hit" });
    heading.append(make("a", data.meta.title, { href: data.raw_url + q }));
    item.append(heading);
    for (const part of data.sub_results.slice(0, 5)) {
      const anchor = part.anchor ? part.anchor.id : "";
      const line = make("div", undefined, { class: "sub" });
      if (anchor) {
        const label = (data.meta.pages ? say.page + " " : "") + part.title;
        line.append(make("a", label, { href: data.raw_url + q + "#" + encodeURIComponent(anchor) }));
      }
      line.append(marked(part.excerpt, part.title));
      item.append(line);
    }
    return item;
  };

  const more = async (results, words, turn) => {
    const next = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()));
    if (turn !== latest) return;
    hits.append(...next.map((data) => hit(data, words)));
    shown += next.length;
    root.querySelector(".more-hits")?.remove();
    if (shown < results.length) {
      const button = make("button", say.more, { type: "button", class: "more-hits" });
      button.addEventListener("click", async () => {
        const first = hits.children.length;
        await more(results, words, turn);
        hits.children[first]?.querySelector("a").focus();
      });
      hits.after(button);
    }
  };

  const look = async () => {
    const words = field.value.trim();
    const turn = ++latest;
    hits.replaceChildren();
    root.querySelector(".more-hits")?.remove();
    status.textContent = "";
    if (!words) return;
    history.replaceState(null, "", "?q=" + encodeURIComponent(words));
    const { results } = await pagefind.search(words, { filters: chosen() });
    if (turn !== latest) return;
    shown = 0;
    status.textContent = results.length
      ? say.found.replace("…", () => words) + " " + results.length
      : say.none.replace("…", () => words);
    await more(results, words, turn);
  };

  const failed = () => {
    without.querySelector(".failed").textContent = say.failed;
    form.hidden = true;
    without.hidden = false;
  };

  (async () => {
    try {
      pagefind = await import(new URL("pagefind/pagefind.js", document.querySelector("script[src$='search.js']").src));
      await pagefind.options({ noWorker: true, excerptLength: 24 });
      await pagefind.init();
      await offer();
    } catch {
      return failed();
    }
    form.hidden = false;
    without.hidden = true;
    form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
    let waiting;
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 250); });
    field.value = new URLSearchParams(location.search).get("q") || "";
    field.focus();
    if (field.value) look();
  })();
})();
