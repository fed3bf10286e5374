"""References in the styles that were made for the release (`tools/references.py`), and those that can be made now.

The file beside the bundled corpus has a line for each work: a digest of the work, and its reference in each style. A work is
known by what it says and not by its key, so that one whose fields change has no reference rather than a wrong one, and a
corpus of one's own that cites the same work has it too.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from socialpower_cli.citations.styles import STYLES, StyleKey

Item = dict[str, Any]

EXTRA = "pip install 'socialpower-cli[cite]'"


def digest_work(item: Mapping[str, Any]) -> str:
    """Return sixteen hexadecimal digits that stand for what a CSL-JSON item says, whatever its id."""
    import json
    from hashlib import blake2b

    told = json.dumps({key: value for key, value in item.items() if key != "id"}, sort_keys=True)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def read_references(path: str) -> dict[str, dict[StyleKey, str]]:
    """Return the references of a file by the digests of their works; none where there is no such file."""
    import json

    try:
        with open(path, encoding="utf-8") as stream:
            lines = [json.loads(line) for line in stream]
    except OSError:
        return {}
    return {line["work"]: {style: line[style] for style in STYLES} for line in lines if "work" in line}


def list_references(items: Iterable[Item], path: str) -> Iterable[tuple[str, str, str]]:
    """Yield the references that a file has of CSL-JSON items, as (id, style, reference)."""
    known: dict[str, dict[StyleKey, str]] | None = None
    for item in items:
        known = read_references(path) if known is None else known
        for style, reference in known.get(digest_work(item), {}).items() if known else ():
            yield str(item["id"]), style, reference


def write_now(item: str, style: StyleKey) -> str | None:
    """Return the reference of a CSL-JSON item, given as text, or None where the extra `cite` is not installed.

    None too where its processor fails, which is another's: a work that it cannot write still has its author-date text.
    """
    import json
    import warnings

    try:
        from socialpower_cli.citations.styling import write_reference
    except ImportError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return write_reference(json.loads(item), style) or None
        except Exception:  # noqa: BLE001 -- see above
            return None
