"""The formats: what each is called, which files hold it, which options of `sp export` it takes, and which module knows it.

A module that reads has `read(data: bytes, asked: Asking) -> Reading`, which raises `Unreadable`; one that writes has
`write(corpus: CorpusFile, options: Options) -> Written`.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from socialpower_cli.answers import Dropped
from socialpower_cli.errors import Refused
from socialpower_cli.records import Record

if TYPE_CHECKING:
    from socialpower_cli.corpus.model import Concept, CorpusFile

Progress = Callable[[int, int], None]
Known = Callable[[], "Iterable[Concept]"]


class Format(Record):
    """A format: what is said of it, how its files' names end, whether it can be read and written.

    `options` are those of `Options` that its writer takes, beyond the defaults; `binary` says that it is no text.
    """

    summary: str
    endings: tuple[str, ...]
    module: str
    reads: bool = False
    writes: bool = False
    options: tuple[str, ...] = ()
    binary: bool = False


class Options(Record):
    """What a writer may be told.

    `ending` is that of the file to be written, in small letters and with its dot, or an empty text where none is known;
    `several` asks for a file a concept, where the format has such; `base` is what URIs begin with;
    `reversed` and `scenes` ask for more cards: from what is said of a concept to its name, and from its examples to it.
    """

    ending: str = ""
    several: bool = False
    base: str | None = None
    reversed: bool = False
    scenes: bool = False


class Asking(Record):
    """What a reader may be told: the file's path, a language (BCP 47), whom to tell how far it has come, what else is known."""

    path: str = ""
    language: str | None = None
    progress: Progress | None = None
    known: Known | None = None


class Reading(Record):
    """What a reader made of a file: a corpus, what was dropped, and the language that was taken where there were several.

    `format` is the name of the format that it was read in.
    """

    corpus: "CorpusFile"
    dropped: tuple[Dropped, ...] = ()
    language: str | None = None
    format: str = ""


class Unreadable(ValueError):
    """What makes a file unreadable in a format, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Written(Record):
    """What a writer made: a text, bytes, or several texts by the names of their files; and what the format could not carry."""

    content: str | bytes | Mapping[str, str]
    dropped: tuple[Dropped, ...] = ()


FORMATS: dict[str, Format] = {
    "anki": Format("cards to learn with, for Anki", (), "anki", writes=True, options=("reversed", "scenes")),
    "csv": Format("a table for spreadsheets, a row a concept", (".csv", ".tsv", ".tab"), "tables", reads=True, writes=True),
    "html": Format("a page to read and search in any browser", (".html", ".htm"), "page", writes=True),
    "markdown": Format(
        "text with links and citations, one file or one a concept",
        (".md", ".markdown", ".mdown", ".txt"),
        "markdown",
        reads=True,
        writes=True,
        options=("several",),
    ),
    "skos": Format(
        "a thesaurus as linked data, for Skosmos, Fuseki and their like",
        (".ttl", ".turtle", ".n3", ".nt", ".ntriples", ".rdf", ".xml", ".owl", ".skos", ".rdfs", ".jsonld"),
        "skos",
        reads=True,
        writes=True,
        options=("base",),
    ),
    "sqlite": Format(
        "a database, for sqlite3, Datasette and pandas", (".sqlite", ".db", ".sqlite3"), "database", writes=True, binary=True
    ),
    "tabfile": Format("a dictionary, for converters such as PyGlossary", (), "tabfile", writes=True),
    "json": Format("a corpus file of sp's own", (".json",), "native", reads=True, writes=True),
}

_WRITERS = tuple(name for name, form in FORMATS.items() if form.writes)


def find_ending(path: str) -> str:
    """Return how a file's name ends, in small letters and with its dot."""
    return os.path.splitext(path)[1].lower()


def find_reader(asked: str) -> str:
    """Return the name of a format that can be read, asked for in any case; raise `Refused` with those there are."""
    name = asked.lower()
    if name not in FORMATS or not FORMATS[name].reads:
        known = ", ".join(one for one, form in FORMATS.items() if form.reads)
        raise Refused(f"There is no format '{asked}' to import from.", f"There are: {known}.")
    return name


def find_writer(asked: str) -> str:
    """Return the name of a format that can be written, asked for in any case; raise `Refused` with those there are."""
    name = asked.lower()
    if name not in _WRITERS:
        known = (f"{one}: {FORMATS[one].summary}" for one in _WRITERS)
        raise Refused(f"There is no format '{asked}' to export to.", *known)
    return name


def choose_options(name: str, given: Mapping[str, Any], **found: Any) -> Options:
    """Return what a writer is told, by whoever asks and by what was found; raise `Refused` where it takes no such option."""
    foreign = sorted(option for option, value in given.items() if value and option not in FORMATS[name].options)
    if foreign:
        takes = [option for option in FORMATS[name].options if option in Options._fields]
        raise Refused(
            f"The format {name} has no option '{foreign[0]}'.", f"It has: {', '.join(takes)}." if takes else "Leave it out."
        )
    return Options(**{option: value for option, value in given.items() if value}, **found)


def write(name: str, corpus: "CorpusFile", options: Options) -> Written:
    """Return a corpus in the format of a name."""
    module: Any = import_module(f"{__package__}.{FORMATS[name].module}")
    written: Written = module.write(corpus, options)
    return written
