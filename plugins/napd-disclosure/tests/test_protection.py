from __future__ import annotations

import json
import pickle

import numpy as np
import pyarrow as pa
import pytest
from attrs import evolve

import napd_disclosure
from napd import AreaRegistry, Figures, Framework, ModelError, NapdError
from napd_disclosure import Dimension, Disclosed, Protected, Rules, chosen, protect, write_counts
from napd_disclosure.partners import partners
from napd_disclosure.protection import _hiding
from napd_disclosure.publication import read_publications

FOUR = [31, 16, 2, 4]
PLAIN = Rules(threshold=10, round_to=1)
THREE = [[3, 25, 40], [12, 31, 18], [20, 15, 60]]


def test_a_count_has_no_way_out(count):
    """It shows no value, is no Arrow table, is not pickled, and is not written."""
    table = count(FOUR)
    assert repr(table) == "<CountTable of telling: 5 cells, which only protect() reads>"
    assert not hasattr(table, "__arrow_c_stream__")
    with pytest.raises(TypeError, match="not stored: protect it"):
        pickle.dumps(table)
    with pytest.raises(TypeError, match="only what protect"):
        write_counts("uit", [table])


def test_only_protect_makes_what_is_written():
    """Nobody else constructs one."""
    with pytest.raises(TypeError, match="only protect"):
        Protected()


def test_figures_say_what_is_known(count):
    """A rounded figure is the range that it stands for, from the threshold on; a hidden one has no value."""
    figures = {each.areas[0].code: each for each in protect(count([31, 12, 4, 3]), Rules()).figures}
    shown = figures["GM0376"].value
    assert (shown.low, shown.high, shown.point) == (28, 32, 30)
    assert [(each.status, each.value.high) for each in figures.values() if each.status == "Q"] == [("Q", None)] * 2
    assert (figures["GM0402"].value.low, figures["GM0402"].value.point) == (10, 10)
    assert all(each.fictional for each in figures.values())


def test_written_and_read_again(count, tmp_path):
    """FICTIEF is in both names, the receipt tells no secrets, and the publication comes back as it was."""
    protected = protect(count(THREE, ("1", "2", "3")), Rules())
    paths = write_counts(tmp_path / "uit", [protected])
    assert [path.name for path in paths] == ["observations-FICTIEF.csv", "receipt-FICTIEF.json"]
    receipt = json.loads(paths[1].read_text(encoding="utf-8"))
    assert receipt["tables"][0]["rules"] == {"threshold": 10, "round_to": 5, "zeros": "hide", "dominance": 30}
    assert "small" not in paths[1].read_text(encoding="utf-8")
    (again,) = read_publications(paths[0].parent)
    own = protected.publication
    ends = dict(zip(own.cells, zip(own.low.tolist(), own.high.tolist(), strict=True), strict=True))
    assert dict(zip(again.cells, zip(again.low.tolist(), again.high.tolist(), strict=True), strict=True)) == ends
    with pytest.raises(NapdError, match="no counts to write"):
        write_counts(tmp_path, [])


def test_what_is_published_is_not_replaced_by_other_figures(count, tmp_path):
    """The next audit needs it; just the same is written again, and a table whose receipt is gone is left alone too."""
    protected, other = (
        protect(count(values, ("1", "2", "3")), Rules()) for values in (THREE, [*THREE[:2], [20, 15, 90]])
    )
    paths = write_counts(tmp_path, [protected])
    assert write_counts(tmp_path, [protected]) == paths
    before = [path.read_bytes() for path in paths]
    with pytest.raises(NapdError, match="it holds other figures, which may be published"):
        write_counts(tmp_path, [other])
    assert [path.read_bytes() for path in paths] == before
    paths[1].unlink()
    with pytest.raises(NapdError, match="use --overwrite"):
        write_counts(tmp_path, [protected])
    assert write_counts(tmp_path, [other], overwrite=True) == paths


