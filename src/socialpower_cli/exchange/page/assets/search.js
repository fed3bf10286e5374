// Search: first what is named as typed, exactly, by its beginning or nearly; then what the words say.
// The grades are those of the program's search/weights.py; what is added for typing in progress stands between them.

const GRADES = { key: 1, squashed: 0.98, folded: 0.97, bag: 0.96, near: 0.95, beginning: 0.93, within: 0.88 };
const LESS_FOR_EDITS = 0.15;
const LESS_AS_LABEL = 0.04;
const MOST_BY_TEXT = 0.85;
const WORTH_OF_NAMES = 3.5;
const LONGEST_NAME = 8; // words
const MOST_WORDS = 64;
const FEWEST_OF_A_DESCRIPTION = 7; // words
const MOST_OF_A_DESCRIPTION = 0.75;
const MOST_ENDINGS = 40;
const KINDS = ["name", "alias", "label"];
const INSIDE_GRADES = { name: 1, alias: 0.9, label: 0.5 };

function makeSearch(data) {
  const [stop, opening, comparing] = [data.stop, data.opening, data.comparing].map((words) => new Set(words.split(" ")));
  const names = [];
  const keys = { key: new Map(), squashed: new Map(), folded: new Map(), bag: new Map() };
  const { words, stems } = readWords(data.words);
  const postings = readPostings(data.postings, data.parts);
  const placeOf = new Map(words.map((word, place) => [word, place]));
  const size = data.ids.length;

  function addName(concept, text, kind) {
    const name = { concept, text, kind, ...makeKeys(splitWords(text)) };
    if (!name.key) return;
    name.sound = soundOf(name.squashed);
    names.push(name);
    for (const [form, met] of Object.entries(keys)) {
      if (!met.has(name[form])) met.set(name[form], []);
      met.get(name[form]).push(name);
    }
  }
  data.names.forEach((listed, concept) => {
    addName(concept, data.ids[concept], "name");
    listed.forEach((text, place) => addName(concept, text, place ? "alias" : "name"));
  });
  for (const [former, concept] of Object.entries(data.formerly)) addName(concept, former, "alias");
  data.labels.forEach((listed, concept) => listed.forEach((text) => addName(concept, text, "label")));

  // All names in one text, a line each, with spaces around every word: looking through it costs a tenth of trying each name.
  const starts = [];
  let lines = "";
  for (const name of names) {
    starts.push(lines.length);
    lines += `\n ${name.key} `;
  }

  const tells = (word) => !stop.has(word) && word.length > 1;
  const count = (stem) => postings.starts[stem + 1] - postings.starts[stem];
  const rarity = (holders) => Math.log(1 + (size - holders + 0.5) / (holders + 0.5));

  // Names that the whole query is, by concept, each with how certain that is.
  function findNamed(typed, inProgress) {
    const found = new Map();
    const add = (name, certainty) => {
      const grade = certainty - (name.kind === "label" ? LESS_AS_LABEL : 0);
      const before = found.get(name.concept);
      if (!before || before.grade < grade) found.set(name.concept, { grade, name });
    };
    for (const form of Object.keys(keys)) for (const name of keys[form].get(typed[form]) || []) add(name, GRADES[form]);
    const exact = found.size > 0;
    const begun = ` ${typed.key}${inProgress ? "" : " "}`;
    // What is too short to be a part of a name is looked for at the beginning of names alone.
    const wanted = typed.key.length > 2 ? begun : `\n${begun}`;
    for (let at = lines.indexOf(wanted); at >= 0; at = lines.indexOf(wanted, at + 1)) {
      const place = bisect(starts, at + 1) - 1;
      const name = names[place];
      if (name.key.length === typed.key.length) continue;
      const grade = at <= starts[place] + 1 ? GRADES.beginning : GRADES.within;
      add(name, grade - Math.min(0.03, (name.key.length - typed.key.length) / 1000));
    }
    if (!exact && ![...found.values()].some((one) => one.grade > GRADES.beginning - 0.02)) addNear(typed, inProgress, add);
    return found;
  }

  function addNear(typed, inProgress, add) {
    const most = allowance(typed.squashed.length);
    const sound = soundOf(typed.squashed);
    for (const name of names) {
      const alike = sound.length > 2 && name.sound === sound;
      if (!alike && !(most && canBeNear(typed.squashed, name, most, inProgress))) continue;
      const { whole, beginning } = countEdits(typed.squashed, name.squashed, alike ? typed.squashed.length >> 1 : most);
      if (whole <= most || (alike && whole <= typed.squashed.length / 2)) {
        const far = whole > 1 ? whole - (alike ? 0.9 : 0) + (name.squashed[0] === typed.squashed[0] ? 0 : 0.5) : whole;
        add(name, GRADES.near - (LESS_FOR_EDITS * far) / typed.squashed.length);
      } else if (inProgress && name.kind !== "label" && typed.squashed.length > 4 && beginning <= Math.min(most, 1)) {
        add(name, GRADES.beginning - 0.05 - name.squashed.length / 1000);
      }
    }
  }

  // Whether a name is of a length to be near a text, or begins as one does that is not finished: at least with one of the same
  // first two letters.
  function canBeNear(squashed, name, most, inProgress) {
    const longer = name.squashed.length - squashed.length;
    if (longer < -most) return false;
    if (longer <= most) return true;
    const [one, two] = name.squashed;
    return inProgress && name.kind !== "label" && (one === squashed[0] || one === squashed[1] || two === squashed[0]);
  }

  // The stems that a word of the query may stand for, each with how surely.
  function findStems(word, last) {
    const place = placeOf.get(word);
    const found = new Map();
    if (place !== undefined) found.set(stems[place], 1);
    if (last && word.length > 2) {
      let at = bisect(words, word);
      for (let seen = 0; at < words.length && words[at].startsWith(word) && seen < MOST_ENDINGS; at++, seen++) {
        if (!found.has(stems[at])) found.set(stems[at], place === undefined ? 0.8 : 0.4);
      }
    }
    if (!found.size && word.length > 3) {
      const most = Math.min(2, allowance(word.length));
      let least = most;
      const near = [];
      words.forEach((other, at) => {
        if (Math.abs(other.length - word.length) > least) return;
        const { whole } = countEdits(word, other, least);
        if (whole <= least) {
          least = whole;
          near.push([whole, at]);
        }
      });
      near.filter(([edits]) => edits === least).slice(0, 4).forEach(([, at]) => found.set(stems[at], 0.8));
    }
    return found;
  }

  // How much of what the query's words could say each concept has, from 0 to 1.
  function weighWords(asked, inProgress) {
    const shares = new Float64Array(size);
    const worth = new Map();
    let total = 0;
    asked.forEach((word, at) => {
      const best = new Map();
      let holders = 0;
      for (const [stem, sure] of findStems(word, inProgress && at === asked.length - 1)) {
        if (sure > 0.5) holders = Math.max(holders, count(stem));
        for (let place = postings.starts[stem]; place < postings.starts[stem + 1]; place++) {
          const concept = postings.concepts[place];
          best.set(concept, Math.max(best.get(concept) || 0, sure * postings.said[place]));
        }
      }
      const rare = rarity(holders || Math.min(size, 3));
      worth.set(word, rare);
      total += rare;
      for (const [concept, said] of best) shares[concept] += rare * said;
    });
    return { shares: shares.map((share) => (total ? share / total : 0)), worth };
  }

  // Whether a query tells of something at length, and does not ask about it by its name, as in the program's search/query.py.
  function describes(query, all) {
    const chooses = all.includes("or") && /[,;:]\s*which\b/i.test(query);
    const asks = query.includes("?") || opening.has(all[0]) || chooses || all.some((word) => comparing.has(word));
    return all.length >= FEWEST_OF_A_DESCRIPTION && !asks;
  }

  // Names within the query, the longest first, and how much of the query each explains, as in the program's search/by_name.py:
  // those in a description are the names of other things.
  function findInside(all, worth, described) {
    const foldedAll = all.map(foldWord);
    const spans = [];
    for (let length = Math.min(LONGEST_NAME, all.length); length > 0; length--) {
      for (let start = 0; start + length <= all.length; start++) {
        if (length === 1 && !tells(all[start])) continue;
        const met = keys.folded.get(foldedAll.slice(start, start + length).join(""));
        if (met && !spans.some((span) => start < span.end && span.start < start + length)) spans.push({ start, end: start + length, met });
      }
    }
    const value = (place) => worth.get(all[place]) || 0;
    const sum = (places) => places.reduce((total, place) => total + value(place), 0);
    const covered = new Set(spans.flatMap((span) => range(span.start, span.end)));
    const whole = sum(range(0, all.length)) || 1;
    const explained = sum([...covered]) / whole;
    const found = new Map();
    if (described && explained < MOST_OF_A_DESCRIPTION) return found;
    for (const span of spans) {
      const telling = span.end - span.start > 1 ? 1 : estimateTelling(all[span.start]);
      const sure = telling + (1 - telling) * explained ** 4;
      for (const name of span.met) {
        const share = (INSIDE_GRADES[name.kind] * sure * sum(range(span.start, span.end))) / whole;
        if (!found.has(name.concept) || found.get(name.concept).share < share) found.set(name.concept, { share, name });
      }
    }
    return found;
  }

  function estimateTelling(word) {
    const place = placeOf.get(word);
    return place === undefined ? 1 : 1 - Math.log(1 + count(stems[place])) / Math.log(1 + size);
  }

  // Returns concepts, best first, each with a score from 0 to 1, and the name that decided, where one did.
  return function search(query, limit = 20) {
    const all = splitWords(query).slice(0, MOST_WORDS);
    if (!all.length) return [];
    const inProgress = !/\s$/.test(query);
    const named = findNamed(makeKeys(all), inProgress);
    const different = [...new Set(all)];
    const telling = different.filter(tells);
    const { shares, worth } = weighWords(telling.length ? telling : different, inProgress);
    const inside = findInside(all, worth, describes(query, all));
    const ranked = [];
    for (let concept = 0; concept < size; concept++) {
      const name = named.get(concept);
      const part = inside.get(concept);
      const text = shares[concept] + (part ? WORTH_OF_NAMES * part.share : 0);
      const byText = MOST_BY_TEXT * Math.min(1, text / (1 + WORTH_OF_NAMES));
      const score = Math.max(name ? name.grade : 0, byText);
      if (score <= 0) continue;
      const decided = name && name.grade >= byText ? name.name : part && WORTH_OF_NAMES * part.share > text / 2 ? part.name : null;
      ranked.push({ concept, score, text, name: decided });
    }
    ranked.sort((one, other) => other.score - one.score || other.text - one.text || one.concept - other.concept);
    return ranked.slice(0, limit).filter((one) => one.score >= ranked[0].score / 3);
  };
}

const range = (start, end) => Array.from({ length: Math.max(0, end - start) }, (_, place) => start + place);

// Returns the first place in a sorted list whose value is not less than a text.
function bisect(sorted, text) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
