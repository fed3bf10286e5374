"""Writing Markdown: one file, or a file a concept with an index; links that work, pandoc's citations, and the works cited.

Anchors are written out, since programs make different ones from headings. The works stand in the metadata too, where pandoc's
citeproc finds them: `pandoc --citeproc concepts.md -o concepts.html`.
"""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from socialpower_cli.answers import Dropped
from socialpower_cli.citations.author_date import reference
from socialpower_cli.corpus.model import Concept, CorpusFile, Example, Link, link
from socialpower_cli.exchange.drafting import is_undefined
from socialpower_cli.exchange.formats import Options, Written
from socialpower_cli.exchange.inline import escape
from socialpower_cli.text import names

_LISTED = (("Related", "related"), ("In contrast", "contrasts"))
_MOST_LETTERS = 100  # of a file's name


def write(corpus: CorpusFile, options: Options) -> Written:
    """Return a corpus as Markdown; what serves search alone is left out, which is told."""
    dropped = []
    if any(one.hidden_labels or one.paraphrases or one.situations for one in corpus.concepts):
        dropped.append(
            Dropped("the file", "hidden labels, paraphrases, situations", "they serve search, and nobody reads them")
        )
    writing = _Writing(corpus, several=options.several)
    content = writing.write_several() if options.several else writing.write_one()
    return Written(content, tuple(dropped))


class _Writing:
    """The Markdown of one corpus."""

    def __init__(self, corpus: CorpusFile, *, several: bool) -> None:
        self._corpus = corpus
        self._several = several
        self._concepts = sorted(corpus.concepts, key=lambda one: (names.normalize(one.term), one.id))
        self._by_id = {one.id: one for one in corpus.concepts}
        self._works = {str(item["id"]): item for item in corpus.sources}
        self._files = _name_files(self._concepts)
        self._narrower: dict[str, list[str]] = {}
        for concept in self._concepts:
            for above in concept.broader:
                self._narrower.setdefault(above, []).append(concept.id)

    def write_one(self) -> str:
        title = self._corpus.title or "Concepts"
        parts = [*self._head(title, self._works), f"# {escape(title)}", ""]
        for concept in self._concepts:
            parts += self._concept(concept, "##")
        if self._works:
            parts += ["## Works cited", "", *self._list_works(self._works), ""]
        return "\n".join(parts)

    def write_several(self) -> dict[str, str]:
        title = self._corpus.title or "Concepts"
        index = [f"# {escape(title)}", ""]
        index += [f"- {self._refer(one.id)}{': ' + escape(one.gloss) if one.gloss else ''}" for one in self._concepts]
        made = {"index.md": "\n".join([*index, ""])}
        for concept in self._concepts:
            works = {key: self._works[key] for key in concept.sources}
            parts = [*self._head(concept.term, works), *self._concept(concept, "#")]
            if works:
                parts += ["## Works cited", "", *self._list_works(works), ""]
            made[self._files[concept.id]] = "\n".join([*parts, "[All concepts](index.md)", ""])
        return made

    def _head(self, title: str, works: Iterable[str]) -> Iterator[str]:
        """Yield the metadata, in YAML of which JSON is a part."""
        yield "---"
        yield f"title: {json.dumps(title, ensure_ascii=False)}"
        for name in ("version", "license"):
            if value := getattr(self._corpus, name):
                yield f"{name}: {json.dumps(value, ensure_ascii=False)}"
        if self._corpus.categories and not self._several:
            yield f"categories: {json.dumps(self._corpus.categories, ensure_ascii=False)}"
        if self._corpus.language:
            yield f"lang: {json.dumps(self._corpus.language)}"
        items = [self._works[key] for key in works]
        if items:
            yield "link-citations: true"
            yield "suppress-bibliography: true"
            yield "references:"
            yield from (f"- {json.dumps(item, ensure_ascii=False)}" for item in items)
        yield "---"
        yield ""

    def _concept(self, concept: Concept, level: str) -> Iterator[str]:
        yield f'<a id="{quote(concept.id)}"></a>'
        yield ""
        yield f"{level} {escape(concept.term)}"
        yield ""
        aliases = [escape(one, opening=False) for one in concept.aliases]
        if any(";" in one for one in aliases):
            yield from self._list("Also", aliases)
        else:  # a semicolon at the end says that a comma parts nothing
            yield from self._say("Also", "; ".join(aliases) + (";" if len(aliases) == 1 and "," in aliases[0] else ""))
        yield from self._say("In brief", escape(concept.gloss or "", opening=False))
        for text in (None if is_undefined(concept.definition) else concept.definition, concept.explanation):
            if text:
                yield from (escape(text), "")
        yield from self._list("Examples", map(_say_example, concept.examples))
        yield from self._list("People say", (escape(one, opening=False) for one in concept.everyday))
        category = self._corpus.categories.get(concept.category or "", concept.category or "")
        for label, text in (("Origin", concept.origin), ("Note", concept.note), ("Category", category)):
            yield from self._say(label, escape(text or "", opening=False))
        above = (("Broader", concept.broader), ("Narrower", self._narrower.get(concept.id, ())), ("About", concept.about))
        for label, linked in above:
            yield from self._say(label, ", ".join(map(self._refer, linked)))
        for label, field in _LISTED:
            yield from self._list(label, (self._say_link(stored) for stored in getattr(concept, field)))
        cited = "; ".join(f"@{key}" for key in concept.sources)
        yield from self._say("Sources", f"[{cited}]" if cited else "")

    def _say(self, label: str, value: str) -> Iterator[str]:
        if value:
            yield from (f"**{label}:** {value}", "")

    def _list(self, label: str, items: Iterable[str]) -> Iterator[str]:
        listed = [f"- {item}" for item in items]
        if listed:
            yield from (f"**{label}:**", "", *listed, "")

    def _refer(self, identifier: str) -> str:
        target = quote(self._files[identifier]) if self._several else f"#{quote(identifier)}"
        return f"[{escape(self._by_id[identifier].term, opening=False)}]({target})"

    def _say_link(self, stored: Link | str) -> str:
        one = link(stored)
        return f"{self._refer(one.id)}: {escape(one.why, opening=False)}" if one.why else self._refer(one.id)

    def _list_works(self, works: Iterable[str]) -> Iterator[str]:
        listed = sorted((reference(self._works[key]), key) for key in works)
        yield from (f'- <a id="ref-{quote(key)}"></a>{escape(text, opening=False)}' for text, key in listed)


def _say_example(example: Example) -> str:
    setting = f" ({escape(example.setting, opening=False)})" if example.setting else ""
    balance = f" *In balance:* {escape(example.in_balance, opening=False)}" if example.in_balance else ""
    return f"*{escape(example.title, opening=False)}*{setting}: {escape(example.text, opening=False)}{balance}"


def _name_files(concepts: list[Concept]) -> dict[str, str]:
    """Return a name of a file for each concept: its id as a file system takes it, and no two alike but for case."""
    taken = {"index"}
    found = {}
    for concept in concepts:
        stem = quote(concept.id, safe="()!,;=@+")[:_MOST_LETTERS].rstrip(".").lstrip(".") or "concept"
        name, number = stem, 2
        while name.lower() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.lower())
        found[concept.id] = f"{name}.md"
    return found
