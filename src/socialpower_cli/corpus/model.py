"""What a corpus file holds: the shape that every file is checked against when it is read.

The one owner of msgspec. `data/concepts.schema.json` is generated from these types by `schema`.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct, field, structs

from socialpower_cli.text.names import compose

# No space anywhere, no control character, nothing invisible: an id is typed, completed and printed. (`$` alone would allow a
# line break at the end.)
_ID = r"^[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+(?![\s\S])"
Identifier = Annotated[str, Meta(pattern=_ID, description="An id: no spaces, nothing invisible; never changes meaning.")]
Text = Annotated[str, Meta(pattern=r"\S", description="Text that is not blank.")]


class Link(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A typed link to another concept, with the reason for it."""

    id: Annotated[Identifier, Meta(description="The concept linked to.")]
    why: Annotated[str | None, Meta(description="One short sentence that reads well from both ends.")] = None


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A worked example: a scene in which the concept is at work."""

    title: Annotated[Text, Meta(description="Two to six words, unlike any other title in the corpus.")]
    setting: Annotated[str | None, Meta(description="Where it happens: one of the corpus's settings.")] = None
    text: Annotated[Text, Meta(description="40 to 100 words that open in the scene.")]
    in_balance: Annotated[str | None, Meta(description="How the same scene reads between equals.")] = None


class Concept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry. Only `id`, `term` and `definition` are required."""

    id: Identifier
    term: Annotated[Text, Meta(description="The preferred name, in sentence case.")]
    category: Annotated[str | None, Meta(description="A key of the corpus's categories.")] = None
    aliases: Annotated[list[Text], Meta(description="Other names of the same thing.")] = []
    origin: Annotated[str | None, Meta(description="Who coined or established it, and when.")] = None
    gloss: Annotated[str | None, Meta(description="At most 90 characters, for lists.")] = None
    definition: Annotated[Text, Meta(description="One sentence: the genus, then what sets the concept apart.")]
    explanation: Annotated[str | None, Meta(description="80 to 220 words: how it works, who says so, where it stops.")] = None
    examples: list[Example] = []
    everyday: Annotated[list[Text], Meta(description="Three to six ways people say it in daily life.")] = []
    note: Annotated[str | None, Meta(description="Rival definitions, disputes, common misuse.")] = None
    broader: Annotated[list[Identifier], Meta(description="The concepts this one is a kind or a part of.")] = []
    related: Annotated[list[Link | Identifier], Meta(description="Associated concepts, stored from one end.")] = []
    contrasts: Annotated[list[Link | Identifier], Meta(description="Concepts to tell apart, stored from one end.")] = []
    about: Annotated[list[Identifier], Meta(description="What a theory, measure, study or maxim is about.")] = []
    sources: Annotated[list[Identifier], Meta(description="Ids of items in the file's sources.")] = []
    hidden_labels: Annotated[list[Text], Meta(description="Words people look under that are not its names. Search only.")] = []
    paraphrases: Annotated[list[Text], Meta(description="Definitions in other people's words. Search only.")] = []
    situations: Annotated[list[Text], Meta(description="What happened to someone, as told or asked. Search only.")] = []
    formerly: Annotated[list[Identifier], Meta(description="Ids this concept had before; they still resolve.")] = []


_Shape = TypeVar("_Shape", bound=Struct)


def replace(value: _Shape, **fields: Any) -> _Shape:
    """Return a record of the model like this one, with other values in some fields."""
    return structs.replace(value, **fields)


def change_texts(concept: Concept, change: Callable[[str], str]) -> Concept:
    """Return a concept whose texts that may cite works are changed: definition, origin, explanation, note and examples.

    Where none changes, the concept itself.
    """
    before = {name: getattr(concept, name) for name in ("definition", "origin", "explanation", "note")}
    after = {name: text and change(text) for name, text in before.items()}
    examples = [(one.text, one.in_balance) for one in concept.examples]
    changed = [(change(text), in_balance and change(in_balance)) for text, in_balance in examples]
    if (before, examples) == (after, changed):
        return concept
    told = [
        structs.replace(one, text=text, in_balance=in_balance)
        for one, (text, in_balance) in zip(concept.examples, changed, strict=True)
    ]
    return structs.replace(concept, **after, examples=told)


