"""A corpus one can ask: one method for each thing that can be asked.

What a method returns is what the command of the same name shows (see `answers`), and what it raises is what the command tells
(see `errors`). Nothing here prints, and nothing opens a network connection.
"""

import os
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Literal

from socialpower_cli import catalogue, commandline, entries, lookup
from socialpower_cli.answers import (
    Annotated,
    Bibliography,
    Brief,
    CitationList,
    Comparison,
    Definition,
    ExampleList,
    Forest,
    Form,
    Groups,
    Listing,
    Match,
    Names,
    Results,
)
from socialpower_cli.citations.styles import StyleKey, check_style
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.locations import EVERYWHERE, Chosen
from socialpower_cli.curation import Curation
from socialpower_cli.errors import NotFound, Refused, Suggestion
from socialpower_cli.exploration import Exploration
from socialpower_cli.index import Index, open_index

Progress = Callable[[int, int], None]
Scope = Literal["all", "definition", "examples"]

_MOST_HITS = 10
# Hits with less than this share of the best one's score are far below it: none of the queries of bench/queries has
# what was meant among them, and what is left are four or five hits on average.
_FAR_BELOW = 0.5


def open_corpus(
    *files: str | os.PathLike[str], over: Iterable[str | os.PathLike[str]] = (), progress: Progress | None = None
) -> "OpenCorpus":
    """Return the corpus of some files, later ones over earlier ones; without files the bundled one with one's own over it.

    The files in `over` lie over either. Nothing is read before the first question, which raises `CorpusError` where a file
    cannot be read or is not valid. Where no compiled index is ready it compiles one; `progress` is then called with the number
    of concepts done and of all.

    >>> with open_corpus() as corpus:
    ...     print(corpus.define("authority").entry.term)
    Authority
    """
    return OpenCorpus(Chosen(tuple(os.fspath(file) for file in files), tuple(os.fspath(file) for file in over)), progress)


