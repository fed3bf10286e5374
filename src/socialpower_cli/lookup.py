"""Finding the one concept that a name means.

From exact to loose, and the first that meets decides: the id; a name as typed; in another case; in another writing (accents,
hyphens and spaces aside); without its spaces; in another number, spelling or wording; a label that is no name of the concept
but leads there; a near spelling of a name with a clear winner, then of a label.
"""

from collections.abc import Iterable, Sequence

from socialpower_cli import commandline
from socialpower_cli.answers import How, Match
from socialpower_cli.errors import NotFound, Refused, Suggestion
from socialpower_cli.index import Index, Named
from socialpower_cli.text import names

_HOW: dict[str, How] = {"id": "id", "term": "term", "label": "label"}

_MOST_WORDS_OF_A_NAME = 8


class Shared(NotFound):
    """A name that several concepts share."""


def find(index: Index, typed: str, exact: bool = False) -> tuple[int, Match]:
    """Return the number of the concept that a name means, and how the name met it.

    With `exact` a label and a near spelling are refused. Raises `Refused` where nothing is typed, `Shared` where several
    concepts have the name, and `NotFound`, with what may have been meant, where none has.
    """
    if not typed.strip():
        raise Refused("Nothing to look up: the name is empty.", "Give a word, for example: sp define leverage")
    found = meet(index, typed, exact)
    if found is None:
        suggestions = suggest(index, typed)
        hints = [] if suggestions else [f"Try: {commandline.write('search', 'WORDS')}"]
        raise NotFound(f"Nothing is named '{typed}'.", *hints, query=typed, suggestions=suggestions)
    return found


def find_each(index: Index, words: Sequence[str], exact: bool = False) -> list[int]:
    """Return the numbers of the concepts that words name one after another; a name may take several words, or be one word.

    The longest name counts, and a comma ends one: "power", "imbalance", "authority" name two. Raises as `find` does.
    """
    found: list[int] = []
    left = list(words)
    while left:
        ends = next((place for place, word in enumerate(left, 1) if word.endswith(",")), len(left))
        for length in range(min(ends, _MOST_WORDS_OF_A_NAME), 0, -1):
            typed = " ".join(left[:length]).rstrip(",")
            met = find_exactly(index, typed) if length > 1 and typed.strip() else None
            if met is not None or length == 1:
                found.append((met or find(index, typed, exact))[0])
                del left[:length]
                break
    return found


def meet(index: Index, typed: str, exact: bool = False) -> tuple[int, Match] | None:
    """Return what `find` does, or None where no concept has the name; raise `Shared` as it does."""
    found = find_exactly(index, typed)
    if found is None and not exact:
        found = _find_label(index, typed) or _find_near(index, typed)
    return found


def find_exactly(index: Index, typed: str) -> tuple[int, Match] | None:
    """Return what `find` does where a name, in any form, is met without a guess, or None; raise `Shared` as it does."""
    written = typed.strip()
    number = index.number(names.compose(written))
    if number is not None:
        return number, Match(typed, written, "id")
    for looseness, wanted in _keys(typed):
        found = index.named(wanted, looseness)
        if found:
            return _decide(index, typed, names.keep_nearest_written(typed, found), variant=looseness != "key")
    return None


def suggest(index: Index, typed: str) -> tuple[Suggestion, ...]:
    """Return at most five concepts that may have been meant: those that a search finds for the same words."""
    from socialpower_cli.search import engine

    hits = engine.search(index, typed, limit=5).results if names.normalize(typed) else ()
    return tuple(Suggestion(hit.id, hit.gloss or hit.term) for hit in hits)


def _keys(typed: str) -> list[tuple[str, str]]:
    """Return the keys that a name is looked up under, strictest first, each with its looseness."""
    key = names.lookup_key(typed)
    ways = [("key", key), ("squashed", names.squash(key)), ("folded", names.fold(key))]
    return [(looseness, wanted) for looseness, wanted in ways if wanted]


def _decide(index: Index, typed: str, found: list[Named], variant: bool = False) -> tuple[int, Match]:
    """Return the one concept among names that were met; raise `Shared` where there are several."""
    if len({named.number for named in found}) > 1:
        raise Shared(
            f"Several concepts are named '{typed}'. Ask for one by its id:",
            query=typed,
            suggestions=_tell_apart(index, (named.number for named in found)),
        )
    # Among a concept's own names the term says more than the id made from it.
    named = min(found, key=lambda one: one.kind == "id")
    return named.number, Match(typed, named.name, "variant" if variant else _HOW.get(named.kind, "alias"))


def _tell_apart(index: Index, numbers: Iterable[int]) -> tuple[Suggestion, ...]:
    rows = index.rows(set(numbers))
    return tuple(Suggestion(row.id, row.gloss or row.term) for _, row in sorted(rows.items()))


def _find_label(index: Index, typed: str) -> tuple[int, Match] | None:
    """Return the concept that a label leads to; raise `Shared` where it leads to several."""
    for looseness, wanted in _keys(typed):
        found = [one for one in index.named(wanted, looseness, labels=True) if one.kind == "label"]
        if len({one.number for one in found}) > 1:
            raise Shared(
                f"'{typed}' is treated under several concepts. Ask for one by its id:",
                query=typed,
                suggestions=_tell_apart(index, (one.number for one in found)),
            )
        if found:
            return found[0].number, Match(typed, found[0].name, "label")
    return None


def _find_near(index: Index, typed: str) -> tuple[int, Match] | None:
    """Return the concept whose name or label is nearest to a misspelling, if no other concept's is nearly as near."""
    from socialpower_cli.search import spelling
    from socialpower_cli.text import sounds

    for labels in (False, True):
        far: dict[str, float] = {}
        for key in names.readings(names.normalize(typed)):
            if not far:
                sound = sounds.sound(names.squash(key))
                far = {
                    near.spelling: spelling.measure_farness(near, sound)
                    for near in spelling.find_near_names(index, key, labels)
                }
        nearest = [one for one, farness in far.items() if farness == min(far.values())]
        best = [named for squashed in nearest for named in index.named(squashed, "squashed", labels)]
        if len({named.number for named in best}) == 1:
            return best[0].number, Match(typed, min(best, key=lambda one: one.kind == "id").name, "fuzzy")
        if best:
            return None
    return None
