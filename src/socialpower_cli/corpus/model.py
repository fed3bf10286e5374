"""What a corpus file holds: the shape that every file is checked against when it is read.

The one owner of msgspec. `data/concepts.schema.json` is generated from these types by `schema`.
"""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, field

Identifier = Annotated[str, Meta(pattern=r"^\S+$", description="An id: never blank, no spaces; never changes meaning.")]
Text = Annotated[str, Meta(pattern=r"\S", description="Text that is not blank.")]


class Link(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A typed link to another concept, with the reason for it."""

    id: Annotated[Identifier, Meta(description="The concept linked to.")]
    why: Annotated[str | None, Meta(description="One short sentence that reads well from both ends.")] = None


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A worked example: a scene in which the concept is at work."""

    title: Annotated[Text, Meta(description="Two to six words, unlike any other title in the corpus.")]
    setting: Annotated[str | None, Meta(description="Where it happens: one of the corpus's settings.")] = None
    text: Annotated[Text, Meta(description="40 to 90 words that open in the scene.")]
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
    explanation: Annotated[str | None, Meta(description="80 to 180 words: how it works, who says so, where it stops.")] = None
    examples: list[Example] = []
    everyday: Annotated[list[Text], Meta(description="Three to six ways people say it in daily life.")] = []
    note: Annotated[str | None, Meta(description="Rival definitions, disputes, common misuse.")] = None
    broader: Annotated[list[Identifier], Meta(description="The concepts this one is a kind or a part of.")] = []
    related: Annotated[list[Link | Identifier], Meta(description="Associated concepts, stored from one end.")] = []
    contrasts: Annotated[list[Link | Identifier], Meta(description="Concepts to tell apart, stored from one end.")] = []
    sources: Annotated[list[Identifier], Meta(description="Ids of items in the file's sources.")] = []
    hidden_labels: Annotated[list[Text], Meta(description="Words people look under that are not its names. Search only.")] = []
    paraphrases: Annotated[list[Text], Meta(description="Definitions in other people's words. Search only.")] = []
    situations: Annotated[list[Text], Meta(description="What happened to someone, as told or asked. Search only.")] = []
    formerly: Annotated[list[Identifier], Meta(description="Ids this concept had before; they still resolve.")] = []


class Name(Struct, frozen=True, omit_defaults=True):
    """A person (`family`, `given`) or a body (`literal`), as in CSL-JSON."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


class Date(Struct, frozen=True, rename="kebab"):
    """A date as in CSL-JSON: `{"date-parts": [[1962]]}`."""

    date_parts: Annotated[list[Annotated[list[int | str], Meta(min_length=1)]], Meta(min_length=1)]


class Source(Struct, frozen=True, rename={"container_title": "container-title", "original_date": "original-date"}):
    """A bibliographic item in CSL-JSON. Fields beyond these are kept as they are."""

    id: Identifier
    type: Text
    title: Text
    author: list[Name] = []
    editor: list[Name] = []
    translator: list[Name] = []
    container_title: str | None = None
    issued: Date | None = None
    original_date: Date | None = None
    publisher: str | None = None
    volume: str | int | None = None
    issue: str | int | None = None
    page: str | int | None = None
    DOI: str | None = None
    ISBN: str | None = None
    URL: str | None = None


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


class ShapeError(ValueError):
    """A file that does not have the shape of a corpus: `path` is the field, such as `$.concepts[3].term`."""

    def __init__(self, message: str, path: str = "", byte: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.byte = byte


def decode(data: bytes) -> CorpusFile:
    """Return the corpus that JSON bytes hold; raise `ShapeError` where they are not JSON or not a corpus."""
    try:
        data.decode("utf-8")
        corpus = msgspec.json.decode(data, type=CorpusFile)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        raise ShapeError(message, path.rstrip("`")) from None
    except msgspec.DecodeError as error:
        message, _, place = str(error).partition(" (byte ")
        byte = place.rstrip(")")
        raise ShapeError(message, byte=int(byte) if byte.isdigit() else None) from None
    except UnicodeDecodeError as error:
        raise ShapeError("the text is not UTF-8", byte=error.start) from None
    except RecursionError:
        raise ShapeError("JSON is nested too deeply") from None
    for number, item in enumerate(corpus.sources):
        try:
            msgspec.convert(item, Source)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at `$")
            raise ShapeError(message, f"$.sources[{number}]{path.rstrip('`')}") from None
    return corpus


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
