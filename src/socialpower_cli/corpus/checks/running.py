"""What checks look at, how they are registered, and how they run.

A check is a function whose docstring is the sentence that it holds; `check` hands it the file, `for_each_concept` one concept
after another. Each looks at the file for itself and trusts no other: it must not fail on a file that another has findings on.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from socialpower_cli.answers import Dropped, Finding
from socialpower_cli.corpus.model import Concept, CorpusFile, Extension
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.corpus.validity import Fault, find_cycles, find_faults

Found = Iterator[tuple[str, str, str]]
"""What a check of the file yields: entry, field and message."""
Places = Iterator[tuple[str, str]]
"""What a check of one concept yields: field and message."""


class Subject:
    """What checks look at: a file's path, text and content, the corpus it stands in, and what clashes with files below."""

    def __init__(
        self,
        path: str,
        text: str,
        file: CorpusFile,
        corpus: Corpus,
        clashes: Sequence[Fault],
        dropped: Sequence[Dropped] = (),
    ) -> None:
        self.path = path
        self.text = text
        self.file = file
        self.corpus = corpus
        self.clashes = clashes
        self.dropped = dropped

    @property
    def entries(self) -> list[tuple[str, Concept | Extension]]:
        """All entries, each with its id or that of the concept that it extends."""
        concepts: list[tuple[str, Concept | Extension]] = [(one.id, one) for one in self.file.concepts]
        return [*concepts, *((one.extends, one) for one in self.file.extensions)]

    @cached_property
    def additions(self) -> list[Concept]:
        """What extends other entries, as concepts that have no more than that, and the sources of those that they extend."""
        return [self._complete(one) for one in self.file.extensions]

    def _complete(self, extension: Extension) -> Concept:
        extended = self.corpus.concepts.get(self.corpus.resolve(extension.extends) or "")
        return Concept(
            id=extension.extends,
            term="",
            definition="",
            aliases=extension.aliases,
            examples=extension.examples,
            everyday=extension.everyday,
            note=extension.note,
            related=extension.related,
            contrasts=extension.contrasts,
            sources=[*extension.sources, *(extended.sources if extended else ())],
        )

    @cached_property
    def faults(self) -> list[Fault]:
        """What makes the file invalid in its corpus, as a run sees it."""
        cycles = find_cycles({identifier: concept.broader for identifier, concept in self.corpus.concepts.items()})
        return list(find_faults(self.file, self.corpus, cycles))


Check = Callable[[Subject], Iterator[Finding]]
CHECKS: dict[str, Check] = {}


def check(code: str) -> Callable[[Callable[[Subject], Found]], Check]:
    """Register a check of a whole file under a code."""

    def register(function: Callable[[Subject], Found]) -> Check:
        def run(subject: Subject) -> Iterator[Finding]:
            return (Finding(code, *found) for found in function(subject))

        run.__doc__ = function.__doc__
        CHECKS[code] = run
        return run

    return register


def for_each_concept(code: str, *, additions: bool = False) -> Callable[[Callable[[Concept, Subject], Places]], Check]:
    """Register a check of one concept under a code, one that also holds of what extends a concept if `additions` says so."""

    def register(function: Callable[[Concept, Subject], Places]) -> Check:
        def find(subject: Subject) -> Found:
            looked_at = [*subject.file.concepts, *(subject.additions if additions else ())]
            return ((concept.id, *place) for concept in looked_at for place in function(concept, subject))

        find.__doc__ = function.__doc__
        return check(code)(find)

    return register


def run_checks(subject: Subject) -> tuple[Finding, ...]:
    """Return all that the checks find, in the order of the file, and of the codes for each entry."""
    found = [finding for one in CHECKS.values() for finding in one(subject)]
    place = {concept.id: number for number, concept in enumerate(subject.file.concepts)}
    return tuple(sorted(found, key=lambda finding: (place.get(finding.entry, len(place)), finding.code)))
