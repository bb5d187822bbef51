"""The counters of a form, as a spreadsheet program works them out."""

from __future__ import annotations

import subprocess
from shutil import which

import pytest
from filled_in import OPVANG, SAMEN
from openpyxl import load_workbook
from town import FRAMEWORK, GOOD, table
from typing_in import Open

import napd
from napd_forms.form_codes import WHOLE_SHEET
from napd_forms.making import form, write_form
from napd_forms.previous import EarlierAnswers


def recalculated(path, folder):
    """What the sheets count, and the cover repeats, once LibreOffice has opened and saved a form."""
    office = which("soffice")
    if office is None:
        pytest.skip("LibreOffice, which works out formulas, is not on this machine")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # whoever has it open is left alone
    out = folder / "out"
    subprocess.run([office, own, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)], check=True)
    book = load_workbook(out / path.name, data_only=True)
    texts = [str(cell.value) for row in book["Voorblad"].iter_rows() for cell in row if cell.value]
    repeated = [text for text in texts if "ingevuld" in text and text[:1].isdigit()]
    return {sheet.title: sheet["E4"].value for sheet in book if sheet.title in ("Opvang", "Samen")}, repeated


def test_a_counter_follows_what_is_typed(tmp_path):
    """Each cell counts once, a multiple choice as one; the cover repeats it."""
    path = write_form(tmp_path / "vorm.xlsx", form(FRAMEWORK, "2025-12", "MO0001"))
    opened = Open(path)
    for code, value in {
        OPVANG("plan"): "ja", OPVANG("bereik"): 80, OPVANG("wie|zorg"): "ja", OPVANG("wie|wonen"): "nee",
        SAMEN("GM0001", "bedden"): 0,
    }.items():  # fmt: skip
        opened.type(code, value)
    counted, repeated = recalculated(opened.save(), tmp_path)
    assert counted == {"Opvang": "3 van 7 ingevuld", "Samen": "1 van 10 ingevuld"}
    assert set(counted.values()) <= {*repeated}


def test_a_counter_says_whether_the_sheet_is_confirmed(tmp_path):
    """Until its question is answered with ja, what was taken over does not count, and it says so."""
    before = napd.score(table([{**row, "round": "2024-12"} for row in GOOD]), FRAMEWORK).gathered.sources[0]
    earlier = EarlierAnswers.of(before, FRAMEWORK).taken_over("2025-12", "gemeente")
    path = write_form(tmp_path / "vorm.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=earlier))
    waiting, _ = recalculated(Open(path).save(), tmp_path)
    opened = Open(path)
    opened.type(WHOLE_SHEET, "ja")  # of the first sheet that has it
    confirmed, _ = recalculated(opened.save(), tmp_path)
    assert waiting["Opvang"].startswith("7 van 7 ingevuld")
    assert len(waiting["Opvang"]) > len(confirmed["Opvang"])
    assert confirmed["Opvang"] == "7 van 7 ingevuld"
