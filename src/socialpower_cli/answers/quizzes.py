"""What `quiz` asks."""

from typing import Any, Literal

from socialpower_cli.records import Record

# What the text of a question is: a definition, or one of a concept's examples.
QuestionKind = Literal["definition", "scene"]


class Choice(Record):
    """A concept to choose."""

    id: str
    term: str


class Question(Record):
    """A text with names blanked out, four concepts to choose from, the id of the one that it tells of, and why that one.

    `reasons` say of each choice, in their order, what to learn from having chosen it.
    """

    kind: QuestionKind
    text: str
    choices: tuple[Choice, ...]
    answer: str
    why: str
    reasons: tuple[str, ...]


class Quiz(Record):
    """The answer to `quiz`: questions, and the number that draws the same ones again.

    `wanted` is how many were asked for, where there may be fewer, and `category` the key of the one they are drawn from.
    """

    seed: int
    questions: tuple[Question, ...]
    wanted: int
    category: str | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The seed and the questions, each without the reasons of its choices."""
        fields = ("kind", "text", "choices", "answer", "why")
        return {"seed": self.seed, "questions": [{field: getattr(one, field) for field in fields} for one in self.questions]}
