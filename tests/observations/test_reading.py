from __future__ import annotations

import csv
import subprocess
import sys

import pytest
from figured import COUNT, EVICTIONS, LAND, figure, year
from hypothesis import given
from hypothesis import strategies as st

from napd import AreaRegistry, Figures, Interval, NapdError
from napd.observations.cells import GUARDED
from napd.tables.arrays import texts
from napd.tables.guard import guarded

HEAD = (
    "measure,area,first_day,last_day,value,rounded_to,low,high,published,n,status,source,title,population,unit,kind\n"
)
OWN = "opvang,MO0402,2024-01-01,2024-12-31,{},Jaarverslag,Opvang,mensen in de opvang,personen,persons\n"


@pytest.fixture
def read(tmp_path):
    """Read the text or bytes of a file."""

    def reading(content, **rest):
        path = tmp_path / "cijfers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Figures.from_csv(path, **rest)

    return reading


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("40,,,,,,", Interval.exact(40)),
        ("40,10,,,,,", Interval.rounded(40, to=10)),
        ("40,,38,45,,,", Interval(38, 45, 40)),
        (",,38,,,,", Interval(38, None)),
        (",,,45,,,", Interval(0, 45)),
        (",,,,ruim 90,,", Interval.at_least(90)),
        (",,,,Meer dan 90,,", Interval.at_least(90)),
        (",,,,bijna 90,,", Interval.at_most(90)),
        (",,,,ongeveer 90,,", Interval.unknown()),
        (",,,,,,Q", Interval.unknown()),
        ("40,,,,,60,P", Interval.exact(40)),
    ],
)
def test_values(read, cells, value):
    """A number, rounded or not; a range; words that bound it; or none, with a status that says why."""
    found = read(HEAD + OWN.format(cells))
    assert [str(each) for each in found.problems] == []
    assert [figure.value for figure in found] == [value]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (OWN.format("1.200,,,,,,"), "line 2, column value: '1.200' is not a whole number. Write 1200"),
        (OWN.format("veel,,,,,,"), "line 2, column value: 'veel' is not a number."),
        (OWN.format("-1,,,,,,"), "line 2, column value: '-1' is less than 0."),
        (OWN.format("41,10,,,,,"), "line 2, column rounded_to: 41 is not rounded to 10. Write 100 for hundreds"),
        (OWN.format("41,0,,,,,"), "line 2, column rounded_to: 41 is not rounded to 0."),
        (OWN.format(",,9,3,,,"), "line 2, column low: a range cannot go from 9 to 3"),
        (OWN.format("9,,,3,,,"), "line 2, column high: 9 does not lie in the range from 0 to 3"),
        (OWN.format(",,,,ruim veel,,"), "line 2, column published: 'veel' is not a number."),
        (OWN.format(",,,,,,"), "line 2, column value: the value is empty. Give a number, a range in low and high"),
        (OWN.format("4,,,,,,Z"), "line 2, column status: there is no status 'Z'. Available: A, P provisional"),
        (OWN.format("4,,,,,,O"), "line 2: its status O says that it has no value, and it has one. Check the row."),
        (OWN.format("4,,,,,1.5,"), "line 2, column n: '1.5' is not a whole number. Write digits, such as 12."),
        (OWN.format("4,,,,,,").replace("MO0402", "Huize"), "line 2, column area: there is no area 'Huize'."),
        (OWN.format("4,,,,,,").replace("MO0402", "xx"), "Give a code: `napd areas` lists them."),
        (OWN.format("4,,,,,,").replace("MO0402", ""), "column area: the area is empty. Give its code"),
        (OWN.format("4,,,,,,").replace("2024-01-01", ""), "column first_day: the day is empty."),
        (OWN.format("4,,,,,,").replace("2024-12", "2024-13"), "column last_day: there is no day '2024-13-31'"),
        (OWN.format("4,,,,,,").replace("opvang,", ",", 1), "column measure: the measure is empty. Say what"),
        (OWN.format("4,,,,,,").replace("Jaarverslag", ""), "column source: the source is empty."),
        (OWN.format("4,,,,,,").replace("persons", "person"), "'person' is not a kind of figure. Did you mean"),
        (OWN.format("4,,,,,,").replace("persons", "zz"), "Available: stock, persons, events, estimate, share."),
        (OWN.format("4,,,,,,").replace("Opvang", ""), "column title: there is no measure 'opvang', and this row does"),
        (OWN.format("4,,,,,,,"), "line 2: the row has 17 cells where the header has 16."),
        (OWN.format("4,,,,,,").replace("Jaar", "\0"), "column source: the cell is not text that can be read."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row(read, row, said):
    """With its line, column and what to do; the good row beside it counts."""
    other = OWN.format("7,,,,,,").replace("opvang,", "dagopvang,", 1)
    found = read(HEAD + row + other)
    errors = [str(each) for each in found.problems if each.severity == "error"]
    assert any(said in each for each in errors), errors
    assert [figure.value.point for figure in found] == [7]


def test_all_that_is_wrong_is_told_at_once(read):
    """A row with faults in four cells has four problems."""
    found = read(HEAD + "x,MO0,2024-31-01,,veel,,,,,a,Z,\n")
    assert sorted(each.column for each in found.problems) == sorted(
        ["title", "area", "first_day", "value", "n", "status", "source", ""]
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: it is empty"),
        (HEAD, "line 1: it has a header but no rows"),
        ("measure,area,first_day\nx,MO0402,2024-01-01\n", "column source: the column 'source' is missing. Add it"),
        ("measure,area,area,first_day,source\nx,y,z,a,b\n", "column area: two columns are called 'area'. Keep one"),
        (HEAD + '"open', "from here on this is not CSV"),
    ],
)
def test_a_file_that_cannot_be_read(read, content, said):
    """Is said, with what it needs."""
    found = read(content)
    assert any(said in str(each) for each in found.problems)
    assert len(found) == 0


