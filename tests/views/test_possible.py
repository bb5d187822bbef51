from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest

from napd.decision.outcomes import Outcome
from napd.model.scale import NOT_APPLICABLE
from napd.views.possible import change_between
from napd.views.words import CERTAIN

LEVELS = ("niet-op-gang", "in-ontwikkeling", "geel", "gerealiseerd")
REVERSED = {"up": "down", "applies": "not_applicable", "narrower": "wider", "new": "gone"}
REVERSED |= {after: before for before, after in REVERSED.items()}
ALL = (*LEVELS, NOT_APPLICABLE)
EVERY = [Outcome(some) for size in range(1, len(ALL) + 1) for some in combinations(ALL, size)]


@pytest.mark.parametrize("old", EVERY, ids=lambda one: "+".join(one.possible))
def test_what_may_be_none_is_not_called_a_change(old):
    """A certain change is one of every outcome possible before to every one possible now, in that direction."""
    for new in EVERY:
        pairs = list(product(old.possible, new.possible))
        said = change_between(old, new, LEVELS)
        certain = all(before != after for before, after in pairs)
        assert (said in CERTAIN) == certain
        assert (said == "same") == all(before == after for before, after in pairs)
        assert (said == "up") == all(
            NOT_APPLICABLE not in pair and LEVELS.index(pair[0]) < LEVELS.index(pair[1]) for pair in pairs
        )
        assert (said == "narrower") == ({*old.possible} > {*new.possible})
        assert (said == "applies") == (not old.levels and not new.may_not_apply)
        assert change_between(new, old, LEVELS) == REVERSED.get(said, said)


def test_a_score_that_is_not_there_is_new_or_gone():
    """Without a score before or after nothing can be said of the change."""
    pairs = pairwise((None, EVERY[0], None, None))
    assert [change_between(*pair, LEVELS) for pair in pairs] == ["new", "gone", "same"]
