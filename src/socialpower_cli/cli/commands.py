"""The commands: where each is written, and how it is answered where nothing but words is typed."""

from typing import Literal

from socialpower_cli.records import Record


class Command(Record):
    """A command: the module of its options, the method of a corpus that answers it, and whether words come after it.

    `words` is "some" or "any" where they make one text, and "names" where they may be several.
    `brief` is the method that answers it with `--brief`, `alone` the one where no words come after it; a command without a
    method needs its options.
    """

    family: Literal["consult", "explore", "curate", "exchange", "study"]
    method: str | None
    words: Literal["none", "some", "any", "names"]
    brief: str | None = None
    alone: str | None = None


COMMANDS = {
    "define": Command("consult", "define", "some", "brief"),
    "search": Command("consult", "search", "some"),
    "related": Command("explore", "related", "some"),
    "compare": Command("explore", "compare", "names"),
    "path": Command("explore", "path", "names"),
    "map": Command("explore", "map", "some"),
    "examples": Command("consult", "examples", "any"),
    "list": Command("consult", "concepts", "none"),
    "cite": Command("consult", "cite", "any", alone="bibliography"),
    "annotate": Command("study", None, "any"),
    "quiz": Command("study", None, "none"),
    "random": Command("consult", "random", "none"),
    "new": Command("curate", None, "some"),
    "check": Command("curate", None, "any"),
    "corpora": Command("curate", "corpora", "none"),
    "import": Command("exchange", None, "any"),
    "export": Command("exchange", None, "any"),
    "web": Command("exchange", None, "none"),
}

# What other programs call these: for these words the command is always suggested.
SYNONYMS = {
    **dict.fromkeys(("find", "grep", "query", "lookfor"), "search"),
    **dict.fromkeys(("lookup", "look", "show", "def", "definition", "info", "explain", "what", "describe", "get"), "define"),
    **dict.fromkeys(("ls", "all", "index", "browse", "categories", "settings"), "list"),
    **dict.fromkeys(("relations", "links", "similar", "see"), "related"),
    **dict.fromkeys(("diff", "versus", "contrast", "difference", "distinguish"), "compare"),
    **dict.fromkeys(("route", "chain", "connect", "connection"), "path"),
    **dict.fromkeys(("graph", "diagram", "picture", "mindmap", "network", "visualize"), "map"),
    **dict.fromkeys(("example", "scenes", "cases"), "examples"),
    **dict.fromkeys(("citation", "citations", "reference", "references", "source", "sources", "quote"), "cite"),
    **dict.fromkeys(("mark", "gloss", "glossary", "footnotes", "read"), "annotate"),
    **dict.fromkeys(("test", "exam", "questions", "worksheet", "flashcards", "learn", "practice", "practise"), "quiz"),
    **dict.fromkeys(("draw", "any", "surprise"), "random"),
    **dict.fromkeys(("validate", "lint", "verify"), "check"),
    **dict.fromkeys(("add", "create", "begin", "draft", "entry"), "new"),
    **dict.fromkeys(("corpus", "files", "paths", "places", "layers", "where"), "corpora"),
    **dict.fromkeys(("load", "read", "convert", "open"), "import"),
    **dict.fromkeys(("browser", "page", "site", "website", "html", "www"), "web"),
    **dict.fromkeys(("save", "dump", "write", "download", "out"), "export"),
}


def suggest_commands(word: str) -> list[str]:
    """Return the commands that a word may stand for: one that others call so, else those that are one slip away.

    A slip is a letter too many, too few or wrong, or two neighbours swapped; a word of three letters or fewer allows none.
    """
    word = word.lower()
    if word in SYNONYMS:
        return [SYNONYMS[word]]
    return [name for name in COMMANDS if len(word) > 3 and _is_one_slip_away(word, name)]


def _is_one_slip_away(word: str, name: str) -> bool:
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    one, other = word[start:], name[start:]
    swapped = one[1:2] + one[:1] + one[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or (len(one) > 1 and swapped == other)
