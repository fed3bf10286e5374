"""Linked data, as rdflib reads and writes it: Turtle, N-Triples, RDF/XML and JSON-LD. The owner of rdflib.

Nothing is ever fetched: contexts that lie elsewhere and external entities are refused before a parser sees them. What a file
blows up to is bounded: entities by what they expand to, everything by the number of its statements and their length.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from socialpower_cli.errors import Refused
from socialpower_cli.exchange.decoding import decode
from socialpower_cli.exchange.formats import Progress, Unreadable
from socialpower_cli.records import Record

_SYNTAXES = {
    **dict.fromkeys((".ttl", ".turtle", ".n3"), "turtle"),
    **dict.fromkeys((".nt", ".ntriples"), "nt"),
    **dict.fromkeys((".rdf", ".xml", ".owl", ".skos", ".rdfs"), "xml"),
    **dict.fromkeys((".jsonld", ".json"), "json-ld"),
}
ENDINGS = tuple(ending for ending in _SYNTAXES if ending != ".json")

# How Turtle and N-Triples begin: with a directive, or a subject and its property.
_TURTLE = re.compile(
    rb"(?:\s|#[^\n]*\n)*(?:@prefix\b|@base\b|PREFIX\s|BASE\s|(?:<[^<>\s]+>|_:\w+)\s+<[^<>\s]+>\s)", re.IGNORECASE
)

# A vocabulary of 100,000 concepts in several languages has some two million statements.
_MOST_STATEMENTS = 5_000_000
_MOST_CHARACTERS = 500_000_000
_DEEPEST = 250
_AT_ONCE = 5_000
_MOST_TOLD = 160  # characters of what a parser says


def find_syntax(ending: str) -> str:
    """Return the syntax that a file's ending tells of, Turtle where it tells of none."""
    return _SYNTAXES.get(ending, "turtle")


def is_turtle(start: bytes) -> bool:
    """Return whether the beginning of a file is that of Turtle or N-Triples."""
    return _TURTLE.match(start) is not None


class Words(Record):
    """A literal: its text, and its language in small letters, or an empty text where it has none."""

    text: str
    language: str = ""


Value = str | Words  # a URI or the name of a blank node; or a literal
Described = dict[str, list[Value]]
"""What is said of a subject, by the URIs of properties."""
Statement = tuple[str, str, Value]


class Statements(Record):
    """What a file says of each subject, and how often it says what was not kept, by property."""

    subjects: dict[str, Described]
    others: dict[str, int]


def read_statements(data: bytes, ending: str, kept: tuple[str, ...], progress: Progress | None = None) -> Statements:
    """Return the statements of a file whose property begins with one of some namespaces.

    Raises `Unreadable` where the file is not what it seems to be, wants something fetched or blows up, and `Refused` where
    rdflib is not installed.
    """
    rdflib = _import_rdflib()
    syntax = _find_syntax(data, ending)
    keeper = _make_keeper(rdflib, kept, progress, _estimate(data, syntax))
    graph = rdflib.Graph(store=keeper, bind_namespaces="none")
    parse: Callable[[], object]
    if syntax == "xml":
        _refuse_unsafe_xml(data)
        parse = lambda: graph.parse(data=data, format="xml", publicID=_BASE)  # noqa: E731 -- one of three
    elif syntax == "json-ld":
        document = _read_json(data)
        from rdflib.plugins.parsers.jsonld import to_rdf

        parse = lambda: to_rdf(document, graph, base=_BASE)  # noqa: E731 -- one of three
    else:
        text = decode(data).text
        parse = lambda: graph.parse(data=text, format=syntax, publicID=_BASE)  # noqa: E731 -- one of three
    _run(rdflib, parse)
    keeper.finish()
    return Statements(keeper.subjects, keeper.others)


