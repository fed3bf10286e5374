// Which part of the page is shown: the address says it, so that every view can be linked to and gone back to.

const MARK = document.querySelector("main").id.slice(0, -"main".length);
const site = document.title;
const part = (name) => document.getElementById(MARK + name);
const input = part("query");
const status = part("said");
// Looked for once: the page has a hundred thousand elements.
const views = [part("results"), part("comparison")];
const ways = [...document.querySelectorAll(".top nav a")];
const scrolled = new Map();
let visit = 0;
let current = null;
let data = null;
let search = null;

function goTo(id, instead = false) {
  const address = addressOf(id);
  if (instead) history.replaceState({ visit }, "", address);
  else history.pushState({ visit: ++visit }, "", address);
  showAddress();
}

// Shows what the address names, and moves the reader there, unless one is typing.
function showAddress({ back = false } = {}) {
  const id = readHash(location.hash);
  const found = id ? document.getElementById(id) : part("start");
  if (found && found.localName === "article") showEntry(found);
  else if (found && found.closest(".part")) showPart(found);
  else if (id.startsWith(`${MARK}q=`)) showResults(id.slice(MARK.length + "q=".length));
  else if (id.startsWith(`${MARK}compare`)) showCompared(id.slice(MARK.length + "compare=".length));
  else showUnknown(id);
  if (document.activeElement === input) return;
  if (back) scrollTo(0, scrolled.get(visit) || 0);
  else moveTo(found && !found.matches(".part, article") && found.id !== `${MARK}main` ? found : current.querySelector("h2"));
}

function moveTo(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  if (element.matches("h2")) scrollTo(0, 0);
  else element.scrollIntoView({ block: "start" });
}

function show(view, title) {
  if (current) current.classList.remove("shown");
  for (const one of views) one.hidden = one !== view;
  current = view;
  view.classList.add("shown");
  document.title = title ? `${title} · ${site}` : site;
  for (const link of ways) {
    const here = view.id.startsWith(MARK) && (idIn(link) === view.id || (view === part("comparison") && idIn(link) === `${MARK}compare`));
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showEntry(entry) {
  completeEntry(entry, MARK);
  show(entry, termOf(entry));
  if (document.activeElement !== input) input.value = "";
  drawMapOf(entry);
}

function drawMapOf(entry) {
  entry.querySelector(".map")?.remove();
  const links = entry.querySelector("section.links > h3");
  if (!links) return;
  const holder = make("div", { class: "map" });
  links.after(holder);
  const map = drawMap(entry, Math.max(300, Math.min(900, Math.floor(holder.clientWidth))));
  if (map) holder.replaceWith(map);
  else holder.remove();
}

function showPart(found) {
  const shown = found.closest(".part");
  if (shown === part("works")) completeWorks(shown, MARK);
  show(shown, shown === part("start") ? "" : shown.querySelector("h2").textContent);
}

function showCompared(written) {
  const ids = written.split(",").map(readHash);
  showComparison(part("comparison"), [ids[0] || "", ids[1] || ""], MARK);
  show(part("comparison"), part("comparison").querySelector("h2").textContent);
}

function showUnknown(id) {
  const former = data && data.formerly[id];
  if (former !== undefined && former !== null && Object.hasOwn(data.formerly, id)) {
    goTo(data.ids[former], true);
    return;
  }
  showResults(id.replace(/[-_]/g, " "), `There is no concept “${id}” here.`);
}

// Results: written anew at every key, read out once the typing rests.
let resting = 0;

function showResults(query, notice = "") {
  const view = part("results");
  if (document.activeElement !== input) input.value = query;
  const hits = search ? search(query) : [];
  const heading = view.querySelector("h2");
  heading.textContent = notice || (query.trim() ? `Search: ${query.trim()}` : "Search");
  view.querySelector(".hits").replaceChildren(...hits.map((hit) => writeHit(hit, query)));
  view.querySelector(".none")?.remove();
  const told = !search ? (data === false ? "This browser cannot read the search index; see A to Z." : "The search is getting ready.")
    : hits.length ? `${hits.length} ${hits.length === 1 ? "concept" : "concepts"}. First: ${termOf(article(data.ids[hits[0].concept]))}`
      : query.trim() ? "Nothing found. Try fewer or other words." : "Type a name, or what happened.";
  if (!hits.length) heading.after(make("p", { class: "none hint" }, told));
  clearTimeout(resting);
  resting = setTimeout(() => (status.textContent = told), 400);
  show(view, query.trim() ? `Search: ${query.trim()}` : "Search");
}

function writeHit(hit, query) {
  const entry = article(data.ids[hit.concept]);
  const term = termOf(entry);
  const small = [categoryOf(entry), tellWhy(hit, term)].filter(Boolean).join(" · ");
  const link = linkTo(entry.id, make("b", {}, term));
  if (small) link.append(make("small", {}, small));
  link.append(make("span", { class: "why" }, glossOf(entry) || entry.querySelector(".definition")?.textContent || ""));
  return make("li", {}, link);
}

function tellWhy(hit, term) {
  if (!hit.name || hit.name.text === term || hit.name.text === data.ids[hit.concept]) return "";
  return `${hit.name.kind === "label" ? "see" : "also"}: ${hit.name.text}`;
}

function takeQuery() {
  const address = input.value.trim() ? addressOf(`${MARK}q=${input.value}`) : "#";
  if (current === part("results")) history.replaceState({ visit }, "", address);
  else history.pushState({ visit: ++visit }, "", address);
  showAddress();
}

function takeKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.("input, select, textarea");
  const hits = current === part("results") ? [...current.querySelectorAll(".hits a")] : [];
  const at = hits.indexOf(document.activeElement);
  if (event.key === "/" && !typing) input.select(), input.focus();
  else if (event.key === "Escape" && event.target === input && !input.value) input.blur();
  else if (event.key === "Escape" && event.target === input) (input.value = ""), takeQuery();
  else if (event.key === "Escape" && !typing) input.focus(), input.select();
  else if (event.key === "ArrowDown" && event.target === input && hits.length) hits[0].focus();
  else if (event.key === "ArrowDown" && at >= 0) hits[Math.min(at + 1, hits.length - 1)].focus();
  else if (event.key === "ArrowUp" && at > 0) hits[at - 1].focus();
  else if (event.key === "ArrowUp" && at === 0) input.focus();
  else return;
  event.preventDefault();
}

function openFirst(event) {
  event.preventDefault();
  const first = current === part("results") && current.querySelector(".hits a");
  if (!first) return;
  input.blur();
  goTo(idIn(first));
}

function followLink(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.classList.contains("skip")) part("main").focus();
  else goTo(idIn(link));
}

