"""The distribution by itself, as it is installed: a form is made, filled in, scored, and commented on."""

from __future__ import annotations

from importlib.metadata import entry_points

from openpyxl import load_workbook

from napd import Framework, Indicator, Rule, YesNo, score
from napd_forms.comments import commented
from napd_forms.making import form

plan = YesNo("plan", "Is er een plan?")
INDICATOR = Indicator(
    id="plan", title="Plan", since="2023-12-01", questions=[plan],
    rules=[Rule("gerealiseerd", plan, because="Er is een plan."), Rule("niet-op-gang", because="Er is geen plan.")],
)  # fmt: skip
FRAMEWORK = Framework(indicators=[INDICATOR])
ENDINGS = {"ods", "xls", "xlsm", "xlsx"}


def filled(path, text):
    """A form in which somebody typed a text."""
    path.write_bytes(form(FRAMEWORK, "2025-12", "MO0402"))
    book = load_workbook(path)
    (cell,) = (row[4] for row in book["Plan"].iter_rows() if str(row[0].value).endswith("|plan"))
    cell.value = text
    book.save(path)
    return path


def test_a_form_is_read_by_its_ending(tmp_path):
    """Napd finds what reads it by the entry points, and imports nothing else for it."""
    result = score(filled(tmp_path / "form.xlsx", "ja"), FRAMEWORK)
    assert result.scores["level"].to_pylist() == ["gerealiseerd"]


def test_what_is_wrong_is_written_at_its_cell(tmp_path):
    """In a copy, in Dutch."""
    path = filled(tmp_path / "form.xlsx", "misschien")
    result = score(path, FRAMEWORK)
    (tmp_path / "copy.xlsx").write_bytes(commented(path, list(result.problem_records)))
    sheet = load_workbook(tmp_path / "copy.xlsx")["Plan"]
    assert any(cell.comment and "geen ja of nee" in cell.comment.text for row in sheet.iter_rows() for cell in row)


def test_the_entry_points():
    """Three commands, and the endings of workbooks."""
    found = {
        group: {point.name for point in entry_points(group=group) if point.value.startswith("napd_forms")}
        for group in ("napd.commands", "napd.sources")
    }
    assert found == {"napd.commands": {"comments", "form", "merge"}, "napd.sources": ENDINGS}
