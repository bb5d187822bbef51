"""Laws: nobody who sees a published table narrows a hidden figure further than the audit said."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from napd_disclosure import Dimension, Disclosed, Rules, protect
from napd_disclosure.constraints import NO_BOUND, blocks_of, levels_of, sums_of
from napd_disclosure.hiding import Figured, Hiding, rounded
from napd_disclosure.partners import partners
from napd_disclosure.protection import _hiding
from napd_disclosure.ranges import Audit
from napd_disclosure.reckoning import reckonings

MOST = 6
"""The largest leaf that the brute attacker tries; tables are drawn with a total below it."""
RULES = st.builds(
    Rules,
    threshold=st.integers(1, 4),
    round_to=st.sampled_from([1, 2, 3, 5]),
    zeros=st.sampled_from(["hide", "show"]),
)
SMALL = st.lists(st.integers(0, 2), min_size=4, max_size=4).filter(lambda leaves: sum(leaves) <= 3)


def made(leaves, rules, shape=(2, 2), small=None):
    """A table of two dimensions with margins."""
    codes = [tuple(f"{axis}{number}" for number in range(size)) for axis, size in zip("ab", shape, strict=True)]
    dimensions = [Dimension(id=name, codes=own, totals={"alle": own}) for name, own in zip("ab", codes, strict=True)]
    sums, leaves = sums_of(dimensions), np.array(leaves, dtype=np.int64)
    value = sums @ leaves
    low = (value < rules.threshold) & ((value > 0) | (rules.zeros == "hide"))
    figures = Figured(
        sums=sums, names=tuple(product(*(each.names for each in dimensions))), value=value,
        shared=np.zeros_like(value), small=low if small is None else small,
        width=np.full(len(value), rules.threshold), rules=rules, blocks=blocks_of(dimensions[0]),
        levels=levels_of(dimensions),
    )  # fmt: skip
    return Hiding(figures, leaves)


def tables(known, most):
    """Every table with leaves of at most so much that fits: the work of an attacker with patience."""
    every = np.array([*product(range(most + 1), repeat=known.sums.shape[1])])
    values = every @ known.sums.toarray().T
    fits = ((values >= known.least) & (values <= known.most)).all(axis=1)
    return values[fits]


@settings(max_examples=60, deadline=None)
@given(SMALL, RULES, st.lists(st.booleans(), min_size=9, max_size=9))
def test_a_patient_attacker_finds_just_the_range(leaves, rules, chosen):
    """By trying every table: where the range ends below what is tried, both ends are the attacker's."""
    hiding = made(leaves, rules)
    known = hiding.known(hiding.figures.small | (np.array(chosen) & hiding.figures.hidable))
    seen = tables(known, MOST)
    for audit in (Audit(known), Audit(known, hiding.leaves)):
        found = audit.ranges(range(9))
        assert found.best.all()
        assert (seen.min(axis=0) == found.low).all()
        is_tried = found.high <= MOST
        assert (seen.max(axis=0) == found.high)[is_tried].all()
        assert (seen.max(axis=0) >= np.minimum(found.high, MOST)).all()


