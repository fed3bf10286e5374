"""The one way to a stream: what reaches a terminal, a pipe, a broken or missing stream, at any size and in any encoding."""

import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli.errors import Refused
from socialpower_cli.render import Display, choose_output, door, painting

from .conftest import TINY, Ran, Sp
from .terminal import seen

# Every control, C1 and escape character but the three that JSON and shells part words by; every character that turns the
# direction of text; separators of lines; a byte that is no UTF-8.
OBEYED = [
    *(chr(code) for code in [*range(1, 9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]),
    *"\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u206a\u206b\u206c\u206d\u206e\u206f",
]
HOSTILE = "".join(f"x{character}" for character in OBEYED) + "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b2J"


def unsafe(text: str, styles: bool = False) -> set[str]:
    """Return the characters of a text that a terminal would obey; those of the program's own styles aside if it has any."""
    if styles:
        for code in ("0", *painting.CODES.values()):
            text = text.replace(f"\x1b[{code}m", "")
    kinds = {"Cc", "Cs", "Zl", "Zp"}
    return {one for one in text if (unicodedata.category(one) in kinds and one not in "\n\t") or one in OBEYED}


@pytest.fixture(scope="module")
def hostile_corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A corpus that has every such character in every field, under a file name that has them too."""
    names = [
        f"{field} {HOSTILE}" for field in ("term", "alias", "origin", "gloss", "definition", "explanation", "note", "title")
    ]
    term, alias, origin, gloss, definition, explanation, note, title = names
    identifier = "evil-one"  # An id with such characters is refused, and no file with one is read.
    concept = {
        "id": identifier,
        "term": term,
        "category": HOSTILE,
        "aliases": [alias, "evil"],
        "origin": origin,
        "gloss": gloss,
        "definition": definition,
        "explanation": explanation,
        "everyday": [HOSTILE],
        "examples": [{"title": title, "setting": HOSTILE, "text": f"scene {HOSTILE}", "in_balance": HOSTILE}],
        "note": note,
        "related": [{"id": "other", "why": HOSTILE}],
        "contrasts": [{"id": "third", "why": HOSTILE}],
        "sources": ["work"],
        "hidden_labels": [f"label {HOSTILE}", "hidden evil"],
    }
    others: list[dict[str, Any]] = [
        {"id": "other", "term": f"other {HOSTILE}", "definition": HOSTILE, "broader": [identifier], "about": [identifier]},
        {"id": "third", "term": f"third {HOSTILE}", "aliases": ["evil twin"], "definition": HOSTILE},
    ]
    work = {"id": "work", "type": "book", "title": HOSTILE, "author": [{"family": HOSTILE, "given": HOSTILE}]}
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "corpus\x1b[31m\u202e\x9b\x07.json"
    document = {"categories": {HOSTILE: HOSTILE}, "settings": [HOSTILE], "concepts": [concept, *others], "sources": [work]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


ASKED = [
    ["define", "evil"],
    ["define", "evil", "--full"],
    ["define", "evil", "--brief"],
    ["define", "hidden evil"],
    ["define", "evill"],
    ["search", "evil"],
    ["search", '"scene"'],
    ["search", "label"],
    ["related", "evil"],
    ["related", "other", "--depth", "3"],
    ["examples"],
    ["examples", "evil"],
    ["list"],
    ["list", "--by-category"],
    ["list", "--tree"],
    ["list", "--categories"],
    ["list", "--settings"],
    ["compare", "evil", "other"],
    ["compare", "evil", "third", "--full"],
    ["path", "third", "other"],
    ["cite"],
    ["cite", "evil"],
    ["random"],
]


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_no_field_reaches_a_stream_as_it_is(
    run: Sp, environment: dict[str, str], hostile_corpus: str, arguments: list[str]
) -> None:
    """Nothing in any field of a corpus is obeyed by a terminal, in any layout, and JSON is still a document."""
    corpus = ["--corpus", hostile_corpus]
    drawn, code = seen(environment, *corpus, *arguments, rows=60)
    assert (unsafe(drawn, styles=True), code) == (set(), 0)
    for layout in (["--plain"], ["--json"]):
        drawn, code = seen(environment, *corpus, *arguments, *layout, NO_COLOR="1")
        assert (unsafe(drawn), code) == (set(), 0)
        ran = run(*corpus, *arguments, *layout)
        assert (unsafe(ran.out + ran.err), ran.code) == (set(), 0)
    json.loads(ran.out)
    coloured = run(*corpus, *arguments, "--color", "always")
    assert unsafe(coloured.out + coloured.err, styles=True) == set()


def test_json_says_what_the_corpus_says(run: Sp, hostile_corpus: str) -> None:
    """Characters that a terminal would obey are written as escapes in JSON, so that a program loses nothing."""
    entry = json.loads(run("--corpus", hostile_corpus, "define", "evil", "--json").out)
    assert entry["definition"] == f"definition {HOSTILE}"
    assert entry["everyday"] == [HOSTILE]


@pytest.mark.parametrize("command", ["define", "search", "related", "examples", "cite", ""])
@pytest.mark.parametrize("layout", [[], ["--json"], ["--plain"]], ids=str)
def test_what_is_typed_is_not_said_back_as_it_is(environment: dict[str, str], sp: Sp, command: str, layout: list[str]) -> None:
    """A query comes back in messages and documents without what a terminal would obey."""
    words = [*filter(None, [command]), f"zzz{HOSTILE}"]
    ran = sp(*words, *layout)
    assert unsafe(ran.out + ran.err) == set()
    drawn, code = seen(environment, *words, *layout, NO_COLOR="1")
    assert unsafe(drawn) == set()
    assert code == ran.code != 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "words", ["define e", "define evil t", "define term", "list --category x", "examples --setting x", "d"]
)
def test_what_a_shell_is_offered_is_safe(run: Sp, hostile_corpus: str, shell: str, words: str) -> None:
    """What Tab offers, and says of what it offers, holds nothing that a terminal would obey."""
    assert run("--corpus", hostile_corpus, "list").code == 0  # Tab answers from what is compiled already.
    line = f"sp --corpus '{hostile_corpus}' {words}"
    asked = {"_SP_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    asked |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ran = run(**asked)
    assert unsafe(ran.out + ran.err) == set()
    assert words != "define e" or "evil-one" in ran.out
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["check"], ["define", "x"], ["list", "--category", HOSTILE], ["examples", "--setting", HOSTILE]],
    ids=lambda words: words[0] if len(words) < 3 else words[1],
)
def test_messages_about_files_and_keys_are_safe(run: Sp, tmp_path: Path, arguments: list[str], hostile_corpus: str) -> None:
    """The name of a file, and what is wrong in it, are told without what a terminal would obey."""
    missing = str(tmp_path / "no\x1b[31m\u202e\x9b.json")
    broken = tmp_path / "broken\x1b]0;x\x07.json"
    broken.write_text(json.dumps({"concepts": [{"id": "a b\x9b", "term": HOSTILE, "wrong\x1b[2J": 1}]}), encoding="utf-8")
    for path in (missing, str(broken), hostile_corpus):
        words = ["check", path] if arguments == ["check"] else ["--corpus", path, *arguments]
        for layout in ([], ["--json"]):
            ran = run(*words, *layout)
            assert unsafe(ran.out + ran.err) == set()
            assert "Traceback" not in ran.err


def test_bytes_that_are_no_text_are_told_safely(environment: dict[str, str]) -> None:
    """A name typed in another encoding than the system's comes back with marks in place of its bytes."""
    for arguments in (
        [b"define", b"pow\xff"],
        [b"search", b"pow\xff", b"--json"],
        [b"pow\xff\xfe"],
        [b"cite", b"\xe9lite\x9b"],
    ):
        command = [os.fsencode(sys.executable), b"-m", b"socialpower_cli", b"--corpus", os.fsencode(TINY), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
        assert b"Traceback" not in done.stderr
        assert unsafe((done.stdout + done.stderr).decode("utf-8")) == set()


@given(st.text())
def test_any_text_is_made_safe(text: str) -> None:
    """Whatever a text holds, what is shown of it is on one line and nothing in it is obeyed; what is harmless is kept."""
    shown = door.visible(text)
    assert unsafe(shown) == set()
    assert "\t" not in shown
    assert "\n" not in shown
    assert door.visible(shown) == shown
    assert [one for one in shown if one.isalnum()] == [one for one in text if one.isalnum()]


@given(st.text(st.characters(codec=None)))
def test_any_json_is_made_safe_and_says_the_same(text: str) -> None:
    """Escaped, a document is UTF-8, has nothing that a terminal obeys, and is read as before."""
    escaped = door.escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert unsafe(escaped) == set()
    escaped.encode("utf-8")
    assert json.loads(escaped) == {"text": text}


@pytest.mark.parametrize("columns", ["0", "1", "5", "abc", "-3", "", "+80", "1e3", "99999999999", "٨٠"])
@pytest.mark.parametrize("real", [0, 5, 80])
def test_a_width_that_makes_no_sense_is_not_used(environment: dict[str, str], columns: str, real: int) -> None:
    """Where COLUMNS is no width, the terminal's own counts, or 80; where that is tiny too, words are still whole."""
    drawn, code = seen({**environment}, "define", "power", columns=real, COLUMNS=columns, NO_COLOR="1")
    expected, _ = seen(environment, "define", "power", columns=real or 80, COLUMNS=str(max(real or 80, 20)), NO_COLOR="1")
    assert (drawn, code) == (expected, 0)
    assert "The capacity to" in drawn


@pytest.mark.parametrize("lines", ["0", "-1", "abc", "3", ""])
def test_a_height_that_makes_no_sense_is_not_used(environment: dict[str, str], lines: str) -> None:
    """Where LINES is no height, the terminal's own counts."""
    plain = seen(environment, "define", "bargaining power", rows=12, NO_COLOR="1")
    assert seen(environment, "define", "bargaining power", rows=12, LINES=lines, NO_COLOR="1") == plain
    assert seen(environment, "define", "bargaining power", rows=50, LINES="12", NO_COLOR="1") == plain


def test_a_dumb_terminal_has_its_own_width_and_no_styles(environment: dict[str, str]) -> None:
    """TERM=dumb says nothing of the width: lines are broken at the real one."""
    environment.pop("COLUMNS")
    drawn, _ = seen(environment, "define", "power", columns=47, COLUMNS="", TERM="dumb")
    assert max(map(len, drawn.splitlines())) == 47
    assert "\x1b" not in drawn


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "cp437"])
def test_json_is_utf8_whatever_the_locale(sp: Sp, environment: dict[str, str], encoding: str) -> None:
    """Programs read one encoding: accents arrive whole where the system's encoding is another."""
    changes = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    assert json.loads(sp("define", "elite", "--json", **changes).out)["term"] == "Élite"
    drawn, _ = seen({**environment, **changes}, "define", "elite", "--json")
    assert json.loads(drawn)["term"] == "Élite"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "ascii:strict", "utf-16"])
