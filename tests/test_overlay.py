"""Files laid over one another: what is added, what takes another's place, what adds to it, and what clashes."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import open_corpus
from socialpower_cli.corpus import model
from socialpower_cli.corpus.model import Concept, CorpusFile, Extension
from socialpower_cli.corpus.overlay import Corpus, Layers

from .conftest import TINY, Sp
from .terminal import seen

SOURCE = {"id": "doe2001", "type": "book", "title": "A Book", "author": [{"family": "Doe"}], "issued": {"date-parts": [[2001]]}}


def write(path: Path, *concepts: Mapping[str, object], **more: object) -> str:
    """Write a corpus file and return its path; a concept without a term has its id for one."""
    entries = [
        one if "extends" in one else {"term": str(one.get("id") or one["replaces"]).title(), "definition": "d", **one}
        for one in concepts
    ]
    path.write_text(json.dumps({**more, "concepts": entries}), encoding="utf-8")
    return str(path)


def ask(*over: str) -> Any:
    """Return the tiny corpus with some files over it."""
    return open_corpus(TINY, over=over)


def test_a_new_id_is_added(tmp_path: Path) -> None:
    """It may link to concepts below, cite their sources, and use their categories and settings."""
    entry = {"id": "clout", "broader": ["power"], "category": "structure", "sources": ["emerson1962"]}
    with ask(write(tmp_path / "over.json", entry)) as corpus:
        said = corpus.define("clout")
        assert [one.id for one in said.entry.broader] == ["power"]
        assert said.category_label == "Structure"
        assert said.citations[0].key == "emerson1962"
        assert "clout" in [one.id for one in corpus.define("power").entry.narrower]


def test_a_file_may_bring_its_own_categories_settings_and_sources(tmp_path: Path) -> None:
    """They stand beside those below; a label of a category that is there already is the upper one's."""
    example = {"title": "A scene", "setting": "sea", "text": "All hands."}
    path = write(
        tmp_path / "over.json",
        {"id": "clout", "category": "ships", "examples": [example], "sources": ["doe2001"]},
        categories={"ships": "Ships", "power": "Might"},
        settings=["sea", "work"],
        sources=[SOURCE],
    )
    with ask(path) as corpus:
        assert [(one.key, one.label) for one in corpus.categories().groups] == [
            *(("power", "Might"), ("structure", "Structure"), ("ships", "Ships")),
        ]
        assert [one.key for one in corpus.settings().groups] == ["work", "school", "online", "sea"]
        assert "Doe" in corpus.cite("clout").citations[0]


@pytest.mark.parametrize("identity", [{"id": "power", "replaces": "power"}, {"replaces": "power"}], ids=["both", "no id"])
def test_an_entry_takes_anothers_place_under_its_id(tmp_path: Path, identity: dict[str, object]) -> None:
    """All of the entry below is gone; links that lead to it still do."""
    with ask(write(tmp_path / "over.json", {**identity, "term": "Power", "definition": "Mine."})) as corpus:
        entry = corpus.define("power").entry
        assert (entry.definition, entry.aliases, entry.examples) == ("Mine.", (), ())
        assert "dependence" in [one.id for one in entry.narrower]


def test_an_entry_takes_anothers_place_under_a_new_id(tmp_path: Path) -> None:
    """Links to the old id lead to the new one, and the old id, with those that it had before, still finds the concept."""
    with ask(write(tmp_path / "over.json", {"id": "self-rule", "replaces": "autonomy", "term": "Self-rule"})) as corpus:
        assert corpus.define("autonomy").entry.id == "self-rule"
        assert corpus.define("self-determination", exact=True).entry.id == "self-rule"
        assert [one.id for one in corpus.define("dependence").entry.contrasts] == ["self-rule"]
        assert "autonomy" not in [one.id for one in corpus.concepts().concepts]