class Name(Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A person (`family`, `given` and the parts around them) or a body (`literal`), as in CSL-JSON 1.0."""

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    comma_suffix: str | int | float | bool | None = None
    static_ordering: str | int | float | bool | None = None
    literal: str | None = None
    parse_names: str | int | float | bool | None = None


Names = list[Name | None] | None
DatePart = str | int | float | None


class Date(Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A date as in CSL-JSON 1.0: in parts (`{"date-parts": [[1962]]}`, two for a range), in words, or as it was found."""

    date_parts: Annotated[list[Annotated[list[DatePart], Meta(min_length=1, max_length=3)]], Meta(max_length=2)] | None = None
    season: str | int | float | None = None
    circa: str | int | float | bool | None = None
    literal: str | None = None
    raw: str | None = None


Number = str | int | float | None


class Source(Struct, frozen=True, rename="kebab"):
    """A bibliographic item in CSL-JSON. Fields beyond these are kept as they are."""

    id: Identifier | int
    type: Text
    title: Text
    author: Names = None
    collection_editor: Names = None
    composer: Names = None
    container_author: Names = None
    director: Names = None
    editor: Names = None
    editorial_director: Names = None
    illustrator: Names = None
    interviewer: Names = None
    original_author: Names = None
    recipient: Names = None
    reviewed_author: Names = None
    translator: Names = None
    accessed: Date | None = None
    container: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None
    container_title: str | None = None
    collection_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    authority: str | None = None
    edition: Number = None
    volume: Number = None
    issue: Number = None
    number: Number = None
    page: Number = None
    doi: str | None = field(name="DOI", default=None)
    isbn: str | None = field(name="ISBN", default=None)
    url: str | None = field(name="URL", default=None)


class CorpusFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A corpus file. A file of one's own needs only `concepts`."""

    schema: Annotated[str | None, Meta(description="Where editors find the schema.")] = field(name="$schema", default=None)
    title: str | None = None
    version: str | None = None
    language: str | None = None
    license: str | None = None
    categories: Annotated[dict[str, str], Meta(description="Category keys and their labels.")] = {}
    settings: Annotated[list[str], Meta(description="Where examples may be set.")] = []
    concepts: list[Concept]
    sources: Annotated[list[dict[str, Any]], Meta(description="CSL-JSON items.")] = []


_NAMES = frozenset(
    (
        *("author", "collection-editor", "composer", "container-author", "director", "editor", "editorial-director"),
        *("illustrator", "interviewer", "original-author", "recipient", "reviewed-author", "translator"),
    )
)
_NAMING = ("family", "given", "literal")  # a suffix or a particle alone names nobody
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class ShapeError(ValueError):
    """Bytes that do not have the shape of a corpus.

    `steps` lead to the field, as "concepts", "3", "term"; where the bytes are not JSON, `byte` says so. `hint` is what to do.
    """

    def __init__(self, message: str, path: str = "", byte: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        message = message if message.startswith("JSON") else message[:1].lower() + message[1:]
        self.message = message.replace("`", "'")
        self.steps = [name or number for name, number in _STEP.findall(path.removeprefix("$"))]
        self.byte = byte
        self.hint = hint or "Correct the file; data/README.md describes every field."


def decode(data: bytes) -> CorpusFile:
    """Return the corpus that JSON bytes hold; raise `ShapeError` where they are not JSON or not a corpus.

    Ids are in Unicode's composed form (NFC), so that one written in another form is the same id.
    """
    try:
        data.decode("utf-8")
        corpus = msgspec.json.decode(data, type=CorpusFile)
    except msgspec.ValidationError as error:
        raise _make_shape_error(error) from None
    except msgspec.DecodeError as error:
        message, _, place = str(error).partition(" (byte ")
        if "truncated" in message and _is_json(data):
            # To msgspec half a character at the end of a text is the end of the file.
            raise ShapeError("a \\u escape stands for half a character") from None
        hint = "The file ends too early: restore the part that is missing." if "truncated" in message else ""
        raise ShapeError(message, byte=int(place[:-1]) if place[:-1].isdigit() else None, hint=hint) from None
    except UnicodeDecodeError as error:
        raise ShapeError("the text is not UTF-8", byte=error.start, hint="Save the file as UTF-8.") from None
    except RecursionError:
        raise ShapeError("JSON is nested too deeply") from None
    _refuse_what_is_lost(data)
    sources = [_read_source(item, number) for number, item in enumerate(corpus.sources)]
    corpus = msgspec.structs.replace(corpus, sources=sources)
    return corpus if data.isascii() and b"\\u" not in data else _with_composed_ids(corpus)


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
    hint = "Check the spelling of the field; data/README.md lists all of them." if unknown else ""
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
    def compose_link(one: Link | str) -> Link | str:
        return compose(one) if isinstance(one, str) else Link(compose(one.id), one.why)

    concepts = [
        msgspec.structs.replace(
            concept,
            id=compose(concept.id),
            broader=[compose(one) for one in concept.broader],
            related=[compose_link(one) for one in concept.related],
            contrasts=[compose_link(one) for one in concept.contrasts],
            about=[compose(one) for one in concept.about],
            sources=[compose(one) for one in concept.sources],
            formerly=[compose(one) for one in concept.formerly],
        )
        for concept in corpus.concepts
    ]
    sources = [{**item, "id": compose(str(item["id"]))} for item in corpus.sources]
    return msgspec.structs.replace(corpus, concepts=concepts, sources=sources)


def as_data(value: Struct) -> Any:
    """Return a record as plain dicts and lists, in the order of its fields."""
    return msgspec.to_builtins(value)


def link(value: Link | str) -> Link:
    """Return a link whose short form was a bare id."""
    return Link(value) if isinstance(value, str) else value


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a corpus file, for editors."""
    (reference,), parts = msgspec.json.schema_components([CorpusFile], ref_template="#/$defs/{name}")
    (item,), source_parts = msgspec.json.schema_components([Source], ref_template="#/$defs/{name}")
    parts["CorpusFile"]["properties"]["sources"]["items"] = item
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A corpus of concepts for sp",
        **reference,
        "$defs": {**parts, **source_parts},
    }