def test_what_was_published_earlier_counts(count, tmp_path):
    """A total with one more municipality, and that municipality, would give the rest away by subtraction."""
    before = count([31, 16, 12, 4])
    earlier = tmp_path / "eerder.csv"
    earlier.write_text("area,value\nGM0376+GM0402+GM0406,59\nGM0376,31\nGM0402,16\n", encoding="utf-8")
    alone = protect(count([31, 16, 12]), PLAIN)
    assert alone.receipt["audit"]["uncertain"] == 0
    with_it = protect(before, PLAIN, earlier=[earlier])
    assert with_it.receipt["audit"]["earlier"] == ["eerder.csv"]
    shown = {each.areas[0].code for each in with_it.figures if each.status != "Q"}
    assert not {"MO0402"} & shown  # else 63 − 59 is 4
    assert protect(before, PLAIN, earlier=[protect(before, PLAIN)]).receipt["audit"]["earlier"] == ["telling"]


def test_what_is_given_away_already_cannot_be_mended(count, tmp_path):
    """Then nothing is written, and it says what gives it away."""
    earlier = tmp_path / "eerder.csv"
    earlier.write_text("area,value\nGM0376+GM0417,35\nGM0376,31\n", encoding="utf-8")
    with pytest.raises(Disclosed) as raised:
        protect(count(FOUR), PLAIN, earlier=[earlier])
    assert "GM0417 is not shown exactly, but it can only be 4:" in str(raised.value)
    assert "35 (GM0376+GM0417, eerder.csv) − 31 (GM0376, eerder.csv)" in str(raised.value)
    assert raised.value.messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("area,value\nGM0376,99\n", "does not fit the count"),
        ("gebied,value\nGM0376,31\n", "not broken down by 'gebied'"),
        ("area,value\nGM037,31\n", "eerder.csv: .*GM037"),
        ("area,value\nGM0376,x1\n", "not a whole number"),
        ("area,value\nGM0376,3\nGM0376,4\n", "stands there twice"),
        ("area,wat\nGM0376,3\n", "needs a column for each breakdown"),
    ],
)
def test_an_earlier_table_that_cannot_be_used(count, tmp_path, text, message):
    """It says what is wrong with it."""
    earlier = tmp_path / "eerder.csv"
    earlier.write_text(text, encoding="utf-8")
    with pytest.raises(NapdError, match=message):
        protect(count(FOUR), PLAIN, earlier=[earlier])


