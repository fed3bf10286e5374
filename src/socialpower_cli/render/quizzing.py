"""A quiz: as a worksheet with its key at the end, and question by question for who is asked at a terminal."""

from collections.abc import Iterator

from socialpower_cli.answers import Question, Quiz
from socialpower_cli.render.painting import EMPTY, Line, line, say
from socialpower_cli.render.wording import command, count

# What the choices of a question are called.
LETTERS = "abcd"
_USUAL = 10  # questions, where nothing is said


def tell_sheet(quiz: Quiz) -> Iterator[Line]:
    """Yield a worksheet: the questions with their choices, then the key with why, then how to have the same again."""
    yield line((f"Quiz: {count(len(quiz.questions), 'question')}, seed {quiz.seed}", "title"))
    wide = len(str(len(quiz.questions)))
    for number, one in enumerate(quiz.questions, 1):
        yield EMPTY
        yield from _tell_question(one, f"{number:>{wide}}. ")
    yield EMPTY
    yield line(("Key", "title"))
    for number, one in enumerate(quiz.questions, 1):
        letter, term = name_answer(one)
        told = (say(one.why),) if one.why.startswith(f"{term}: ") else (say(term, "name"), ". ", say(one.why))
        yield line(*told, margin=f"{number:>{wide}}. {letter}  ")
    yield EMPTY
    yield line("The same sheet again: ", say(_repeat(quiz, "--print")))


def tell_question(quiz: Quiz, place: int) -> Iterator[Line]:
    """Yield a question of a quiz, by its place from 0, as it is asked at a terminal."""
    one = quiz.questions[place]
    what = "Which concept is this?" if one.kind == "definition" else "Which concept does this show?"
    yield line((f"{place + 1} of {len(quiz.questions)}", "title"), f"  {what}")
    yield from _tell_question(one, "")


def tell_reason(question: Question, chosen: int) -> Iterator[Line]:
    """Yield whether a choice, by its place from 0, is right, and why."""
    if question.choices[chosen].id == question.answer:
        yield line(("Right.", "strong"))
    else:
        letter, term = name_answer(question)
        yield line(("Wrong:", "strong"), f" it is {letter}, ", say(term, "name"), ".")
    if question.reasons[chosen]:
        yield line(say(question.reasons[chosen]))


def tell_total(quiz: Quiz, right: int, answered: int) -> Iterator[Line]:
    """Yield how many answers were right, and how to be asked the same again."""
    yield line((f"{right} of {answered} right.", "strong"))
    yield line("The same questions again: ", say(_repeat(quiz)))


def name_answer(question: Question) -> tuple[str, str]:
    """Return the letter and the term of the right choice."""
    return next((letter, one.term) for letter, one in zip(LETTERS, question.choices, strict=True) if one.id == question.answer)


def _repeat(quiz: Quiz, *options: str) -> str:
    """Return the command that asks the same questions again."""
    category = () if quiz.category is None else ("--category", quiz.category)
    some = () if quiz.wanted == _USUAL else ("--count", str(quiz.wanted))
    return command("quiz", *category, *some, "--seed", str(quiz.seed), *options)


def _tell_question(one: Question, margin: str) -> Iterator[Line]:
    yield line(say(one.text), margin=margin)
    for letter, choice in zip(LETTERS, one.choices, strict=True):
        yield line(say(choice.term, "name"), margin=f"{' ' * max(len(margin), 2)}{letter}  ")
