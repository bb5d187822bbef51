from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.errors import ModelError, NapdError, ProofError, UnknownName, closest, nearest, one_line


def test_every_error_is_caught_as_a_persons_mistake():
    """Each kind of error is a NapdError, and also the built-in error that a programmer would expect."""
    assert issubclass(ModelError, NapdError)
    assert issubclass(ModelError, ValueError)
    assert issubclass(ProofError, ModelError)
    assert issubclass(UnknownName, NapdError)
    assert issubclass(UnknownName, KeyError)


def test_unknown_name_shows_its_message_as_it_is():
    """An UnknownName reads as its message, without a KeyError's quotes, in another process too."""
    error = UnknownName('There is no round "x".\nIndeed.')
    assert str(error) == 'There is no round "x".\nIndeed.'
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes


@pytest.mark.parametrize("name", ["GM0402", "gm0402", "GM402", "GM 0402"])
def test_nearest_offers_the_name_that_was_meant(name):
    """A name that is nearly right, in upper or lower case, is answered with the right one as written."""
    assert nearest(name, ["GM0363", "GM0402"]) == ' Did you mean "GM0402"?'


def test_another_number_is_never_near():
    """A code or a round with another number is another one; zeros before it are no matter."""
    for name in ("2025-11", "2025-1", "GM9402", "GM042", "GM", "25-12"):
        assert nearest(name, ["2025-12", "GM0402"]) == ""
    assert closest("MO00402", ["MO0402"]) == "MO0402"


@pytest.mark.parametrize("names", [[], ["GM0402"]])
def test_nearest_offers_nothing_where_nothing_is_near(names):
    """A name that resembles none of the names gets no suggestion."""
    assert nearest("Utrecht", names) == ""
    assert closest("Utrecht", names) is None


@given(st.lists(st.text(max_size=5), max_size=8), st.text(max_size=5))
def test_nearest_does_not_depend_on_the_order_of_the_names(names, name):
    """However the names are ordered or repeated, the suggestion is the same, and it is one of them."""
    found = closest(name, names)
    assert found == closest(name, reversed(names)) == closest(name, [*names, *names])
    assert found is None or found in names


@given(st.sets(st.text(min_size=1, max_size=5), min_size=1))
def test_a_name_that_exists_is_nearest_to_itself(names):
    """No other name than one that differs in case alone comes before the name itself."""
    for name in names:
        assert closest(name, names).casefold() == name.casefold()


@given(st.text())
def test_an_exception_is_one_line(text):
    """Whatever an exception says, its kind and its words stand in one line."""
    line = one_line(ValueError(text))
    assert line.splitlines() == [line]
    assert line.startswith("ValueError")
    assert all(part.strip() in line for part in text.splitlines())
