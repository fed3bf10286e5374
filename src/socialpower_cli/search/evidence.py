"""Why a concept is a hit: the kinds of evidence, each with what it found, and what they come to together."""

from socialpower_cli.answers import Why
from socialpower_cli.records import Record
from socialpower_cli.search import weights
from socialpower_cli.search.weights import Scale


class Named(Record):
    """Evidence that the whole query is a name: how certainly (0 to 1), what kind of name, and the name."""

    certainty: float
    why: Why
    name: str


class Inside(Record):
    """Evidence that the query has a name in it: how much of the query it explains (0 to 1), what kind, and the name."""

    share: float
    why: Why
    name: str


class Evidence(Record):
    """What speaks for a concept.

    `words` and `passage` are the shares of what the query could score in BM25, over the whole entry and in its best short
    passage; `meaning` is the weighted sum of the cosines of the query and the entry's sides (at most 4.1); `kindred` is how
    well its names and definitions have the query's words or words like them (0 to 1). `scale` is how much each of them counts.
    """

    named: Named | None = None
    inside: Inside | None = None
    words: float = 0.0
    passage: float = 0.0
    meaning: float = 0.0
    kindred: float = 0.0
    scale: Scale = weights.ASKED

    def sum_text(self) -> float:
        """Return what the evidence of text adds up to, the names inside the query included."""
        return (
            self.scale.words * self.words
            + self.scale.passage * self.passage
            + self.scale.meaning * self.meaning
            + self.scale.kindred * self.kindred
            + self.scale.inside * (self.inside.share if self.inside else 0.0)
        )

    def score_text(self) -> float:
        """Return the score that the evidence of text gives, from 0 to 0.85."""
        return weights.MOST_BY_TEXT * min(1.0, self.sum_text() / weights.CEILING)

    def score(self) -> float:
        """Return the score, from 0 to 1: that of the name where the whole query is one, else that of the text."""
        return max(self.named.certainty if self.named else 0.0, self.score_text())

    def tell(self) -> tuple[Why, str | None]:
        """Return what decides: the whole query is a name, or has one in it that explains most of it, or its text."""
        if self.named and self.named.certainty >= self.score_text():
            return self.named.why, self.named.name if self.named.why != "text" else None
        if self.inside and self.scale.inside * self.inside.share > self.sum_text() / 2:
            return self.inside.why, self.inside.name
        return "text", None

    def parts(self) -> dict[str, float]:
        """Return what each kind of evidence adds to the score, for whoever asks why.

        The score is that of the name, or else the sum of the others, which counts up to 0.85.
        """
        text = {
            "name_inside": self.scale.inside * (self.inside.share if self.inside else 0.0),
            "words": self.scale.words * self.words,
            "passage": self.scale.passage * self.passage,
            "meaning": self.scale.meaning * self.meaning,
            "kindred": self.scale.kindred * self.kindred,
        }
        point = weights.MOST_BY_TEXT / weights.CEILING
        name = self.named.certainty if self.named else 0.0
        return {"name": round(name, 3), **{kind: round(point * worth, 3) for kind, worth in text.items()}}
