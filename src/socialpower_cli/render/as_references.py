"""Works in the formats that reference managers import: BibTeX, RIS and CSL-JSON, UTF-8 whatever the locale."""

from typing import Any

from socialpower_cli.answers import Bibliography, CitationList
from socialpower_cli.render.door import escape_json, replace_unsafe
from socialpower_cli.render.output import Format


def render(answer: Bibliography | CitationList, form: Format) -> str:
    """Return the works of an answer as one file of a format; nothing, or an empty list, where there are none."""
    import json

    items: list[dict[str, Any]] = [json.loads(source.text) for source in answer.sources]
    if form == "csl-json":
        return escape_json(json.dumps(items, ensure_ascii=False, indent=2)) + "\n"
    if form == "bibtex":
        from socialpower_cli.citations.bibtex import write_bibtex

        entries = [write_bibtex(item) for item in items]
    else:
        from socialpower_cli.citations.ris import write_ris

        entries = [write_ris(item) for item in items]
    # An entry is lines of one field each; within them nothing breaks a line or is obeyed by a terminal.
    return "\n".join("".join(replace_unsafe(line) + "\n" for line in entry.split("\n")) for entry in entries)
