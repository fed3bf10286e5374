// Two concepts side by side; all of it stands in their entries.

const TELLING = ["contrasts", "related", "broader", "narrower", "about", "theories"];
const VERBS = {
  broader: "falls under", narrower: "is broader than", related: "is related to", contrasts: "is in contrast with",
  about: "is about", theories: "is the subject of",
};

function showComparison(view, ids, mark) {
  const choice = view.querySelector(".choice");
  if (!choice.childNodes.length) fillChoice(choice, mark);
  choice.querySelectorAll("select").forEach((select, place) => (select.value = article(ids[place]) ? ids[place] : ""));
  const entries = ids.map(article);
  const heading = view.querySelector("h2");
  const compared = view.querySelector(".compared");
  compared.replaceChildren();
  heading.textContent = "Compare";
  if (!entries[0] || !entries[1] || entries[0] === entries[1]) {
    compared.append(make("p", { class: "hint" }, "Choose two concepts."));
    return;
  }
  heading.textContent = entries.map(termOf).join(" and ");
  entries.forEach((entry) => completeEntry(entry, mark));
  compared.append(tellApart(...entries), layBeside(entries), tellShared(entries));
}

function fillChoice(choice, mark) {
  const entries = [...document.querySelectorAll("main > article")];
  for (const label of ["Compare", "with"]) {
    const id = `${mark}${label}`;
    const select = make("select", { id }, make("option", { value: "" }, "…"), ...entries.map((entry) => make("option", { value: entry.id }, termOf(entry))));
    choice.append(make("div", {}, make("label", { for: id }, label), select));
  }
  const selects = [...choice.querySelectorAll("select")];
  for (const select of selects) {
    select.addEventListener("change", () => goTo(`${mark}compare=${selects.map((one) => encodeURIComponent(one.value)).join(",")}`, true));
  }
}

function tellApart(one, other) {
  const between = linksOf(one).filter((link) => link.id === other.id);
  const link = TELLING.map((kind) => between.find((found) => found.kind === kind)).find(Boolean);
  if (!link) return make("p", { class: "verdict" }, `Nothing is recorded between ${termOf(one)} and ${termOf(other)}.`);
  const said = `${termOf(one)} ${VERBS[link.kind]} ${termOf(other)}`;
  return make("p", { class: "verdict", "data-kind": link.kind }, make("b", {}, said), findWhy(one, link));
}

// Each concept has a column of its own, read as a whole; where there is room what belongs together stands side by side.
function layBeside(entries) {
  const takes = [
    (entry) => make("h3", {}, linkTo(entry.id, termOf(entry))),
    (entry) => copy(entry, ".gloss"),
    (entry) => copy(entry, ".definition"),
    (entry) => copy(entry, ".example"),
    (entry) => copyOrigin(entry),
  ];
  const rows = takes.map((take) => entries.map(take)).filter((cells) => cells.some(Boolean));
  const columns = entries.map((entry, place) => {
    const column = make("section", { "aria-label": termOf(entry) }, ...rows.map((cells) => make("div", {}, cells[place] || "")));
    column.style.gridRow = `span ${rows.length}`;
    return column;
  });
  return make("div", { class: "pair" }, ...columns);
}

function copyOrigin(entry) {
  const heading = [...entry.querySelectorAll("h3")].find((one) => one.textContent === "Origin");
  return heading ? copy(heading.parentElement, "p") : null;
}

const copy = (entry, selector) => entry.querySelector(selector)?.cloneNode(true) || null;

function tellShared(entries) {
  const [one, other] = entries.map((entry) => new Map(linksOf(entry).map((link) => [link.id, link.term])));
  const above = entries.map((entry) => climbAll(entry));
  const ids = entries.map((entry) => entry.id);
  const common = [...above[0].keys()].filter((id) => above[1].has(id) && !ids.includes(id));
  common.sort((a, b) => above[0].get(a) + above[1].get(a) - above[0].get(b) - above[1].get(b));
  const shared = [...one.keys()].filter((id) => other.has(id));
  const told = make("div", {});
  const list = (heading, ids) => ids.length && told.append(make("h3", {}, heading), make("p", {}, ...ids.flatMap((id, place) => [place ? " · " : "", linkTo(id, termOf(article(id)))])));
  list("Both fall under", common.slice(0, 1));
  list("Both are linked to", shared.filter((id) => id !== common[0]));
  entries.forEach((entry, place) => {
    const [mine, others] = place ? [other, one] : [one, other];
    list(`Only ${termOf(entry)} is linked to`, [...mine.keys()].filter((id) => !others.has(id) && id !== entries[1 - place].id));
  });
  return told;
}

// Returns an entry and all that is broader, with how many steps above it each lies.
function climbAll(entry) {
  const above = new Map([[entry.id, 0]]);
  const ahead = [entry];
  while (ahead.length) {
    const here = ahead.shift();
    for (const link of linksOf(here)) {
      if (link.kind !== "broader" || above.has(link.id)) continue;
      above.set(link.id, above.get(here.id) + 1);
      if (article(link.id)) ahead.push(article(link.id));
    }
  }
  return above;
}
