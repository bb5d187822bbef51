"""Answers of the round before: confirmed for a sheet at once, or one by one."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from town import FRAMEWORK, GOOD, answer, scored, table
from typing_in import CONFIRMED, HEADINGS, NOTE, Open
from worlds import World, table_of, worlds

from napd import score
from napd.views.remarks import remarks
from napd_forms.form_codes import SEVERAL, Key
from napd_forms.making import form, regions, write_form
from napd_forms.previous import EarlierAnswers

SHEET = "#bevestigd"
PLAN = "2025-12|MO0001|opvang|plan"


def before(*rows):
    """What was answered in the round before, as a form takes it over."""
    return EarlierAnswers.of(table({**row, "round": "2024-12"} for row in rows), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )


@pytest.fixture
def opened(tmp_path):
    """An open form that took over some answers."""
    rows = [row for row in GOOD if row["area"] in ("MO0001", "GM0001", "GM0002") and "perspective" not in row]
    taken = before(*(row for row in rows if row["indicator"] in ("opvang", "samen")))
    return Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken)))


def whole(sheet):
    """The cell of a sheet that confirms all of it."""
    return next(row[4] for row in sheet.iter_rows() if row[0].value == SHEET)


def confirmed(path, *, by_sheet):
    """The answers and problems of a form in which all is confirmed, sheet by sheet or each by itself."""
    book = load_workbook(path)
    for sheet in book:
        rows = [row for row in sheet.iter_rows() if row[0].value]
        titles = next((row for row in rows if row[0].value == HEADINGS), ())
        column = next((cell.column for cell in titles if cell.value == CONFIRMED), 0)
        for row in rows:
            key = Key.of(str(row[0].value))
            if by_sheet and row[0].value == SHEET:
                row[4].value = "ja"
            elif not by_sheet and column and key and (not key.part or key.part.startswith(SEVERAL)):
                row[column - 1].value = "ja"
    book.save(path)
    return path


def read(path, framework):
    """What a form says."""
    result = score(path, framework)
    return result.answers.to_pylist(), {row["problem"] for row in result.problems.to_pylist()}


def ways(framework, round_id, area, taken):
    """What a form says as it is made; with its sheets confirmed; with each answer confirmed."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "form.xlsx"
        content = form(framework, round_id, area, previous=taken)
        for change in (None, True, False):
            path.write_bytes(content)
            yield read(path if change is None else confirmed(path, by_sheet=change), framework)


def test_a_confirmed_sheet_is_every_answer_on_it_confirmed():
    """Whether the sheet says so, or each of its answers; what nobody confirms does not count."""
    rows = [{**row, "round": "2024-12"} for row in GOOD if "perspective" not in row]
    taken = EarlierAnswers.of(table(rows), FRAMEWORK).taken_over("2025-12", "gemeente")
    untouched, sheets, each = ways(FRAMEWORK, "2025-12", "MO0001", taken)
    assert untouched == ([], {"unconfirmed"})
    assert sheets == each
    assert len(sheets[0]) == 13
    assert not sheets[1]


@pytest.mark.unmeasured
@settings(max_examples=10, deadline=None)
@given(worlds())
def test_a_confirmed_sheet_is_every_answer_confirmed_whatever_is_asked(world: World):
    """Of any framework, and any answers of the round before."""
    ids = [round_.id for round_ in world.framework.rounds]
    view = world.framework.perspectives[0]
    for earlier, round_id in pairwise(ids):
        mine = {key: value for key, value in world.answers.items() if key[:2] == (earlier, view)}
        if mine:
            answers = table_of(world.framework, mine)
            taken = EarlierAnswers.of(answers, world.framework).taken_over(round_id, view)
            for area in regions(world.framework, round_id)[:2]:
                _, sheets, each = ways(world.framework, round_id, area.code, taken)
                assert sheets == each
                assert "unconfirmed" not in sheets[1]


def test_what_differs_is_said_beside_its_question(opened):
    """A changed answer counts as changed; one that is not sure yet does not count, though its sheet is confirmed."""
    whole(opened.book["Opvang"]).value = "ja"
    opened.type(PLAN, "nee")
    _, cell = opened.type("2025-12|MO0001|opvang|fase", "nog niet", CONFIRMED)
    result = scored(opened.save())
    values = {row["question"]: row["value"] for row in result.answers.to_pylist() if row["indicator"] == "opvang"}
    assert values == {
        "plan": "nee", "wie": "zorg|werk", "bereik": "75", "plekken": "12", "sinds": "2025-03-01",
        "uitleg": "Alles en meer",
    }  # fmt: skip
    left = [(row["sheet"], row["cell"]) for row in result.problems.to_pylist() if row["sheet"] == "Opvang"]
    assert [row for _, row in left] == [opened.find("2025-12|MO0001|opvang|fase").coordinate]
    assert cell != left[0][1]


