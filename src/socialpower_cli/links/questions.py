"""Questions about several concepts: which ones they name, however they are put.

"power authority", "social status, role", "power vs authority", "what is the difference between prejudice and discrimination?",
"how does influence differ from power". Where a name may be cut in several ways, the way counts in which every part is a name
as it stands, then the one with the fewest parts: "structure and agency" in "structure and agency vs power" is one name.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from socialpower_cli import lookup
from socialpower_cli.answers import Match
from socialpower_cli.errors import NotFound
from socialpower_cli.index import Index
from socialpower_cli.records import Record
from socialpower_cli.text import names

Found = list[tuple[int, Match]]

MOST = 3  # concepts beside one another: more have no room

# What always stands between two names, and what may, but may also stand within one.
_VERSUS = frozenset(("vs", "vs.", "versus", "v", "v.", "->", "→", "|"))
_JOINING = frozenset(("and", "or", "&", ",", ";", "/"))
_LEADING = frozenset(("from", "to", "with", "than", "between", "among", "amongst", "of", "in", "as", "the", "both"))
# What says that concepts are to be told apart.
_ASKING = frozenset(
    """difference differences differ differs different differing distinction distinctions distinguish distinguished distinct
    differentiate differentiated compare compares compared comparing comparison contrast contrasts contrasted contrasting
    similarity similarities""".split()  # noqa: SIM905 -- a list of words is read as words
)
# What such a question begins with before the first name, and what it may end with.
_OPENING = frozenset(
    """a an and are be can could define describe did discuss do does explain find give how i in is it key main major makes me
    meant no please show tell that the there they to understand was way ways were what what's whats which why
    you""".split()  # noqa: SIM905 -- a list of words is read as words
)
_CLOSING = frozenset(("explained", "meaning", "please", "definition", "each", "other", "one", "another", "from"))

# Every pair of words that stand together is looked at: so many words, and so many with slips in them.
_MOST_WORDS = 16
_MOST_WORDS_MISSPELT = 8
_MOST_WORDS_UNKNOWN = 4  # of a name that is told to mean nothing: what is longer is hardly meant as one

Cut = tuple[int, int]


class _Reading(Record):
    """The words of a question, the places where a name must end and where it may, and whether it is sure to compare.

    `versus` says that it has a word in it that stands between names alone.
    """

    words: list[str]
    fixed: list[Cut]
    possible: list[Cut]
    sure: bool
    versus: bool


def find_several(index: Index, asked: Sequence[str], most: int = MOST, exact: bool = False) -> Found:
    """Return the concepts, at least two and at most so many, that names given one by one or in one text mean.

    Raises as `lookup.find` does, and gives back a single concept where only one is named, and more where each word names one.
    """
    as_given = [list(asked)] if 1 < len(asked) <= most else []
    reading = _read(" ".join(asked), every_gap=True)
    found = _resolve(index, [*as_given, *_cut(reading, most)], reading, exact)
    if found is None and len(asked) > most:
        each = [met for name in asked[: 2 * _MOST_WORDS] if (met := _meet(index, name, exact))]
        found = each if len(each) == len(asked) else None
    if found is None:
        return [lookup.find(index, name, exact) for name in _cut_best(index, reading, as_given, exact)]
    return found


def find_compared(index: Index, text: str, *, loose: bool, exact: bool = False) -> Found | None:
    """Return the concepts that a text asks to compare, or None where it asks for no comparison.

    With `loose`, names with no more than a comma, "and" or "or" between them are enough. A text that is itself a name is none.
    Raises `NotFound` where it is sure that a comparison is asked for and a name means no concept.
    """
    reading = _read(text)
    if not (reading.sure or (loose and reading.possible)) or not text.strip():
        return None
    # What has "vs" in it is hardly a name with a slip in it, but may be one as it stands.
    if _is_name(index, text, exact or reading.versus):
        return None
    # "power, expert" stands in registers for "expert power".
    if index.named(names.bag(names.normalize(text)), "bag"):
        return None
    found = _resolve(index, [*_cut(reading, MOST)], reading, exact)
    if found is None and reading.sure:
        parts = _cut_best(index, reading, [], exact)
        short = all(len(name.split()) <= _MOST_WORDS_UNKNOWN for name in parts)
        if short and any(_meet(index, name, exact=True) for name in parts):
            return [lookup.find(index, name, exact) for name in parts]
    return found


def _read(text: str, *, every_gap: bool = False) -> _Reading:
    """Return a text taken apart; with `every_gap`, names may end anywhere where nothing says where they do."""
    for sign in ",;→|?":
        text = text.replace(sign, f" {sign} ")
    words = [word for word in text.split()[: 4 * _MOST_WORDS] if word != "?"]
    if words:
        words[-1] = words[-1].rstrip(".!") or words[-1]
    words, asked = _leave_out_asking(words)
    plain = [word.lower() for word in words]
    fixed = [(place, place + 1) for place, word in enumerate(plain) if word in _VERSUS or not word]
    joining = _JOINING | _LEADING if every_gap or asked else _JOINING
    possible = [(place, place + 1) for place, word in enumerate(plain) if word in joining]
    fixed = [cut for cut in fixed if 0 < cut[0] < len(words) - 1]
    possible = [cut for cut in possible if 0 < cut[0] < len(words) - 1][:_MOST_WORDS]
    if every_gap and not fixed:
        possible = [*possible, *((place, place) for place in range(1, min(len(words), _MOST_WORDS)))]
    return _Reading(words, fixed, possible, sure=bool(fixed) or asked, versus=not _VERSUS.isdisjoint(plain))


def _leave_out_asking(words: list[str]) -> tuple[list[str], bool]:
    """Return words without those that only ask, and whether there were any; an empty word stands for such between two names."""
    plain = [word.lower().replace("’", "'") for word in words]
    at = next((place for place, word in enumerate(plain) if word in _ASKING), None)
    if at is None:
        return words, False
    if plain[at + 1 : at + 2] == ["in"] and "between" in plain[at:]:
        return words, False  # "difference in income between ..." asks about income
    start = 0
    while start < at and plain[start] in _OPENING:
        start += 1
    after = at + 1
    while after < len(words) and plain[after] in _LEADING | _ASKING | {"and"}:
        after += 1
    end = len(words)
    while end > after and plain[end - 1] in _CLOSING:
        end -= 1
    before, behind = words[start:at], words[after:end]
    return ([*before, "", *behind] if before and behind else before or behind), True


def _resolve(index: Index, ways: list[list[str]], reading: _Reading, exact: bool) -> Found | None:
    """Return the concepts of the first way to cut in which every part means one, names as they stand before misspelt ones."""
    gaps = any(start == end for start, end in reading.possible)
    tolerant = not exact and not (gaps and len(reading.words) > _MOST_WORDS_MISSPELT)
    for guessing in (False, True) if tolerant else (False,):
        met: dict[str, tuple[int, Match] | None] = {}
        for parts in ways:
            for part in parts:
                if part not in met:
                    met[part] = _meet(index, part, exact=not guessing)
                if met[part] is None:
                    break
            else:
                return [one for part in parts if (one := met[part])]
    return None


def _cut(reading: _Reading, most: int) -> Iterator[list[str]]:
    """Yield the ways to cut the words of a question into at least two names and at most so many.

    Fewer parts come first, then the ways that leave fewer words out: "power to and power over" is cut at "and".
    """
    for number in range(most - len(reading.fixed)):
        ways = (_part(reading.words, sorted([*reading.fixed, *some])) for some in combinations(reading.possible, number))
        usable = [parts for parts in ways if 1 < len(parts) <= most]
        yield from sorted(usable, key=lambda parts: -sum(len(part.split()) for part in parts))


def _part(words: list[str], cuts: list[Cut]) -> list[str]:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    parts = (_trim(words[start:end]) for start, end in zip(starts, ends, strict=True))
    return [part for part in parts if part]


def _trim(words: list[str]) -> str:
    """Return a name without what joins it to others."""
    while words and words[0].lower() in _JOINING | _LEADING:
        words = words[1:]
    while words and words[-1].lower() in _JOINING:
        words = words[:-1]
    return " ".join(words)


def _cut_best(index: Index, reading: _Reading, as_given: list[list[str]], exact: bool) -> list[str]:
    """Return names as they were most likely meant where at least one of them means no concept."""
    joined = reading._replace(possible=[cut for cut in reading.possible if cut[0] < cut[1]])
    ways = [*as_given, *_cut(joined, MOST)]
    return max(
        ways,
        key=lambda parts: sum(_meet(index, part, exact) is not None for part in parts) / len(parts),
        default=[" ".join(reading.words)],
    )


def _meet(index: Index, name: str, exact: bool) -> tuple[int, Match] | None:
    try:
        return lookup.meet(index, name, exact)
    except NotFound:
        return None  # several concepts share it, which is told where it is looked up in earnest


def _is_name(index: Index, text: str, exact: bool) -> bool:
    """Return whether a text means a concept, or several that share it."""
    try:
        return lookup.meet(index, text, exact) is not None
    except NotFound:
        return True
