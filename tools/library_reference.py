"""Write docs/library.md from the library's own docstrings: python tools/library_reference.py [FILE or -]."""

import inspect
import re
import sys
from pathlib import Path

from socialpower_cli import answers, api, errors

HEAD = """# The library

<!-- Made by tools/library_reference.py from the docstrings; a test checks that it is current, another runs the examples. -->

Everything that `sp` answers, Python can ask:

```python
from socialpower_cli import NotFound, open_corpus

with open_corpus() as corpus:
    print(corpus.define("power imbalance").entry.definition)
    for hit in corpus.search("I kept quiet because everybody else seemed to agree").results:
        print(hit.id, hit.gloss)
    try:
        corpus.define("powr imbalnces", exact=True)
    except NotFound as error:
        print(error.message, *(one.id for one in error.suggestions))
```

Importing the package loads neither Typer nor Rich. Answers are immutable named tuples; `--json` prints their `document`.
"""


def reference() -> str:
    """Return the whole reference in Markdown."""
    parts = [HEAD, "## Opening a corpus\n", _describe("open_corpus", api.open_corpus), "## Asking it\n"]
    methods = [(name, method) for name, method in _list_methods(api.OpenCorpus) if name[0] != "_"]
    parts += [_describe(f"corpus.{name}", method) for name, method in methods]
    parts.append("## What it answers\n")
    families = (
        answers.corpora,
        answers.entries,
        answers.annotations,
        answers.lists,
        answers.links,
        answers.quizzes,
        answers.reports,
        answers.files,
    )
    types = [
        one
        for family in families
        for one in vars(family).values()
        if inspect.isclass(one) and hasattr(one, "_fields") and one.__module__ == family.__name__
    ]
    parts += [f"- `{one.__name__}({', '.join(one._fields)})`: {_first(one)}" for one in types]
    parts.append(f"\n## What it raises\n\n```text\n{inspect.getdoc(errors)}\n```\n")
    return "\n".join(parts)


def _list_methods(asked: type) -> list[tuple[str, object]]:
    """Return the methods of a class and of those it is made of, in the order in which they are written."""
    return [(name, method) for one in asked.__mro__ for name, method in vars(one).items() if inspect.isfunction(method)]


def _describe(name: str, function: object) -> str:
    """Return the signature and docstring of a function, its examples as code."""
    assert callable(function)
    signature = str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()").replace("'", "")
    signature = re.sub(r"\b(?:socialpower_cli\.(?:answers\.(?:\w+\.)?|errors\.)|collections\.abc\.|typing\.)", "", signature)
    text, _, example = (inspect.getdoc(function) or "").partition(">>> ")
    shown = f"\n```python\n>>> {example.rstrip()}\n```\n" if example else ""
    return f"### `{name}{signature}`\n\n{text.rstrip()}\n{shown}"


def _first(one: type) -> str:
    return " ".join((inspect.getdoc(one) or "").partition("\n\n")[0].split())


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "docs" / "library.md")
    if target == "-":
        sys.stdout.buffer.write(reference().encode("utf-8"))
    else:
        Path(target).write_text(reference(), encoding="utf-8")
