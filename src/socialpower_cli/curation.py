"""What those who write a corpus, or pass it on, ask of it: the part of `OpenCorpus` that works on files."""

import os
from typing import Any, Literal

from socialpower_cli.answers import Begun, Exported, Imported, Report, Summary, Survey, WebPage
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.index import Index
from socialpower_cli.index.opening import Progress


class Curation:
    """A corpus whose files can be checked, laid out anew and written for other programs."""

    _chosen: Chosen

    def check(self, file: str | os.PathLike[str] | None = None) -> Report:
        """Return what the checks find in a corpus file; without one, in the last named of the corpus, or the bundled one.

        Raises `CorpusError` where it cannot be read as a corpus at all.

        >>> corpus.check().findings
        ()
        """
        from socialpower_cli.corpus import checks

        return checks.check(self._file(file), locations.corpora(self._chosen))

    def summarize(self, file: str | os.PathLike[str] | None = None) -> Summary:
        """Return counts of what a corpus file holds; raises as `check` does.

        >>> sorted(corpus.summarize().groups)
        ['citations', 'concepts', 'examples', 'fields', 'links', 'shape', 'sources', 'words']
        """
        from socialpower_cli.corpus import checks

        return checks.summarize(self._file(file))

    def fix(self, file: str | os.PathLike[str]) -> None:
        """Write a corpus file anew in its standard order and layout; nothing else about it changes. Raises as `check` does."""
        from socialpower_cli.corpus import writing

        writing.rewrite(os.fspath(file))

    def corpora(self) -> Survey:
        """Return every place that corpora are looked for in, and what became of what is there; raises nothing.

        >>> [one.state for one in corpus.corpora().corpora if one.reason == "--corpus"]
        ['read']
        """
        from socialpower_cli.corpus.survey import survey

        return survey(self._chosen)

    def new(
        self, term: str, file: str | os.PathLike[str] | None = None, *, kind: Literal["new", "replaces", "extends"] = "new"
    ) -> Begun:
        """Begin an entry of one's own and return where: a valid file whose texts say what to write in their place.

        It goes to `file`, or nowhere where that is "-", or else into one's own folder, under the name of its id, and never over
        anything. With another `kind` than "new" the term names the concept that the entry replaces or extends. Raises `Refused`
        where the id is taken, there is no such concept, or the file is there already or cannot be written.

        >>> corpus.new("Quorum rule", "-").id
        'quorum-rule'
        """
        from socialpower_cli.beginning import begin

        begun = begin(self._index, term, kind, None if file is None else os.fspath(file))
        return begun._replace(found=begun.file is not None and file is None and not self._chosen.only)

    def export(
        self,
        format: str,  # noqa: A002 -- what it is called on the command line too
        *names: str,
        category: str | None = None,
        file: str | os.PathLike[str] | None = None,
        exact: bool = False,
        **options: Any,
    ) -> Exported:
        """Return the corpus in a format of other programs, or of it the concepts named and those of a category.

        Links and sources are those among what is written. It is written to `file` if one is named: into a folder, a file a
        concept, where the format has such and `file` is one or ends in a slash. `options` are those of `exchange.Options` that
        the format takes. Raises as `define` does, and `Refused` where there is no such format or the file cannot be written.

        >>> corpus.export("csv", "authority").content.splitlines()[1].split(",")[:2]
        ['authority', 'Authority']
        """
        from socialpower_cli.exchange import export

        chosen = self._choose(names, category, exact)
        target = None if file is None else os.fspath(file)
        return export(locations.corpora(self._chosen), format, chosen, target, options)

    def import_file(
        self,
        file: str | os.PathLike[str],
        *,
        format: str | None = None,  # noqa: A002 -- what it is called on the command line too
        lang: str | None = None,
        to: str | os.PathLike[str] | None = None,
        force: bool = False,
        progress: Progress | None = None,
    ) -> Imported:
        """Return what is read of a file of another program, and write it to a corpus file if one is named with `to`.

        The format (`skos`, `csv`, `markdown`, `json`) is found by name and content if none is given; `lang` chooses a language.
        What is there already is not written over unless `force` says so; `progress` is told how far a thesaurus has been read.
        Raises `CorpusError` where the file cannot be read.

        >>> corpus.import_file("tests/foreign/glossary.csv").concepts
        2
        """
        from socialpower_cli.exchange import import_file

        target = None if to is None else os.fspath(to)
        return import_file(os.fspath(file), form=format, language=lang, target=target, force=force, progress=progress)

    @property
    def _index(self) -> Index:
        """The compiled corpus."""
        raise NotImplementedError

    def web(self) -> WebPage:
        """Return where the corpus lies as a page for a browser: in the cache, written anew where the corpus has changed.

        Raises as `check` does. Where there is no cache to write to it goes to a temporary folder.

        >>> corpus.web().path.endswith(".html")
        True
        """
        from socialpower_cli.exchange.page.keeping import keep_page

        return keep_page(locations.corpora(self._chosen))

    def _choose(self, names: tuple[str, ...], category: str | None, exact: bool) -> set[str] | None:
        """Return the ids of the concepts named and of those of a category, or None where neither is given."""
        raise NotImplementedError

    def _file(self, file: str | os.PathLike[str] | None) -> str:
        if file is not None:
            return os.fspath(file)
        return [locations.bundled(), *self._chosen.only, *self._chosen.over][-1]
