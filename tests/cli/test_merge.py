"""The command `merge`: two halves of a form, and what stands in the way."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from napd import score


@pytest.fixture
def halves(napd, tmp_path):
    """Two forms of one region: they agree on nothing, as each is filled in by another."""
    paths = []
    for name, typed in (("een", {"status": "concept"}), ("twee", {"herkomst_in_plan": "ja"})):
        paths.append(tmp_path / f"{name}.xlsx")
        assert napd("form", "--round", "2025-12", "--area", "MO0402", "-o", paths[-1]).code == 0
        fill(paths[-1], **typed)
    return paths


def fill(path, **typed):
    """Type answers in a form, by the ends of the codes of their rows."""
    book = load_workbook(path)
    for row in book["Regioplan"].iter_rows():
        if (part := str(row[0].value).rpartition("|")[2]) in typed:
            row[4].value = typed[part]
    book.save(path)


def test_two_halves_become_one_form(napd, halves, tmp_path):
    """It is written, and scores as one form would."""
    code, out, err = napd("merge", *halves, "-o", tmp_path / "samen.xlsx")
    assert (code, out, err) == (0, "", f"merged 2 forms: {tmp_path / 'samen.xlsx'}\n")
    rows = score(tmp_path / "samen.xlsx").answers.to_pylist()
    assert {row["question"]: row["value"] for row in rows} == {"status": "concept", "herkomst_in_plan": "ja"}


def test_what_they_disagree_on_is_told_and_the_form_is_written(napd, halves, tmp_path):
    """On the screen with the cell of the new form, and as JSON."""
    fill(halves[1], status="vastgesteld")
    code, _, err = napd("merge", *halves, "-o", tmp_path / "samen.xlsx")
    assert code == 1
    assert f"{tmp_path / 'samen.xlsx'}, sheet 'Regioplan', cell E6: the forms disagree here" in err
    assert "twee.xlsx: 'vastgesteld'" in err
    code, out, _ = napd("merge", *halves, "-o", tmp_path / "samen.xlsx", "--overwrite", "--json")
    assert code == 1
    assert [(row["problem"], row["region"], row["cell"]) for row in json.loads(out)] == [
        ("contradiction", "MO0402", "E6")
    ]


def test_what_is_not_read_is_told(napd, halves, tmp_path):
    """Of the form that is written in the others, for it would be lost; exit 1."""
    book = load_workbook(halves[1])
    book["Regioplan"]["K6"].value = "nog navragen"
    book.save(halves[1])
    code, _, err = napd("merge", *halves, "-o", tmp_path / "samen.xlsx")
    assert code == 1
    assert "'nog navragen' is in a cell where the form asks nothing" in err


def test_nothing_of_a_person_is_written_over(napd, halves, tmp_path):
    """Neither a form that is merged, nor one that somebody filled in; `--overwrite` replaces only the second."""
    before = [path.read_bytes() for path in halves]
    for more in ((), ("--overwrite",)):
        assert napd("merge", *halves, "-o", halves[0], *more).code == 2
    assert [path.read_bytes() for path in halves] == before
    assert napd("merge", *halves, "-o", tmp_path / "samen.xlsx").code == 0
    assert napd("merge", *halves, "-o", tmp_path / "samen.xlsx").code == 0  # the same
    fill(tmp_path / "samen.xlsx", status="vastgesteld")
    assert napd("merge", *halves, "-o", tmp_path / "samen.xlsx").code == 2


def test_what_cannot_be_merged_is_refused(napd, halves, tmp_path):
    """One form alone, a form for another region, a name that is no workbook; nothing is written."""
    other = tmp_path / "ander.xlsx"
    (tmp_path / "notes.csv").write_text("a,b\n", encoding="utf-8")
    assert napd("form", "--round", "2025-12", "--area", "MO0014", "-o", other).code == 0
    for forms, target, why in (
        (halves[:1], "c.xlsx", "give two or more forms to merge"),
        ([halves[0], halves[0]], "c.xlsx", "give two or more forms to merge"),
        ([halves[0], other], "c.xlsx", "is for area 'MO0014'"),
        (halves, "c.csv", "the name of a form must end in .xlsx"),
        ([*halves, tmp_path / "notes.csv"], "c.xlsx", "notes.csv: it is not a workbook, and forms are"),
    ):
        code, _, err = napd("merge", *forms, "-o", tmp_path / target)
        assert code == 2
        assert why in err
        assert not (tmp_path / target).exists()
