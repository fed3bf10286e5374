"""Make a thesaurus in SKOS from the nouns of Princeton WordNet 3.0: python bench/thesaurus.py OUT.ttl [CONCEPTS].

In the shape of the UNESCO Thesaurus as it is published: labels in four languages (here the same words), alternative labels,
several broader concepts, related ones, a scope note at every twentieth, collections. Without a number all 82,115 are
written; the UNESCO Thesaurus has some 4,400 in 3 MB.
"""

import json
import sys
from pathlib import Path

from wordnet import SOURCE, concepts

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix t: <http://example.org/thesaurus/> .

t:scheme a skos:ConceptScheme ; dct:title "Nouns"@en .
"""
LANGUAGES = ("en", "fr", "es", "ru")
MEMBERS = 60  # of a collection


def write(path: Path, most: int) -> int:
    """Write so many concepts to a file and return how many there were."""
    chosen = concepts(SOURCE)[:most]
    names = {str(one["id"]): f"t:c{number:05d}" for number, one in enumerate(chosen)}
    parts = [HEAD]
    for number, one in enumerate(chosen):
        above = [names[key] for key in one["broader"] if key in names]  # type: ignore[attr-defined]
        said = [f"skos:prefLabel {json.dumps(one['term'])}@{language}" for language in LANGUAGES]
        said += [f"skos:altLabel {json.dumps(alias)}@en" for alias in one["aliases"]]  # type: ignore[attr-defined]
        said += [f"skos:broader {key}" for key in above]
        said += ["skos:topConceptOf t:scheme"] if not above else []
        said += [f"skos:related t:c{number - 1:05d}"] if number % 3 else []
        said += [f"skos:scopeNote {json.dumps(one['definition'])}@en"] if number % 20 == 0 else []
        parts.append(f"t:c{number:05d} a skos:Concept ; skos:inScheme t:scheme ;\n   " + " ;\n   ".join(said) + " .\n")
    for first in range(0, len(chosen), MEMBERS):
        members = ", ".join(f"t:c{number:05d}" for number in range(first, min(first + MEMBERS, len(chosen))))
        parts.append(f't:g{first} a skos:Collection ; skos:prefLabel "Group {first // MEMBERS}"@en ; skos:member {members} .\n')
    path.write_text("\n".join(parts), encoding="utf-8")
    return len(chosen)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else sys.maxsize), "concepts")
