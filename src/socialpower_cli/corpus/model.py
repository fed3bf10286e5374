"""What a corpus file holds: the shape that every file is checked against when it is read.

With `decoding` the owner of msgspec. `data/concepts.schema.json` is generated from these types by `schema`.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct, field, structs

# No space anywhere, no control character, nothing invisible: an id is typed, completed and printed. (`$` alone would allow a
# line break at the end.)
_ID = r"^[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+(?![\s\S])"
Identifier = Annotated[str, Meta(pattern=_ID, description="An id: no spaces, nothing invisible; never changes meaning.")]
# How a text begins that is still to be written.
PLACEHOLDER = "TODO"
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
    """One entry. Only `id`, `term` and `definition` are required; with `replaces` the id may be left out, and is that one."""

    id: Identifier
    replaces: Annotated[Identifier | None, Meta(description="A concept of a file below whose place this entry takes.")] = None
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
    uri: Annotated[Text | None, Meta(description="What it is called in linked data; kept from and for SKOS.")] = None
    notation: Annotated[Text | None, Meta(description="Its code in a classification; kept from and for SKOS.")] = None
    exact_matches: Annotated[list[Text], Meta(description="URIs of the same concept in other vocabularies.")] = []


class Extension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is added to the entry of a concept in the same file or one below; it has no id of its own."""

    extends: Annotated[Identifier, Meta(description="The concept that this is added to.")]
    aliases: list[Text] = []
    examples: list[Example] = []
    everyday: list[Text] = []
    note: Annotated[Text | None, Meta(description="Sentences that follow those of its note.")] = None
    broader: list[Identifier] = []
    related: list[Link | Identifier] = []
    contrasts: list[Link | Identifier] = []
    about: list[Identifier] = []
    sources: list[Identifier] = []
    hidden_labels: list[Text] = []
    paraphrases: list[Text] = []
    situations: list[Text] = []


_Shape = TypeVar("_Shape", bound=Struct)


def replace(value: _Shape, **fields: Any) -> _Shape:
    """Return a record of the model like this one, with other values in some fields."""
    return structs.replace(value, **fields)


def change_links(entry: "Concept | Extension", change: Callable[[str], str | None]) -> dict[str, Any]:
    """Return the fields of an entry that lead to concepts, with their ids changed; what has none any more is left out."""

    def follow(stored: Link | str) -> Link | str | None:
        changed = change(link(stored).id)
        return changed if changed is None or isinstance(stored, str) else Link(changed, stored.why)

    fields = ("broader", "about", "related", "contrasts")
    return {name: [one for one in map(follow, getattr(entry, name)) if one is not None] for name in fields}


# The fields that may cite works where they speak of them, beside the examples' texts.
_CITING = ("definition", "origin", "explanation", "note")


def list_citing_texts(concept: Concept) -> list[str]:
    """Return the texts of a concept that may cite works: definition, origin, explanation, note and examples."""
    texts = [getattr(concept, name) for name in _CITING]
    texts += [text for example in concept.examples for text in (example.text, example.in_balance)]
    return [text for text in texts if text]


def change_texts(concept: Concept, change: Callable[[str], str]) -> Concept:
    """Return a concept whose texts that may cite works are changed; where none changes, the concept itself."""
    before = {name: getattr(concept, name) for name in _CITING}
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


class WrittenFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
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


class CorpusFile(WrittenFile, frozen=True, kw_only=True, omit_defaults=True):
    """A corpus file that was read: of its entries those that extend others stand apart; all are written under `concepts`."""

    extensions: list[Extension] = []


def as_data(value: Struct) -> Any:
    """Return a record as plain dicts and lists, in the order of its fields."""
    return msgspec.to_builtins(value)


def link(value: Link | str) -> Link:
    """Return a link whose short form was a bare id."""
    return Link(value) if isinstance(value, str) else value


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a corpus file, for editors."""
    (reference, extension), parts = msgspec.json.schema_components([WrittenFile, Extension], ref_template="#/$defs/{name}")
    (item,), source_parts = msgspec.json.schema_components([Source], ref_template="#/$defs/{name}")
    parts["WrittenFile"]["properties"]["sources"]["items"] = item
    parts["WrittenFile"]["properties"]["concepts"]["items"] = {
        "if": {"required": ["extends"]},
        "then": extension,
        "else": {"$ref": "#/$defs/Concept"},
    }
    parts["Concept"]["required"].remove("id")
    parts["Concept"]["anyOf"] = [{"required": ["id"]}, {"required": ["replaces"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A corpus of concepts for sp",
        **reference,
        "$defs": {**parts, **source_parts},
    }
