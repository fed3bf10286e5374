// Reads the compact index of words that stands in the page; exchange/page/finding.py tells of its form.

function readWords(coded) {
  const words = [];
  const stems = [];
  let count = 0;
  for (const [, shared, rest, again] of coded.matchAll(/([A-Z])([^A-Z.!]*)(\.|![0-9a-z]+)?/g)) {
    const before = words.length ? words[words.length - 1] : "";
    words.push(before.slice(0, shared.charCodeAt(0) - 65) + rest);
    stems.push(again === "." ? stems[stems.length - 1] : again ? parseInt(again.slice(1), 36) : count++);
  }
  return { words, stems };
}

// Returns for each stem where its postings begin, and all postings: concepts, and how much each stem says of them, from 0 to 1.
function readPostings(bytes, [counts, steps]) {
  const starts = [0];
  const levels = bytes.subarray(counts + steps);
  const concepts = new Uint32Array(levels.length);
  const numbers = readNumbers(bytes, counts);
  let filled = 0;
  for (const count of readNumbers(bytes, 0, counts)) {
    let concept = 0;
    for (let left = count; left > 0; left--) concepts[filled++] = concept += numbers.next().value;
    starts.push(filled);
  }
  return { starts, concepts, said: Float32Array.from(levels, (level) => (level + 0.5) / 8) };
}

function* readNumbers(bytes, from, to = bytes.length) {
  for (let at = from; at < to; ) {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      number |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    yield number;
  }
}
