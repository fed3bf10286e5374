"""Beginning an entry of one's own: a valid file whose texts say what is to be written in their place, never over another."""

import os
from typing import Literal

from socialpower_cli import commandline, files, lookup
from socialpower_cli.answers import Begun
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.model import PLACEHOLDER, Concept, CorpusFile, Example, Extension
from socialpower_cli.corpus.writing import format_corpus
from socialpower_cli.errors import Refused
from socialpower_cli.index import Index
from socialpower_cli.text import names

Kind = Literal["new", "replaces", "extends"]
_ELSEWHERE = "Name another file: -o FILE"
_EXAMPLE = Example(title=f"{PLACEHOLDER}: two to six words", text=f"{PLACEHOLDER}: a scene of 40 to 110 words")


def make_id(term: str) -> str:
    """Return the id that an entry of a term has: its words in lower case and without accents, joined by hyphens."""
    return "-".join(names.normalize(term).split())


def write_skeleton(identifier: str, term: str, kind: Kind) -> str:
    """Return a corpus file of one entry: a new one, one in the place of the concept with the id, or what extends that."""
    if kind == "extends":
        more = Extension(
            extends=identifier,
            aliases=[f"{PLACEHOLDER}: another name, or leave this line out"],
            examples=[_EXAMPLE],
            note=f"{PLACEHOLDER}: what is to be added to the note",
        )
        return format_corpus(CorpusFile(concepts=[], extensions=[more]))
    entry = Concept(
        id=identifier,
        replaces=identifier if kind == "replaces" else None,
        term=term,
        gloss=f"{PLACEHOLDER}: a few words for lists",
        definition=f"{PLACEHOLDER}: one sentence: what kind of thing it is, then what sets it apart",
        explanation=f"{PLACEHOLDER}: how it works, who says so, where it stops",
        examples=[_EXAMPLE],
        everyday=[f"{PLACEHOLDER}: how people say it in daily life"],
    )
    return format_corpus(CorpusFile(concepts=[entry]))


def begin(index: Index, term: str, kind: Kind, path: str | None) -> Begun:
    """Write the file of an entry to be filled in, and return where it is; "-" for a path writes none.

    Without a path it goes into one's own folder, which is made where it is missing. Raises `Refused` where the id is taken (or,
    for another kind than "new", `NotFound` where there is no such concept), a file is there already or cannot be written.
    """
    identifier, term = _identify(index, term, kind)
    text = write_skeleton(identifier, term, kind)
    if path == "-":
        return Begun(identifier, term, None, text, found=False)
    target = path if path is not None else _find_place(identifier, kind)
    try:
        if path is None:
            os.makedirs(os.path.dirname(target), exist_ok=True)
        files.write_new(target, text.encode("utf-8"))
    except FileExistsError:
        raise Refused(f"{target}: this is there already, and nothing was written.", _ELSEWHERE) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{target}: cannot be written ({reason}).", _ELSEWHERE) from None
    return Begun(identifier, term, target, text, found=False)


def _identify(index: Index, term: str, kind: Kind) -> tuple[str, str]:
    """Return the id and the term of an entry that is begun."""
    term = " ".join(term.split())
    if not term:
        raise Refused("Nothing to begin: the term is empty.", "For example: sp new Quorum")
    if kind != "new":
        row = index.row(lookup.find(index, term, exact=True)[0])
        return row.id, row.term
    identifier = make_id(term)
    if not identifier:
        raise Refused(f"'{term}' has no letter and no digit to make an id of.", "Give the term in words.")
    number = index.number(identifier)
    if number is None:
        met = index.named(names.lookup_key(identifier))
        number = next((one.number for one in met if one.kind == "formerly" and one.name == identifier), None)
    if number is None:
        return identifier, term
    row = index.row(number)
    mine = [f"Its entry is in: {one.file}" for one in index.provenance(number) if one.how != "extended"]
    raise Refused(
        f"There is a concept '{row.id}' already: {row.term}.",
        *mine,
        f"To read it: {commandline.write('define', row.id)}",
        f"To add to it: {commandline.write('new', row.id, '--extends')}",
        f"To put your own in its place: {commandline.write('new', row.id, '--replaces')}",
    )


def _find_place(identifier: str, kind: Kind) -> str:
    folder = locations.user_folder()
    if folder is None:
        raise Refused("There is no folder of your own: no home is known.", _ELSEWHERE)
    name = identifier if kind == "new" else f"{identifier}-{kind}"
    # An id of somebody else's corpus may have what a file's name may not.
    kept = "".join(character if character.isalnum() or character in "-_." else "_" for character in name).lstrip(".")
    return os.path.join(folder, f"{kept or 'entry'}.json")
