"""Which places corpora are looked for in, and what became of what is there: what a run reads, told file by file."""

import os

from socialpower_cli.answers import Located, Reason, Remarked, State, Survey
from socialpower_cli.corpus import locations, reading
from socialpower_cli.corpus.contents import Content, read_contents
from socialpower_cli.corpus.locations import Chosen, Location
from socialpower_cli.corpus.model import CorpusFile
from socialpower_cli.corpus.validity import Assembled, assemble
from socialpower_cli.errors import CorpusError

_NOT_LOOKED_IN = "--corpus looks in nothing else"


def survey(chosen: Chosen) -> Survey:
    """Return every place that a run with some files named looks for corpora in, or would without `--corpus`, lowest first."""
    read = locations.corpora(chosen)
    contents = read_contents(read, lenient=True)
    assembled = assemble(contents, lenient=True)
    told = {content.location: _describe(content, assembled) for content in contents}
    places: list[Located] = []
    if chosen.only:
        paths = {os.path.realpath(one.path) for one in read}
        unread = [one for one in locations.list_named(Chosen()) if os.path.realpath(one.path) not in paths]
        places = [_pass_over(one.path, one.origin, _NOT_LOOKED_IN) for one in unread]
    named = locations.list_named(chosen)
    for place, one in enumerate(named):
        if one in told:
            places.append(told.pop(one))
        else:
            same = next(other.path for other in named[:place] if os.path.realpath(other.path) == os.path.realpath(one.path))
            places.append(_pass_over(one.path, one.origin, f"it is the file {same}, which is read already"))
    at = next((place for place, one in enumerate(places) if one.reason != "bundled"), len(places))
    places[at:at] = _describe_folder(has_files=any(one.reason == "configuration" for one in places))
    return Survey(tuple(places))


def _describe(content: Content, assembled: Assembled) -> Located:
    """Return what became of a file that was read, or should have been."""
    location = content.location
    error = next((one.error for one in assembled.left_out if one.location == location), None)
    file = next((file for one, file in assembled.files if one == location), None) or _parse(content)
    state: State = "read" if error is None else "invalid"
    if content.error is not None:
        state = "unreadable" if os.path.lexists(location.path) else "missing"
    size = None if content.error is not None else len(content.data)
    return Located(
        location.path,
        _reason(location.origin),
        state,
        None if error is None else " ".join((error.message.removeprefix(f"{location.path}: "), *error.hints)),
        None if file is None else file.title,
        None if file is None else file.version,
        None if file is None else len(file.concepts),
        None if file is None else len(file.extensions),
        size,
        _remark(location, assembled),
    )


def _parse(content: Content) -> CorpusFile | None:
    """Return what a file holds that does not fit its corpus, or None where it is none."""
    try:
        return None if content.error is not None else reading.parse(content.location.path, content.data)
    except CorpusError:
        return None


def _remark(location: Location, assembled: Assembled) -> tuple[Remarked, ...]:
    corpus = assembled.corpus
    orphans = [Remarked(one.entry, "orphaned", one.message) for one in corpus.orphans if one.file == location.path]
    return (*orphans, *(Remarked(one.entry, "replaced", one.message) for one in corpus.replaced if one.file == location.path))


def _describe_folder(*, has_files: bool) -> list[Located]:
    """Return what one's own folder holds that is not read, or the folder itself where nothing in it is."""
    folder = locations.user_folder()
    if folder is None:
        return []
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return [_pass_over(folder, "configuration", "there is no such folder; sp new TERM makes it", "missing")]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return [_pass_over(folder, "configuration", f"the folder cannot be read ({reason})", "unreadable")]
    others = [name for name in names if not locations.is_corpus_name(name)]
    found = [_pass_over(os.path.join(folder, name), "configuration", _tell_name(name)) for name in others]
    return found if has_files or found else [_pass_over(folder, "configuration", "there is no *.json file in it")]


def _tell_name(name: str) -> str:
    return "its name begins with a dot" if name.startswith(".") else "its name does not end in .json"


def _pass_over(path: str, origin: str, why: str, state: State = "ignored") -> Located:
    return Located(path, _reason(origin), state, why, None, None, None, None, None, ())


def _reason(origin: str) -> Reason:
    known: tuple[Reason, ...] = ("bundled", "configuration", "SP_CORPUS", "--with", "--corpus")
    return known[known.index(origin)]