def test_an_earlier_table_of_something_else(count, tmp_path):
    """Of another day there is nothing to subtract."""
    write_counts(tmp_path, [protect(count(FOUR), PLAIN)])
    path = tmp_path / "receipt-FICTIEF.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-12-01", "2024-12-01"), encoding="utf-8")
    with pytest.raises(NapdError, match="not about telling from 2025-12-01"):
        protect(count(FOUR), PLAIN, earlier=[tmp_path])
    path.write_text("{", encoding="utf-8")
    with pytest.raises(NapdError, match="not a receipt as napd writes it"):
        protect(count(FOUR), PLAIN, earlier=[tmp_path])
    path.unlink()
    with pytest.raises(NapdError, match="keep the two together"):
        protect(count(FOUR), PLAIN, earlier=[tmp_path])
    (tmp_path / "observations.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(NapdError, match="it has 2 files"):
        protect(count(FOUR), PLAIN, earlier=[tmp_path])


def shared(cell, value):
    """One person is in each of the first two areas, and so is counted twice by them, and once in the total."""
    both = {"GM0376": 1, "GM0402": 1, "MO0402": 1}.get(cell[0], 0)
    return {"value": value - (cell[0] == "MO0402"), "shared": both}


def test_persons_who_are_in_two_areas(count):
    """What is left without them adds up; the total, one less than the sum, is no mistake."""
    table = count([31, 16, 2, 4], shared=shared, kind="persons")
    protected = protect(table, PLAIN)
    values = {each.areas[0].code: each.value.point for each in protected.figures}
    assert (values["MO0402"], values["GM0406"]) == (52, None)
    hiding = _hiding(table, PLAIN, (), None)
    audit = hiding.audit(np.array([False, True, True, True, False]))
    found = audit.ranges(range(5))
    # The one who is in GM0376 too stays; 16 and 2 and 4 without them sum to 52 − 31 = 21
    assert (found.low[1], found.high[1], found.low[2], found.high[2]) == (1, 22, 0, 21)
    with pytest.raises(NapdError, match="cannot be set against an earlier publication"):
        protect(table, PLAIN, earlier=[protected])


def amounts(cell, value):
    """Days: in the third area nearly all are of one person."""
    return {"shared": 0, "persons": 20, "largest": value - 1 if cell[0] == "GM0406" else 10}


def test_a_sum_that_one_person_dominates(count):
    """It is hidden, though it is of many, and so is another, so far that it is not known within that person's share."""
    table = count([300, 250, 200, 100], shared=amounts)
    protected = protect(table, PLAIN)
    gone = {each.areas[0].code for each in protected.figures if each.status == "Q"}
    assert "GM0406" in gone
    assert len(gone) > 1
    hiding = _hiding(table, PLAIN, (), None)
    assert hiding.figures.width.tolist() == [0, 0, 464, 0, 0]
    found = hiding.audit(np.array([name[0] in gone for name in hiding.figures.names])).ranges([2])
    assert found.high[2] - found.low[2] >= 464


FAULTY = {
    "no_total": lambda rows: rows[:-1],
    "no_sum": lambda rows: [*rows[:-1], rows[-1] | {"value": 54}],
    "below": lambda rows: [rows[0] | {"value": -1}, *rows[1:]],
    "unknown": lambda rows: [*rows, rows[0] | {"area": "GM9999"}],
    "twice": lambda rows: [*rows, rows[0]],
}
SAID = {
    "no_total": "MO0402 has no row; a count of none is a row with 0",
    "no_sum": "MO0402 is not the sum of its codes",
    "below": "column 'value' has something that is not a whole number of 0 or more",
    "unknown": "GM9999 is no combination of codes and totals",
    "twice": "stands there twice",
}


@pytest.mark.parametrize("fault", FAULTY)
def test_cells_that_cannot_be_right(count, fault):
    """They are refused before anything is made of them."""
    rows = FAULTY[fault](count(FOUR).cells.to_pylist())
    with pytest.raises(ModelError, match=SAID[fault]):
        protect(count(FOUR, cells=pa.Table.from_pylist(rows)), PLAIN)


def test_cells_without_a_column(count):
    """Of persons who may be in several areas it has to be said of how many that is so."""
    with pytest.raises(ModelError, match="no column 'shared'"):
        count(FOUR, shared=lambda *_: {})


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"codes": ()}, "it has no codes"),
        ({"codes": ("a", "a")}, "'a' stands there twice"),
        ({"codes": ("a",), "totals": {"t": ("b",)}}, "has no code 'b'"),
        ({"codes": ("a",), "totals": {"t": ()}}, "needs codes, each once"),
    ],
)
def test_a_dimension_that_cannot_be(said, message):
    """It is refused."""
    with pytest.raises(ModelError, match=message):
        Dimension(id="area", **said)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"threshold": -1}, "threshold: -1 is not a whole number from 0 to 1000"),
        ({"round_to": 2.5}, "round_to: 2.5 is not a whole number"),
        ({"zeros": "weg"}, "zeros: 'weg' is not one of hide, show"),
        ({"threshold": 0, "round_to": 1}, "protect nothing"),
    ],
)
def test_rules_that_cannot_be(said, message):
    """They are refused."""
    with pytest.raises(NapdError, match=message):
        Rules(**said)


