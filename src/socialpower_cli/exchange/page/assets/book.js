// What stands in the page: entries, works and the links between them, read from the elements that show them.

const article = (id) => {
  const found = document.getElementById(id);
  return found && found.localName === "article" ? found : null;
};
const termOf = (entry) => entry.querySelector("h2").textContent;
const glossOf = (entry) => entry.querySelector(".gloss")?.textContent || "";
const categoryOf = (entry) => entry.querySelector(".crumbs a")?.textContent || "";
const idIn = (link) => readHash(link.getAttribute("href"));
const addressOf = (id) => `#${encodeURIComponent(id).replace(/%3D/g, "=").replace(/%2C/g, ",")}`;

function readHash(hash) {
  const written = hash.replace(/^#/, "");
  try {
    return decodeURIComponent(written);
  } catch (malformed) {
    return written;
  }
}

// Returns an element with attributes and children, which are elements or texts; a text is never markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const linkTo = (id, text, attributes = {}) => make("a", { href: addressOf(id), ...attributes }, text);

// Returns the links of an entry: their kind, what they lead to, and why, which is written at one end of each.
function linksOf(entry) {
  return [...entry.querySelectorAll("[data-kind] > ul > li")].map((item) => {
    const link = item.querySelector("a");
    const kind = item.closest("[data-kind]").dataset.kind;
    return { item, kind, id: idIn(link), term: link.textContent, why: item.querySelector(".why")?.textContent || "" };
  });
}

function findWhy(entry, link) {
  if (link.why) return link.why;
  const other = article(link.id);
  const back = other && linksOf(other).find((one) => one.id === entry.id && one.kind === link.kind);
  return (back && back.why) || "";
}

// Returns the concepts above one, from the top down, along the first broader concept of each.
function climb(entry) {
  const above = [];
  const seen = new Set([entry.id]);
  for (let at = entry; at && above.length < 32; ) {
    const first = at.querySelector('[data-kind="broader"] > ul > li > a');
    at = first && article(idIn(first));
    if (!at || seen.has(at.id)) break;
    seen.add(at.id);
    above.unshift(at);
  }
  return above;
}