def test_an_extension_adds_to_an_entry(tmp_path: Path) -> None:
    """Lists grow at their end, a note follows the note, links hold from both ends; the rest stays as it was."""
    more = {
        "extends": "self-determination",
        "aliases": ["self-rule", "home rule"],
        "everyday": ["up to me"],
        "note": "More.",
        "examples": [{"title": "A scene", "setting": "work", "text": "She signs for herself."}],
        "related": [{"id": "status", "why": "Because."}],
        "broader": ["status"],
        "sources": ["doe2001"],
        "hidden_labels": ["zq label"],
        "situations": ["the lighthouse keeper answers to nobody"],
        "paraphrases": ["steering one's own ship by one's own compass"],
    }
    with ask(TINY.as_posix()) as corpus:
        before = corpus.define("autonomy").entry
    with ask(write(tmp_path / "over.json", more, sources=[SOURCE])) as corpus:
        entry = corpus.define("autonomy").entry
        assert entry.aliases == (*before.aliases, "home rule")
        assert entry.everyday == (*before.everyday, "up to me")
        assert entry.note == " ".join(filter(None, (before.note, "More.")))
        assert [one.title for one in entry.examples] == [*(one.title for one in before.examples), "A scene"]
        assert [one.id for one in entry.broader] == [*(one.id for one in before.broader), "status"]
        assert ("status", "Because.") in [(one.id, one.why) for one in entry.related]
        assert ("autonomy", "Because.") in [(one.id, one.why) for one in corpus.define("status").entry.related]
        assert (entry.definition, entry.gloss, entry.category) == (before.definition, before.gloss, before.category)
        assert corpus.define("home rule", exact=True).entry.id == "autonomy"
        assert corpus.define("zq label").entry.id == "autonomy"
        assert corpus.search("lighthouse keeper").results[0].id == "autonomy"
        assert corpus.search("ship compass").results[0].id == "autonomy"


def test_extensions_of_several_files_add_up(tmp_path: Path) -> None:
    """Each file adds to what those below have made."""
    one = write(tmp_path / "1.json", {"id": "clout"}, {"extends": "clout", "aliases": ["pull"]})
    two = write(tmp_path / "2.json", {"extends": "clout", "aliases": ["sway", "pull"]})
    three = write(tmp_path / "3.json", {"id": "heft", "replaces": "clout"}, {"extends": "clout", "aliases": ["mass"]})
    with ask(one, two) as corpus:
        assert corpus.define("clout").entry.aliases == ("pull", "sway")
    with ask(one, two, three) as corpus:
        assert corpus.define("clout").entry.id == "heft"
        assert corpus.define("heft").entry.aliases == ("mass",)


def test_a_clash_names_both_files_and_the_way_out(run: Sp, tmp_path: Path) -> None:
    """An id that is taken below, or was, is no error only where the entry says what it means."""
    one = write(tmp_path / "one.json", {"id": "clout"})
    two = write(tmp_path / "two.json", {"id": "clout"})
    for option in (["--with", two], ["--with", two, "--json"]):
        ran = run("--corpus", str(TINY), "--with", one, "list", *option)
        assert (ran.out, ran.code) == ("", 2)
        assert ran.err == (
            f"{two}: entry 'clout', field 'id': a concept in {one} has this id.\n"
            '  Add "replaces": "clout" to put it in the place of that one; write "extends": '
            '"clout" without id, term and definition to add to that one; else give it another id.\n'
        )
    ran = run("--corpus", str(TINY), "--with", write(tmp_path / "three.json", {"id": "self-determination"}), "list")
    assert ran.err.startswith(
        f"{tmp_path / 'three.json'}: entry 'self-determination', field 'id': a concept in {TINY} has this id."
    )


def test_a_clash_of_another_programs_file_names_another_way_out(run: Sp, tmp_path: Path) -> None:
    """A table says in a column what it replaces below; looked in alone it need not."""
    path = tmp_path / "my glossary.csv"
    path.write_text("term,definition\nPower,What moves things.\n", encoding="utf-8")
    ran = run("--corpus", str(TINY), "--with", str(path), "list")
    assert (ran.out, ran.code) == ("", 2)
    assert "in a column 'replaces'" in ran.err
    assert run("--corpus", str(path), "define", "power", "-b").out == "Power\nWhat moves things.\n"


