"""What those who follow the links between concepts ask: the part of `OpenCorpus` that works on one place of the thesaurus."""

from socialpower_cli.answers import Map, Match, Neighbours, Path, Quiz
from socialpower_cli.errors import Refused
from socialpower_cli.index import Index

_MOST_DRAWN = 15  # concepts on a map: more do not fit a screen with their names


class Exploration:
    """A corpus whose concepts can be gone through along their links."""

    def related(self, name: str, *, depth: int = 1, exact: bool = False) -> Neighbours:
        """Return what a concept is broader and narrower than (`depth` steps far), related to and in contrast with.

        Raises as `define` does.

        >>> corpus.related("power", depth=2).narrower[0].branches != ()
        True
        """
        from socialpower_cli.links import graph

        return graph.find_neighbours(self._index, *self._find(name, exact), depth)

    def path(self, *names: str, any_length: bool = False, exact: bool = False) -> Path:
        """Return the best chain of at most four links from one concept to another, or of any length.

        The two are named one by one or in one text. Raises as `define` does, and `Refused` where they are fewer or more.

        >>> [step.kind for step in corpus.path("prejudice", "discrimination").steps]
        ['contrasts']
        """
        from socialpower_cli.links import questions
        from socialpower_cli.links.paths import find_path

        found = questions.find_several(self._index, self._names(names, "path"), 2, exact)
        if len(found) != 2:
            raise Refused("A path leads from one concept to another.", "For example: sp path power authority")
        path = find_path(self._index, found[0][0], found[1][0], any_length)
        return path._replace(matched=tuple(match for _, match in found))

    def map(self, name: str, *, depth: int = 1, limit: int | None = None, exact: bool = False) -> Map:
        """Return the concepts around one, at most `depth` links away, each with the links that lead to it.

        At most fifteen with the one in the middle, or `limit`: the nearer first; of those as near what is broader and narrower,
        then what is in contrast, then what is related, then theories; of each kind those with the most links in common. Raises
        as `define` does.

        >>> [one.id for one in corpus.map("leverage").nodes][0]
        'leverage'
        >>> len(corpus.map("power", depth=2, limit=30).nodes)
        30
        """
        from socialpower_cli.links.neighbourhood import map_neighbourhood

        return map_neighbourhood(self._index, *self._find(name, exact), depth, limit or _MOST_DRAWN)

    def quiz(self, *, count: int = 10, category: str | None = None, seed: int | None = None) -> Quiz:
        """Return questions that tell concepts apart from those near them, of a category (a key or label) if one is given.

        Each asks which of four concepts a definition or a scene tells of, its names blanked out. The same `seed` asks the same;
        without one it is drawn, and the answer has it. `count` is from 1 to 100, else `Refused` is raised; `NotFound` where
        there are too few concepts to ask anything.

        >>> quiz = corpus.quiz(count=5, seed=7)
        >>> [len(one.choices) for one in quiz.questions]
        [4, 4, 4, 4, 4]
        >>> corpus.quiz(count=5, seed=7) == quiz
        True
        """
        from socialpower_cli.quiz import make_quiz

        return make_quiz(self._index, count, self._category(category), seed)

    @property
    def _index(self) -> Index:
        """Return the index of the corpus, opened when first asked for."""
        raise NotImplementedError

    def _find(self, name: str, exact: bool) -> tuple[int, Match]:
        """Return the number of the concept that a name means, and how it was found."""
        raise NotImplementedError

    def _names(self, names: tuple[str, ...], command: str) -> list[str]:
        """Return the names given one by one or in one text; raise `Refused` where there is none."""
        raise NotImplementedError

    def _category(self, asked: str | None) -> str | None:
        """Return the key of the category that a key or a label means; raise `Refused` where there is none."""
        raise NotImplementedError
