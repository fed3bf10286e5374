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
function readPostings(coded) {
  const bytes = Uint8Array.from(atob(coded), (character) => character.charCodeAt(0));
  const starts = [0];
  const concepts = new Uint32Array(bytes.length); // more than there are: each takes a byte or more
  const said = new Float32Array(bytes.length);
  let filled = 0;
  let at = 0;
  const next = () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  };
  while (at < bytes.length) {
    let concept = 0;
    for (let left = next(); left > 0; left--) {
      const number = next();
      concept += number >> 4;
      concepts[filled] = concept;
      said[filled++] = ((number & 15) + 0.5) / 16;
    }
    starts.push(filled);
  }
  return { starts, concepts, said };
}
