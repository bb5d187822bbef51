"""One form for a region, also where there are several dashboards: the sheets of each stand under its title."""

from __future__ import annotations

from io import BytesIO

from attrs import evolve
from openpyxl import load_workbook
from town import FRAMEWORK, answer, table
from typing_in import Open

from napd import Framework, score
from napd_forms.making import form
from napd_forms.previous import EarlierAnswers

NAP = "Nationaal Actieplan Dakloosheid"
plan = next(one for one in FRAMEWORK.indicators if one.id == "opvang")
sister = evolve(plan, id="eerst", title="Eerst thuis", theme="Wonen", dashboard="Zuster")
BOTH = Framework(indicators=[plan, sister], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)


def opened(framework=BOTH, **more):
    """The form of a region."""
    return load_workbook(BytesIO(form(framework, "2025-12", "MO0001", **more)))


def labels(sheet):
    """What stands in the column of the questions."""
    return [str(cell.value) for cell in sheet["D"] if cell.value]


def test_one_form_asks_for_both():
    """Its sheets stand in the order of the dashboards; the cover and each sheet say which is which."""
    book = opened()
    names = book.sheetnames
    assert names.index("Opvang") < names.index("Eerst thuis")
    cover = labels(book[names[0]])
    assert [cover.index(text) for text in (NAP, "Opvang", "Zuster", "Eerst thuis")] == sorted(
        cover.index(text) for text in (NAP, "Opvang", "Zuster", "Eerst thuis")
    )
    assert any(text.endswith("december 2025 · Zuster · Wonen") for text in labels(book["Eerst thuis"]))


def test_a_form_of_one_dashboard():
    """If it was chosen its title is there, and no sheet of another; if it is all there is, no title is."""
    chosen, alone = opened(BOTH.showing("zuster")), opened(evolve(BOTH, indicators=[plan]))
    assert "Opvang" not in chosen.sheetnames
    assert "Zuster" in labels(chosen.worksheets[0])
    assert NAP not in labels(alone.worksheets[0])


def test_a_form_of_both_is_read_for_either(tmp_path):
    """What stands on the sheets of the other dashboard is passed over."""
    rows = [answer("plan", "ja"), answer("plan", "nee", indicator="eerst")]
    taken = EarlierAnswers.of(table(rows), BOTH).taken_over("2025-12", "gemeente")
    path = tmp_path / "form.xlsx"
    path.write_bytes(form(BOTH, "2025-12", "MO0001", previous=taken))
    for names, indicators in ((["nap", "zuster"], ["eerst", "opvang"]), (["nap"], ["opvang"]), (["zuster"], ["eerst"])):
        found = score(path, BOTH.showing(names))
        assert found.scores["indicator"].to_pylist() == indicators
        assert len(found.problems) == 0


def test_what_is_wrong_on_a_sheet_that_is_passed_over_is_not_told(tmp_path):
    """Neither what is to be confirmed nor what was typed beside; on the sheets that are read and the cover it is."""
    rows = [
        answer("plan", value, indicator=name, round="2024-12") for name, value in (("opvang", "ja"), ("eerst", "nee"))
    ]
    path = tmp_path / "form.xlsx"
    taken = EarlierAnswers.of(table(rows), BOTH).taken_over("2025-12", "gemeente")
    path.write_bytes(form(BOTH, "2025-12", "MO0001", previous=taken))
    one = Open(path)
    for sheet in one.book.worksheets[:3]:
        sheet["J9"] = "los"
    one.save()
    for names, sheets in (("nap", {"Voorblad", "Opvang"}), (["nap", "zuster"], {"Voorblad", "Opvang", "Eerst thuis"})):
        problems = score(path, BOTH.showing(names)).problems.to_pylist()
        assert {row["sheet"] for row in problems} == sheets
        assert {row["sheet"] for row in problems if row["problem"] == "unconfirmed"} == sheets - {"Voorblad"}