def test_text_is_in_the_encoding_of_the_stream(environment: dict[str, str], encoding: str) -> None:
    """Plain text keeps to the system's encoding, and characters that it lacks get a look-alike."""
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), "define", "elite"]
    variables = {**environment, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, env=variables, capture_output=True, check=True, timeout=60)
    name = encoding.partition(":")[0]
    term = "Élite" if name != "ascii" else "Elite"
    assert done.stdout.decode(name).splitlines()[1] == term


class Trickle(io.RawIOBase):
    """A stream that takes a few bytes at a time, and now and then none."""

    def __init__(self) -> None:
        self.taken = b""
        self.asked = 0
        self.reading, self.writing = os.pipe()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def fileno(self) -> int:
        """Return a descriptor that can be written to."""
        return self.writing

    def write(self, data: Any, /) -> int | None:
        """Take seven bytes, or none."""
        self.asked += 1
        if self.asked % 3 == 0:
            return None
        self.taken += bytes(data[:7])
        return min(len(data), 7)


def test_short_writes_are_gone_on_with() -> None:
    """A stream that takes a part at a time, or for a moment nothing, gets all of it in the end."""
    trickle = Trickle()
    stream = io.TextIOWrapper(io.BufferedWriter(trickle), "utf-8")
    text = "Élite, " * 100
    door.write(text, stream)
    assert trickle.taken == text.encode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="non-blocking pipes")
