// What an entry gets when it is first shown: its place, its map, both ends of its links, its sources in full.

function completeEntry(entry, mark) {
  if (entry.dataset.complete) return;
  entry.dataset.complete = "yes";
  const crumbs = entry.querySelector(".crumbs") || entry.querySelector("header").insertAdjacentElement("afterbegin", make("p", { class: "crumbs" }));
  for (const above of climb(entry)) crumbs.append(crumbs.childNodes.length ? " › " : "", linkTo(above.id, termOf(above)));
  completeLinks(entry, mark);
  completeSources(entry, mark);
}

function completeLinks(entry, mark) {
  for (const link of linksOf(entry)) {
    const why = findWhy(entry, link);
    if (!link.why) {
      const gloss = why || glossOf(article(link.id) || entry);
      if (gloss) link.item.append(make("span", { class: "why" }, gloss));
    }
    if (link.kind === "contrasts" || link.kind === "related") {
      const name = `Compare with ${link.term}`;
      link.item.querySelector("a").after(linkTo(`${mark}compare=${pairOf(entry.id, link.id)}`, "compare", { class: "way", "aria-label": name }));
    }
  }
}

// An id may have a comma in it.
const pairOf = (one, other) => [one, other].map(encodeURIComponent).join(",");

// Lists the works that an entry cites; each leads back to where it is cited first.
function completeSources(entry, mark) {
  const before = `${mark}w=`;
  const cited = new Map();
  for (const link of entry.querySelectorAll("a")) {
    const id = idIn(link);
    if (!id.startsWith(before)) continue;
    if (!cited.has(id)) cited.set(id, []);
    if (!link.closest(".sources")) cited.get(id).push(link);
  }
  if (!cited.size) return;
  const list = make("ol");
  for (const [id, places] of cited) {
    const work = document.getElementById(id);
    const item = make("li", { tabindex: "-1" });
    if (work) item.append(...[...work.childNodes].filter((node) => node.className !== "by").map((node) => node.cloneNode(true)));
    item.append(" ", linkTo(id, "in all works", { class: "way", "aria-label": `In all works: ${places[0]?.textContent || id.slice(before.length)}` }));
    if (places.length) {
      const back = make("button", { type: "button", class: "way back", "aria-label": `Back to the text: ${places[0].textContent}` }, "↩ text");
      let from = places[0];
      back.addEventListener("click", () => jumpTo(from, "asked"));
      item.append(" ", back);
      for (const place of places) {
        place.title = work ? work.textContent : "";
        place.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          from = place;
          jumpTo(item);
        });
      }
    }
    list.append(item);
  }
  const section = entry.querySelector(".sources") || entry.appendChild(make("section", { class: "sources" }, make("h3", {}, "Sources")));
  section.replaceChildren(section.querySelector("h3"), list);
}

function jumpTo(element, mark) {
  if (mark) {
    element.classList.add(mark);
    element.addEventListener("blur", () => element.classList.remove(mark), { once: true });
  }
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

// Says of each work where it is cited.
function completeWorks(part, mark) {
  if (part.dataset.complete) return;
  part.dataset.complete = "yes";
  const citing = new Map();
  for (const entry of document.querySelectorAll("main > article")) {
    const keys = new Set([...entry.querySelectorAll(`a[href^="#${mark}w="]`)].map(idIn));
    for (const key of keys) citing.set(key, [...(citing.get(key) || []), entry]);
  }
  for (const item of part.querySelectorAll(".works > li")) {
    item.tabIndex = -1;
    const entries = citing.get(item.id) || [];
    const links = entries.flatMap((entry, place) => [place ? ", " : "", linkTo(entry.id, termOf(entry))]);
    if (links.length) item.append(make("span", { class: "by" }, "Cited in ", ...links));
  }
}
