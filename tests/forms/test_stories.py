from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from attrs import evolve
from openpyxl import load_workbook
from town import FRAMEWORK, GOOD, table
from typing_in import Open

import napd
from napd import score
from napd.framework.local import Local
from napd_forms.form_codes import STORY, TALE
from napd_forms.making import form, write_form
from napd_forms.previous import EarlierAnswers

SAID = {
    "title": "Een kamer", "told_by": "aanbieder", "day": date(2025, 11, 3), "area": "gemeente Aa",
    "indicator": "Opvang", "action_line": 3, "link": "https://a.nl", "consent": "ja", "text": "Eerst dit.\nDan *dat*.",
}  # fmt: skip
LITTLE = {"title": "Een kamer", "day": date(2025, 11, 3), "consent": "ja", "text": "Eerst dit."}


@pytest.fixture
def blank(tmp_path):
    """A form of Noord, open."""
    return Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001")))


def told(blank, said, framework=FRAMEWORK):
    """What is read back of a form in which a story is typed."""
    for name, value in said.items():
        blank.type(f"{STORY} {name}", value)
    result = score(blank.save(), framework)
    return result, napd.stories(result)


def test_a_story_in_a_form_is_read_back(blank):
    """Each field as it was typed or chosen, and each line of its cell as a paragraph; never as an answer."""
    result, found = told(blank, SAID)
    (story,) = found
    assert story == napd.Story(
        title="Een kamer", text="Eerst dit.\n\nDan *dat*.", told_by="aanbieder", day=date(2025, 11, 3), consent=True,
        area="GM0001", area_name="Aa", indicator="opvang", action_line=3, link="https://a.nl", status="concept",
    )  # fmt: skip
    assert [(one.problem, one.sheet, one.cell) for one in found.problems] == [("recognisable", "Verhaal", "E11")]
    assert (len(result.scores), len(result.answers), len(result.problems)) == (0, 0, 0)


def test_what_it_does_not_say_the_cover_says(blank):
    """Whose view it is and how far it is; and the form, in which region it was told."""
    blank.type("#perspectief", "aanbieder")
    blank.type("#status", "afgestemd")
    _, found = told(blank, LITTLE)
    (story,) = found
    assert (story.told_by, story.status, story.area, story.fictional) == ("aanbieder", "afgestemd", "MO0001", False)
    assert found.problems == ()


def test_an_empty_sheet_is_no_story(blank):
    """Nor is anything wrong with it; what is typed elsewhere on it is told, and its cells alone are open."""
    assert list(told(blank, {})[1]) == []
    blank.book["Verhaal"]["F11"] = "hier"
    result, found = told(blank, {})
    assert [row["problem"] for row in result.problems.to_pylist()] == ["typed_outside"]
    assert (len(found), found.problems) == (0, ())


def test_what_is_wrong_is_told_at_its_cell(blank):
    """Also for what is missing, and for a cell that cannot be read."""
    _, found = told(blank, {"title": "Bel 06-12345678", "day": "gisteren", "consent": "nee", "area": "Zuud"})
    cells = {one.problem: one.cell for one in found.problems}
    assert (len(found), {one.sheet for one in found.problems}) == (0, {"Verhaal"})
    assert cells == {
        "personal_data": "E8", "not_a_date": "E10", "unknown_area": "E11", "no_consent": "E15", "empty_cell": "E16",
    }  # fmt: skip
    result, _ = told(blank, {"title": "=1/0"})
    assert "formula" in {row["problem"].partition("_")[0] for row in result.problems.to_pylist()}


def test_a_sheet_may_be_copied_for_another_story(blank):
    """Each such sheet is one."""
    for name, value in LITTLE.items():
        blank.type(f"{STORY} {name}", value)
    copy = blank.book.copy_worksheet(blank.book["Verhaal"])
    copy["E8"] = "Een tweede"
    assert sorted(story.title for story in told(blank, {})[1]) == ["Een kamer", "Een tweede"]


def test_a_story_in_a_fictional_form_is_fictional(tmp_path):
    """The form says that it took over answers that are made up."""
    fictional = table(GOOD).append_column("FICTIEF", [["x"] * len(table(GOOD))])
    taken = EarlierAnswers.of(fictional, FRAMEWORK).taken_over("2025-12", "gemeente")
    path = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    (story,) = told(Open(path), LITTLE)[1]
    assert story.fictional


def test_it_stands_on_pages_beside_the_answers(blank):
    """With the answers of the same form."""
    blank.type("2025-12|MO0001|opvang|plan", "ja")
    result, _ = told(blank, {**LITTLE, "indicator": "Opvang"})
    found = napd.conversation(result, "MO0001")
    assert [story.title for topic in found.topics for story in topic.stories] == ["Een kamer"]
    assert "Een kamer (verteld door: gemeente · 3 november 2025 · Noord): Eerst dit." in " ".join(found.text().split())


def test_every_field_has_its_row():
    """In either language, with what it is for."""
    for language in ("nl", "en"):
        made = form(evolve(FRAMEWORK, language=language), "2025-12", "MO0001")
        sheet = load_workbook(BytesIO(made)).worksheets[-2]
        codes = [row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith(STORY)]
        assert codes == [f"{STORY} {name}" for name in TALE]


BROKEN = """
from napd import hookimpl
from napd.plugin import SourceFormat, TableSource
import pyarrow as pa

class Source:
    name, fictional = "x", False
    def pieces(self, report, wanted=()):
        yield from ()
    @property
    def stories(self):
        return 1 / 0

@hookimpl
def napd_source():
    return SourceFormat(lambda path, name: Source())
"""


def test_a_source_that_fails_on_its_stories_is_named(tmp_path):
    """As one that fails on its rows."""
    (tmp_path / "napd_los.py").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "a.napd_los").write_text("x", encoding="utf-8")
    used = evolve(FRAMEWORK, local=Local.of(plugins=[tmp_path / "napd_los.py"]))
    result = score(tmp_path / "a.napd_los", used)
    with pytest.raises(napd.NapdError, match="ZeroDivisionError"):
        napd.stories(result)