def test_a_pipe_that_does_not_block_gets_all(environment: dict[str, str]) -> None:
    """More than a pipe holds arrives whole in one that never makes its writer wait."""
    command = [sys.executable, "-m", "socialpower_cli", "examples", "--json"]
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with subprocess.Popen(command, env=environment, stdout=writing, stderr=subprocess.PIPE) as program:
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read()
        assert program.stderr is not None
        assert program.stderr.read() == b""
    assert program.returncode == 0
    assert len(answer) > 1 << 17
    assert len(json.loads(answer)["examples"]) > 1000


def run_closed(environment: dict[str, str], redirection: str, *arguments: str) -> Ran:
    """Return what `sp` on the tiny corpus does where a shell has closed or redirected a stream."""
    command = f'"$@" {redirection}'
    words = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), *arguments]
    done = subprocess.run(["sh", "-c", command, "sh", *words], env=environment, capture_output=True, check=False, timeout=60)
    return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
@pytest.mark.parametrize("layout", [[], ["--json"], ["--color", "always"]], ids=str)
def test_a_stream_may_be_absent(environment: dict[str, str], layout: list[str]) -> None:
    """A closed standard output is told on stderr; a closed stderr or stdin is nobody's loss."""
    closed = run_closed(environment, ">&-", "define", "power", *layout)
    assert closed.code == 2
    assert closed.err.splitlines()[0] == "Standard output is closed: the answer has nowhere to go."
    answer = run_closed(environment, "", "define", "power", *layout)
    assert run_closed(environment, "2>&-", "define", "power", *layout) == answer
    assert run_closed(environment, "<&-", "define", "power", *layout) == answer
    assert run_closed(environment, "2>&-", "define", "zzz", *layout).code == 1
    assert run_closed(environment, ">&- 2>&-", "define", "power", *layout).code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize(
    "arguments", [["define", "power"], ["list", "--json"], ["define", "power", "--color", "always"]], ids=str
)
def test_a_full_disk_is_told(environment: dict[str, str], arguments: list[str]) -> None:
    """What cannot be written is not taken for written."""
    ran = run_closed(environment, ">/dev/full", *arguments)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith("The answer cannot be written (No space left on device).")
    assert "Traceback" not in ran.err


