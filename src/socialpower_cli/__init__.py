"""`sp`, a reference work on social power for the terminal, and the library it is made of.

    from socialpower_cli import open_corpus

    with open_corpus() as corpus:
        print(corpus.define("power imbalance").entry.definition)

What is named in `__all__` is loaded when it is first asked for (PEP 562), so that importing the package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socialpower_cli import answers, errors
    from socialpower_cli.api import OpenCorpus, open_corpus
    from socialpower_cli.errors import CorpusError, NotFound, Refused, SpError, Suggestion

__all__ = [
    "CorpusError",
    "NotFound",
    "OpenCorpus",
    "Refused",
    "SpError",
    "Suggestion",
    "__version__",
    "answers",
    "errors",
    "open_corpus",
]

__version__ = "0.1.0"

_HOMES = dict.fromkeys(("OpenCorpus", "open_corpus"), "api") | dict.fromkeys(
    ("CorpusError", "NotFound", "Refused", "SpError", "Suggestion"), "errors"
)


def __getattr__(name: str) -> object:
    """Return what `__all__` names, from the module that it lives in."""
    from importlib import import_module

    if name in ("answers", "errors"):
        return import_module(f"{__name__}.{name}")
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
