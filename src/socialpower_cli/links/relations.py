"""The kinds of links: which is the inverse of which, and what each is headed by.

The vocabulary is that of thesauri (ISO 25964-1: broader, narrower and related terms), with two kinds of our own: what a concept
is in contrast with, and what a theory, measure or study is about. A link is stored once; its inverse is derived.
"""

from socialpower_cli.records import Record


class Relation(Record):
    """A kind of link, as it is seen from one end."""

    inverse: str
    heading: str
    hierarchical: bool = False


RELATIONS = {
    "broader": Relation("narrower", "Broader", hierarchical=True),
    "narrower": Relation("broader", "Narrower", hierarchical=True),
    "related": Relation("related", "Related"),
    "contrasts": Relation("contrasts", "In contrast"),
    "about": Relation("theories", "About"),
    "theories": Relation("about", "Theories, measures and studies"),
}
