"""What the compiled form of a corpus is made of: its tables, its fields of text, its kinds of names.

Compiling writes by this and reading reads by it; whoever changes what an index holds or means raises `FORMAT`.
"""

from enum import IntEnum

FORMAT = 22


class Kind(IntEnum):
    """What a name is to its concept, from the strictest; the last two are looked under but are no names of it."""

    ID = 0
    TERM = 1
    ALIAS = 2
    FORMERLY = 3
    LABEL = 4
    SAYING = 5


LAST_NAME = Kind.FORMERLY

# The row of a name, or of a short passage, is its concept's number times this, plus its place among those of the concept, so
# that a range of rows is a concept's and its order costs no column. More than fit are left out.
NAMES = 1_000_000
PASSAGES = 1000

FIELDS = ("names", "labels", "definition", "paraphrases", "everyday", "situations", "explanation", "examples", "sources")

# Texts are handed to FTS5 as the words that `text.words` finds in them, so all that is left to it is to part them at spaces and
# to stem them: its ASCII tokenizer takes any other character for a part of a word.
TOKENIZER = "porter ascii"

# Stands between two texts of a field: a sign that FTS5 takes for a word and that no word is, so that no phrase runs across.
BREAK = "§"

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE notice (position INTEGER PRIMARY KEY, message TEXT NOT NULL);
CREATE TABLE concept (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, term TEXT NOT NULL, definition TEXT NOT NULL, category TEXT, gloss TEXT,
    origin TEXT, explanation TEXT, note TEXT);
CREATE TABLE everyday (
    concept INTEGER NOT NULL, position INTEGER NOT NULL, saying TEXT NOT NULL,
    PRIMARY KEY (concept, position)) WITHOUT ROWID;
CREATE TABLE name (
    number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
    squashed TEXT NOT NULL, folded TEXT NOT NULL, bag TEXT NOT NULL);
CREATE TABLE link (
    concept INTEGER NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, target INTEGER NOT NULL, why TEXT,
    PRIMARY KEY (concept, kind, position)) WITHOUT ROWID;
CREATE TABLE example (
    concept INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, setting TEXT, text TEXT NOT NULL,
    in_balance TEXT, PRIMARY KEY (concept, position)) WITHOUT ROWID;
CREATE TABLE cited (
    concept INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (concept, position)) WITHOUT ROWID;
CREATE TABLE cited_text (
    concept INTEGER NOT NULL, bare TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (concept, bare)) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, item TEXT NOT NULL, reference TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE styled (
    source TEXT NOT NULL, style TEXT NOT NULL, reference TEXT NOT NULL, PRIMARY KEY (source, style)) WITHOUT ROWID;
CREATE TABLE edition (number INTEGER PRIMARY KEY, title TEXT, version TEXT, license TEXT, bundled INTEGER NOT NULL);
CREATE TABLE edited (concept INTEGER PRIMARY KEY, edition INTEGER NOT NULL);
CREATE TABLE category (key TEXT PRIMARY KEY, position INTEGER NOT NULL, label TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE provenance (
    concept INTEGER NOT NULL, position INTEGER NOT NULL, file TEXT NOT NULL, how TEXT NOT NULL,
    PRIMARY KEY (concept, position)) WITHOUT ROWID;
CREATE TABLE spelling (
    kind TEXT NOT NULL, length INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (kind, length)) WITHOUT ROWID;
CREATE TABLE sound (sound TEXT NOT NULL, squashed TEXT NOT NULL, PRIMARY KEY (sound, squashed)) WITHOUT ROWID;
CREATE TABLE printed (digest INTEGER NOT NULL, concept INTEGER NOT NULL, PRIMARY KEY (digest, concept)) WITHOUT ROWID;
CREATE TABLE posting (word TEXT PRIMARY KEY, concepts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE vector (concept INTEGER PRIMARY KEY, vector BLOB NOT NULL);
CREATE VIRTUAL TABLE text USING fts5 ({", ".join(FIELDS)}, content='', tokenize='{TOKENIZER}');
CREATE VIRTUAL TABLE passage USING fts5 (text, content='', tokenize='{TOKENIZER}');
"""

# Made once the names are there: sorting them all together is faster than keeping them in order.
KEYS = """
CREATE UNIQUE INDEX concept_id ON concept (id);
CREATE INDEX name_key ON name (key, concept, kind, name);
CREATE INDEX name_squashed ON name (squashed);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_bag ON name (bag);
"""


def digest(key: str) -> int:
    """Return eight bytes of a normalized text's BLAKE2b digest as a signed integer, which stands for a text of any length."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
