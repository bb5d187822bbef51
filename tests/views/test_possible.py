from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest

from napd.decision.outcomes import Outcome
from napd.model.scale import NOT_APPLICABLE
from napd.views.possible import change_between
from napd.views.states import State
from napd.views.words import CERTAIN

LEVELS = ("niet-op-gang", "in-ontwikkeling", "geel", "gerealiseerd")
REVERSED = {"up": "down", "applies": "not_applicable", "narrower": "wider", "new": "gone"}
REVERSED |= {after: before for before, after in REVERSED.items()}
ALL = (*LEVELS, NOT_APPLICABLE)
EVERY = [Outcome(some) for size in range(1, len(ALL) + 1) for some in combinations(ALL, size)]


def state(outcome, levels=LEVELS):
    """A score that can be so."""
    return State(outcome, "2025-01-01", levels)


@pytest.mark.parametrize("old", EVERY, ids=lambda one: "+".join(one.possible))
def test_what_may_be_none_is_not_called_a_change(old):
    """A certain change is one of every outcome possible before to every one possible now, in that direction."""
    for new in EVERY:
        pairs = list(product(old.possible, new.possible))
        said = change_between(state(old), state(new))
        certain = all(before != after for before, after in pairs)
        assert (said in CERTAIN) == certain
        assert (said == "same") == all(before == after for before, after in pairs)
        assert (said == "up") == all(
            NOT_APPLICABLE not in pair and LEVELS.index(pair[0]) < LEVELS.index(pair[1]) for pair in pairs
        )
        assert (said == "narrower") == ({*old.possible} > {*new.possible})
        assert (said == "applies") == (not old.levels and not new.may_not_apply)
        assert change_between(state(new), state(old)) == REVERSED.get(said, said)


def test_a_score_that_is_not_there_is_new_or_gone():
    """Without a score before or after nothing can be said of the change."""
    pairs = pairwise((None, state(EVERY[0]), None, None))
    assert [change_between(*pair) for pair in pairs] == ["new", "gone", "same"]


@pytest.mark.parametrize("old", EVERY, ids=lambda one: "+".join(one.possible))
def test_levels_of_two_scales_are_not_compared(old):
    """Even where they share ids; that the indicator does not apply is the same on every scale."""
    for new in EVERY:
        said = change_between(state(old), state(new, LEVELS[::-1]))
        if not old.levels and not new.levels:
            assert said == "same"
        elif not old.levels or not new.levels:
            one, other = (set(each.possible) == {NOT_APPLICABLE} for each in (old, new))
            both = NOT_APPLICABLE in old.possible and NOT_APPLICABLE in new.possible
            assert said == ("rescaled" if both else "applies" if one else NOT_APPLICABLE if other else "rescaled")
        else:
            assert said == "rescaled"
        assert change_between(state(new, LEVELS[::-1]), state(old)) == REVERSED.get(said, said)
