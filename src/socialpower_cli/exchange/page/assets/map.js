// A picture of what stands around a concept: broader above it, narrower below, what it is opposed to and related to at its sides.
// Whoever does not see it has the same links in the lists below it.

const WIDTH = 158;
const GAP = 18;
const LINE = 17;
const LETTERS = 20; // on a line of a box
const MOST_IN_MAP = 12; // of a kind

function drawMap(entry, width) {
  const links = linksOf(entry);
  const groups = {};
  for (const kind of ["broader", "contrasts", "related", "narrower", "about", "theories"]) {
    const heading = entry.querySelector(`[data-kind="${kind}"] > h4`)?.textContent;
    const all = links.filter((link) => link.kind === kind);
    const shown = all.length > MOST_IN_MAP ? all.slice(0, MOST_IN_MAP - 1) : all;
    const boxes = shown.map((link) => makeBox(link.term, link.id));
    if (all.length > shown.length) boxes.push(makeBox(`${all.length - shown.length} more below`, null));
    if (boxes.length) groups[kind] = { kind, heading, boxes };
  }
  if (!Object.keys(groups).length) return null;
  const middle = makeBox(termOf(entry), null);
  const drawn = width >= 3 * WIDTH + 6 * GAP ? layWide(groups, middle, width) : layNarrow(groups, middle, width);
  const svg = makeSvg("svg", { viewBox: `0 0 ${width} ${Math.ceil(drawn.height)}`, "aria-hidden": "true", focusable: "false" });
  svg.append(...drawn.edges, ...drawn.captions);
  for (const group of Object.values(groups)) for (const box of group.boxes) svg.append(drawBox(box, group.kind));
  svg.append(drawBox(middle, null));
  return make("div", { class: "map" }, svg);
}

function makeBox(text, id) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < LETTERS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > LETTERS ? `${word.slice(0, LETTERS - 1)}…` : word);
  }
  return { id, lines, height: lines.length * LINE + 15, x: 0, y: 0 };
}

// Places boxes in rows, each row in the middle, and returns where they end.
function layRows(boxes, top, left, width) {
  const most = Math.max(1, Math.floor((width + GAP) / (WIDTH + GAP)));
  const count = Math.ceil(boxes.length / most);
  const each = Math.ceil(boxes.length / count);
  let y = top;
  for (let at = 0; at < boxes.length; at += each) {
    const row = boxes.slice(at, at + each);
    const height = Math.max(...row.map((box) => box.height));
    const start = left + (width - row.length * WIDTH - (row.length - 1) * GAP) / 2;
    row.forEach((box, place) => Object.assign(box, { x: start + place * (WIDTH + GAP), y: y + (height - box.height) / 2 }));
    y += height + GAP;
  }
  return y - GAP;
}

function layColumn(boxes, top, x) {
  let y = top;
  for (const box of boxes) {
    Object.assign(box, { x, y });
    y += box.height + GAP / 2;
  }
  return y - GAP / 2;
}

function layWide(groups, middle, width) {
  const edges = [];
  const captions = [];
  let y = 0;
  if (groups.broader) {
    captions.push(writeCaption(groups.broader, width / 2, 14, "middle"));
    y = layRows(groups.broader.boxes, 24, 0, width) + 3 * GAP;
  }
  const sides = [[groups.contrasts, 0], [groups.related, width - WIDTH]].filter(([group]) => group);
  const tall = sides.map(([group]) => group.boxes.reduce((sum, box) => sum + box.height + GAP / 2, 16));
  const band = Math.max(middle.height, ...tall);
  for (const [place, [group, x]] of sides.entries()) {
    const top = y + (band - tall[place]) / 2;
    captions.push(writeCaption(group, x + WIDTH / 2, top + 10, "middle"));
    layColumn(group.boxes, top + 20, x);
  }
  Object.assign(middle, { x: (width - WIDTH) / 2, y: y + (band - middle.height) / 2 });
  y += band + 2 * GAP;
  for (const kind of ["narrower", "about", "theories"]) {
    if (!groups[kind]) continue;
    captions.push(writeCaption(groups[kind], 0, y + 10, "start"));
    y = layRows(groups[kind].boxes, y + 24, 0, width) + 1.5 * GAP;
  }
  const centre = { x: width / 2, y: middle.y + middle.height / 2 };
  for (const { kind, boxes } of Object.values(groups)) {
    for (const box of boxes) {
      if (kind === "contrasts" || kind === "related") {
        const from = kind === "related" ? middle.x + WIDTH : middle.x;
        const to = kind === "related" ? box.x : box.x + WIDTH;
        const end = box.y + box.height / 2;
        edges.push(drawEdge(kind, `M${from} ${centre.y}C${(from + to) / 2} ${centre.y} ${(from + to) / 2} ${end} ${to} ${end}`));
      } else {
        const up = kind === "broader";
        const from = up ? middle.y : middle.y + middle.height;
        const to = up ? box.y + box.height : box.y;
        const x = box.x + WIDTH / 2;
        edges.push(drawEdge(kind, `M${centre.x} ${from}C${centre.x} ${(from + to) / 2} ${x} ${(from + to) / 2} ${x} ${to}`));
      }
    }
  }
  return { edges, captions, height: y };
}

// On a narrow screen a line at the left leads from the concept to each group.
function layNarrow(groups, middle, width) {
  const edges = [];
  const captions = [];
  const rails = [];
  let y = 0;
  const place = (group) => {
    captions.push(writeCaption(group, 26, y + 12, "start"));
    rails.push([group.kind, y + 8]);
    y = layRows(group.boxes, y + 22, 20, width - 20) + GAP;
  };
  if (groups.broader) place(groups.broader);
  Object.assign(middle, { x: (width - WIDTH) / 2, y });
  const heart = y + middle.height / 2;
  y += middle.height + GAP;
  for (const kind of ["contrasts", "related", "narrower", "about", "theories"]) if (groups[kind]) place(groups[kind]);
  for (const [kind, at] of rails) edges.push(drawEdge(kind, `M${middle.x} ${heart}H4V${at}H20`));
  return { edges, captions, height: y };
}

function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const writeCaption = (group, x, y, anchor) => makeSvg("text", { x, y, "text-anchor": anchor, class: "caption", "data-kind": group.kind }, group.heading);
const drawEdge = (kind, way) => makeSvg("path", { d: way, "data-kind": kind });

function drawBox(box, kind) {
  const group = box.id === null ? makeSvg("g", {}) : makeSvg("a", { href: addressOf(box.id), tabindex: "-1" });
  if (kind) group.setAttribute("data-kind", kind);
  else group.setAttribute("class", "middle");
  group.append(makeSvg("rect", { x: box.x + 1, y: box.y + 1, width: WIDTH - 2, height: box.height - 2, rx: 6 }));
  box.lines.forEach((text, line) => {
    group.append(makeSvg("text", { x: box.x + WIDTH / 2, y: box.y + 20 + line * LINE, "text-anchor": "middle" }, text));
  });
  return group;
}