def test_rules_of_a_framework(tmp_path):
    """What napd.toml says under [disclosure]; an option goes before it."""
    path = tmp_path / "napd.toml"
    path.write_text('indicators = []\n[disclosure]\nthreshold = 5\nzeros = "show"\n', encoding="utf-8")
    assert Rules.of(path) == Rules(threshold=5, zeros="show")
    assert Rules.of(Framework.load(path), threshold=3, zeros=None) == Rules(threshold=3, zeros="show")
    path.write_text("indicators = []\n[disclosure]\ntreshold = 5\n", encoding="utf-8")
    with pytest.raises(NapdError, match=r"unknown setting 'treshold'\. Did you mean .threshold"):
        Rules.of(path)


PLUGIN = """
from napd import hookimpl

def hide(hiding):
    return hiding.figures.small | (hiding.figures.value == 31)

@hookimpl
def napd_disclosure():
    return hide
"""


def test_a_method_of_a_plugin(count, hidden, tmp_path):
    """It is found by its name, and what it chooses is audited like any other."""
    (tmp_path / "grof.py").write_text(PLUGIN, encoding="utf-8")
    path = tmp_path / "napd.toml"
    path.write_text('indicators = []\n[disclosure]\nmethod = "grof"\n', encoding="utf-8")
    from napd.framework.local import Local

    framework = Framework.load(path, Local.of(plugins=[tmp_path / "grof.py"]))
    hide = chosen(framework)
    assert hidden(protect(count(FOUR), Rules.of(framework, round_to=1), hide=hide)) == {
        ("GM0376",),
        ("GM0406",),
        ("GM0417",),
    }
    assert chosen(Framework.installed([])) is partners
    path.write_text('indicators = []\n[disclosure]\nmethod = "fijn"\n', encoding="utf-8")
    with pytest.raises(NapdError, match="there is no method of disclosure control 'fijn'"):
        chosen(Framework.load(path))


@pytest.mark.parametrize("given", [np.zeros(5, dtype=bool), np.ones(3, dtype=bool), [1, 1, 1, 1, 1]])
def test_a_method_that_shows_what_is_small(count, given):
    """It is refused."""
    with pytest.raises(NapdError, match="one flag for each figure"):
        protect(count(FOUR), PLAIN, hide=lambda _: given)


def test_a_table_that_would_take_too_long(count, monkeypatch):
    """It is refused before anything is done, with what makes it smaller."""
    monkeypatch.setattr("napd_disclosure.protection.MOST", 8)
    with pytest.raises(NapdError, match=r"9 smallest parts, .*more than 8 .*\(without soort 3\), or count fewer areas"):
        protect(count(THREE, ("1", "2", "3")), PLAIN)


def test_public_names():
    """Each loads what it names, and no other is there."""
    assert all(getattr(napd_disclosure, name) for name in napd_disclosure.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = napd_disclosure.nothing


def test_what_lies_in_no_area(count, tmp_path):
    """A figure of it is one of the whole area, with its coverage in words; and is audited and read back as itself."""
    made = protect(count([31, 16, 22, 44], coverage_of={"GM0417": "gemeente onbekend"}), Rules())
    places = [("+".join(area.code for area in each.areas), each.coverage) for each in made.figures]
    assert sorted(places) == [
        ("GM0376", ""), ("GM0402", ""), ("GM0406", ""), ("MO0402", ""), ("MO0402", "gemeente onbekend")
    ]  # fmt: skip
    path, _ = write_counts(tmp_path, [made])
    assert Figures.from_csv(path, made.figures.measures, AreaRegistry.shipped()).problems == ()
    (read,) = read_publications(path)
    assert {*read.cells} == {*made.publication.cells}


def test_coverage_of_what_is_no_code(count):
    """It is refused, as is the coverage of a part where there is no whole."""
    with pytest.raises(ModelError, match="no code 'GM0000' of which to say the coverage"):
        count(FOUR, coverage_of={"GM0000": "x"})
    one = Dimension(id="area", codes=["GM0376"])
    with pytest.raises(ModelError, match="has no total, in which those of coverage_of lie"):
        evolve(count(FOUR[:1]), dimensions=[one], coverage_of={"GM0376": "x"})
