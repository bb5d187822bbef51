from __future__ import annotations

from itertools import pairwise, product

import pytest

from napd.views.possible import REVERSED, Possible, change_between

LEVELS = ("rood", "oranje", "groen")
ENDS = [(low, high) for low, high in product(range(3), repeat=2) if low <= high]
NOT = Possible(None, None, may_not_apply=True)
EVERY = [Possible(*ends, may_not_apply=may) for ends, may in product(ENDS, (False, True))] + [NOT]


@pytest.mark.parametrize("old", EVERY, ids=lambda one: one.words(LEVELS))
@pytest.mark.parametrize("new", EVERY, ids=lambda one: one.words(LEVELS))
def test_what_may_be_none_is_not_called_a_change(old, new):
    """A certain change is one of every outcome possible before to every one possible now, in that direction."""
    pairs = list(product(old.outcomes, new.outcomes))
    said = change_between(old, new)
    certain = all(before != after for before, after in pairs)
    assert (said in {"up", "down", "applies", "not_applicable", "other"}) == certain
    assert (said == "same") == all(before == after for before, after in pairs)
    assert (said == "up") == all(None not in pair and pair[0] < pair[1] for pair in pairs)
    assert (said == "narrower") == (old.outcomes > new.outcomes)
    assert (said == "applies") == (old.outcomes == {None} and None not in new.outcomes)
    assert change_between(new, old) == REVERSED.get(said, said)


def test_a_score_that_is_not_there_is_new_or_gone():
    """Without a score before or after nothing can be said of the change."""
    assert [change_between(*pair) for pair in pairwise((None, EVERY[0], None, None))] == ["new", "gone", "same"]


def test_words_say_what_is_possible():
    """A level, a range of levels, and that it may not apply."""
    some = (Possible(0, 0, may_not_apply=False), Possible(0, 2, may_not_apply=True), NOT)
    assert [one.words(LEVELS) for one in some] == ["rood", "rood..groen|not_applicable", "not_applicable"]
