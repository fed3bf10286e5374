"""What is wrong with a command line that Typer cannot read, in the words that the rest of the program uses.

The types of Typer's own refusals are not public. They are told apart by what they carry: the option that there is not, the
parameter that is not well filled or lacks, with its type.
"""

import difflib
import re
from typing import Any

from socialpower_cli import commandline
from socialpower_cli.cli.commands import COMMANDS
from socialpower_cli.errors import Refused

_VALUE = re.compile(r"^'?(?P<value>.*?)'? is not (?:a|one|in)\b", re.DOTALL)
_EXTRA = re.compile(r"^Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)$", re.DOTALL)
# What two spellings must have in common for one to be meant by the other, from 0 to 1 (`difflib`).
_ALIKE = 0.75


def explain(error: Any) -> Refused:
    """Return what to tell of a refusal of Typer's: what is wrong, and what to type instead or where to read on."""
    name = error.ctx.info_name if getattr(error, "ctx", None) is not None else ""
    name = name if name in COMMANDS else ""
    hints = [f"How to use it: sp help {name}".rstrip()]
    extra = _EXTRA.match(error.message)
    if getattr(error, "option_name", None) and hasattr(error, "possibilities"):
        where = f"sp {name}".rstrip()
        near = difflib.get_close_matches(error.option_name, _list_options(error.ctx), n=2, cutoff=_ALIKE)
        message = f"{where} has no option {error.option_name}."
        hints = [*([f"Did you mean: {', '.join(near)}"] if near else []), *hints]
    elif extra:
        message = f"Too many words for sp {name}: {extra['words']}"
        if name == "list":
            hints = [f"Of one category: {commandline.write('list', '--category', extra['words'])}", *hints]
    elif getattr(error, "option_name", None):
        message = f"{error.option_name} needs a value after it."
    elif getattr(error, "param", None) is not None:
        message = _explain_parameter(error, name)
    else:
        message = error.format_message()
    return Refused(message, *hints)


def _explain_parameter(error: Any, name: str) -> str:
    """Return what is wrong with the value of an option or with words, or that there are none."""
    parameter = error.param
    called = max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.make_metavar(error.ctx)
    if not error.message:
        return f"sp {name} needs {called.strip('{}')} after it."
    found = _VALUE.match(error.message)
    value = f", not {found['value']!r}" if found and found["value"] else ""
    kind = parameter.type
    if getattr(kind, "choices", None):
        return f"{called} takes one of {', '.join(map(str, kind.choices))}{value}."
    if hasattr(kind, "min"):
        most = "" if kind.max is None else f" to {kind.max}"
        return f"{called} takes a whole number from {kind.min}{most or ' on'}{value}."
    return str(error.format_message())


def _list_options(context: Any) -> list[str]:
    return [name for parameter in context.command.params for name in parameter.opts if name.startswith("--")]
