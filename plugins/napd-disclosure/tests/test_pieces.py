"""Pieces: what is found in some leaves, with all others as they were counted, holds for the whole table."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napd_disclosure import Dimension, Rules, components, partners
from napd_disclosure.components import Component, pieces_of
from napd_disclosure.constraints import NO_BOUND, Constraints, blocks_of, levels_of, sums_of
from napd_disclosure.hiding import Figured, Hiding
from napd_disclosure.partners import partners as chosen
from napd_disclosure.ranges import Audit
from napd_disclosure.reaching import extreme, reach

NESTED = {"ab": ("a", "b"), "cd": ("c", "d"), "alle": ("a", "b", "c", "d")}
FRACTIONAL = [2, 2, 1, 2, 2, 1, 2, 2, 2, 1, 2, 0, 1, 2, 2, 1, 1, 0, 1, 1, 2, 2, 0, 2, 1, 1, 2]
"""A table of 3 x 3 x 3 with all margins shown: the linear program for leaf 5 ends in halves."""


def hiding(leaves, rules, kinds=2, totals=NESTED):
    """Four areas in two regions, by kind."""
    areas = Dimension(id="area", codes=("a", "b", "c", "d"), totals=totals)
    own = tuple(f"k{number}" for number in range(kinds))
    dimensions = [areas, Dimension(id="soort", codes=own, totals={"alle": own})]
    sums, leaves = sums_of(dimensions), np.array(leaves, dtype=np.int64)
    value = sums @ leaves
    figures = Figured(
        sums=sums, names=tuple(product(*(each.names for each in dimensions))), value=value,
        shared=np.zeros_like(value), small=value < rules.threshold, width=np.full(len(value), rules.threshold),
        rules=rules, blocks=blocks_of(areas), levels=levels_of(dimensions),
    )  # fmt: skip
    return Hiding(figures, leaves)


@pytest.fixture
def small_pieces(monkeypatch):
    """Every table is a large one, in pieces of two codes."""
    monkeypatch.setattr(components, "SMALL", 1)
    monkeypatch.setattr(components, "BANKS", 1)
    monkeypatch.setattr(partners, "LARGE", 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=40), st.integers(1, 3), st.integers(1, 12))
def test_pieces_hold_every_leaf(labels, each, small):
    """And each at least two codes, if there are two; those of one block stand together where they fit."""
    blocks = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "SMALL", small)
        found = pieces_of(blocks, np.arange(len(blocks) * each))
    assert {*np.concatenate(found).tolist()} == {*range(len(blocks) * each)}
    step = max(small // each, 2)
    for piece in found:
        codes = np.unique(piece // each)
        assert len(piece) == len(codes) * each
        assert len(codes) >= min(2, len(blocks))
        assert len(codes) <= 2 * step + 1 + components.BANKS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.integers(1, 4), st.sampled_from([1, 2, 5]))
def test_nobody_narrows_a_figure_further_than_pieces_proved(leaves, threshold, base):
    """A range that is found in pieces lies within the range that the whole table has, each end proved the utmost."""
    given_ = hiding(leaves, Rules(threshold=threshold, round_to=base))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "SMALL", 1)
        patch.setattr(partners, "LARGE", 0)
        hidden = chosen(given_)
        pieces = given_.audit(hidden)
        narrow = pieces.prove()
    found = pieces.found()
    whole = Audit(given_.known(hidden)).ranges(range(len(hidden)))
    assert whole.best.all()
    assert (whole.low <= found.low).all()
    assert (found.high <= whole.high).all()
    safe = np.flatnonzero(hidden & ~narrow)
    assert ((whole.high - whole.low >= threshold) | (whole.low >= threshold))[safe].all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.integers(0, 2**21 - 1), st.data())
def test_pieces_are_independent(leaves, chosen_, data):
    """Any table of one and any of another that keep what they share go together: the brute attacker is let down."""
    given_ = hiding(leaves, Rules(threshold=3, round_to=1))
    flags = np.array([bool(chosen_ >> at & 1) for at in range(21)])
    known = given_.known(given_.figures.small | flags)
    table = given_.leaves.copy()
    ways = {}
    for piece in (np.arange(4), np.arange(4, 8)):
        part = Component.of(known, piece, given_.leaves)
        every = np.array([*product(range(4), repeat=4)])
        shared = np.isin(part.figures, np.flatnonzero(np.diff(known.sums.indptr) > 4))
        values = every @ part.sums.toarray().T
        fits = ((values >= part.low) & (values <= part.high)).all(axis=1)
        same = (values == part.sums @ given_.leaves[piece])[:, shared].all(axis=1)
        ways[piece[0]] = every[fits & same]
        table[piece] = data.draw(st.sampled_from(ways[piece[0]].tolist()))
    values = known.sums @ table
    assert ((values >= known.least) & (values <= known.most)).all()


@pytest.mark.usefixtures("small_pieces")
def test_a_large_table_is_chosen_in_pieces():
    """Regions first: what is small in one area changes places with another of its region, and the country is shown."""
    given_ = hiding([2, 40, 90, 60, 35, 80, 45, 70], Rules(threshold=10, round_to=1))
    hidden = chosen(given_)
    assert not given_.audit(hidden).prove().any()
    gone = {name for name, flag in zip(given_.figures.names, hidden, strict=True) if flag}
    assert gone == {(area, kind) for area in "ab" for kind in ("k0", "k1")}


@pytest.mark.usefixtures("small_pieces")
def test_a_level_that_is_mostly_small_is_hidden_whole():
    """What is left of it would say little, and with it gone its totals can be shown."""
    given_ = hiding([2, 40, 3, 60, 4, 80, 45, 70], Rules(threshold=10, round_to=1))
    level = given_.figures.levels == 0
    assert given_.figures.mostly_small(0.25)[level].all()
    assert not given_.figures.mostly_small(0.25)[~level].any()
    assert chosen(given_)[level].all()


@pytest.mark.usefixtures("small_pieces")
def test_what_a_region_cannot_do_by_itself():
    """Its only figure is small: another region takes part, or the total is hidden too."""
    ticks = []
    given_ = hiding([0, 4, 2, 1, 35, 80, 45, 70], Rules(threshold=10, round_to=1))
    hidden = chosen(Hiding(given_.figures, given_.leaves, None, lambda: ticks.append(1)))
    assert not given_.audit(hidden).prove(lambda: ticks.append(2)).any()
    assert {*ticks} == {1, 2}


def test_levels_and_blocks():
    """A level has codes and totals in the same places; the total of all areas is a level of its own."""
    areas = Dimension(id="area", codes="abcde", totals={"ab": "ab", "cd": "cd", "alle": "abcde"})
    kind = Dimension(id="soort", codes="xy", totals={"alle": "xy"})
    assert blocks_of(areas).tolist() == [0, 0, 1, 1, 2]
    assert levels_of([areas, kind]).tolist() == [0, 0, 1] * 5 + [3, 3, 4] * 2 + [6, 6, 7]


def test_whole_numbers_are_searched_for_where_a_program_ends_in_fractions():
    """In three dimensions it may; few leaves hang together, so the witness is of whole numbers all the same."""
    codes = ("x", "y", "z")
    sums = sums_of([Dimension(id=name, codes=codes, totals={"alle": codes}) for name in "abc"])
    leaves = np.array(FRACTIONAL, dtype=np.int64)
    value, is_leaf = sums @ leaves, np.diff(sums.indptr) == 1
    wide = np.full(len(value), 3)
    known = Constraints(
        sums, np.where(is_leaf, 0, value), np.where(is_leaf, NO_BOUND, value), tuple((str(at),) for at in value),
        is_leaf, wide, wide + 100,
    )  # fmt: skip
    part = Component.of(known, np.arange(27), leaves)
    cost = np.zeros(27)
    cost[5] = -1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("napd_disclosure.reaching.SEARCHED", 0)
        halves, _ = extreme(part, cost)
    assert halves.dtype == float, "this table no longer shows anything: look for another"
    found, is_best = extreme(part, cost)
    assert (found.dtype, is_best) == (np.int64, True)
    audit = Audit(known, leaves)
    at = int(np.flatnonzero(is_leaf)[5])
    audit.ranges([at])
    assert audit.whole_high[at] == audit.high[at] == found[5] == 4
    assert audit.take(part, halves)
    assert not audit.take(part, halves + 1.0)


def test_several_figures_come_as_far_as_they_have_to():
    """And no further; without leave nothing leaves its bounds, and with it the cheapest does."""
    given_ = hiding([2, 40, 90, 60, 35, 80, 45, 70], Rules(threshold=10, round_to=1))
    known = given_.known(given_.figures.small)
    part = Component.of(known, np.arange(8), given_.leaves)
    wanted, goal, up = np.array([0]), np.array([12]), np.array([True])
    kept, left = reach(part, wanted, goal, up)
    assert (kept[0], left.tolist()) == (2, [])
    cost = np.where(np.diff(known.sums.indptr) > 1, np.inf, 0.01)
    moved, left = reach(part, wanted, goal, up, cost)
    assert moved[0] == 12
    assert {known.names[part.figures[at]] for at in left} >= {("a", "k1")}
    impossible = Component.of(known, np.arange(8), given_.leaves)
    object.__setattr__(impossible, "low", impossible.high + 1)
    assert reach(impossible, wanted, goal, up)[0] is None
