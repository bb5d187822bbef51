"""The cases of which the right values are known: tables that look safe and are not."""

from __future__ import annotations

import numpy as np
from attrs import evolve

from napd_disclosure import Rules, protect
from napd_disclosure.constraints import NO_BOUND, Constraints
from napd_disclosure.partners import partners
from napd_disclosure.protection import _hiding
from napd_disclosure.ranges import Audit
from napd_disclosure.reckoning import reckonings
from napd_disclosure.telling import reasons

THREE = [[3, 25, 40], [12, 31, 18], [20, 15, 60]]
KINDS = ("1", "2", "3")
USUAL = {("GM0376", "1"), ("GM0376", "2"), ("GM0402", "1"), ("GM0406", "2")}
"""What one pass over rows and columns hides: in each with one hidden figure the next smallest."""


def known(count, rules, hide=None):
    """What everybody knows of a count in which some figures are hidden, by default the small ones."""
    hiding = _hiding(count, rules, (), None)
    flags = hiding.figures.small if hide is None else np.array([name in hide for name in hiding.figures.names])
    return hiding.known(flags)


def ends(known, *, every=False):
    """The range of each figure that has to stay uncertain, or of every one, by its name."""
    audit = Audit(known)
    figures = np.arange(len(known.low)) if every else np.flatnonzero(known.asked)
    found = audit.ranges(figures.tolist())
    return {known.names[at]: (int(found.low[at]), int(found.high[at])) for at in figures}


def test_one_pass_of_the_usual_rule_gives_all_four_back(count):
    """By subtraction alone; the reckoning adds up to the figure, and nothing but shown figures stands in it."""
    seen = known(count(THREE, KINDS), Rules(threshold=11, round_to=1), USUAL)
    assert ends(seen) == dict(zip(sorted(USUAL), [(3, 3), (25, 25), (12, 12), (15, 15)], strict=True))
    for each in reckonings(seen, seen.names.index(("GM0376", "1"))):
        assert each.bound == 3 == sum(term.times * term.value for term in each.terms)
        assert not {term.name for term in each.terms} & {", ".join(name) for name in USUAL}


def test_ours_leaves_three_wide_open(count, hidden):
    """Four figures are hidden, as few as can be, and 3 can be anything from 0 to 23."""
    table = count(THREE, KINDS)
    protected = protect(table, Rules(threshold=11, round_to=1))
    assert len(hidden(protected)) == 4
    low, high = ends(known(table, Rules(threshold=11, round_to=1), hidden(protected)))["GM0376", "1"]
    assert (low, high) == (0, 23)
    assert protected.receipt["audit"]["proved_in_fractions"] == 0


def test_what_a_bad_method_hides_is_found_out(count):
    """A plugin that hides as the usual rule does gets no table written as it chose: all of it is left out."""
    usual = lambda hiding: np.array([name in USUAL for name in hiding.figures.names])  # noqa: E731
    protected = protect(count(THREE, KINDS), Rules(threshold=11, round_to=1), hide=usual)
    assert [str(each) for each in protected.coarsened] == [
        "not broken down by soort: not enough of it could be shown without giving small figures away"
    ]
    assert {each.parts["soort"] for each in protected.figures} == {"alle"}


def test_rounding_gives_all_of_them_away(count):
    """Four cells of 2, rounded to 0, and a total of 10: only 2, 2, 2 and 2 fits."""
    table, rules = count([2, 2, 2, 2]), Rules(threshold=0, round_to=5)
    assert ends(known(table, rules)) == {(code,): (2, 2) for code in ("GM0376", "GM0402", "GM0406", "GM0417")}
    audit = Audit(known(table, rules))
    assert audit.prove().tolist() == [True] * 4 + [False]
    told = [str(each) for each in reasons(audit, 1)]
    assert told == [
        "GM0376 is not shown exactly, but it can only be 2:",
        "- it is at least 2 = 8 (MO0402) − 2 (GM0402) − 2 (GM0406) − 2 (GM0417)",
        "- it is at most 2 = 2 (GM0376)",
        "and 3 figures more",
    ]


def test_what_rounding_gives_away_is_hidden(count, hidden):
    """Then each can be 0, 1 or 2 again, as its rounding promises."""
    table, rules = count([2, 2, 2, 2]), Rules(threshold=0, round_to=5)
    protected = protect(table, rules)
    found = ends(known(table, rules, hidden(protected)))
    assert hidden(protected)
    assert all(high - low >= 2 for low, high in found.values())


def test_two_small_cells_in_a_row(count, hidden):
    """31, 16, 2 and 4: hiding 2 and 4 leaves 6 for both; the smallest of the others is hidden as well."""
    table, rules = count([31, 16, 2, 4]), Rules(threshold=10, round_to=1)
    assert ends(known(table, rules)) == {("GM0406",): (0, 6), ("GM0417",): (0, 6)}
    protected = protect(table, rules)
    assert hidden(protected) == {("GM0402",), ("GM0406",), ("GM0417",)}
    assert {*ends(known(table, rules, hidden(protected))).values()} == {(0, 22)}


def test_where_zeros_are_shown_a_hidden_figure_is_no_zero(count):
    """Everybody knows that, so the range of 2 and 4 with 16 hidden begins at 1, and ends 2 lower."""
    rules = Rules(threshold=10, round_to=1, zeros="show")
    seen = known(count([31, 16, 2, 4]), rules, {("GM0402",), ("GM0406",), ("GM0417",)})
    assert {*ends(seen).values()} == {(1, 20)}


def test_the_best_choice_in_one_dimension(count, hidden):
    """The fewest figures, and of these the fewest people; 10 is too few where all that is hidden is 1 or more."""
    rules = Rules(threshold=10, round_to=1, zeros="show")
    assert hidden(protect(count([40, 12, 11, 1]), rules)) == {("GM0406",), ("GM0417",)}
    assert hidden(protect(count([40, 12, 10, 1]), rules)) == {("GM0402",), ("GM0417",)}
    assert hidden(protect(count([40, 12, 10, 1]), evolve(rules, zeros="hide"))) == {("GM0406",), ("GM0417",)}


def test_two_figures_with_a_sum(count):
    """Two hidden figures that sum to 3 can each be anything up to it."""
    sums = known(count([1, 2]), Rules(threshold=5, round_to=1)).sums
    nothing = np.zeros(3, dtype=bool)
    ends_ = np.array([0, 0, 3])
    seen = Constraints(
        sums, ends_, np.array([NO_BOUND, NO_BOUND, 3]), (("a",), ("b",), ("c",)), ~nothing, ends_ + 5, ends_ + 5
    )
    assert ends(seen, every=True) == {("a",): (0, 3), ("b",): (0, 3), ("c",): (3, 3)}


def test_nothing_small_hides_nothing(count):
    """Then everything is shown, and nothing has to stay uncertain."""
    protected = protect(count([31, 21, 16]), Rules(round_to=1))
    assert {each.value.point for each in protected.figures} == {31, 21, 16, 68}
    assert protected.receipt["audit"]["uncertain"] == 0


def test_an_empty_count_is_hidden_whole(count, hidden):
    """Zeros are small too."""
    assert len(hidden(protect(count([0, 0]), Rules()))) == 3


def test_partners_hide_at_least_what_is_small(count):
    """Whatever else they choose."""
    hiding = _hiding(count(THREE, KINDS), Rules(), (), None)
    assert not (hiding.figures.small & ~partners(hiding)).any()
