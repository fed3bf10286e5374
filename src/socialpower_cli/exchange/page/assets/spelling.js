// Near spellings, counted in edits (optimal string alignment), and how a name sounds, as in the program's search/spelling.py.

const allowance = (length) => (length < 4 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3);

const rows = [new Uint8Array(256), new Uint8Array(256), new Uint8Array(256)];

// Returns how many edits lead from a text to another, and to the nearest beginning of it; more than `most` where it is more.
// Only what lies within `most` of the diagonal is counted, since no way that leaves it is short enough.
function countEdits(typed, other, most) {
  const none = { whole: most + 1, beginning: most + 1 };
  if (typed.length > 120 || other.length < typed.length - most) return none;
  const width = Math.min(other.length, typed.length + most);
  let [older, old, now] = rows;
  for (let column = 0; column <= width; column++) old[column] = column;
  for (let row = 1; row <= typed.length; row++) {
    const first = Math.max(1, row - most);
    const last = Math.min(width, row + most);
    now[first - 1] = first === 1 ? row : most + 1;
    let least = now[first - 1];
    for (let column = first; column <= last; column++) {
      const same = typed[row - 1] === other[column - 1];
      let edits = Math.min((column < row + most ? old[column] : most) + 1, now[column - 1] + 1, old[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && typed[row - 1] === other[column - 2] && typed[row - 2] === other[column - 1]) {
        edits = Math.min(edits, older[column - 2] + 1);
      }
      now[column] = edits;
      if (edits < least) least = edits;
    }
    if (least > most) return none;
    [older, old, now] = [old, now, older];
  }
  let beginning = most + 1;
  for (let column = Math.max(0, typed.length - most); column <= width; column++) beginning = Math.min(beginning, old[column]);
  return { whole: old[width] + other.length - width, beginning };
}

const SPOKEN = [
  ["sch", "sk"], ["tch", "ch"], ["ch", "k"], ["ck", "k"], ["ph", "f"], ["gh", ""], ["kn", "n"], ["dg", "j"],
  ["ce", "se"], ["ci", "si"], ["cy", "sy"], ["ge", "je"], ["gi", "ji"], ["gy", "jy"], ["psy", "sy"], ["x", "ks"],
];
const AS_ONE = { c: "k", q: "k", z: "s", v: "f" };

function soundOf(squashed) {
  let spoken = squashed;
  for (const [written, told] of SPOKEN) if (spoken.includes(written)) spoken = spoken.split(written).join(told);
  spoken = spoken.replace(/[cqzv]/g, (letter) => AS_ONE[letter]);
  const first = /^[aeiouyw]/.test(spoken) ? "a" : spoken.slice(0, 1);
  return (first + spoken.slice(1).replace(/[aeiouywh]/g, "")).replace(/(.)\1+/gu, "$1");
}
