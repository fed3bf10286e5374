"""Concepts beside one another: what links them, what both fall under, what they share and what each has alone."""

from socialpower_cli.answers import Compared, Comparison, Contrast, Match, Reference
from socialpower_cli.corpus.model import Concept, Example, Link
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.index import Index
from socialpower_cli.index.compiling import compile_corpus
from socialpower_cli.links.comparison import compare
from socialpower_cli.render import Output, painting, panels

SCENE = Example(title="A scene", text="It happens.")


def build() -> Index:
    """Return an index of six concepts with links of every kind that a comparison looks at."""
    concepts = [
        Concept(id="root", term="Root", definition="What all are kinds of."),
        Concept(id="middle", term="Middle", definition="A root of the middle.", broader=["root"]),
        Concept(
            id="one",
            term="One",
            definition="The first.",
            origin="Somebody",
            broader=["middle"],
            related=[Link("other", "They often go together."), Link("both", "One and both."), Link("mine", "Only one.")],
            contrasts=[Link("third", "One is not the third.")],
            examples=[SCENE],
        ),
        Concept(
            id="other", term="Other", definition="The second.", broader=["middle"], related=[Link("both", "Other and both.")]
        ),
        Concept(id="third", term="Third", definition="The third.", broader=["root"], related=[Link("both", "Third and both.")]),
        Concept(id="both", term="Both", definition="What goes with all."),
        Concept(id="mine", term="Mine", definition="What goes with one."),
        Concept(id="alone", term="Alone", definition="What nothing is linked to."),
    ]
    connection = compile_corpus(Corpus({concept.id: concept for concept in concepts}, {}, {}, []))
    return Index(connection)


INDEX = build()


def comparison(*ids: str) -> Comparison:
    """Return the comparison of some concepts by their ids."""
    return compare(INDEX, [(INDEX.number(one) or 0, Match(one, one, "id")) for one in ids])


def draw(answer: Comparison, height: int) -> list[str]:
    """Return the lines of a comparison on a terminal of 40 columns."""
    return painting.paint(panels.render(answer, Output("panels", False, 40, height)), styles=False).splitlines()


def point(identifier: str) -> Reference:
    """Return a concept as a comparison points to it."""
    return Reference(identifier, identifier.capitalize(), None)


def test_the_reason_that_the_corpus_states_comes_first() -> None:
    """Between two concepts stands the most telling link, from whichever entry it is stored in, with its reason."""
    assert comparison("one", "third").contrasts == (Contrast("one", "third", "contrasts", "One is not the third."),)
    assert comparison("other", "one").contrasts == (Contrast("other", "one", "related", "They often go together."),)
    assert comparison("one", "middle").contrasts == (Contrast("one", "middle", "broader", None),)
    assert comparison("middle", "one").contrasts == (Contrast("middle", "one", "narrower", None),)


def test_where_nothing_is_recorded_nothing_is_said() -> None:
    """Two concepts without a link have no relation, and nothing is made up."""
    told = comparison("one", "alone")
    assert told.contrasts == (Contrast("one", "alone", None, None),)
    assert (told.shared_broader, told.shared) == (None, ())


def test_what_both_fall_under_is_the_nearest() -> None:
    """Of what both are kinds of the nearest is told."""
    assert comparison("one", "other").shared_broader == point("middle")
    assert comparison("one", "third").shared_broader == point("root")


def test_links_are_shared_or_belong_to_one() -> None:
    """What both are linked to is told once; what one alone is linked to stands with it; the compared concepts are neither."""
    told = comparison("one", "other")
    assert told.shared == (point("middle"), point("both"))
    assert [concept.only for concept in told.concepts] == [(point("third"), point("mine")), ()]


def test_three_are_compared_two_by_two() -> None:
    """Of three concepts each two are told apart, in the order they were asked for."""
    told = comparison("one", "other", "third")
    assert [(one.id, one.other, one.relation) for one in told.contrasts] == [
        ("one", "other", "related"),
        ("one", "third", "contrasts"),
        ("other", "third", None),
    ]
    assert told.shared_broader == point("root")
    assert told.shared == (point("both"),)


def test_an_example_and_the_origin_stand_beside_the_definition() -> None:
    """Each concept brings what its entry says first, and one example where it has any."""
    one, other = comparison("one", "other").concepts
    assert (one.definition, one.origin, one.example and one.example.title) == ("The first.", "Somebody", "A scene")
    assert (other.origin, other.example) == (None, None)


def test_the_document_keeps_its_keys() -> None:
    """Programs read the concepts, the relation of the first two, what is shared, and the relation of each two."""
    document = comparison("one", "third").document
    assert list(document) == ["concepts", "relation", "why", "shared_broader", "shared", "pairs"]
    assert list(document["concepts"][0]) == ["id", "term", "category", "gloss", "definition", "origin"]
    assert (document["relation"], document["why"]) == ("contrasts", "One is not the third.")
    assert document["shared"] == [{"id": "both", "term": "Both"}]


def test_none_of_the_compared_is_above_them() -> None:
    """What all fall under is something else; that one falls under the other is told as their link."""
    assert comparison("one", "middle").shared_broader == point("root")
    assert comparison("one", "root").shared_broader is None


def test_no_origin_stands_without_its_concept() -> None:
    """On a low screen glosses stand for definitions, and what is told of each concept only under what names it."""
    concepts = tuple(
        Compared(name, name.upper(), None, f"what {name} is", "A long definition. " * 20, f"Origin of {name}", None, (), match)
        for name in ("one", "other")
        for match in [Match(name, name, "id")]
    )
    answer = Comparison(concepts, (Contrast("one", "other", "contrasts", "They differ."),), None, ())
    assert not any("Origin" in line for line in draw(answer, 8))
    low = draw(answer, 16)
    assert low.index("ONE: what one is") < low.index("Origin: Origin of one") < low.index("OTHER: what other is")
    whole = draw(answer, 80)
    assert whole.index("ONE") < next(place for place, line in enumerate(whole) if line.startswith("Origin: Origin of one"))
