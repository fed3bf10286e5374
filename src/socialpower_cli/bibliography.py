"""The works that a corpus cites, all of them or those of an author, each with the concepts that cite it."""

from collections.abc import Iterator

from socialpower_cli import commandline
from socialpower_cli.answers import Bibliography, CitedWork, Reference, Source
from socialpower_cli.errors import NotFound, Refused
from socialpower_cli.index import Index
from socialpower_cli.text import names

_ROLES = ("author", "editor", "translator")
_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")


def list_works(index: Index, author: str | None = None) -> Bibliography:
    """Return the works in the order of their citations, with an author only those that a person or body so named has a part in.

    Raises `Refused` where the author is empty, and `NotFound` where there is none such.
    """
    works = index.works()
    if author is not None:
        wanted = set(names.normalize(author).split())
        if not wanted:
            raise Refused("No author is named.", "Give a name, for example: sp cite --author Weber")
        works = [one for one in works if any(wanted <= name for name in _find_names(one[1]))]
        if not works:
            raise NotFound(f"No work by '{author}' is cited.", f"All works: {commandline.write('cite')}", query=author)
    citing: dict[str, list[Reference]] = {}
    for source, identifier, term, gloss in index.citing():
        citing.setdefault(source, []).append(Reference(identifier, term, gloss))
    listed = [CitedWork(key, citation, Source(item), tuple(citing.get(key, ()))) for key, item, citation in works]
    return Bibliography(tuple(sorted(listed, key=lambda one: (names.normalize(one.citation), one.id))))


def _find_names(item: str) -> Iterator[set[str]]:
    """Yield the words of each name that a work, as CSL-JSON text, has."""
    import json

    parsed = json.loads(item)
    for role in _ROLES:
        for name in parsed.get(role) or ():
            yield set(names.normalize(" ".join(str(name.get(part) or "") for part in _PARTS)).split())