_BASE = "file:///"
# What no XML can hold, not even escaped (XML 1.0, section 2.2).
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_statements(statements: Iterable[Statement], prefixes: Mapping[str, str], syntax: str) -> str:
    """Return statements in a syntax that `find_syntax` names, in an order of rdflib's; raise `Refused` without rdflib."""
    rdflib = _import_rdflib()
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)

    def convert(value: Value) -> Any:
        if isinstance(value, Words):
            text = _NO_XML.sub("\ufffd", value.text) if syntax == "xml" else value.text
            return rdflib.Literal(text, lang=value.language or None)
        return rdflib.BNode(value[2:]) if value.startswith("_:") else rdflib.URIRef(value)

    for subject, predicate, value in statements:
        graph.add((convert(subject), rdflib.URIRef(predicate), convert(value)))
    if syntax == "json-ld":
        context = {prefix: str(namespace) for prefix, namespace in prefixes.items()}
        return str(graph.serialize(format="json-ld", context=context, indent=2, ensure_ascii=False)) + "\n"
    return str(graph.serialize(format=syntax))


def _import_rdflib() -> Any:
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what rdflib deprecates of its own is nothing to this program's users
            import rdflib
    except ImportError:
        raise Refused(
            "SKOS needs rdflib, which is not installed.", "To install it: pip install 'socialpower-cli[skos]'"
        ) from None
    return rdflib


