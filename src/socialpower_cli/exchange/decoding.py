"""The text of a file whose encoding nobody tells."""

import codecs

from socialpower_cli.exchange.formats import Unreadable
from socialpower_cli.records import Record

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096


class Decoded(Record):
    """A text, and the name of the encoding that it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of bytes: as their byte order mark says, else in UTF-8, UTF-16 or, where it is neither, Windows-1252.

    Raises `Unreadable` where they are no text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _guess(data)
    try:
        # Windows-1252 leaves five bytes without a character.
        text = data.decode(encoding, "replace" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start + 1} is not {encoding.upper()}", "Save the file as UTF-8.") from None
    if "\0" in text:
        raise Unreadable("this is no text", "Save it as text (CSV, Markdown), or name a file that is.")
    return Decoded(text, encoding)


def _guess(data: bytes) -> str:
    some = data[:_LOOKED_AT]
    if some.count(0) > len(some) // 4:  # of text in UTF-16 with Western letters every second byte is 0
        return "utf-16-be" if some[0::2].count(0) > some[1::2].count(0) else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
