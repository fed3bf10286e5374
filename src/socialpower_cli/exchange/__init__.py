"""In and out: a corpus from and to the files of other programs, one module a format.

A format is a row of the table in `formats`; its module has a function `read`, `write` or both, and is imported when it is asked
for. To a writer a corpus is a `CorpusFile` whose links and sources are all in it (see `selecting`).
"""

from socialpower_cli.exchange.exporting import export
from socialpower_cli.exchange.formats import FORMATS, Format, Options, Written
from socialpower_cli.exchange.importing import find_foreign, identify, import_file, parse

__all__ = ["FORMATS", "Format", "Options", "Written", "export", "find_foreign", "identify", "import_file", "parse"]
