"""The section of the report: the places in each round, of the regions of which they are all known."""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from itertools import product
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from napd import Area, AreaRegistry, Framework, Reported, score
from napd.model.areas import Membership
from napd_opvang_ombouw import indicator, places

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
ROUNDS = ("2024-12", "2025-12")
AREAS = AreaRegistry(
    [Area("MO1", "Een", "region"), Area("MO2", "Twee", "region")]
    + [Area(f"GM{number}", f"Gemeente {number}", "municipality") for number in range(3)],
    [Membership("GM0", "MO1"), Membership("GM1", "MO1"), Membership("GM2", "MO2")],
)
FRAMEWORK = Framework(indicators=[indicator], areas=AREAS)
KEYS = list(product(ROUNDS, ("GM0", "GM1", "GM2"), places.KINDS))
COLUMNS = ("round", "area", "question", "value", "perspective", "indicator")


def told(answers, perspective="gemeente"):
    """What the section tells of answers, by round, municipality and question."""
    rows = [(*key, str(value), "gemeente", places.INDICATOR) for key, value in answers.items()]
    rows.append(("2025-12", "GM0", "plekken_nood", "99999", "aanbieder", places.INDICATOR))
    columns = zip(*rows, strict=True)
    table = pa.table({name: pa.array(each, pa.string()) for name, each in zip(COLUMNS, columns, strict=True)})
    return places.tell(Reported(score(table, FRAMEWORK).tables, ROUNDS, perspective))


def counted(answers, round_id):
    """The row of a round, counted plainly: n, the places of each kind, and the share."""
    regions = [("GM0", "GM1"), ("GM2",)]
    whole = [
        one for one in regions if all((round_id, area, kind) in answers for area, kind in product(one, places.KINDS))
    ]
    sums = [sum(answers[round_id, area, kind] for one in whole for area in one) for kind in places.KINDS]
    share = f"{100 * sums[1] / sum(sums):.0f} %" if sum(sums) else "niet te berekenen"
    return round_id, str(len(whole)), *map(str, sums), share


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 50), max_size=len(KEYS)))
def test_it_counts_only_what_is_wholly_known(answers):
    """A region counts in a round when each of its municipalities gave all three numbers; n says how many do."""
    said = told(answers)
    assert said.rows == tuple(counted(answers, round_id) for round_id in ROUNDS)
    assert said.header == ("ronde", "n", "slaapzaal", "eenpersoons", "noodopvang", "waarvan eenpersoons")


def test_all_places():
    """With every answer it has the sums of both regions; without places there is no share."""
    rows = told({key: 0 if key[0] == "2024-12" else 5 for key in KEYS}).rows
    assert rows[0] == ("2024-12", "2", "0", "0", "0", "niet te berekenen")
    assert rows[1] == ("2025-12", "2", "15", "15", "15", "33 %")


def test_it_says_what_it_counts():
    """The rule, and what a difference does not say, stand above the table."""
    assert told({}).paragraphs == (places.RULE,)
    assert "n" in places.RULE
    assert "nog geen groei of krimp" in places.RULE


def test_it_is_announced():
    """The installed distribution gives the section to reports, for its own indicator."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["napd.sections"]
    points = distribution("napd-opvang-ombouw").entry_points.select(group="napd.sections")
    assert {point.name: point.value for point in points} == declared
    section = places.napd_section()
    assert (section.indicator, section.tell) == (indicator.id, places.tell)
