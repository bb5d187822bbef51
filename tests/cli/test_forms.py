"""The command `form`, and the forms that come back: scored, checked, and repaired."""

from __future__ import annotations

import json
import shutil
import sys

import pytest
from openpyxl import load_workbook

from napd.cli import terminal

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"


def filled(path, **typed):
    """A form in which something was typed: of each row, by the end of its code, the answer."""
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            if (part := str(row[0].value).rpartition("|")[2]) in typed:
                row[4].value = typed[part]
    book.save(path)
    return path


@pytest.fixture
def form(napd, tmp_path):
    """An empty form of Gooi en Vechtstreek."""
    path = tmp_path / "form.xlsx"
    said = f"wrote 1 form for round 2025-12: {path}\n"
    assert napd("form", "--round", "2025-12", "--area", "MO0402", "-o", path) == (0, "", said)
    return path


def test_a_form_is_scored_and_checked_as_it_is(napd, form):
    """Straight from the command: what is filled in counts, what is wrong is named by sheet and cell."""
    filled(form, opvolging="uitgevoerd", outreachend="soms")
    code, out, err = napd("score", form)
    assert code == 1
    assert "2025-12  MO0402  Gooi en Vechtstreek" in out
    assert f"{form}, sheet 'Preventiescan', cell E" in err
    code, out, _ = napd("check", form)
    assert code == 1
    assert f"{form} · Gooi en Vechtstreek (MO0402) · Preventiescan\ncell" in out
    (row,) = json.loads(napd("check", form, "--json").out)
    assert (row["sheet"], row["problem"]) == ("Preventiescan", "not_yes_no")