def test_a_stream_without_bytes_below_is_written_to() -> None:
    """A stream of text alone, as tests and notebooks have, takes an answer too."""
    stream = io.StringIO()
    door.write("Élite\n", stream)
    assert stream.getvalue() == "Élite\n"
    stream.close()
    with pytest.raises(Refused):
        door.write("Élite\n", stream)
    with pytest.raises(Refused):
        door.write("Élite\n", None)


def test_what_is_asked_for_decides_on_the_layout() -> None:
    """A stream that is no terminal gets plain text without styles, whatever its size; JSON never has styles."""
    pipe = io.StringIO()
    assert choose_output(Display(), pipe)[:2] == ("plain", False)
    assert choose_output(Display(as_json=True, colour="always"), pipe)[:2] == ("json", False)
    assert choose_output(Display(plain=True, colour="always"), pipe)[:2] == ("plain", True)
    assert not choose_output(Display(), pipe).pages


def test_painting_is_the_last_to_look() -> None:
    """A text that was not made safe before is made so as it is painted; only a tab of the program's own parts two fields."""
    row = painting.line("a\x1b[2J", painting.TAB, ("b\tc\n\x9b", "title"), margin="\x07 ")
    assert painting.paint([row], styles=True) == "\ufffd a\ufffd[2J\t\x1b[1mb c \ufffd\x1b[0m\n"


def test_every_narrow_character_takes_one_cell() -> None:
    """The characters that are measured without Rich's tables take one cell in these."""
    from rich.cells import cell_len

    assert [one for one in painting.NARROW if cell_len(one) != 1] == []
    assert all(one.isprintable() or one == "\xa0" for one in painting.NARROW)


def test_an_old_console_is_painted_by_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a Windows console obeys no escape sequences, none reaches it."""
    called = []
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(door, "is_terminal", lambda _: True)
    monkeypatch.setattr(painting, "_is_old_console", lambda: True)
    monkeypatch.setattr(painting, "_show_on_old_console", lambda painted, _: called.append(painted))
    stream = io.StringIO()
    painting.show([painting.line(painting.say("Power", "title"))], stream, styles=True)
    assert (stream.getvalue(), called) == ("", ["\x1b[1mPower\x1b[0m\n"])
    painting.show([painting.line(painting.say("Power", "title"))], stream, styles=False)
    assert stream.getvalue() == "Power\n"