@settings(max_examples=60, deadline=None)
@given(SMALL, RULES)
def test_nothing_that_is_proved_is_narrower_to_an_attacker(leaves, rules):
    """What the audit of the choice proves, trying every table does not undo."""
    hiding = made(leaves, rules)
    hidden = partners(hiding)
    audit = hiding.audit(hidden)
    narrow = audit.prove()
    seen = tables(audit.known, MOST)
    low, high = seen.min(axis=0), seen.max(axis=0)
    assert (low <= audit.low).all()
    assert (np.minimum(audit.high, MOST) <= high).all()
    for at in np.flatnonzero(audit.known.asked & ~narrow):
        assert high[at] - low[at] >= min(rules.threshold, MOST) or low[at] >= rules.threshold


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=24, max_size=24), RULES, st.integers(0, 2**24 - 1))
def test_an_attacker_with_a_program_of_his_own(leaves, rules, chosen):
    """Written the other way round: every figure is an unknown, tied to the others by what sums to what."""
    hiding = made(leaves, rules, (4, 6))
    picked = np.array([bool(chosen >> at % 24 & 1) for at in range(35)])
    known = hiding.known(hiding.figures.small | (picked & hiding.figures.hidable))
    found = Audit(known).ranges(range(35))
    names = {name: at for at, name in enumerate(known.names)}
    ties = np.zeros((11, 35))
    for number, row in enumerate([f"a{at}" for at in range(4)] + ["alle"]):
        ties[number, [names[row, f"b{at}"] for at in range(6)]] = 1
        ties[number, names[row, "alle"]] = -1
    for number, column in enumerate([f"b{at}" for at in range(6)]):
        ties[5 + number, [names[f"a{at}", column] for at in range(4)]] = 1
        ties[5 + number, names["alle", column]] = -1
    bounds = [(low, None if high >= NO_BOUND else high) for low, high in zip(known.low, known.high, strict=True)]
    for at in np.flatnonzero(known.high >= NO_BOUND)[:4]:
        cost = np.zeros(35)
        cost[at] = 1
        least = linprog(cost, A_eq=ties, b_eq=np.zeros(11), bounds=bounds)
        assert found.low[at] <= np.ceil(least.fun - 1e-6)
        most = linprog(-cost, A_eq=ties, b_eq=np.zeros(11), bounds=bounds)
        assert (found.high[at] >= NO_BOUND) == (most.status == 3)
        assert most.status == 3 or found.high[at] >= np.floor(-most.fun + 1e-6)


@settings(max_examples=40, deadline=None)
@given(SMALL, RULES)
def test_each_reckoning_is_a_sum_that_holds(leaves, rules):
    """It adds up to its bound, of figures as published, and bounds the figure in every table that fits."""
    known = made(leaves, rules).known(made(leaves, rules).figures.small)
    seen = tables(known, MOST)
    for at in np.flatnonzero(known.asked):
        for each in reckonings(known, int(at)):
            total = sum(term.times * term.value for term in each.terms)
            assert abs(total - each.bound) < 1
            assert (seen[:, at] <= each.bound).all() if each.is_most else (seen[:, at] >= each.bound).all()


@settings(max_examples=60)
@given(st.lists(st.integers(0, 10**6), max_size=20), st.integers(1, 50))
def test_rounding(values, base):
    """To the nearest multiple, a half up; and the range that is given for it holds what was rounded, and no more."""
    found = rounded(np.array(values, dtype=np.int64), base)
    assert (found % base == 0).all()
    below, above = found - base // 2, found + (base - 1) // 2
    assert ((below <= values) & (values <= above)).all()
    if len(values):
        ends = np.maximum(np.concatenate([below, above]), 0)
        inside = rounded(ends, base)
        assert (inside == np.concatenate([found, found])).all()
        assert (rounded(above + 1, base) != found).all()


@settings(max_examples=25, deadline=None)
@given(table=st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4), rules=RULES)
def test_what_is_protected_is_proved(count, table, rules):
    """Either nothing comes out, or every hidden figure of what comes out is as uncertain as the rules ask."""
    made_ = count(table, ("1", "2", "3"))
    try:
        protected = protect(made_, rules)
    except Disclosed:
        return
    shown = {(each.areas[0].code, each.parts["soort"]): each for each in protected.figures}
    hiding = _hiding(made_, rules, (), None)
    hidden = np.array([name not in shown or shown[name].status == "Q" for name in hiding.figures.names])
    assert not (hiding.figures.small & ~hidden).any()
    audit = Audit(hiding.known(hidden))
    asked = np.flatnonzero(audit.known.asked)
    found = audit.ranges(asked.tolist())
    wide = found.high - found.low >= rules.threshold
    assert (wide | (found.low >= rules.threshold))[asked].all()
    for name, each in shown.items():
        value = hiding.figures.value[hiding.figures.names.index(name)]
        assert each.value.holds(int(value)) or each.status == "Q"
