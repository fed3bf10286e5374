"""Compiles the bundled corpus into the wheel, so that the first run on a new machine has nothing to compile.

With the corpus itself the wheel gets its index and a module of constants that says which index that is; see
`socialpower_cli.index.bundled`. An editable install gets neither: there the corpus changes, and the cache serves.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUILT = '''\
"""Which index was built with this program; written when the wheel was built."""

FORMAT = {format}
CORPUS_SIZE = {size}  # bytes
CHECKSUM = {checksum!r}
'''


class IndexBuildHook(BuildHookInterface[Any]):
    """Adds the index of the bundled corpus to a wheel, made by the program that the wheel holds."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the corpus and hand over what was made, before the wheel is put together."""
        if version == "editable":
            return
        root = Path(self.root)
        self._made = Path(tempfile.mkdtemp())
        sys.path.insert(0, str(root / "src"))
        try:
            from socialpower_cli.corpus.contents import read_contents
            from socialpower_cli.corpus.locations import Location
            from socialpower_cli.index import cache, compiling, schema

            corpus = root / "data" / "concepts.json"
            contents = read_contents([Location(str(corpus), "bundled")])
            connection = compiling.compile_contents(contents)
            key = cache.make_key([content.data for content in contents])
            checksum = cache.save(connection, str(self._made / "concepts.sqlite"), key)
            connection.close()
        finally:
            sys.path.remove(str(root / "src"))
        built = _BUILT.format(format=schema.FORMAT, size=corpus.stat().st_size, checksum=checksum)
        (self._made / "built.py").write_text(built, encoding="utf-8")
        build_data["force_include"] |= {
            str(self._made / "concepts.sqlite"): "socialpower_cli/data/concepts.sqlite",
            str(self._made / "built.py"): "socialpower_cli/index/built.py",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the wheel, once it is in it."""
        del version, build_data, artifact_path
        if hasattr(self, "_made"):
            shutil.rmtree(self._made, ignore_errors=True)
