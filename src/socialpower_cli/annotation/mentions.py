"""Where the names of concepts stand in a text: the longest names first, in one pass, none overlapping.

A name is met in any case, number and spelling, and with hyphens or a line break between its words. It ends where words end: a
part of a hyphenated word is no name ("self-government" is none of "government"), nor is a part of an address or of a name as
programs write them. A name that is a plural is met in the plural alone ("rights" is not "right"), one with capitals within as
it is written ("SIT" is not "sit").
"""

import re
from collections.abc import Iterator

from socialpower_cli.annotation.vocabulary import HERE, NO_CONCEPT, Name, Node, is_plural, read_names
from socialpower_cli.index import Index
from socialpower_cli.records import Record
from socialpower_cli.text.words import Token, fold_word

_HYPHENS = "-\u2010\u2011"
# What may stand between two words of a name; a comma only where the name has one.
_JOINT = re.compile(rf",?(?:[^\S\r\n]*(?:\r\n?|\n)?[^\S\r\n]*|[{_HYPHENS}\u2013_/])")
# What ties a word to the one before it, or after it, so that neither is a word of its own.
_TIED_BEFORE = re.compile(rf"\w[{_HYPHENS}_.@]\Z")
_TIED_AFTER = re.compile(rf"[{_HYPHENS}_.@]\w")
_QUOTES = "\"'\u2019\u201d\u00bb)"


class Mention(Record):
    """A place in a text where a name stands: its characters from `start` to `end`, its words from `first` to `last`."""

    start: int
    end: int
    first: int
    last: int
    name: Name


def find_mentions(index: Index, text: str, tokens: list[Token], *, set_phrases: bool = True) -> list[Mention]:
    """Return where names of a corpus stand in a text that is given with its words, in order.

    What stands within a set phrase ("in the face of") is left out, unless without `set_phrases`.
    """
    found: list[Mention] = []
    folded = [fold_word(token.word) for token in tokens]
    tree = read_names(index, {*folded, *_fold_compounds(text, tokens)}, set_phrases=set_phrases)
    at = 0
    while at < len(tokens):
        mention = None
        if folded[at] in tree or text[tokens[at].end : tokens[at].end + 1] in _HYPHENS:
            mention = _find_longest(text, tokens, folded, tree, at)
        if mention is None or (found and mention.start < found[-1].end):
            at += 1
        else:
            if mention.name.number != NO_CONCEPT:
                found.append(mention)
            at = mention.last + 1
    return found


def _fold_compounds(text: str, tokens: list[Token]) -> Iterator[str]:
    """Yield the hyphenated words of a text, folded as one word each."""
    after = 0
    for at, token in enumerate(tokens):
        if at >= after and text[token.end : token.end + 1] in _HYPHENS:
            last = _end_compound(text, tokens, at)
            if last > at:
                yield _fold_compound(tokens, at, last)
            after = last + 1


def _fold_compound(tokens: list[Token], first: int, last: int) -> str:
    return fold_word("".join(token.word for token in tokens[first : last + 1]))


def _find_longest(text: str, tokens: list[Token], folded: list[str], tree: Node, at: int) -> Mention | None:
    """Return the longest name that begins with a word of a text."""
    start = tokens[at].start
    if _TIED_BEFORE.search(text, max(start - 2, 0), start):
        return None
    compound = _end_compound(text, tokens, at)
    ways = [(folded[at], at)]
    if compound > at:
        ways.append((_fold_compound(tokens, at, compound), compound))
    best: Mention | None = None
    for word, reached in ways:
        last = reached
        node: Node | None = tree.get(word)
        while node is not None:
            name = _choose(text, tokens, at, last, node.get(HERE, ()))
            if name is not None and (best is None or last > best.last):
                best = Mention(start, tokens[last].end, at, last, name)
            if last + 1 == len(tokens) or not _JOINT.fullmatch(text, tokens[last].end, tokens[last + 1].start):
                break
            last += 1
            node = node.get(folded[last])
    return best


def _end_compound(text: str, tokens: list[Token], at: int) -> int:
    """Return the last word that hyphens tie to a word of a text."""
    while at + 1 < len(tokens):
        end, start = tokens[at].end, tokens[at + 1].start
        if start - end != 1 or text[end] not in _HYPHENS:
            break
        at += 1
    return at


def _choose(text: str, tokens: list[Token], first: int, last: int, names: "list[Name] | tuple[()]") -> Name | None:
    """Return the name that stands at some words of a text; none where two concepts have it and neither is nearer."""
    if not names or _TIED_AFTER.match(text, tokens[last].end):
        return None
    fitting = [name for name in names if _fits(text, tokens, first, last, name)]
    if len(fitting) == 1:
        return fitting[0]
    fitting = [name for name in fitting if name.number != NO_CONCEPT]
    rank = min((name.rank for name in fitting), default=0)
    nearest = [name for name in fitting if name.rank == rank]
    return nearest[0] if len({name.number for name in nearest}) == 1 else None


def _fits(text: str, tokens: list[Token], first: int, last: int, name: Name) -> bool:
    """Return whether a name whose words are met is written in a text as it must be."""
    if first == last and not name.cased:
        return not name.plural or is_plural(tokens[first].word)
    end = tokens[last].end
    written = text[tokens[first].start : end]
    if "," in written and not name.commas:
        return False
    if name.open and " " in written and text[end : end + 1] not in _QUOTES:
        return False
    return all(word in written for word in name.cased)