def test_a_sheet_confirms_only_itself(opened):
    """The other sheets still wait."""
    whole(opened.book["Samen"]).value = "x"
    result = scored(opened.save())
    assert {row["indicator"] for row in result.answers.to_pylist()} == {"samen"}
    assert {row["sheet"] for row in result.problems.to_pylist()} == {"Opvang"}


@pytest.mark.parametrize(("said", "kinds"), [("nee", {"unconfirmed"}), (None, {"unconfirmed"}),
                                             ("denk het", {"unconfirmed", "not_yes_no"})])  # fmt: skip
def test_a_sheet_that_does_not_say_yes_confirms_nothing(opened, said, kinds):
    """Nor does one that says what cannot be read, which is named by its cell."""
    for sheet in ("Opvang", "Samen"):
        whole(opened.book[sheet]).value = said
    result = scored(opened.save())
    assert not result.answers.num_rows
    assert {row["problem"] for row in result.problems.to_pylist()} == kinds


@pytest.mark.parametrize(("one", "other", "counts"), [("ja", "ja", True), ("ja", "nee", False), ("nee", "ja", False)])
def test_a_sheet_that_says_it_twice_has_to_say_yes_twice(opened, one, other, counts):
    """Somebody may have copied the row."""
    sheet = opened.book["Opvang"]
    first = whole(sheet)
    first.value = one
    for column, text in ((1, SHEET), (5, other)):
        sheet.cell(first.row + 60, column).value = text
    assert bool(scored(opened.save()).answers.num_rows) is counts


def test_a_note_of_the_round_before_is_shown_and_not_said_again(tmp_path):
    """It stands in a column of its own; what is noted in this round is noted beside the answer."""
    taken = before(answer("plan", "ja", note="Van toen."), answer("mee", "", "GM0001", indicator="samen", note="Oud."))
    path = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    one = Open(path)
    assert one.find(PLAN, "Vorige toelichting").value == "Van toen."
    assert one.find("2025-12|GM0001|samen|mee", "Vorige toelichting").value == "Oud."
    assert one.find(PLAN, NOTE).value is None
    whole(one.book["Opvang"]).value = "ja"
    one.type("2025-12|MO0001|opvang|fase", "Van nu.", NOTE)
    result = scored(one.save())
    assert [(row["question"], row["value"], row["note"]) for row in result.answers.to_pylist()] == [
        ("plan", "ja", ""), ("fase", None, "Van nu."),
    ]  # fmt: skip
    assert not len(result.problems)


def test_notes_of_the_round_itself_stay_where_they_were():
    """With several statuses there are several; all stay, and those of before are kept apart."""
    rows = [
        answer("plan", "ja", round="2024-12", note="Toen."), answer("plan", "", note="Eerst.", status="concept"),
        answer("plan", "nee", note="Nu.", status="afgestemd"),
    ]  # fmt: skip
    taken = EarlierAnswers.of(table(rows), FRAMEWORK).taken_over("2025-12", "gemeente")
    (found,) = taken.answers.values()
    assert (found.value, found.round, found.note_before) == ("nee", "2025-12", "Toen.")
    assert sorted(found.note.split("\n")) == ["Eerst.", "Nu."]


def test_a_region_may_note_something_at_a_question_to_its_municipalities(tmp_path):
    """It is read as a note of the region; the next form shows it, and takes it over within the round."""
    one = Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001")))
    one.type("2025-12|MO0001|samen|mee|+", "Aa begint in maart.", NOTE)
    result = scored(one.save())
    noted = [(row["area"], row["question"], row["value"], row["note"]) for row in result.answers.to_pylist()]
    assert noted == [("MO0001", "mee", None, "Aa begint in maart.")]
    assert not len(result.problems)
    assert not len(result.scores)
    taken = EarlierAnswers.of(one.path, FRAMEWORK).taken_over("2025-12", "gemeente")
    path = write_form(tmp_path / "again.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    assert Open(path).find("2025-12|MO0001|samen|mee|+", NOTE).value == "Aa begint in maart."


def test_only_the_region_that_is_scored_notes_at_a_question_to_others():
    """A municipality that notes at a question to regions is told so, and so is a region that answers for all."""
    rows = [answer("plan", "", "GM0001", note="Hier niet."), answer("mee", "ja", "MO0001", indicator="samen", note="x")]
    result = scored(table(rows))
    assert [row["problem"] for row in result.problems.to_pylist()] == ["wrong_area_kind"]
    assert [(one.problem, one.value) for one in remarks(result)] == [("stray_note", "GM0001")]
