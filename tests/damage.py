"""Files of other formats, and ways to damage them: what the tests of reading and the campaigns in `bench/faults` share."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

FOREIGN = Path(__file__).parent / "foreign"
TINY = Path(__file__).parent / "corpora" / "tiny.json"

# What readers have stumbled over: quotes and marks without an end, controls, byte order marks, huge numbers and nesting,
# entities, contexts, directives, formulas.
TOKENS = [
    *(b'"', b"'", b'"""', b"\\", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\r"),
    *(b"\n\n", b"|", b"\t", b";", b",", b"=cmd()", b"@", b"#", b"**", b"---\n", b"```\n", b"<!--", b"-->", b"](", b": ", b"~~"),
    *(b"<", b">", b"&lol;", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"]]>", b"<![CDATA[", b"\\|", b"\xc3"),
    *(b"<?xml version='1.0'?>", b"@prefix : <> .", b"@base <http://[> .", b"_:b", b"[", b"]", b"( ", b" )", b"^^<x>", b"@en-"),
    *(b"1e999999999", b"9" * 5000, b"{", b"}", b'"@context": "http://192.0.2.1/",', b'"@id": {}', b"null", b"\xf0\x9f", b"%00"),
    *(b"[" * 300, b"( " * 300, b"<a>" * 300, b"x" * 70_000, b"http://www.w3.org/2004/02/skos/core#", b"skos:broader", b"term"),
]  # fmt: skip


def list_files() -> Iterator[tuple[str, bytes]]:
    """Yield good files by names that tell their formats: tables, glossaries, thesauri in every syntax."""
    import rdflib

    from socialpower_cli import open_corpus

    for path in sorted(FOREIGN.iterdir()):
        yield path.name, path.read_bytes()
    graph = rdflib.Graph().parse(str(FOREIGN / "thesaurus.ttl"))
    for ending, form in (("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")):
        yield f"thesaurus.{ending}", bytes(graph.serialize(format=form, encoding="utf-8"))
    with open_corpus(TINY) as corpus:
        for form, ending in (("csv", "csv"), ("markdown", "md"), ("skos", "ttl")):
            yield f"tiny.{ending}", str(corpus.export(form).content).encode()
    yield "glossary.txt", b"Power - To be able.\nClout: Being heard.\n\nMight\n: Strength.\n\n**Rank**: A place.\n"


def damage(data: bytes, other: bytes, chance: Random) -> bytes:
    """Return a file damaged in one to four places: bytes changed, lost, doubled, put in or from another file, its end cut."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 1, 2, 8, 64, 500)))
        way = chance.randrange(7)
        if way == 0:
            data = data[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + data[end:]
        elif way == 1:
            data = data[:start] + data[end:]
        elif way == 2:
            data = data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]
        elif way in (3, 4):
            data = data[:start] + chance.choice(TOKENS) * chance.choice((1, 1, 3)) + data[start:]
        elif way == 5:
            place = chance.randrange(len(other) + 1)
            data = data[:start] + other[place : place + 200] + data[end:]
        else:
            data = data[: max(start, 1)]
    return data
