"""The compiled form of a corpus: one small SQLite database that every command reads through.

The one owner of sqlite3. `open_index` finds the compiled index (shipped with the program, or stored in the cache) or compiles
it from the corpus files; `Index` answers what engines ask. Whatever happens to a stored index, every answer is the same.
"""

from socialpower_cli.index.opening import open_index, open_ready
from socialpower_cli.index.reading import Index, LinkRow, Named, Row, Work

__all__ = ["Index", "LinkRow", "Named", "Row", "Work", "open_index", "open_ready"]
