"""A record behaves as a `typing.NamedTuple` of the same fields."""

import copy
import pickle
from typing import Any, NamedTuple

import pytest

from socialpower_cli.answers import Branch, Match
from socialpower_cli.records import Record


class Place(Record):
    """A record with defaults, a method and a property."""

    name: str
    street: str | None = None
    number: int = 1

    @property
    def sign(self) -> str:
        """What stands at the door."""
        return f"{self.name} {self.number}"


class Standard(NamedTuple):
    """The same fields, as the standard library makes them."""

    name: str
    street: str | None = None
    number: int = 1


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", "b"), {}),
    (("a", "b", 3), {}),
    (("a",), {"number": 2}),
    ((), {"name": "a", "street": "s"}),
    ((), {}),
    ((), {"street": "s"}),
    (("a", "b", 3, 4), {}),
    (("a",), {"name": "b"}),
    (("a",), {"nonsense": 1}),
]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_it_is_made_as_a_named_tuple_is(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """The same calls make equal tuples, or raise TypeError in both."""
    try:
        expected = Standard(*values, **named)
    except TypeError:
        with pytest.raises(TypeError):
            Place(*values, **named)
        return
    made = Place(*values, **named)
    assert tuple(made) == tuple(expected)
    assert made._asdict() == expected._asdict()
    assert repr(made) == repr(expected).replace("Standard", "Place")
    assert hash(made) == hash(expected)


def test_it_is_immutable_and_light() -> None:
    """A field cannot be set, and no record carries a dictionary."""
    place = Place("a")
    with pytest.raises(AttributeError):
        place.name = "b"  # type: ignore[misc]  # what is tried
    assert not hasattr(place, "__dict__")


def test_it_is_copied_replaced_pickled_and_matched() -> None:
    """What named tuples can do, records can."""
    place = Place("a", number=7)
    assert place._replace(street="s") == Place("a", "s", 7)
    assert place.sign == "a 7"
    assert Place._fields == Place.__match_args__ == Standard._fields
    with pytest.raises(TypeError):
        place._replace(nonsense=1)  # type: ignore[call-arg]  # what is tried
    answer = Match("t", "n", "id")
    assert pickle.loads(pickle.dumps(answer)) == answer == copy.deepcopy(answer)  # noqa: S301 -- made here
    assert type(copy.copy(answer)) is Match
    match answer:
        case Match(typed, name, "id"):
            assert (typed, name) == ("t", "n")
        case _:
            pytest.fail("a record is matched by its fields")
    assert Branch("i", "t", None, ()).elsewhere is False
