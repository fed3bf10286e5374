"""The formats: what each is called, which files hold it, which options of `sp export` it takes, and which module knows it.

A module that writes has `write(corpus: CorpusFile, options: Options) -> Written`.
"""

import os
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from socialpower_cli.answers import Dropped
from socialpower_cli.errors import Refused
from socialpower_cli.records import Record

if TYPE_CHECKING:
    from socialpower_cli.corpus.model import CorpusFile


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
    `several` asks for a file a concept, where the format has such; `base` is what URIs begin with.
    """

    ending: str = ""
    several: bool = False
    base: str | None = None


class Written(Record):
    """What a writer made: a text, bytes, or several texts by the names of their files; and what the format could not carry."""

    content: str | bytes | Mapping[str, str]
    dropped: tuple[Dropped, ...] = ()


FORMATS: dict[str, Format] = {
    "csv": Format("a table for spreadsheets, a row a concept", (".csv", ".tsv", ".tab"), "tables", writes=True),
    "json": Format("a corpus file of sp's own", (".json",), "native", writes=True),
}

_WRITERS = tuple(name for name, form in FORMATS.items() if form.writes)


def find_format(path: str) -> str | None:
    """Return the name of the format that a file's name tells of, or None."""
    ending = os.path.splitext(path)[1].lower()
    return next((name for name, form in FORMATS.items() if ending in form.endings), None)


def find_writer(asked: str) -> str:
    """Return the name of a format that can be written, asked for in any case; raise `Refused` with those there are."""
    name = asked.lower()
    if name not in _WRITERS:
        known = "; ".join(f"{one}, {FORMATS[one].summary}" for one in _WRITERS)
        raise Refused(f"There is no format '{asked}' to export to.", f"There are: {known}.")
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
