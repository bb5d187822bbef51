"""A change of method on the national example: what it moves is marked as method, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve
from pyarrow import csv

from napd import Framework, Rule, compare, score

NATIONAL = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"
EARLIER, LATER = "2025-06", "2025-12"
KEY = ("area", "perspective")


def threshold(percentage, since):
    """The shipped indicator, with a rule for gerealiseerd on the share of municipalities that took part alone."""
    (shipped,) = (i for i in Framework.installed(["preventiescan"]).indicators)
    deelname = shipped.question("deelname").scored
    rules = [
        Rule("gerealiseerd", deelname >= percentage, because="Genoeg gemeenten deden mee."),
        Rule("in-ontwikkeling", deelname >= 25, because="Een deel van de gemeenten deed mee."),
        Rule("niet-op-gang", because="Weinig gemeenten deden mee."),
    ]
    return evolve(shipped, rules=rules, since=since)


@pytest.fixture(scope="module")
def framework():
    """Until the last round the threshold is 75, and from then on 80."""
    made = [threshold(75, date(2023, 12, 1)), threshold(80, date(2025, 12, 1))]
    return Framework(indicators=made)


@pytest.fixture(scope="module")
def mine():
    """The national answers about the indicator."""
    rows = csv.read_csv(NATIONAL, convert_options=csv.ConvertOptions(strings_can_be_null=False))
    rows = rows.set_column(5, "value", rows["value"].cast(pa.string()))
    return rows.filter(pc.equal(rows["indicator"], "preventiescan"))


def between(result):
    """Whose share in the earlier round is at a bound from 75 up to 80, from the table of shares."""
    rows = [r for r in result.tables["rollups"].to_pylist() if (r["round"], r["question"]) == (EARLIER, "deelname")]
    return {tuple(row[name] for name in KEY) for row in rows if 75 <= row["low"] < 80 or 75 <= row["high"] < 80}


def keys(rows):
    """Whose scores some rows are."""
    return {tuple(row[name] for name in KEY) for row in rows}


def test_a_threshold_that_is_raised_moves_those_between(framework, mine):
    """With the same answers in both rounds it moves exactly whoever lies between, all by the method."""
    same = mine.filter(pc.equal(mine["round"], EARLIER))
    again = same.set_column(0, "round", pa.array([LATER] * len(same)))
    result = score([same, again], framework)
    found = compare(result)
    rows = found.changes.to_pylist()
    assert keys(rows) == between(result) != set()
    assert {row["causes"] for row in rows} == {"method"}
    assert {"down", "open"} & {row["change"] for row in rows}
    assert len(found.changed_answers) == 0


def test_the_method_is_told_apart_from_what_regions_did(framework, mine):
    """With the real answers of both rounds the part of the method is still theirs alone who lay between."""
    result = score(mine.filter(pc.is_in(mine["round"], pa.array([EARLIER, LATER]))), framework)
    rows = compare(result).changes.to_pylist()
    moved = [row for row in rows if row["method_low"] or row["method_high"]]
    published = {(row["area"], row["perspective"]) for row in result.scores.to_pylist() if row["round"] == EARLIER}
    assert keys(moved) & published == between(result)
    assert {row["method_low"] for row in moved} | {row["method_high"] for row in moved} <= {0, -1}
    assert any("answers" in row["causes"] and "method" not in row["causes"] for row in rows)


def test_two_results_of_one_round_by_other_rules(mine):
    """The same answers by two sets of rules differ by the method alone, also without another date of the version."""
    results = [score(mine, Framework(indicators=[threshold(n, date(2023, 12, 1))])) for n in (75, 80)]
    there, back = (compare(*pair, from_round=EARLIER, to_round=EARLIER) for pair in (results, results[::-1]))
    assert keys(there.changes.to_pylist()) == between(results[0])
    for one, other in zip(there.changes.to_pylist(), back.changes.to_pylist(), strict=True):
        assert one["causes"] == other["causes"] == "method"
        assert (one["method_low"], one["method_high"]) == (-other["method_low"], -other["method_high"])


def test_by_the_rules_of_one_day_there_is_no_change_of_method(framework, mine):
    """Scored by one version, rounds differ by what was answered alone."""
    for when in (EARLIER, "2026-01-31"):
        rows = compare(score(mine, framework.dated(when))).changes.to_pylist()
        assert not any("method" in row["causes"] for row in rows)
