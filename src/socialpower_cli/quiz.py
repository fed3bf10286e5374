"""Questions for a class or oneself: a definition or a scene, and four terms of which one is meant.

The wrong ones are near: what is in contrast with the concept and its siblings, then what is related, then others of its
category, then any. None of them is right as well: nothing that is broader or narrower, however far, nothing that has a name of
the concept, no theory about it. Whatever is drawn is drawn by one seed, with `random.Random.random` alone: Python keeps what it
gives from version to version, and does not for its other methods.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from socialpower_cli import commandline
from socialpower_cli.answers import Choice, Question, QuestionKind, Quiz
from socialpower_cli.errors import NotFound, Refused
from socialpower_cli.index import Index, LinkRow, Row
from socialpower_cli.text.blanking import blank_names, count_words
from socialpower_cli.text.names import normalize

MOST = 100  # questions at once
_WRONG = 3  # beside the one that is right
# A seed that is drawn has at most six digits, to be typed again from a sheet.
_SEEDS = 1_000_000
# A text with fewer words left, its names blanked out, asks nothing.
_LEAST_WORDS = 3

_One = TypeVar("_One")
_Draw = Callable[[], float]
_Pools = dict[str | None, list[Row]]  # by category


def make_quiz(index: Index, count: int = 10, category: str | None = None, seed: int | None = None) -> Quiz:
    """Return so many questions, each on another concept, of one category if its key is given.

    The same `seed` asks the same of the same corpus, and fewer questions are the first of more. There are fewer than `count`
    where not so many concepts can be asked for; raises `NotFound` where none can, and `Refused` where the count is not from 1
    to 100.
    """
    import random

    if not 1 <= count <= MOST:
        raise Refused(f"A quiz has from 1 to {MOST} questions, not {count}.", f"For example: {_write('--count', '10')}")
    if seed is None:
        seed = random.randrange(_SEEDS)
    draw = random.Random(seed).random
    pools: _Pools = {}
    for row in index.concepts():
        pools.setdefault(row.category, []).append(row)
    asked = chain.from_iterable(pools.values()) if category is None else pools.get(category, ())
    made = (_make_question(index, row, pools, draw) for row in _shuffle(asked, draw))
    questions = tuple(islice(filter(None, made), count))
    if not questions:
        where = "The corpus" if category is None else f"The category '{category}'"
        told = f"{where} is too small for a quiz: no concept of it can be asked for with three others that are wrong."
        raise NotFound(told, "Of all concepts: " + _write() if category else "All files: " + commandline.write("corpora"))
    return Quiz(seed, questions, count, category)


def _write(*options: str) -> str:
    return commandline.write("quiz", *options)


def _make_question(index: Index, row: Row, pools: _Pools, draw: _Draw) -> Question | None:
    """Return a question on a concept, None where its texts say too little or too few others are wrong."""
    named = index.names_of(row.number)
    names = [name for kind, name, _ in named if kind not in ("label", "saying")]
    texts: list[tuple[QuestionKind, str]] = [("definition", row.definition)]
    scenes = index.examples(row.number)
    if scenes and draw() < 0.5:  # as many scenes as definitions
        texts.insert(0, ("scene", scenes[int(draw() * len(scenes))].text))
    texts += [("scene", one.text) for one in scenes]  # where the definition asks nothing
    blanked = ((kind, blank_names(text, names)) for kind, text in texts)
    kind, text = next(((kind, text) for kind, text in blanked if count_words(text) >= _LEAST_WORDS), (None, ""))
    wrong = _choose_wrong(index, row, {folded for _, _, folded in named}, pools, draw)
    if kind is None or len(wrong) < _WRONG:
        return None
    choices = list(_shuffle([row, *wrong], draw))
    apart = {link.number: link.why for link in index.links(row.number) if link.kind == "contrasts" and link.why}
    why = " ".join(apart[one.number] or "" for one in choices if one.number in apart) or _say(row)
    if not apart.keys() & {one.number for one in wrong} and kind == "definition":
        praise = f"{row.term}: {row.gloss}" if row.gloss else ""  # the definition has just been read
    else:
        praise = why
    told = (praise if one == row else apart.get(one.number) or _say_both(kind, row, one) for one in choices)
    return Question(kind, text, tuple(Choice(one.id, one.term) for one in choices), row.id, why, tuple(told))


def _say(row: Row) -> str:
    return f"{row.term}: {row.definition}"


def _say_both(kind: QuestionKind, right: Row, wrong: Row) -> str:
    """Return the definitions of the right and of a wrong choice; of the wrong one alone where the right one's was asked."""
    return _say(wrong) if kind == "definition" else f"{_say(right)} {_say(wrong)}"


def _choose_wrong(index: Index, row: Row, folded: set[str], pools: _Pools, draw: _Draw) -> list[Row]:
    """Return three concepts near one that are not right as well, fewer where there are not so many."""
    links = index.links(row.number)
    right = {row.number, *_reach(index, row.number, "broader"), *_reach(index, row.number, "narrower")}
    right.update(link.number for link in links if link.kind in ("about", "theories"))
    right.update(one.number for some in index.named_among(folded - {""}).values() for one in some)
    chosen: dict[str, Row] = {}
    for group in _list_near(index, row, links, pools):
        for one in _shuffle(group, draw):
            if one.number not in right:
                # Of two concepts with one term either would look right or wrong.
                chosen.setdefault(normalize(one.term) or one.term, one)
            if len(chosen) == _WRONG:
                return list(chosen.values())
    return list(chosen.values())


def _list_near(index: Index, row: Row, links: list[LinkRow], pools: _Pools) -> Iterator[list[Row]]:
    """Yield groups of concepts, the nearest to one first."""
    above = [link.number for link in links if link.kind == "broader"]
    contrasts = [link.number for link in links if link.kind == "contrasts"]
    siblings = [one.number for number in above for one in index.steps(number, "narrower")]
    yield _sort(index, {*contrasts, *siblings})
    yield _sort(index, {link.number for link in links if link.kind == "related"})
    yield pools[row.category]
    yield list(chain.from_iterable(pools.values()))


def _sort(index: Index, numbers: set[int]) -> list[Row]:
    return sorted(index.rows(numbers).values())


def _reach(index: Index, number: int, kind: str) -> set[int]:
    """Return what links of a kind lead to from a concept, however far."""
    reached: set[int] = set()
    level = {number}
    while level:
        level = {target for _, way, target in index.linked(level) if way == kind} - reached
        reached |= level
    return reached


def _shuffle(some: Iterable[_One], draw: _Draw) -> Iterator[_One]:
    """Yield some things in an order drawn at random, each when it is needed (Durstenfeld 1964, "Algorithm 235")."""
    left = list(some)
    while left:
        at = int(draw() * len(left))
        left[at], left[-1] = left[-1], left[at]
        yield left.pop()