function setTheme() {
  const button = part("theme");
  const isDark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-pressed", String(theme === "dark"));
    try {
      localStorage.setItem("theme", theme);
    } catch (refused) {
      // It holds for this visit.
    }
  });
}

// The index is packed (deflate, base 64); reading it takes a moment, in which the page can be read already.
async function readFinding() {
  const packed = Uint8Array.from(atob(part("data").textContent), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  const end = bytes.indexOf(10);
  return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), postings: bytes.subarray(end + 1) };
}

async function prepareSearch() {
  try {
    data = await readFinding();
    search = makeSearch(data);
  } catch (unable) {
    data = false;
  }
  document.documentElement.dataset.search = data ? "ready" : "none";
  if (current === part("results")) showAddress();
}

function start() {
  history.scrollRestoration = "manual";
  visit = history.state?.visit || 0;
  history.replaceState({ visit }, "", location.href);
  input.disabled = false;
  addEventListener("popstate", (event) => {
    const back = event.state?.visit !== undefined;
    if (back) visit = event.state.visit;
    else history.replaceState({ visit: ++visit }, "", location.href); // the address was changed by hand
    if (document.activeElement === input) input.blur();
    // The browser moves the focus to what the address names after this, and the reader is to be moved last.
    setTimeout(() => showAddress({ back }), 0);
  });
  addEventListener("click", followLink);
  addEventListener("scroll", () => scrolled.set(visit, scrollY), { passive: true });
  addEventListener("resize", () => current?.localName === "article" && drawMapOf(current));
  addEventListener("beforeprint", () => current?.querySelectorAll("details").forEach((one) => (one.open = true)));
  addEventListener("keydown", takeKey);
  input.addEventListener("input", takeQuery);
  input.form.addEventListener("submit", openFirst);
  part("random").addEventListener("click", () => {
    const entries = document.querySelectorAll("main > article");
    if (entries.length) goTo(entries[Math.floor(Math.random() * entries.length)].id);
  });
  setTheme();
  showAddress({ back: !location.hash });
  setTimeout(prepareSearch, 0);
}

start();
