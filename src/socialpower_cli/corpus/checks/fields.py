"""Checks 2xx: what an entry must have, and of what length."""

from collections.abc import Iterator
from typing import Any

from socialpower_cli.citations.markers import remove_markers
from socialpower_cli.corpus import model
from socialpower_cli.corpus.checks.running import Found, Places, Subject, check, for_each_concept
from socialpower_cli.corpus.model import PLACEHOLDER, Concept
from socialpower_cli.text import names
from socialpower_cli.text.words import fold_word, split_words

DEFINITION_WORDS = (12, 45)
EXPLANATION_WORDS = (80, 220)
EXAMPLE_WORDS = (40, 110)
EVERYDAY = (3, 6)
GLOSS_CHARACTERS = 90
SOURCES = (1, 10)


@for_each_concept("W201")
def _definition_length(concept: Concept, _: Subject) -> Places:
    """A definition is one or two sentences of a quotable length."""
    yield from find_length("definition", remove_markers(concept.definition), DEFINITION_WORDS)
    if not remove_markers(concept.definition).endswith(".") and not concept.definition.startswith(PLACEHOLDER):
        yield "definition", "it does not end with a full stop"


@for_each_concept("W202")
def _circular_definition(concept: Concept, _: Subject) -> Places:
    """A definition does not contain the term it defines."""
    told = f" {' '.join(map(fold_word, split_words(remove_markers(concept.definition))))} "
    term = " ".join(map(fold_word, split_words(concept.term)))
    if f" {term} " in told:
        yield "definition", f"it contains the term '{concept.term}'; say it in other words"


@for_each_concept("W203")
def _gloss(concept: Concept, _: Subject) -> Places:
    """A gloss fits on a line of a list."""
    if concept.gloss is None:
        yield "gloss", "there is none; write a phrase for lists"
    elif len(concept.gloss) > GLOSS_CHARACTERS:
        yield "gloss", f"it has {len(concept.gloss)} characters; at most {GLOSS_CHARACTERS}"


@for_each_concept("W204")
def _explanation_length(concept: Concept, _: Subject) -> Places:
    """An explanation is long enough to explain and short enough to be read."""
    if concept.explanation is None:
        yield "explanation", "there is none"
    else:
        yield from find_length("explanation", remove_markers(concept.explanation), EXPLANATION_WORDS)


@for_each_concept("W205")
def _number_of_examples(concept: Concept, _: Subject) -> Places:
    """A concept has three examples or more."""
    if len(concept.examples) < 3:
        yield "examples", f"{_tell_number(len(concept.examples))}; write at least three"


@for_each_concept("W206")
def _single_setting(concept: Concept, _: Subject) -> Places:
    """Examples are set in two different settings or more."""
    settings = {example.setting for example in concept.examples}
    if len(concept.examples) > 1 and len(settings) == 1:
        yield "examples", f"all are set in '{settings.pop()}'; set one elsewhere"


@for_each_concept("W207", additions=True)
def _example_length(concept: Concept, _: Subject) -> Places:
    """An example is a scene, neither a remark nor a story."""
    for number, example in enumerate(concept.examples):
        yield from find_length(f"examples[{number}].text", remove_markers(example.text), EXAMPLE_WORDS)


@for_each_concept("W208", additions=True)
def _settings(concept: Concept, subject: Subject) -> Places:
    """An example's setting is one of the corpus's settings."""
    for number, example in enumerate(concept.examples):
        if example.setting is None:
            yield f"examples[{number}].setting", "there is none"
        elif example.setting not in subject.corpus.settings:
            yield f"examples[{number}].setting", f"'{example.setting}' is not among the settings"


@for_each_concept("W209")
def _everyday(concept: Concept, _: Subject) -> Places:
    """A concept has three to six everyday sayings, none of which contains the term."""
    if not EVERYDAY[0] <= len(concept.everyday) <= EVERYDAY[1]:
        yield "everyday", f"{_tell_number(len(concept.everyday))}; write {EVERYDAY[0]} to {EVERYDAY[1]}"
    for saying in concept.everyday:
        if f" {names.normalize(concept.term)} " in f" {names.normalize(saying)} ":
            yield "everyday", f"'{saying}' contains the term"


@for_each_concept("W210")
def _categories(concept: Concept, subject: Subject) -> Places:
    """A concept's category is one of the corpus's categories."""
    if concept.category is None:
        yield "category", "there is none"
    elif concept.category not in subject.corpus.categories:
        yield "category", f"'{concept.category}' is not among the categories"


@for_each_concept("W211")
def _sourceless(concept: Concept, _: Subject) -> Places:
    """A concept names one to ten sources."""
    if not SOURCES[0] <= len(concept.sources) <= SOURCES[1]:
        yield "sources", f"{_tell_number(len(concept.sources))}; give {SOURCES[0]} to {SOURCES[1]}"


@for_each_concept("W212")
def _names_without_letters(concept: Concept, _: Subject) -> Places:
    """A name has a letter or a digit, by which it is looked up in any other writing."""
    for field, written in (("term", [concept.term]), ("aliases", concept.aliases), ("hidden_labels", concept.hidden_labels)):
        for name in written:
            if not names.normalize(name):
                yield field, f"'{name}' has neither a letter nor a digit, and is found only exactly as it is written"


@check("W213")
def _unwritten(subject: Subject) -> Found:
    """No text is still to be written."""
    for identifier, entry in subject.entries:
        for field, text in _list_strings(model.as_data(entry)):
            if text.startswith(PLACEHOLDER):
                yield identifier, field, f"it is still to be written: {text.removeprefix(PLACEHOLDER).lstrip(': ')}"


def _list_strings(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of an entry with the field that it stands in, as "examples[0].title"."""
    for field, value in data.items():
        if isinstance(value, str):
            yield field, value
        for number, one in enumerate(value if isinstance(value, list) else ()):
            if isinstance(one, str):
                yield field, one
            elif isinstance(one, dict):
                yield from ((f"{field}[{number}].{name}", text) for name, text in one.items() if isinstance(text, str))


def _tell_number(count: int) -> str:
    return "there is none" if count == 0 else "there is 1" if count == 1 else f"there are {count}"


def find_length(field: str, text: str, bounds: tuple[int, int]) -> Places:
    """Yield a finding where a text has fewer or more words than it should; one that is still to be written has no length."""
    if text.startswith(PLACEHOLDER):
        return
    count = len(text.split())
    if not bounds[0] <= count <= bounds[1]:
        yield field, f"it has {count} word{'' if count == 1 else 's'}; {bounds[0]} to {bounds[1]} are wanted"
