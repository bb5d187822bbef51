"""Homes: rows that have to be together come together, whatever they look like."""

from __future__ import annotations

import pyarrow as pa
import pytest
from answers import FRAMEWORK, rows

from napd.model.areas import Area, AreaRegistry, Membership
from napd_cluster.homes import HOME, HOMED, RegionBuckets, homed, homed_batches, needed

HOMES = RegionBuckets(FRAMEWORK)


def home(round_, area):
    """The home of one row."""
    texts = (pa.array([text], pa.string()).dictionary_encode() for text in (round_, area))
    return int(HOMES.of(*texts)[0])


def test_a_municipality_is_at_home_in_its_region_of_that_round():
    """Whoever moved between the rounds has another home in each, and those of one region the same."""
    assert home("2024-12", "GM0002") == home("2024-12", "MO0001") == home("2024-12", "GM0001")
    assert home("2025-12", "GM0002") == home("2025-12", "MO0002") == home("2025-12", "GM0003")
    assert home("2025-12", "MO0001") != home("2025-12", "MO0002")


@pytest.mark.parametrize("text", [" GM0002", "gm0002", "\tGm0002\u00a0", "GM0002 "])
def test_spaces_and_capitals_do_not_matter(text):
    """A code is read as the check reads it: stripped, and in whatever case."""
    assert home(" 2025-12 ", text) == home("2025-12", "GM0002")


def test_case_is_folded_as_the_check_folds_it():
    """Also letters that only case folding takes for the same."""
    areas = AreaRegistry([Area("STRASSE", "S", "region"), Area("A", "A", "municipality")], [Membership("A", "STRASSE")])
    from attrs import evolve

    homes = RegionBuckets(evolve(FRAMEWORK, indicators=FRAMEWORK.deciders, areas=areas))
    texts = pa.array(["stra\u00dfe", "STRASSE", "a"]).dictionary_encode()
    rounds = pa.array(["2025-12"] * 3).dictionary_encode()
    assert len(set(homes.of(rounds, texts).tolist())) == 1


def test_what_is_unknown_goes_somewhere_and_the_same_to_one_place():
    """An unknown or empty round or area has a home too; unknown areas do not all share one."""
    assert home("2031-01", "GM0002") == home(None, "gm0002") == home("", "GM0002 ")
    assert home("2025-12", None) == home(None, None) == home("2025-12", " ")
    assert len({home("2025-12", f"GM9{number:03}") for number in range(100)}) > 90
    assert home("2025-12", "GM0004") == home("2031-01", "GM0004"), "a municipality that is gone has no region"


def test_homes_are_the_same_everywhere():
    """A home depends on nothing but the texts: not on the process, the version or the seed of Python's hash."""
    assert home("2025-12", "MO0001") == 915_977_984
    assert all(0 <= home(row["round"], row["area"]) < 2**31 for row in rows(1))


@pytest.mark.parametrize("batch_size", [1, 7, 10_000])
def test_rows_keep_their_texts(batch_size):
    """Rows come out as they went in, batch by batch, with their homes beside them."""
    made = rows(2)
    table = pa.Table.from_pylist(made, schema=pa.schema(list(HOMED)[:-1]))
    out = pa.Table.from_batches(homed_batches(table.to_batches(batch_size), HOMES), HOMED)
    assert out.drop_columns(HOME).equals(table)
    assert out[HOME].to_pylist() == [home(row["round"], row["area"]) for row in made]


def test_columns_of_any_type_become_text():
    """Names in capitals, numbers, dictionaries, lists and large strings; a column that is not there is null."""
    table = pa.table({
        "Round ": pa.array(["2025-12"], pa.large_string()),
        "AREA": pa.array(["MO0001"]).dictionary_encode(),
        "indicator": pa.array([b"opvang"]),
        "question": pa.array(["plekken"], pa.string_view()),
        "value": pa.array([["zorg", "werk"]]),
        "status": pa.array([7]),
        "elders": pa.array([None], pa.string()),
    })  # fmt: skip
    (row,) = homed(table, HOMES).to_pylist()
    said = {"round": "2025-12", "area": "MO0001", "indicator": "opvang", "question": "plekken", "value": "zorg|werk"}
    assert row == {**said, "perspective": None, "status": "7", "home": home("2025-12", "MO0001")}
    assert needed(table.column_names) == ["Round ", "AREA", "indicator", "question", "value", "status"]


def test_no_rows():
    """No rows give no rows, with the schema all the same."""
    assert homed(HOMED.empty_table(), HOMES).equals(HOMED.empty_table())
