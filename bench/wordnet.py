"""Make a corpus of 82,000 concepts from the nouns of Princeton WordNet 3.0: python bench/wordnet.py OUT [data.noun].

The file is in Debian's package wordnet-base, /usr/share/wordnet/data.noun. A synset becomes a concept: its first word the
term, its other words the aliases, its gloss the definition, its hypernyms the broader concepts.
"""

import json
import re
import sys
from pathlib import Path

SOURCE = "/usr/share/wordnet/data.noun"


def concepts(path: str) -> list[dict[str, object]]:
    """Return the concepts that a WordNet data file holds."""
    synsets = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        head, _, gloss = line.partition(" | ")
        fields = head.split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * place].replace("_", " ") for place in range(count)]
        pointers = fields[5 + 2 * count :]
        hypernyms = [pointers[at + 1] for at in range(0, len(pointers) - 3, 4) if pointers[at] in ("@", "@i")]
        synsets[fields[0]] = (words, gloss.split('; "')[0].strip(" ;"), hypernyms)
    seen: dict[str, int] = {}
    ids = {}
    for offset, (words, _, _) in synsets.items():
        name = re.sub(r"[^a-z0-9]+", "-", words[0].lower()).strip("-") or "x"
        seen[name] = seen.get(name, 0) + 1
        ids[offset] = f"{name}-{seen[name]}"
    return [
        {
            "id": ids[offset],
            "term": words[0],
            "aliases": words[1:],
            "definition": gloss or words[0],
            "broader": list(dict.fromkeys(ids[hypernym] for hypernym in hypernyms)),
        }
        for offset, (words, gloss, hypernyms) in synsets.items()
    ]


if __name__ == "__main__":
    made = concepts(sys.argv[2] if len(sys.argv) > 2 else SOURCE)
    Path(sys.argv[1]).write_text(json.dumps({"concepts": made}, ensure_ascii=False, indent=1), encoding="utf-8")
    print(len(made), "concepts")
