// What a word is and when two names are the same: as in the program's text/words.py and text/names.py, which say why.

const PLAINER = { "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ß": "ss", "ς": "σ" };
// Latin, Greek and Cyrillic, in which marks on a letter only decorate it.
const DECORATED = /^[\0-\u052f\u1c80-\u1c8f\u1d00-\u1fff\u2c60-\u2c7f\u2de0-\u2dff\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f]$/;

function splitWords(text) {
  if (/^[\0-\x7f]*$/.test(text) && !/s's/i.test(text)) {
    return text.toLowerCase().replace(/'/g, "").replace(/&/g, " and ").match(/[a-z0-9]+/g) || [];
  }
  const runs = text.replace(/\p{Cf}/gu, "").replace(/[&＆]/g, " and ").match(/[\p{L}\p{N}\p{M}'’ʼ＇]+/gu) || [];
  return runs.flatMap((run) => foldLetters(run.replace(/[’ʼ＇]/g, "'")));
}

function foldLetters(run) {
  const bare = run.normalize("NFKD").toLowerCase().normalize("NFKD")
    .replace(/(\P{M}?)(\p{M}+)/gu, (all, base, marks) => (DECORATED.test(base) ? base : base + marks.replace(/[\ufe00-\ufe0f]/g, "")))
    .replace(/[øłđħŧıæœðþßς]/g, (letter) => PLAINER[letter])
    .replace(/[^\p{L}\p{N}\p{M}']/gu, " ")
    .normalize("NFC");
  return bare.split(" ").map((word) => (word.endsWith("s's") ? word.slice(0, -2) : word).replace(/'/g, "")).filter(Boolean);
}

// British endings and their American forms, each behind letters that a word must contain.
const LETTER = "[\\p{L}\\p{N}_]";
const SPELLINGS = [
  ["is", `(${LETTER}{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)`, "$1iz"],
  ["ys", `(${LETTER}{2})ys(?=(?:e|ed|es|er|ing)$)`, "$1yz"],
  ["our", `(${LETTER}{2})our(?=(?:s|ed|ing|er|ers|ite|al|ally|ism|ist|able|hood|hoods|ly|less|ful|)$)`, "$1or"],
  ["re", `(${LETTER}{2}[tb])re(?=s?$)`, "$1er"],
  ["ogue", `(${LETTER}{3})ogue(?=s?$)`, "$1og"],
  ["ence", `(${LETTER}{2})ence(?=s?$)`, "$1ense"],
  ["ll", "([aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)", "$1l"],
  ["mme", "(program)me(?=s?$)", "$1"],
  ["judge", "^judgement", "judgment"],
  ["ae", `(${LETTER})ae(?=${LETTER})`, "$1e"],
  ["oe", `(${LETTER})oe(?=[st]${LETTER})`, "$1e"],
].map(([letters, pattern, american]) => [letters, new RegExp(pattern, "gu"), american]);
const SINGULAR = new Set(["news", "means", "politics", "economics", "ethics", "physics", "mathematics", "series", "species"]);

const folded = new Map();

function foldWord(word) {
  let found = folded.get(word);
  if (found === undefined) {
    found = word;
    for (const [letters, pattern, american] of SPELLINGS) if (found.includes(letters)) found = found.replace(pattern, american);
    found = toSingular(found);
    folded.set(word, found);
  }
  return found;
}

function toSingular(word) {
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is|ias)$/.test(word) || SINGULAR.has(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return word.slice(0, -3) + "y";
  return word.slice(0, /(sses|xes|ches|shes|zes|iases)$/.test(word) ? -2 : -1);
}

// What an asker puts around a name: "what is the meaning of power" asks for "power".
const LEADS = new Map();
for (const lead of [
  ...["what", "who", "how"].flatMap((asking) => ["s", "is", "are", "was", "were", "does", "do"].map((verb) => [asking, verb])),
  ...["whats", "whos", "hows", "define", "explain", "a", "an"].map((word) => [word]),
  ...["definition", "meaning", "concept"].map((word) => [word, "of"]),
  ["the", "meaning", "of"], ["the", "concept", "of"], ["the"],
]) LEADS.set(lead[0], [...(LEADS.get(lead[0]) || []), lead]);
const TRAILING = new Set(["mean", "means", "meaning", "definition", "defined"]);
const JOINTS = new Set(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);

function trimAsking(words) {
  let left = words;
  for (;;) {
    const lead = (LEADS.get(left[0]) || []).find((one) => one.length < left.length && one.every((word, place) => word === left[place]));
    if (lead) left = left.slice(lead.length);
    else if (left.length > 1 && TRAILING.has(left[left.length - 1])) left = left.slice(0, -1);
    else return left;
  }
}

// The keys of a name, from strict to loose: two names with one key are the same name.
function makeKeys(words) {
  const bare = trimAsking(words).map(foldWord);
  return {
    key: words.join(" "),
    squashed: words.join(""),
    folded: bare.join(""),
    bag: bare.length === 1 ? bare[0] : [...new Set(bare)].filter((word) => !JOINTS.has(word)).sort().join(" "),
  };
}
