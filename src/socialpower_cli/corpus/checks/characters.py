"""Checks 6xx: the characters that texts are made of."""

import re
import unicodedata

from socialpower_cli.corpus.checks.running import Places, Subject, for_each_concept
from socialpower_cli.corpus.checks.texts import list_texts
from socialpower_cli.corpus.model import Concept


@for_each_concept("W601", additions=True)
def _markup(concept: Concept, _: Subject) -> Places:
    """Texts are plain: no markup."""
    yield from _find_pattern(concept, r"[*_`<>{}\\|]|\[/?\w+\]|&\w+;", "looks like markup; write plain text")


@for_each_concept("W602", additions=True)
def _spaces(concept: Concept, _: Subject) -> Places:
    """Words are separated by one plain space."""
    yield from _find_pattern(concept, r"\s{2,}|^\s|\s$|[^\S ]", "is not one plain space")


@for_each_concept("W603", additions=True)
def _quotes_and_dashes(concept: Concept, _: Subject) -> Places:
    """Quotes are straight, and sentences go without long dashes, throughout."""
    signs = "[\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026]"
    yield from _find_pattern(concept, signs, "write ' or \", or a comma")


@for_each_concept("W604", additions=True)
def _composition(concept: Concept, _: Subject) -> Places:
    """Letters with accents are composed (NFC), and no character is invisible."""
    for field, text in list_texts(concept):
        if text.isascii() and text.isprintable():
            continue
        if unicodedata.normalize("NFC", text) != text:
            yield field, "it is not in Unicode's composed form (NFC); type the accented letters again"
        invisible = [character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn")]
        if invisible:
            yield field, f"it has an invisible character, U+{ord(invisible[0]):04X}; remove it"


def _find_pattern(concept: Concept, pattern: str, advice: str) -> Places:
    for field, text in list_texts(concept):
        found = re.search(pattern, text)
        if found:
            yield field, f"'{found.group()}' in '{text[max(0, found.start() - 12) : found.end() + 12]}': {advice}"
