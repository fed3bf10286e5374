"""The works that a corpus cites, all of them or those of an author, each with the concepts that cite it."""

from collections.abc import Iterable, Iterator, Sequence

from socialpower_cli import commandline
from socialpower_cli.answers import Bibliography, CitedWork, Reference, Source
from socialpower_cli.citations.italics import remove_italics
from socialpower_cli.citations.styled import write_now
from socialpower_cli.citations.styles import DEFAULT, StyleKey
from socialpower_cli.errors import NotFound, Refused
from socialpower_cli.index import Index, Work
from socialpower_cli.text import names

_ROLES = ("author", "editor", "translator")
_FAMILY = ("family",)
_MOST_SUGGESTED = 2  # for each word
_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")


def list_works(index: Index, author: str | None = None, style: StyleKey | None = DEFAULT) -> Bibliography:
    """Return the works in the order of their citations in a style, with an author those that a person or body so named made.

    Raises `Refused` where the author is empty, and `NotFound` where there is none such.
    """
    works = index.works(style or "")
    if author is not None:
        wanted = set(names.normalize(author).split())
        if not wanted:
            raise Refused("No author is named.", "Give a name, for example: sp cite --author Weber")
        named = [(one, list(_find_names(one.item))) for one in works]
        # "french raven" are two authors of one work, by their family names.
        together = (one for one, _ in named if wanted <= set().union(*_find_names(one.item, _FAMILY)))
        works = [one for one, found in named if any(wanted <= name for name in found)] or list(together)
        if not works:
            raise NotFound(
                f"No work by '{author}' is cited.",
                *_suggest_names(author, (name for _, found in named for name in found)),
                f"All works: {commandline.write('cite')}",
                query=author,
            )
    citing: dict[str, list[Reference]] = {}
    for source, identifier, term, gloss in index.citing():
        citing.setdefault(source, []).append(Reference(identifier, term, gloss))
    references, unstyled = write_references(works, style)
    listed = [
        CitedWork(work.key, reference, Source(work.item), tuple(citing.get(work.key, ())))
        for work, reference in zip(works, references, strict=True)
    ]
    listed.sort(key=lambda one: (names.normalize(remove_italics(one.citation)), one.id))
    return Bibliography(tuple(listed), style, unstyled)


def write_references(works: Iterable[Work], style: StyleKey | None) -> tuple[tuple[str, ...], int]:
    """Return the references of works in a style, and how many of them are in author-date form instead.

    Those that the index has not are written now, where the extra `cite` is installed.
    """
    references = []
    unstyled = 0
    for work in works:
        reference = work.reference if work.styled or style is None else write_now(work.item, style)
        unstyled += reference is None
        references.append(reference or work.reference)
    return tuple(references), unstyled


def _suggest_names(author: str, found: Iterable[set[str]]) -> list[str]:
    """Return a hint with the names of authors that are spelt nearly like one, the nearest first."""
    from socialpower_cli.search import spelling

    words = sorted(set().union(*found))
    near = [
        one.spelling
        for typed in names.normalize(author).split()
        if typed not in words
        for one in spelling.near_among(words, typed, spelling.allowance(len(typed)))[:_MOST_SUGGESTED]
    ]
    return [f"Did you mean: {commandline.write('cite', '--author', name)}" for name in near]


def _find_names(item: str, parts: Sequence[str] = _PARTS) -> Iterator[set[str]]:
    """Yield the words of each name that a work, as CSL-JSON text, has, or of some parts of it."""
    import json

    parsed = json.loads(item)
    for role in _ROLES:
        for name in parsed.get(role) or ():
            yield set(names.normalize(" ".join(str(name.get(part) or "") for part in parts)).split())