class OpenCorpus(Exploration, Curation):
    """A corpus that can be asked; made by `open_corpus`, to be used by one thread at a time and closed after use."""

    def __init__(self, chosen: Chosen = EVERYWHERE, progress: Progress | None = None) -> None:
        self._chosen = chosen
        self.progress = progress
        self._opened: Index | None = None

    def __enter__(self) -> "OpenCorpus":  # noqa: PYI034 -- Self came with Python 3.11
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; a later question opens it again."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @property
    def notices(self) -> list[str]:
        """What to know of the corpus once it was asked: files of one's own that were left out, a cache that cannot be written.

        >>> corpus.notices
        []
        """
        return [] if self._opened is None else self._opened.notices()

    @property
    def _index(self) -> Index:
        if self._opened is None:
            self._opened = open_index(locations.corpora(self._chosen), self.progress)
        return self._opened

    def define(self, name: str, *, exact: bool = False) -> Definition:
        """Return the entry of the concept that a name means, with what stands around it.

        Names are met in any case, number and spelling, and misspelt; `exact` refuses a misspelling, and a label that is no name
        of the concept. Raises `NotFound`, with suggestions, where no concept or more than one is meant, and `Refused` where
        the name is empty.

        >>> corpus.define("power asymmetries").matched
        Match(typed='power asymmetries', name='power asymmetry', how='variant')
        >>> corpus.define("autority").matched.how
        'fuzzy'
        >>> corpus.define("autority", exact=True)
        Traceback (most recent call last):
        socialpower_cli.errors.NotFound: Nothing is named 'autority'.
        """
        return entries.read_definition(self._index, *self._find(name, exact))

    def brief(self, name: str, *, exact: bool = False) -> Brief:
        """Return the term, gloss and definition of the concept that a name means; raises as `define` does.

        >>> corpus.brief("authority").id
        'authority'
        """
        return entries.read_brief(self._index, *self._find(name, exact))

    def search(
        self,
        query: str,
        *,
        category: str | None = None,
        within: Scope = "all",
        limit: int | None = None,
        every: bool = False,
        explain: bool = False,
    ) -> Results:
        """Return the concepts that a query finds, best first; without any, `hints` say what to try.

        Words in double quotes must stand together, and a word that ends in * stands for every word that begins so. `category`
        is a key or a label; `within` looks in a part of the entries. At most ten, or `limit` if it is given; hits far below the
        best are left out unless `limit` or `every` asks for them. Where the query asks to compare concepts, and nothing is
        narrowed, the `comparison` stands beside the hits. With `explain` the `parts` say instead what each hit's score is made
        of. Raises `Refused` where the query is empty or there is no such category.

        >>> results = corpus.search("my boss takes credit for my work", limit=3)
        >>> len(results.results)
        3
        >>> corpus.search("authority").results[0].why
        'name'
        >>> corpus.search("authority", explain=True).parts[0]["name"]
        1.0
        """
        from socialpower_cli.search import engine

        query = scrub(query)
        key = self._category(category)
        share = 0.0 if every or limit is not None else _FAR_BELOW
        results = engine.search(self._index, query, key, within, limit or _MOST_HITS, share, explain)
        if not explain and key is None and within == "all" and limit is None and not every:
            results = results._replace(comparison=self._read_asked(query))
        if results.results or results.comparison:
            return results
        return results._replace(hints=tuple(engine.suggest_next_steps(self._index, query, key, within)))

    def compare(self, *names: str, exact: bool = False) -> Comparison:
        """Return what links, unites and divides two or three concepts, named one by one or in one text.

        Raises as `define` does, and `Refused` where they are fewer, more, or the same.

        >>> corpus.compare("prejudice", "discrimination").contrasts[0].relation
        'contrasts'
        >>> [one.id for one in corpus.compare("power vs. authorty").concepts]
        ['power', 'authority']
        """
        from socialpower_cli.links import questions

        return self._compare(questions.find_several(self._index, self._names(names, "compare"), exact=exact))

    def read_comparison(self, text: str, *, loose: bool = False, exact: bool = False) -> Comparison | None:
        """Return the comparison that a text asks for, or None where it asks for none, as a text that is itself a name.

        With `loose`, names joined by a comma, "and" or "or" ask for one. Raises as `compare` does where one of the names means
        no concept.

        >>> corpus.read_comparison("how does influence differ from power?").concepts[0].id
        'influence'
        >>> corpus.read_comparison("authority") is None
        True
        """
        text = scrub(text)
        if len(text.split()) < 2:
            return None
        from socialpower_cli.links import questions

        found = questions.find_compared(self._index, text, loose=loose, exact=exact)
        return None if found is None else self._compare(found)

    def annotate(self, text: str, *, form: Form = "markdown", names: Names = "telling", every: bool = False) -> Annotated:
        """Return where a text names concepts, each where it first does, or with `every` wherever it does, and what they are.

        `form` is what the text is written in, "markdown" or "text": of Markdown only prose is read. Everyday words that are
        names as well count where the text around them is about the concept; with `names="all"` every one counts, with
        `names="certain"` none. Raises `Refused` where the form or the names are none of these.

        >>> corpus.annotate("A strike is a form of collective action.").annotations[-1].id
        'collective-action'
        """
        from socialpower_cli.annotation import annotate

        return annotate(self._index, scrub(text), form, names, every)

    def examples(
        self, name: str | None = None, *, setting: str | None = None, limit: int | None = None, exact: bool = False
    ) -> ExampleList:
        """Return the worked examples of a concept, those in a setting (a key or label), or all, setting by setting.

        Raises as `define` does, `NotFound` where there is no such example, and `Refused` where there is no such setting.

        >>> {one.setting for one in corpus.examples(setting="School", limit=5).examples}
        {'school'}
        """
        from socialpower_cli.examples import list_examples

        key = None if setting is None else catalogue.resolve_setting(self._index, setting)
        return list_examples(self._index, None if name is None else self._find(name, exact), key, limit)

    def concepts(self, *, category: str | None = None, by_category: bool = False, limit: int | None = None) -> Listing:
        """Return the concepts from A to Z, of one category (a key or label) if it is given, or category by category.

        >>> corpus.concepts(limit=1).concepts[0].term < "B"
        True
        """
        return catalogue.list_concepts(self._index, self._category(category), by_category, limit)

    def tree(self) -> Forest:
        """Return the whole hierarchy: the roots, and under each what is narrower.

        >>> "power" in [root.id for root in corpus.tree().roots]
        True
        """
        from socialpower_cli.links import graph

        return graph.build_forest(self._index)

    def categories(self) -> Groups:
        """Return the categories with their labels and how many concepts each has.

        >>> corpus.categories().groups[0].key
        'power'
        """
        return catalogue.count_categories(self._index)

    def settings(self) -> Groups:
        """Return the settings of examples with their labels and how many examples each has.

        >>> corpus.settings().groups[0].label
        'Work'
        """
        return catalogue.count_settings(self._index)

    def cite(self, name: str, *, style: StyleKey | None = "apa", entry: bool = False, exact: bool = False) -> CitationList:
        """Return the citations of a concept's sources in a style, and the sources as CSL-JSON; raises as `define` does.

        `style` is "apa", "mla", "chicago" or "harvard", or None for author-date form; italics stand between <i> and </i>. Works
        without a reference in the style get one where the extra `cite` is installed, else `unstyled` counts them. With
        `entry`, the one work is the entry itself.

        >>> corpus.cite("dependence", style="mla").citations[0][:28]
        'Emerson, Richard M. “Power-D'
        >>> "Dependence. In <i>" in corpus.cite("dependence", entry=True).citations[0]
        True
        """
        read = entries.read_credit if entry else entries.read_citations
        return read(self._index, *self._find(name, exact), check_style(style))

    def bibliography(self, *, author: str | None = None, style: StyleKey | None = "apa") -> Bibliography:
        """Return all works of the corpus, each with the concepts that cite it, or those of an author or editor.

        Citations are in a style, as `cite` gives them. An author is met by names in any case and with or without accents;
        `NotFound` where there is no such work.

        >>> "Lukes" in corpus.bibliography(author="lukes").works[0].citation
        True
        """
        from socialpower_cli.bibliography import list_works

        return list_works(self._index, None if author is None else scrub(author), check_style(style))

    def random(
        self, *, category: str | None = None, seed: int | None = None, daily: bool = False, brief: bool = False
    ) -> Definition | Brief:
        """Return the entry of a concept drawn at random, from a category if one is given; `NotFound` where there is none.

        The same `seed` draws the same concept. `daily` draws one for the whole day, each once before any comes again; it goes
        with no seed, which raises `Refused`.

        >>> corpus.random(category="Economy").entry.category
        'economy'
        >>> corpus.random(daily=True) == corpus.random(daily=True)
        True
        """
        key = self._category(category)
        if daily and seed is not None:
            raise Refused("--daily and --seed do not go together.", "Leave out one of them.")
        if daily:
            from datetime import date

            drawn = catalogue.draw_daily(self._index, date.today().toordinal(), key)  # noqa: DTZ011 -- the reader's own day
        else:
            drawn = catalogue.draw_concept(self._index, key, seed)
        return (entries.read_brief if brief else entries.read_definition)(self._index, *drawn)

    def complete(self, before: list[str], incomplete: str) -> list[str]:
        """Return the words that continue what is typed towards a concept's id or name, in order.

        >>> corpus.complete([], "legitim")[0].startswith("legitim")
        True
        """
        from socialpower_cli.completion import find_continuations

        return find_continuations(self._index, before, incomplete)

    def suggest(self, name: str) -> tuple[Suggestion, ...]:
        """Return at most five concepts that may be meant by words that name none.

        >>> corpus.suggest("deciding for themselves")[0].gloss != ""
        True
        """
        return lookup.suggest(self._index, scrub(name))

    def _read_asked(self, query: str) -> Comparison | None:
        """Return the comparison that a query asks for, or None where it asks for none that can be had."""
        try:
            return self.read_comparison(query)
        except (NotFound, Refused):
            return None

    def _compare(self, found: list[tuple[int, Match]]) -> Comparison:
        from socialpower_cli.links.comparison import compare

        if not 2 <= len(found) <= 3:
            raise Refused("Two or three concepts are compared.", "For example: sp compare power authority")
        if len(dict(found)) < len(found):
            one = self._index.row(found[0][0])
            raise Refused(
                f"There is nothing to compare: two of the names mean {one.term}.",
                f"To read it: {commandline.write('define', one.id)}",
            )
        return compare(self._index, found)

    def _names(self, names: tuple[str, ...], command: str) -> list[str]:
        """Return names as texts, those that are empty left out; raise `Refused` where none is left."""
        some = [scrub(name) for name in names if name.strip()]
        if not some:
            raise Refused("Nothing to look up: the names are empty.", f"For example: sp {command} power authority")
        return some

    def _find(self, name: str, exact: bool) -> tuple[int, Match]:
        return lookup.find(self._index, scrub(name), exact)

    def _category(self, asked: str | None) -> str | None:
        return None if asked is None else catalogue.resolve_category(self._index, asked)

    def _choose(self, names: tuple[str, ...], category: str | None, exact: bool) -> set[str] | None:
        if not names and category is None:
            return None
        named = lookup.find_each(self._index, self._names(names, "export"), exact) if names else []
        of_category = [] if category is None else [row.id for row in self._index.concepts(self._category(category))]
        return {*of_category, *(self._index.row(number).id for number in named)}


def scrub(text: str) -> str:
    """Return a text with what is no character replaced: bytes that the system could not read arrive as lone surrogates."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
