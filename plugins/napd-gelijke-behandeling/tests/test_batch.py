"""Many cases at once, and the page: both come to what one case at a time comes to."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_laws import INQUIRY, cases

from napd import NapdError
from napd.plugin import texts
from napd_ask import read_case
from napd_ask.cases import CaseFile, table_bytes
from napd_ask.coded import CodedCases

TELL = texts("nl", "napd_ask")
FILE = files("napd_gelijke_behandeling") / "cases.csv"


def decided(path, report=pytest.fail):
    """What follows for the cases of a file, as rows."""
    return CaseFile(INQUIRY, path, TELL, report).decide().to_pylist()


def text(value):
    """A value as it stands in a file."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def test_the_cases_of_the_plugin(tmp_path):
    """Each comes out, what is no question stays, and a column of the same name is kept beside."""
    path = tmp_path / "cases.csv"
    path.write_bytes(FILE.read_bytes())
    rows = decided(path)
    assert [(row["verwacht"], row["regel"]) for row in rows] == [(row["outcome"], row["ground"]) for row in rows]
    assert {row["status_given"] for row in rows} == {"bron", "beredeneerd"}
    assert all("Geen jurist" in row["notice"] for row in rows)
    again = csv.DictReader(table_bytes(pa.Table.from_pylist(rows), ".csv").decode().splitlines())
    assert [row["case_id"] for row in again] == [row["case_id"] for row in rows]


@settings(max_examples=15, deadline=None)
@given(some=st.lists(cases(most_open=4), min_size=1, max_size=30))
def test_many_are_as_one_by_one(some, tmp_path_factory):
    """Outcome, ground, status and what is possible, for each provision where the file names none."""
    path = tmp_path_factory.mktemp("cases") / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, some[0])
        writer.writeheader()
        writer.writerows({name: text(value) for name, value in case.items()} for case in some)
    expected = []
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        case, _ = read_case(row, INQUIRY.advice)
        for one in INQUIRY.assess(case).verdicts:
            ground = next(iter(one.grounds), "")
            expected.append((one.about, one.outcome, ground, one.status, "|".join(one.possible)))
    names = ("about", "outcome", "ground", "status", "possible")
    assert [tuple(row[name] for name in names) for row in decided(path)] == expected


def test_contradictions_are_as_one_by_one(tmp_path):
    """What is contradicted is not known in a file of cases either."""
    head = "peildatum,voorziening,nationaliteit,identiteit_aangetoond,ind_besluit,werkt_nu,ooit_gewerkt_nl,werk_eind,"
    rows = ["nee,nee,,2026-01-05,0", "nee,nee,2025-01-01,2026-01-05,0", "nee,nee,,2026-01-05,4", "ja,nee,,2026-01-05,0"]
    path = tmp_path / "cases.csv"
    lines = [head + "datum_inreis,maanden_rechtmatig", *(f"2026-03-01,bijstand,eu,ja,geen,{row}" for row in rows)]
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    expected = []
    for row in csv.DictReader(lines):
        case, _ = read_case(row, INQUIRY.advice)
        found = next(one for one in INQUIRY.assess(case).verdicts if one.about == "bijstand")
        expected.append("|".join(found.possible))
    assert [row["possible"] for row in decided(path)] == expected


def test_wrong_answers(tmp_path):
    """Each distinct one is told once and counts as not known; a case that asks for nothing known is left out."""
    path = tmp_path / "cases.csv"
    path.write_text(
        "id,peildatum,nationaliteit,leeftijd,voorziening\n=1+1,2026-03-01,nl,oud,opvang\n2,2026-03-01,nl,oud,eten\n",
        encoding="utf-8",
    )
    problems: list[str] = []
    rows = decided(path, problems.append)
    assert [(row["id"], row["outcome"]) for row in rows] == [("=1+1", "GELIJK")]
    assert [line.split(":")[1].strip() for line in problems] == ["leeftijd", "voorziening"]
    assert b"'=1+1" in table_bytes(pa.Table.from_pylist(rows), ".csv")
    assert table_bytes(pa.Table.from_pylist(rows), ".parquet").startswith(b"PAR1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a,b\n1,2\n", "none of its columns is the id of a question"),
        ("nationaliteit\nnl\n", "some cases have no day"),
        ("", "it cannot be read"),
    ],
)
def test_a_file_without_cases(tmp_path, content, reason):
    """It is refused with why."""
    path = tmp_path / "cases.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NapdError, match=reason):
        decided(path)


def test_coded_cases_of_which_nothing_is_known():
    """A variable that is not named can be anything."""
    places, verdicts = CodedCases(INQUIRY, {}, {}, 3).decide()
    assert {verdicts[place].possible for place in places} == {("GEEN", "BUITEN", "NADER", "GELIJK")}
    known = {"nationaliteit": np.zeros(3, np.int8)}
    places, verdicts = CodedCases(INQUIRY, known, known, 3).decide()
    assert {verdicts[place].outcome for place in places} == {"GELIJK"}