def test_forms_of_several_regions_go_to_a_folder(napd, tmp_path, monkeypatch):
    """With the answers that were given before; together they score as these answers do."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, err = napd(
        "form", "--round", "2025-12", "--area", "MO0402", "--area", "MO0014", "--area", "MO0034",
        "--previous", NATIONAL, "-o", tmp_path / "forms",
    )  # fmt: skip
    assert code == 0
    assert "FICTIEF: deze antwoorden zijn verzonnen. wrote 3 forms" in err
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == [
        "2025-12-MO0014-groningen.xlsx", "2025-12-MO0034-flevoland.xlsx", "2025-12-MO0402-gooi-en-vechtstreek.xlsx",
    ]  # fmt: skip
    monkeypatch.undo()
    _, out, err = napd("score", "--json", tmp_path / "forms")
    assert "FICTIEF" in err
    assert {row["area"] for row in json.loads(out)["scores"]} == {"MO0014", "MO0034", "MO0402"}


def test_all_regions_have_a_form(napd, tmp_path, monkeypatch):
    """One for each of the 46; without a round that of the next, which is said."""
    monkeypatch.setattr("napd_forms.making.form", lambda *_, **__: b"form")
    code, _, err = napd("form", "--all", "-o", tmp_path / "forms")
    assert (code, len(list((tmp_path / "forms").iterdir()))) == (0, 46)
    assert "Zonder --round gaat het om de ronde die nu komt:" in err


def test_all_regions_and_some_are_not_asked_together(napd, tmp_path):
    """One of both is meant, and neither is passed over; a folder for one form is told the name to give."""
    code, _, err = napd("form", "--all", "--area", "MO0402", "-o", tmp_path / "forms")
    assert (code, err) == (2, "napd: --all makes a form for each region: leave out --all or --area\n")
    code, _, err = napd("form", "--round", "2025-12", "--area", "MO0402", "-o", tmp_path / "forms")
    assert code == 2
    assert f"such as -o {tmp_path}/forms/2025-12-MO0402-gooi-en-vechtstreek.xlsx" in err
    assert not list(tmp_path.iterdir())


def test_a_deadline_that_has_passed_is_said(napd, tmp_path):
    """The form is made all the same."""
    settings = tmp_path / "napd.toml"
    settings.write_text("[form]\ndeadline = 2020-01-31\n", encoding="utf-8")
    code, _, err = napd("form", "--area", "MO0402", "-o", tmp_path / "a.xlsx", "--framework", settings)
    assert code == 0
    assert "De uiterste inleverdag in napd.toml, 31 januari 2020, is al voorbij." in err


def test_a_municipality_stands_for_its_region(napd, tmp_path):
    """Its region has the form, and that is said."""
    code, _, err = napd("form", "--round", "2025-12", "--area", "hilversum", "-o", tmp_path / "a.xlsx")
    assert code == 0
    assert "Hilversum (GM0402) hoort bij Gooi en Vechtstreek (MO0402); napd neemt die regio." in err
    written = [str(cell) for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].values for cell in row]
    assert any("Gooi en Vechtstreek" in text for text in written)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "name a region with --area"),
        (("--area", "MO0402", "-o", "form"), "must end in .xlsx"),
        (("--area", "MO0402", "--area", "MO0014", "-o", "form.xlsx"), "leave out .xlsx"),
        (("--all", "-o", "form.xlsx"), "leave out .xlsx"),
        (("--area", "NL", "--round", "2025-12"), "asked nothing"),
        (("--area", "bergen"), "can be GM0893"),
        (("--area", "MO0402", "--round", "2025-11"), "2025-12"),
        (("--area", "MO0402", "--perspective", "zij"), "napd: there is no perspective"),
        (("--area", "MO0402", "--previous", "nowhere.csv"), "no such file"),
    ],
)
def test_mistakes_with_forms_are_one_line(napd, tmp_path, monkeypatch, arguments, why):
    """What is wrong with what was asked, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    output = () if "-o" in arguments else ("-o", tmp_path / "a.xlsx")
    code, out, err = napd("form", *output, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert why in err
    assert not list(tmp_path.iterdir())


def test_earlier_answers_with_errors_are_told(napd, tmp_path):
    """They are not taken over, and said to be left."""
    earlier = tmp_path / "a.csv"
    earlier.write_text("round,area,indicator,question,value\n2025-06,MO0402,regioplan,status,klaar\n", encoding="utf-8")
    run = napd("form", "--round", "2025-12", "--area", "MO0402", "--previous", earlier, "-o", tmp_path / "f.xlsx")
    assert "1 error in the earlier answers" in run.err


def test_problems_are_written_into_a_copy(napd, form, tmp_path):
    """Of one workbook a file, of several a folder of them."""
    filled(form, outreachend="soms")
    copy = tmp_path / "copy.xlsx"
    code, _, err = napd("comments", form, "-o", copy)
    assert code == 1
    assert f"wrote {copy}" in err
    assert "Controle" in load_workbook(copy).sheetnames
    shutil.copy(form, tmp_path / "other.xlsx")
    folder = tmp_path / "copies"
    napd("comments", form, tmp_path / "other.xlsx", NATIONAL, "-o", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["form.xlsx", "other.xlsx"]
    assert load_workbook(folder / "other.xlsx")["Controle"]["D3"].value == "✕ fout"


def test_mistakes_with_copies_are_told(napd, form, tmp_path):
    """No workbook, the workbook itself, two of one name, one file for several, and what cannot be copied."""
    (tmp_path / "sub").mkdir()
    twin = shutil.copy(form, tmp_path / "sub" / "form.xlsx")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    for arguments, why in (
        ((NATIONAL, "-o", "a.xlsx"), "none is given"),
        ((form, "-o", form), "it is an input of this command, so it is left as it is"),
        ((form, twin, "-o", tmp_path / "c"), "two workbooks have the same name"),
        ((form, twin, "-o", tmp_path / "c.xlsx"), "go to a folder"),
        ((broken, "-o", tmp_path / "c"), "broken or cut off"),
    ):
        code, _, err = napd("comments", *arguments)
        assert code == 2
        assert why in err
    code, _, err = napd("comments", form, broken, "-o", tmp_path / "c")
    assert code == 1
    assert "broken or cut off" in err
    assert [path.name for path in (tmp_path / "c").iterdir()] == ["form.xlsx"]


def test_progress_is_silent_where_nobody_looks():
    """And of a few steps."""
    with terminal.steps("Making", 100) as done:
        done()
