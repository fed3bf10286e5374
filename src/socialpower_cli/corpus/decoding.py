"""From the bytes of a corpus file to what it holds: what is refused, and what is read of it.

With `model` the owner of msgspec.
"""

import re
from typing import Any

import msgspec

from socialpower_cli.corpus.model import Concept, CorpusFile, Extension, Source, WrittenFile, change_links
from socialpower_cli.text.names import compose

_NAMES = frozenset(
    (
        *("author", "collection-editor", "composer", "container-author", "director", "editor", "editorial-director"),
        *("illustrator", "interviewer", "original-author", "recipient", "reviewed-author", "translator"),
    )
)
_NAMING = ("family", "given", "literal")  # a suffix or a particle alone names nobody
# What msgspec calls the kinds of values, and what they are to somebody who writes a file by hand.
_KINDS = {
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "object": "an object in { }",
    "array": "a list in [ ]",
}
_EXPECTED = re.compile(r"^expected '(?P<kinds>[^']*)'(?:, got '(?P<got>[^']*)')?(?P<pattern> matching regex .*)?", re.DOTALL)
_MISSING = re.compile(r"^object missing required field '(?P<field>.*)'$")
_UNKNOWN = re.compile(r"^object contains unknown field '(?P<field>.*)'$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class ShapeError(ValueError):
    """Bytes that do not have the shape of a corpus.

    `steps` lead to the field, as "concepts", "3", "term"; where the bytes are not JSON, `byte` says so. `hint` is what to do.
    """

    def __init__(self, message: str, path: str = "", byte: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = _reword(message)
        self.steps = [name or number for name, number in _STEP.findall(path.removeprefix("$"))]
        self.byte = byte
        self.hint = hint or "Correct the file; an entry that sp new begins shows every field."


def decode(data: bytes) -> CorpusFile:
    """Return the corpus that JSON bytes hold; raise `ShapeError` where they are not JSON or not a corpus.

    Ids are in Unicode's composed form (NFC), so that one written in another form is the same id.
    """
    try:
        data.decode("utf-8")
        corpus = _read_entries(data)
    except msgspec.ValidationError as error:
        raise _make_shape_error(error) from None
    except msgspec.DecodeError as error:
        message, _, place = str(error).partition(" (byte ")
        if "truncated" in message and _is_json(data):
            # To msgspec half a character at the end of a text is the end of the file.
            raise ShapeError("a \\u escape stands for half a character") from None
        hint = ""
        if not data.strip():
            message, hint = "the file is empty", "Restore what it held, or begin an entry: sp new TERM"
        elif "truncated" in message:
            message, hint = "the file ends too early", "Restore the part that is missing."
        raise ShapeError(message, byte=int(place[:-1]) if place[:-1].isdigit() else None, hint=hint) from None
    except UnicodeDecodeError as error:
        raise ShapeError("the text is not UTF-8", byte=error.start, hint="Save the file as UTF-8.") from None
    except RecursionError:
        raise ShapeError("JSON is nested too deeply") from None
    _refuse_what_is_lost(data)
    sources = [_read_source(item, number) for number, item in enumerate(corpus.sources)]
    corpus = msgspec.structs.replace(corpus, sources=sources)
    return corpus if data.isascii() and b"\\u" not in data else _with_composed_ids(corpus)


def _reword(message: str) -> str:
    """Return what msgspec says in words for somebody who writes a file by hand."""
    message = (message if message.startswith("JSON") else message[:1].lower() + message[1:]).replace("`", "'")
    missing = _MISSING.match(message)
    if missing:
        return f"the field '{missing['field']}' is missing"
    unknown = _UNKNOWN.match(message)
    if unknown:
        return f"there is no field '{unknown['field']}'"
    expected = _EXPECTED.match(message)
    if not expected:
        return message
    if expected["pattern"]:
        # Of the two patterns of the model only that of ids says which characters there may be.
        return "an id has neither spaces nor invisible characters" if "^" in expected["pattern"] else "the text is empty"
    kinds = " or ".join(_KINDS.get(kind, kind) for kind in expected["kinds"].split(" | "))
    return f"expected {kinds}" + (f", got {_KINDS.get(expected['got'], expected['got'])}" if expected["got"] else "")


def _read_entries(data: bytes) -> CorpusFile:
    """Return a file with its concepts and extensions; raise as msgspec does."""
    if b'"extends"' not in data and b'"replaces"' not in data:
        written = msgspec.json.decode(data, type=WrittenFile)
        return CorpusFile(**{name: getattr(written, name) for name in written.__struct_fields__})
    whole = msgspec.json.decode(data)
    listed = whole.get("concepts") if isinstance(whole, dict) else None
    if not isinstance(listed, list):
        return CorpusFile(concepts=msgspec.convert(whole, WrittenFile).concepts)  # raises: without a list it is no corpus
    written = msgspec.convert({**whole, "concepts": []}, WrittenFile)
    concepts: list[Concept] = []
    extensions: list[Extension] = []
    for number, item in enumerate(listed):
        try:
            if isinstance(item, dict) and "extends" in item:
                _refuse_unextendable(item)
                extensions.append(msgspec.convert(item, Extension))
            else:
                named = {"id": item["replaces"], **item} if isinstance(item, dict) and item.get("replaces") else item
                concepts.append(msgspec.convert(named, Concept))
        except msgspec.ValidationError as error:
            raise _make_shape_error(error, f"$.concepts[{number}]") from None
    fields = {name: getattr(written, name) for name in written.__struct_fields__}
    return CorpusFile(**{**fields, "concepts": concepts, "extensions": extensions})


def _refuse_unextendable(item: dict[str, Any]) -> None:
    """Raise `msgspec.ValidationError` for a field of a concept that can be replaced and not added to."""
    for name in item:
        if name in Concept.__struct_fields__ and name not in Extension.__struct_fields__:
            raise msgspec.ValidationError(
                f"an entry that extends another cannot have '{name}': leave it out, or write a whole entry with 'replaces'"
            )


def _is_json(data: bytes) -> bool:
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _make_shape_error(error: msgspec.ValidationError, prefix: str = "$") -> ShapeError:
    """Return an error of msgspec's in our own: it says what it expected, and where, in one sentence."""
    message, _, path = str(error).partition(" - at `$")
    unknown = "unknown field" in message
    hint = "Check the spelling of the field; an entry that sp new begins shows all of them." if unknown else ""
    return ShapeError(message, prefix + path.rstrip("`"), hint=hint)


def _refuse_what_is_lost(data: bytes) -> None:
    """Raise `ShapeError` for what one reader of JSON takes and another loses: a key given twice, half a character."""
    import json

    def refuse_twice(pairs: list[tuple[str, Any]]) -> None:
        # Nothing is kept of what is read here, which would take as much memory again.
        if len(dict(pairs)) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            named = next((f" of {value!r}" for key, value in pairs if key == "id" and isinstance(value, str)), "")
            raise ShapeError(f"the key '{twice}'{named} is given twice", hint="Keep one of the two, or join what they hold.")

    try:
        json.loads(data, object_pairs_hook=refuse_twice)
    except RecursionError:
        raise ShapeError("JSON is nested too deeply") from None
    except ShapeError:
        raise
    except ValueError as error:  # Python refuses to read numbers of thousands of digits
        raise ShapeError(f"JSON is malformed: {error}") from None


def read_work(item: Any) -> dict[str, Any] | None:
    """Return a CSL-JSON item as `decode` reads it among sources, or None where it is none."""
    try:
        return _read_source(item, 0) if isinstance(item, dict) else None
    except ShapeError:
        return None


def _read_source(item: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a CSL-JSON item with its id as text, and without the parts of names and dates that hold nothing."""
    try:
        msgspec.convert(item, Source)
    except msgspec.ValidationError as error:
        raise _make_shape_error(error, f"$.sources[{number}]") from None
    kept = {key: value for key, value in item.items() if value is not None}
    for key, value in kept.items():
        if key in _NAMES:
            named = [_without_nulls(name) for name in value if name]
            kept[key] = [name for name in named if any((name.get(part) or "").strip() for part in _NAMING)]
        elif isinstance(value, dict):
            kept[key] = _without_nulls(value)
    return {**kept, "id": str(item["id"])}


def _without_nulls(parts: dict[str, Any]) -> dict[str, Any]:
    return {
        key: [[one for one in part if one is not None] for part in value] if key == "date-parts" else value
        for key, value in parts.items()
        if value is not None
    }


def _with_composed_ids(corpus: CorpusFile) -> CorpusFile:
    def compose_named(entry: Concept | Extension) -> dict[str, Any]:
        """Return the fields of an entry that lead to concepts and works."""
        return {**change_links(entry, compose), "sources": [compose(one) for one in entry.sources]}

    concepts = [
        msgspec.structs.replace(
            one,
            id=compose(one.id),
            formerly=[compose(former) for former in one.formerly],
            replaces=one.replaces and compose(one.replaces),
            **compose_named(one),
        )
        for one in corpus.concepts
    ]
    extensions = [msgspec.structs.replace(one, extends=compose(one.extends), **compose_named(one)) for one in corpus.extensions]
    sources = [{**item, "id": compose(str(item["id"]))} for item in corpus.sources]
    return msgspec.structs.replace(corpus, concepts=concepts, extensions=extensions, sources=sources)
