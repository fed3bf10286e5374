"""From corpus files to a file of another format."""

import os
from collections.abc import Container, Mapping
from typing import Any

from socialpower_cli.answers import Exported
from socialpower_cli.corpus.locations import Location
from socialpower_cli.errors import Refused
from socialpower_cli.exchange.formats import FORMATS, choose_options, find_ending, find_writer, write
from socialpower_cli.exchange.storing import store


def export(
    corpora: list[Location],
    name: str,
    chosen: Container[str] | None,
    path: str | None,
    options: Mapping[str, Any],
) -> Exported:
    """Return what corpus files hold, or the concepts whose ids are chosen, in a format, and write it to a path if one is given.

    Into a folder, where `path` is one or ends in a slash, goes a file a concept. Raises `Refused` where there is no such format
    or option, or the path cannot be written to.
    """
    from socialpower_cli.corpus.contents import read_contents
    from socialpower_cli.corpus.validity import assemble
    from socialpower_cli.exchange.selecting import select

    name = find_writer(name)
    form = FORMATS[name]
    several = path is not None and (os.path.isdir(path) or path.endswith(("/", os.sep)))
    if several and "several" not in form.options:
        raise Refused(f"{path}: the format {name} is one file, not a folder.", f"For example: -o concepts{form.endings[0]}")
    if path is not None and not several:
        _refuse_corpora(path, corpora)
    ending = "" if path is None else find_ending(path)
    told = choose_options(name, options, ending=ending, several=several)
    assembled = assemble(read_contents(corpora))
    corpus = select(assembled.corpus, [file for _, file in assembled.files], chosen)
    written = write(name, corpus, told)
    if path is not None:
        _write_to(path, written.content)
    return Exported(name, len(corpus.concepts), written.dropped, path, written.content)


def _refuse_corpora(path: str, corpora: list[Location]) -> None:
    """Raise `Refused` where a path is that of a corpus file that is read."""
    for location in corpora:
        if os.path.exists(path) and os.path.exists(location.path) and os.path.samefile(path, location.path):
            raise Refused(f"{path}: this is the corpus itself.", "Name another file after -o.")


def _write_to(path: str, content: str | bytes | Mapping[str, str]) -> None:
    if not isinstance(content, Mapping):
        store(path, content)
        return
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise Refused(f"{path}: cannot be made a folder ({error.strerror or error}).", "Name another one.") from None
    for file, text in content.items():
        store(os.path.join(path, file), text)