def test_a_clash_in_ones_own_folder_is_left_out(run: Sp, tmp_path: Path) -> None:
    """The bundled corpus answers, and the files that clash are named, once each."""
    folder = tmp_path / "socialpower"
    folder.mkdir()
    path = write(folder / "mine.json", {"id": "power"})
    ran = run("define", "power", "-b", XDG_CONFIG_HOME=str(tmp_path))
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Power")
    assert ran.err.startswith(f"Left out, your file {path}: entry 'power', field 'id': a concept in ")
    assert '"replaces": "power"' in ran.err
    listed = run("define", "power", "-b", SP_CORPUS=path)
    assert (listed.out, listed.code) == ("", 2)


def test_a_source_of_the_same_title_is_the_same_work(run: Sp, tmp_path: Path) -> None:
    """The one below is kept; another work under its id is a clash."""
    below = write(tmp_path / "below.json", {"id": "a", "sources": ["doe2001"]}, sources=[SOURCE])
    same = write(
        tmp_path / "same.json", {"id": "b", "sources": ["doe2001"]}, sources=[{**SOURCE, "title": "a book", "author": []}]
    )
    other = write(tmp_path / "other.json", {"id": "c", "sources": ["doe2001"]}, sources=[{**SOURCE, "title": "Another"}])
    assert run("--corpus", below, "--with", same, "cite", "b").out == run("--corpus", below, "cite", "a").out
    ran = run("--corpus", below, "--with", other, "cite", "c")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{other}: source 'doe2001', field 'id': another work in {below} has this id.\n")


@pytest.mark.parametrize("command", ["define", "list"])
def test_what_finds_nothing_below_is_told_and_no_error(run: Sp, tmp_path: Path, command: str) -> None:
    """An extension without its concept is left out, a replacement stands as a new concept."""
    path = write(tmp_path / "over.json", {"extends": "nowhere", "aliases": ["x"]}, {"id": "clout", "replaces": "gone"})
    ran = run("--corpus", str(TINY), "--with", path, command, *(["clout", "-b"] if command == "define" else []))
    assert ran.code == 0
    assert "clout" in ran.out.lower()
    assert ran.err == (
        f"{path}: entry 'clout': there is no concept 'gone' for it to replace; it is added.\n"
        f"{path}: entry 'nowhere': there is no concept 'nowhere' for it to extend; it is left out.\n"
    )


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"extends": "power", "id": "x"}, "entry 'x': an entry that extends another cannot have 'id'"),
        ({"extends": "power", "definition": "d"}, "entry 'power': an entry that extends another cannot have 'definition'"),
        ({"extends": "power", "replaces": "power"}, "entry 'power': an entry that extends another cannot have 'replaces'"),
        ({"extends": "power", "alias": []}, "entry 'power': there is no field 'alias'."),
        ({"extends": 3}, "entry number 1, field 'extends': expected a text in quotes, got a whole number."),
        (
            {"extends": "power", "aliases": [3]},
            "entry 'power', field 'aliases.0': expected a text in quotes, got a whole number.",
        ),
        ({"extends": "power", "related": ["nowhere"]}, "entry 'power', field 'related': there is no concept 'nowhere'."),
        ({"extends": "power", "broader": ["power"]}, "entry 'power', field 'broader': the entry links to itself."),
        ({"extends": "power", "broader": ["autonomy"]}, "an entry cannot be broader than itself"),
        ({"extends": "power", "sources": ["nowhere"]}, "entry 'power', field 'sources': there is no source 'nowhere'."),
        ({"replaces": "power", "id": 3}, "entry number 1, field 'id': expected a text in quotes, got a whole number."),
        ({"replaces": 3, "id": "x"}, "entry 'x', field 'replaces': expected a text in quotes or null, got a whole number."),
    ],
    ids=str,
)
def test_what_an_entry_cannot_say_is_refused(run: Sp, tmp_path: Path, entry: dict[str, object], told: str) -> None:
    """One sentence names the file, the entry and the field."""
    path = write(tmp_path / "over.json", entry)
    ran = run("--corpus", str(TINY), "--with", path, "list")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{path}: ")
    assert told in ran.err


def test_two_entries_cannot_replace_one(run: Sp, tmp_path: Path) -> None:
    """A place is taken once in a file."""
    path = write(tmp_path / "over.json", {"id": "a", "replaces": "power"}, {"id": "b", "replaces": "power"})
    assert "entry 'power', field 'replaces': two entries replace this concept." in run("--with", path, "list").err