def test_what_is_only_remarked_upon(read):
    """Another encoding, an unknown column, an unknown indicator and a row that stands twice leave the figure usable."""
    row = OWN.format("4,,,,,,").strip()
    content = f"{HEAD.strip()},beside,titel\n{row},regioplann|regioplan,é\n\n{row},,\n".replace(",", ";")
    found = read(content.encode("latin-1"), indicators=["regioplan"])
    kinds = ["windows_1252", "unknown_column", "unknown_indicator", "duplicate"]
    assert [each.problem for each in found.problems] == kinds
    assert {each.severity for each in found.problems} == {"remark"}
    assert len(found) == 1


def test_a_figure_that_is_given_twice_with_two_values(read):
    """Neither counts, and both say where the other is."""
    found = read(HEAD + OWN.format("4,,,,,,") + OWN.format("5,,,,,,"))
    assert len(found) == 0
    assert [str(each).partition(": ")[2] for each in found.problems] == [
        "line 3 gives it another value; neither is used. Keep one.",
        "line 2 gives it another value; neither is used. Keep one.",
    ]


def test_a_known_measure_is_not_described_otherwise(read):
    """A row may leave its description out, or say the same."""
    head = "measure,area,first_day,last_day,value,source,title,adds_over\n"
    row = "ontruimingen,MO0402,2024-01-01,2024-12-31,4,Jaarverslag,"
    good = read(head + row + "Ontruimingen,areas|periods\n", measures=[EVICTIONS])
    assert (len(good), good.problems) == (1, ())
    bad = read(head + row + "Iets anders,\n", measures=[EVICTIONS])
    assert "column title: measure 'ontruimingen' has 'Ontruimingen' here" in str(bad.problems[0])
    again = read(HEAD + OWN.format("4,,,,,,") + OWN.format("5,,,,,,").replace("Opvang", "Zorg").replace("24", "25"))
    assert "column title: measure 'opvang' has 'Opvang' here" in str(again.problems[0])
    wrong = OWN.format("4,,,,,,").strip() + ",areas\n"
    refused = read(HEAD.strip() + ",adds_over\n" + wrong)
    assert "one person may be counted in several" in str(refused.problems[0])


def test_parts_are_read_by_scheme(read):
    """Totals by their name."""
    head = "measure,area,first_day,value,source,parts,coverage,doubt,FICTIEF\n"
    row = "telling,NL,2025-04-08,5,Telling,leeftijd=kinderen|ethos=1-7,9 regio's,met de hand,x\n"
    found = read(head + row, measures=[COUNT])
    given = {"coverage": "9 regio's", "doubt": "met de hand", "source": "Telling", "fictional": True}
    parts = {"leeftijd": "kinderen", "ethos": "1-7"}
    assert [*found] == [figure(COUNT, 5, areas=found.observations[0].areas, parts=parts, **given)]
    assert found.fictional


def test_personal_data_is_not_shown(read):
    """Of a text in which it may be, it is remarked that it is withheld."""
    found = read(HEAD + OWN.format("4,,,,,,").replace("Jaarverslag", "bel 06-12345678"))
    assert [(each.problem, each.severity) for each in found.problems] == [("personal_data", "remark")]
    assert "12345678" not in found.text() + str(found.rows()) + str(found.problems[0].message)
    assert "12345678" not in str(found.problems)


@given(st.text(alphabet=st.sampled_from("a'=+-@,;|\t\n\" \xa0")))
def test_the_guard_of_csv_is_taken_away(text):
    """As in answers: what napd guarded against spreadsheets is read as it was."""
    assert GUARDED.sub(r"\1\2", guarded(texts([text]))[0].as_py()) == text


def test_what_is_written_is_read_again(tmp_path):
    """The rows of figures, as CSV, give the same figures."""
    figures = Figures([
        year(EVICTIONS, 2021, Interval.rounded(1400, to=100), areas=LAND, status="E", doubt="=cmd|'x"),
        year(EVICTIONS, 2022, Interval.at_least(90), areas=LAND, published="ruim 90", n=200),
        figure(COUNT, 3, areas=LAND, parts={"ethos": "1+3"}),
    ])  # fmt: skip
    rows = figures.rows()
    with (tmp_path / "uit.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    again = Figures.from_csv(tmp_path / "uit.csv", measures=[EVICTIONS, COUNT])
    assert again.problems == ()
    assert [each.value for each in again] == [each.value for each in figures]
    assert again.rows() == rows


def test_a_file_that_is_not_there():
    """Is a person's mistake, in a sentence."""
    with pytest.raises(NapdError, match="it cannot be read"):
        Figures.from_csv("er-niet.csv", areas=AreaRegistry.shipped())


def test_figures_load_no_arrays():
    """To read and tell them takes neither numpy nor pyarrow."""
    code = "import sys, napd; napd.Figures; napd.Observation; print('numpy' in sys.modules, 'pyarrow' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
