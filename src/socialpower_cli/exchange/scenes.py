"""Worked examples on one line: "A late reply [work]: Ana waits. // In balance: Both answer."."""

import re

from socialpower_cli.corpus.model import Example

_BALANCE = " // In balance: "
# A title that a setting follows may have a colon in it.
_SET = re.compile(r"(?P<title>[^\[\]]{1,80}?) \[(?P<setting>[^\[\]]{1,40})\]: (?P<text>\S.*)", re.DOTALL)
_SAID = re.compile(r"(?P<title>[^:\[\]]{1,80}?): (?P<text>\S.*)", re.DOTALL)
_TITLE_WORDS = 6


def say_example(example: Example) -> str:
    """Return an example on one line: its title, setting, text, and how the scene reads in balance."""
    setting = f" [{example.setting}]" if example.setting else ""
    balance = f"{_BALANCE}{example.in_balance}" if example.in_balance else ""
    return f"{example.title}{setting}: {example.text}{balance}"


def read_example(text: str) -> Example:
    """Return the example that a text tells; one without a title is titled by its first words."""
    told, _, balance = text.partition(_BALANCE)
    said = _SET.fullmatch(told) or _SAID.fullmatch(told)
    if said is not None:
        setting = said.groupdict().get("setting")
        return Example(title=said["title"], setting=setting, text=said["text"], in_balance=balance or None)
    words = told.split()
    title = " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
    return Example(title=title, text=told, in_balance=balance or None)
