"""Audits of what is published, in this process: what nothing fits, and a table that is too large for the utmost."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from napd import NapdError
from napd.plugin import texts
from napd_disclosure import Rules, auditing, components, ranges, reckoning
from napd_disclosure.auditing import Audited
from napd_disclosure.constraints import NO_BOUND, Constraints
from napd_disclosure.contradicting import contradictions

TABLE = "soort,aantal\na,.\nb,.\nc,.\nd,40\ntotaal,70\n"


def audited(tmp_path, text, *earlier):
    """What is known by a table, and by others beside it."""
    paths = [tmp_path / f"{number}.csv" for number in range(1 + len(earlier))]
    for path, each in zip(paths, (text, *earlier), strict=True):
        path.write_text(each, encoding="utf-8")
    return Audited.of(paths[0], Rules(threshold=10, round_to=1), paths[1:])


def test_what_contradicts_is_named(tmp_path):
    """The fewest people have to be elsewhere; each kind of bound is told as it is published."""
    with pytest.raises(NapdError, match=r"d, 1\.csv: it says 90, and with all the rest 70 would fit"):
        audited(tmp_path, TABLE.replace("d,40", "d,."), "soort,aantal\nd,90\n").found()
    sums = audited(tmp_path, TABLE).known.sums
    low, high = np.array([5, 5, 5, 5, 0]), np.array([*[NO_BOUND] * 4, 0])
    names, all_ = (*((each,) for each in "abcd"), ("t", "eerder")), np.full(5, 10)
    known = Constraints(sums, low, high, names, all_ > 0, all_, all_)
    assert [*contradictions(known, 1)] == ["t, eerder: it says 0, and with all the rest 20 would fit"]


def test_nothing_is_named_where_only_whole_numbers_do_not_fit():
    """Halves would: then no figure is more wrong than another."""
    pairs = sparse.csr_array(np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]]))
    one = np.ones(3, dtype=np.int64)
    known = Constraints(pairs, one, one, (("x",), ("y",), ("z",)), one > 0, one, one)
    assert [*contradictions(known, 5)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_large_table_is_searched_as_far_as_it_has_to_be(tmp_path, monkeypatch, language):
    """Its ranges are wide enough and no more than what is proved; the utmost is not looked for."""
    found = audited(tmp_path, TABLE).found()
    for module in (auditing, ranges):
        monkeypatch.setattr(module, "LARGE", 1)
    monkeypatch.setattr(components, "SMALL", 1)
    large, ticks = audited(tmp_path, TABLE), []
    assert large.is_large
    seen = large.found(lambda: ticks.append(1))
    assert seen.narrow == found.narrow == ()
    assert (found.ranges.low <= seen.ranges.low).all()
    assert (seen.ranges.high <= found.ranges.high).all()
    assert not seen.ranges.best[list(seen.asked)].any()
    word = {"nl": "of ruimer", "en": "or wider"}[language]
    assert word in seen.text(texts(language, "napd_disclosure"))
    assert ticks


def test_a_large_table_in_which_something_is_given_away(tmp_path, monkeypatch):
    """It is found too, with its reckoning."""
    for module in (auditing, ranges):
        monkeypatch.setattr(module, "LARGE", 1)
    found = audited(tmp_path, "soort,aantal\na,.\nb,31\ntotaal,34\n").found()
    assert len(found.narrow) == 1
    assert any("34 (totaal)" in str(each) for each in found.reasons())


@pytest.mark.parametrize(("factor", "is_most"), [(0.5, False), (2.0, True)])
def test_a_reckoning_is_checked_before_it_is_told(tmp_path, monkeypatch, factor, is_most):
    """Wrong duals that still bound the figure give a weaker reckoning; those that do not, none: 1.5 is not its most."""
    known = audited(tmp_path, "soort,aantal\na,.\nb,31\ntotaal,34\n").known
    assert [each.bound for each in reckoning.reckonings(known, 0)] == [3, 3]
    right = reckoning.linprog

    def wrong(*given, **how):
        found = right(*given, **how)
        found.ineqlin.marginals *= factor
        return found

    monkeypatch.setattr(reckoning, "linprog", wrong)
    assert [each.is_most for each in reckoning.reckonings(known, 0)] == [is_most]