def test_an_entry_cannot_take_two_places(run: Sp, tmp_path: Path) -> None:
    """What replaces one concept cannot have the id of another, nor one that another had."""
    for identifier in ("status", "self-determination"):
        path = write(tmp_path / "over.json", {"id": identifier, "replaces": "power"})
        ran = run("--corpus", str(TINY), "--with", path, "list")
        assert (ran.out, ran.code) == ("", 2)
        assert f"entry '{identifier}', field 'id': a concept in {TINY} has this id." in ran.err


def test_the_lowest_file_is_where_entries_are_from_unsaid(tmp_path: Path) -> None:
    """Also what it adds to its own entries."""
    path = write(tmp_path / "only.json", {"id": "clout"}, {"extends": "clout", "aliases": ["pull"]})
    with open_corpus(path) as corpus:
        assert corpus.define("pull").provenance == ()
        assert corpus.define("clout").document["from"] is None


def test_links_to_former_ids_hold(tmp_path: Path) -> None:
    """A file of one's own goes on working when a later edition below renames a concept."""
    path = write(tmp_path / "over.json", {"id": "clout", "related": ["self-determination"], "broader": ["self-determination"]})
    with ask(path) as corpus:
        entry = corpus.define("clout").entry
        assert [one.id for one in (*entry.related, *entry.broader)] == ["autonomy", "autonomy"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("clout", [{"file": "1", "how": "added"}, {"file": "2", "how": "extended"}]),
        ("status", [{"file": "1", "how": "replaced"}]),
        ("power", [{"file": "2", "how": "extended"}]),
        ("dependence", None),
    ],
)
def test_an_entry_says_where_it_comes_from(run: Sp, tmp_path: Path, typed: str, told: list[dict[str, str]] | None) -> None:
    """In JSON and plain text, of entries that the lowest file does not have as they are."""
    one = write(tmp_path / "1.json", {"id": "clout"}, {"replaces": "status"}, {"extends": "clout", "aliases": ["a"]})
    two = write(tmp_path / "2.json", {"extends": "clout", "aliases": ["b"]}, {"extends": "power", "aliases": ["c"]})
    files = ["--corpus", str(TINY), "--with", one, "--with", two]
    document = json.loads(run(*files, "define", typed, "--json").out)
    paths = {"1": one, "2": two}
    assert list(document)[-1] == "from"
    assert document["from"] == (told and [{"file": paths[part["file"]], "how": part["how"]} for part in told])
    labels = {"added": "From", "replaced": "From, in place of another entry", "extended": "Extended by"}
    plain = [line for line in run(*files, "define", typed).out.splitlines() if line.startswith((*labels.values(),))]
    assert plain == [f"{labels[part['how']]}: {paths[part['file']]}" for part in told or []]


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (300, 50)])
@pytest.mark.parametrize("option", [[], ["--full"]], ids=["first page", "full"])
def test_a_person_sees_where_an_entry_comes_from(
    environment: dict[str, str], tmp_path: Path, size: tuple[int, int], option: list[str]
) -> None:
    """Before the definition, also on a small screen."""
    path = write(
        tmp_path / "over.json", {"replaces": "status", "definition": "Rank."}, {"extends": "status", "aliases": ["zz"]}
    )
    more = write(tmp_path / "more.json", {"extends": "status", "aliases": ["zzz"]})
    files = ["--with", path, "--with", more]
    drawn, code = seen(environment, "define", "status", *option, *files, columns=size[0], rows=size[1], NO_COLOR="1")
    assert code == 0
    told = f"From, in place of another entry: {path}\nExtended by: {more}\nRank."
    assert "".join(told.split()) in "".join(drawn.split())


def test_parts_of_one_corpus_may_have_an_entry_anew(tmp_path: Path) -> None:
    """Of the files of `--corpus` a later one lies over an earlier one, works included."""
    one = write(tmp_path / "1.json", {"id": "a", "definition": "First."}, sources=[SOURCE])
    two = write(
        tmp_path / "2.json", {"id": "a", "definition": "Second.", "sources": ["doe2001"]}, sources=[{**SOURCE, "title": "T"}]
    )
    with open_corpus(one, two) as corpus:
        assert corpus.define("a").entry.definition == "Second."
        assert "<i>T</i>." in corpus.cite("a").citations[0]


