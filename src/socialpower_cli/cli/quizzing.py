"""Being asked question by question: `sp quiz` on a terminal.

A letter answers, and whether it is right is told at once, with why. Nothing is kept of it.
"""

import sys
from collections.abc import Callable, Iterable

from socialpower_cli.answers import Question, Quiz
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli.answering import open_for, tell_notices
from socialpower_cli.cli.boundary import note
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.render import Display, Output, choose_output, painting, quizzing
from socialpower_cli.render.painting import EMPTY, Line
from socialpower_cli.render.sections import MEASURE
from socialpower_cli.render.wording import tell_fewer
from socialpower_cli.render.wrapping import wrap
from socialpower_cli.text.names import lookup_key

_PROMPT = "a-d, q to leave> "
_LEAVING = ("q", "quit", "exit")


def ask_all(make: Callable[[OpenCorpus], Quiz], display: Display, chosen: Chosen) -> int:
    """Ask the questions of a quiz one after the other until the last or until the reader leaves; return the exit code."""
    with open_for(chosen) as corpus:
        quiz = make(corpus)
        tell_notices(corpus)
    if fewer := tell_fewer(quiz):
        note(fewer)
    output = choose_output(display)
    right = 0
    for place, question in enumerate(quiz.questions):
        _show([*quizzing.tell_question(quiz, place), EMPTY], output)
        choice = _read_choice(question)
        if choice is None:
            if place:
                _show(quizzing.tell_total(quiz, right, place), output)
            return 0
        right += question.choices[choice].id == question.answer
        _show([*quizzing.tell_reason(question, choice), EMPTY], output)
    _show(quizzing.tell_total(quiz, right, len(quiz.questions)), output)
    return 0


def _read_choice(question: Question) -> int | None:
    """Return the place of the choice that is typed, by its letter or its name, None where the reader leaves."""
    names = [lookup_key(one.term) for one in question.choices]
    while True:
        try:
            typed = input(_PROMPT).strip()
        except EOFError:
            sys.stdout.write("\n")
            return None
        except KeyboardInterrupt:
            sys.stdout.write("\n")
            raise
        word = typed.lower().strip("().")
        if len(word) == 1 and word in quizzing.LETTERS:
            return quizzing.LETTERS.index(word)
        if word in _LEAVING:
            return None
        if lookup_key(typed) in names:
            return names.index(lookup_key(typed))
        note("Type one of the letters a, b, c and d, or q to leave.")


def _show(lines: Iterable[Line], output: Output) -> None:
    painting.show(wrap(lines, min(output.width, MEASURE)), sys.stdout, styles=output.styles)