def _find_syntax(data: bytes, ending: str) -> str:
    """Return the syntax that a file is in: what it begins with counts more than its name."""
    start = data[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (
        start.startswith((b"<?xml", b"<!DOCTYPE", b"<rdf:RDF", b"<!--"))
        or b"<\0?\0x\0" in data[:20]
        or b"\0<\0?\0x" in data[:20]
    ):
        return "xml"
    if start[:1] in (b"{", b"["):
        return (
            "json-ld" if ending not in (".ttl", ".turtle", ".n3") or re.search(rb'"@(?:context|id|graph)"', data) else "turtle"
        )
    told = _SYNTAXES.get(ending, "turtle")
    return "turtle" if told == "json-ld" or (told == "xml" and _TURTLE.match(start)) else told


def _estimate(data: bytes, syntax: str) -> int:
    """Return about how many statements a file makes, for a bar that moves."""
    marks = {"xml": (b"</", b"/>"), "json-ld": (b'":',), "nt": (b"\n",)}.get(syntax, (b";", b",", b" ."))
    return max(sum(data.count(mark) for mark in marks), 1)


def _run(rdflib: Any, parse: Callable[[], object]) -> None:
    """Parse, and say in words what a parser says in one of its many ways."""
    import logging
    import warnings

    logger = logging.getLogger("rdflib")  # it warns of every literal that is not of its type, which does not matter here
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    normalizing = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # a notation of 007 is none of 7
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parse()
    except (Unreadable, RecursionError, MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 -- the parsers of rdflib raise what they like
        raise Unreadable(_tell(error), "Correct the file, or export it anew from where it comes.") from None
    finally:
        logger.setLevel(before)
        rdflib.NORMALIZE_LITERALS = normalizing


def _tell(error: Exception) -> str:
    """Return where and why a parser gave up, on one line."""
    line = getattr(error, "lines", None)
    place = f"line {line + 1}: " if isinstance(line, int) else ""
    if hasattr(error, "getLineNumber") and hasattr(error, "getMessage"):
        return f"line {error.getLineNumber()}: {error.getMessage()}"
    told = getattr(error, "_why", None) or str(error) or type(error).__name__
    told = " ".join(str(told).split()).rstrip(".")
    return f"{place}it cannot be parsed ({told[:_MOST_TOLD]})"


def _make_keeper(rdflib: Any, kept: tuple[str, ...], progress: Progress | None, estimate: int) -> Any:
    """Return a store for rdflib that keeps what is of use in plain dicts, and stops at what is too much."""
    from rdflib.store import Store

    literal, blank = rdflib.Literal, rdflib.BNode

    class Keeper(Store):
        def __init__(self) -> None:
            super().__init__()
            self.subjects: dict[str, Described] = {}
            self.others: dict[str, int] = {}
            self._count = 0
            self._characters = 0

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:  # noqa: ARG002 -- rdflib calls it so
            subject, predicate, value = triple
            self._count += 1
            self._characters += len(subject) + len(predicate) + len(value)
            if self._count > _MOST_STATEMENTS or self._characters > _MOST_CHARACTERS:
                most = f"{_MOST_STATEMENTS:,} statements of {_MOST_CHARACTERS / 1e6:,.0f} million characters"
                raise Unreadable(f"it says more than {most}", "Take a part of it, for example one concept scheme.")
            if progress is not None and self._count % _AT_ONCE == 0:
                progress(min(self._count, estimate - 1), estimate)
            name = str(predicate)  # rdflib's own strings know no tuple of beginnings
            if not name.startswith(kept):
                self.others[name] = self.others.get(name, 0) + 1
                return
            made: Value
            if isinstance(value, literal):
                made = Words(str(value), (value.language or "").lower())
            else:
                made = f"_:{value}" if isinstance(value, blank) else str(value)
            of = f"_:{subject}" if isinstance(subject, blank) else str(subject)
            self.subjects.setdefault(of, {}).setdefault(name, []).append(made)

        def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:  # noqa: ARG002 -- rdflib calls it so
            return iter(())

        def finish(self) -> None:
            if progress is not None:
                progress(estimate, estimate)

    return Keeper()


class _XmlReader:
    """What is looked at in XML before it is read: the entities it declares, how deep it is and how much they make of it."""

    def __init__(self) -> None:
        self._depth = 0
        self._characters = 0

    def declare(self, name: str, parameter: int, value: str | None, *_: object) -> None:
        if parameter or value is None:
            raise Unreadable(
                f"its entity '{name}' lies elsewhere, and nothing is ever fetched", "Take the entity out of the file."
            )
        if "&" in value or "%" in value:
            raise Unreadable(f"its entity '{name}' is made of others", "Write out what it stands for.")

    def count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > _MOST_CHARACTERS:
            raise Unreadable("its entities blow it up", "Write out what they stand for.")

    def start(self, _: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable(f"it is nested more than {_DEEPEST} levels deep", "Take the nesting apart.")
        for value in attributes.values():
            self.count(value)

    def end(self, _: str) -> None:
        self._depth -= 1


def _refuse_unsafe_xml(data: bytes) -> None:
    """Raise `Unreadable` for XML that wants something fetched, is nested too deeply, or whose entities blow up.

    One reading of our own before rdflib's: an entity that stands for a short text is fine, as many files abbreviate
    namespaces so; one that names a file or holds others is not.
    """
    reader = _XmlReader()
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = reader.declare
    parser.CharacterDataHandler = reader.count
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        told = expat.errors.messages.get(error.code, "not well-formed")
        raise Unreadable(
            f"line {error.lineno}: it is no XML that can be read ({told})", "Export it anew, or correct it."
        ) from None
    except (ValueError, LookupError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"it is no XML that can be read ({error})", "Save it as UTF-8.") from None


def _read_json(data: bytes) -> Any:
    """Return a JSON document; raise `Unreadable` where it is none, or wants a context fetched."""
    import json

    try:
        document = json.loads(decode(data).text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno}: JSON is malformed ({error.msg})", "Correct the file.") from None
    except ValueError as error:  # numbers of thousands of digits
        raise Unreadable(f"JSON is malformed ({error})", "Correct the file.") from None
    ahead = [(document, 0)]
    while ahead:
        here, depth = ahead.pop()
        if depth > _DEEPEST:
            raise Unreadable(f"it is nested more than {_DEEPEST} levels deep", "Take the nesting apart.")
        if isinstance(here, dict):
            _refuse_remote(here)
            ahead += [(value, depth + 1) for value in here.values() if isinstance(value, dict | list)]
        elif isinstance(here, list):
            ahead += [(value, depth + 1) for value in here if isinstance(value, dict | list)]
    return document


def _refuse_remote(node: dict[str, Any]) -> None:
    contexts = node.get("@context")
    named = contexts if isinstance(contexts, list) else [contexts]
    remote = next((one for one in [*named, node.get("@import")] if isinstance(one, str)), None)
    if remote is not None:
        raise Unreadable(
            f"it wants the context {remote[:_MOST_TOLD]}, and nothing is ever fetched", "Put what that holds into the file."
        )