IDS = st.sampled_from(["a", "b", "c", "d"])
CONCEPTS = st.builds(
    lambda identifier, replaces, aliases: Concept(
        id=identifier, term=identifier, definition="d", replaces=replaces, aliases=aliases
    ),
    IDS,
    st.none() | IDS,
    st.lists(IDS, max_size=2),
)
EXTENSIONS = st.builds(lambda extends, aliases: Extension(extends=extends, aliases=aliases), IDS, st.lists(IDS, max_size=2))
FILES = st.builds(
    lambda concepts, extensions: CorpusFile(concepts=concepts, extensions=extensions),
    st.lists(CONCEPTS, max_size=3, unique_by=lambda one: one.id),
    st.lists(EXTENSIONS, max_size=2),
)


def lay(files: list[CorpusFile]) -> tuple[Corpus, list[bool]]:
    """Return the corpus of those files that do not clash, and which clash."""
    layers = Layers()
    clashing = []
    for place, file in enumerate(files):
        clashing.append(any(layers.find_clashes(file)))
        if not clashing[-1]:
            layers.lay(str(place), file)
    return layers.make_corpus(), clashing


@given(st.lists(FILES, max_size=4))
def test_every_id_leads_to_one_concept(files: list[CorpusFile]) -> None:
    """Whatever files lie over one another, an id is that of a concept or one that a concept had, and never lost."""
    corpus, clashing = lay(files)
    for file, clashes in zip(files, clashing, strict=True):
        for concept in () if clashes else file.concepts:
            assert corpus.resolve(concept.id) in corpus.concepts
    assert all(identifier == concept.id for identifier, concept in corpus.concepts.items())
    assert not corpus.moved.keys() & corpus.concepts.keys()
    assert all(concept.replaces is None for concept in corpus.concepts.values())


@given(st.lists(FILES, max_size=3))
def test_a_file_of_nothing_changes_nothing(files: list[CorpusFile]) -> None:
    """An empty file over, among or below others makes no difference but to where entries come from."""
    corpus, _ = lay(files)
    for place in range(len(files) + 1):
        with_empty, _ = lay([*files[:place], CorpusFile(concepts=[]), *files[place:]])
        assert (with_empty.concepts, with_empty.moved) == (corpus.concepts, corpus.moved)


def test_what_was_read_is_written_again(tmp_path: Path) -> None:
    """The standard layout keeps what replaces and what extends, in order of the ids that they have or extend."""
    from socialpower_cli.corpus import reading, writing

    entries: list[Mapping[str, object]] = [{"extends": "b", "aliases": ["x"]}, {"id": "c", "replaces": "d"}, {"id": "a"}]
    path = write(tmp_path / "over.json", *entries)
    writing.rewrite(path)
    data = json.loads(Path(path).read_text(encoding="utf-8"))["concepts"]
    assert [one.get("id") or one["extends"] for one in data] == ["a", "b", "c"]
    file = reading.read_file(path)
    assert [one.replaces for one in file.concepts] == [None, "d"]
    assert file.extensions == [Extension(extends="b", aliases=["x"])]
    assert model.as_data(file.extensions[0]) == {"extends": "b", "aliases": ["x"]}


def test_a_file_that_changes_is_read_anew(run: Sp, tmp_path: Path) -> None:
    """Also where its size and times are as they were, and in whatever place it lies."""
    path = Path(write(tmp_path / "over.json", {"id": "clout", "definition": "First."}))
    for variables, option in (({}, ["--with", str(path)]), ({"SP_CORPUS": str(path)}, [])):
        command = [*option, "define", "clout", "-b"]
        write(path, {"id": "clout", "definition": "First."})
        before = path.stat()
        assert run(*command, **variables).out == "Clout\nFirst.\n"
        write(path, {"id": "clout", "definition": "Other."})
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert run(*command, **variables).out == "Clout\nOther.\n"
