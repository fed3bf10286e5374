"""What `annotate` says of a text."""

from typing import Any, Literal

from socialpower_cli.records import Record

# What a text is written in.
Form = Literal["markdown", "text"]
# Which names in a text count: every one, those that mean the concept, those that everyday language does not use.
Names = Literal["all", "telling", "certain"]


class Annotation(Record):
    """A place where a text names a concept: its characters from `start`, counted from 0, up to `end`, and what stands there."""

    start: int
    end: int
    text: str
    id: str


class Glossed(Record):
    """A concept that a text names, and how often."""

    id: str
    term: str
    gloss: str | None
    count: int  # type: ignore[assignment]  # the contract's word, which hides a method of tuples


class Annotated(Record):
    """The answer to `annotate`: the text, where it names concepts, and these concepts in the order in which they come.

    `form` is what the text is written in; `definitions` stand for glosses where there is none, by id.
    """

    text: str
    form: Form
    annotations: tuple[Annotation, ...]
    concepts: tuple[Glossed, ...]
    definitions: dict[str, str]

    @property
    def document(self) -> dict[str, Any]:
        """The annotations and the concepts."""
        return {"annotations": self.annotations, "concepts": self.concepts}
