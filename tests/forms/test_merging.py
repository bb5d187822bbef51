"""Merging: halves of a form that two people filled in become one, and nothing that anybody wrote is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from town import FRAMEWORK, answer, scored, table
from typing_in import CONFIRMED, NOTE, VALUE, Open

from napd import NapdError, score, stories
from napd_forms.comments import own_lines
from napd_forms.making import form, write_form
from napd_forms.merged_book import merged_book
from napd_forms.merging import FormPart, Merger
from napd_forms.previous import EarlierAnswers

OPVANG, SAMEN = "2025-12|MO0001|opvang|{}".format, "2025-12|{}|samen|{}".format
SHEET = "#bevestigd"
CELLS = {
    OPVANG("plan"): ("ja", "nee"), OPVANG("fase"): ("geen", "vastgesteld"), OPVANG("bereik"): (40, 75.5),
    OPVANG("plekken"): (3, 12), OPVANG("uitleg"): ("+1", "Anders"), OPVANG("wie|zorg"): ("ja", "nee"),
    OPVANG("wie|wonen"): ("ja", "nee"), SAMEN("GM0001", "bedden"): (0, 7), SAMEN("GM0002", "mee"): ("ja", "nee"),
}  # fmt: skip
NOTES = (OPVANG("plan"), OPVANG("wie|*3 geen"), SAMEN("GM0001", "mee"), "2025-12|MO0001|samen|mee|+")
NOTE_TEXTS = st.text("ab\n ", min_size=1, max_size=6)


def filled(path, typed=None, notes=None, **more):
    """A form in which answers and notes were typed."""
    one = Open(write_form(Path(path), form(FRAMEWORK, "2025-12", "MO0001", **more), overwrite=True))
    for code, value in (typed or {}).items():
        one.type(code, value)
    for code, value in (notes or {}).items():
        one.type(code, value, NOTE)
    return one.save()


def merged(tmp_path, *paths):
    """The merged form, and its problems."""
    merger = Merger.of([FormPart.of(path) for path in paths])
    path = tmp_path / "merged.xlsx"
    path.write_bytes(merged_book(merger, "nl"))
    return path, merger.problems


def read(path):
    """What a form says: its answers, by question, with their notes."""
    result = score(path, FRAMEWORK)
    keys = ("area", "question")
    return {tuple(row[name] for name in keys): (row["value"], row["note"]) for row in result.answers.to_pylist()}


@pytest.mark.unmeasured
@settings(max_examples=12, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(CELLS)), st.integers(0, 1)), st.randoms())
def test_halves_come_to_the_whole(tmp_path_factory, choice, chance):
    """However the cells are dealt out, and also where both filled in the same."""
    folder = tmp_path_factory.mktemp("forms")
    typed = {code: CELLS[code][number] for code, number in choice.items()}
    halves = [{code: value for code, value in typed.items() if chance.random() < 0.6} for _ in "ab"]
    rest = {code: value for code, value in typed.items() if not any(code in half for half in halves)}
    paths = [filled(folder / f"{n}.xlsx", half) for n, half in enumerate([halves[0] | rest, halves[1]])]
    path, problems = merged(folder, *paths)
    assert not problems
    assert read(path) == read(filled(folder / "whole.xlsx", typed))


@pytest.mark.unmeasured
@settings(max_examples=8, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(NOTES), NOTE_TEXTS), min_size=2, max_size=3))
def test_no_note_is_lost(tmp_path_factory, dealt):
    """Each is in the merged form, by whoever wrote it."""
    folder = tmp_path_factory.mktemp("forms")
    paths = [filled(folder / f"{n}.xlsx", notes=notes) for n, notes in enumerate(dealt)]
    path, problems = merged(folder, *paths)
    assert not problems
    one = Open(path)
    for notes in dealt:
        for code, note in notes.items():
            assert note.strip() in str(one.find(code, NOTE).value or "")


def test_two_halves_become_one_form(tmp_path):
    """Numbers, days, texts like formulas, options, notes and who filled it in; it scores as one form would."""
    first = {OPVANG("plan"): "ja", OPVANG("bereik"): "75%", OPVANG("wie|zorg"): "ja", OPVANG("uitleg"): "+1"}
    second = {OPVANG("sinds"): "2025-03-01", OPVANG("plekken"): 12, OPVANG("wie|wonen"): "nee", OPVANG("wie|werk"): "x"}
    a = filled(tmp_path / "a.xlsx", first, {OPVANG("plan"): "Van A."})
    b = filled(tmp_path / "b.xlsx", second, {OPVANG("plan"): "Van B.", "2025-12|MO0001|samen|mee|+": "Regio."})
    for path, who in ((a, "Anna"), (b, "Bert")):
        book = load_workbook(path)
        book["Voorblad"]["E5"].value = who
        book.save(path)
    path, problems = merged(tmp_path, a, b)
    assert not problems
    assert "Controle" not in load_workbook(path).sheetnames  # it would say that all is well, and nobody checked
    found = read(path)
    assert {name: value for (_, name), (value, _) in found.items()} == {
        "plan": "ja", "bereik": "75", "wie": "zorg|werk", "uitleg": "+1", "sinds": "2025-03-01", "plekken": "12",
        "mee": None,
    }  # fmt: skip
    assert found["MO0001", "plan"][1] == "Van A.\nVan B."
    assert found["MO0001", "mee"][1] == "Regio."
    assert load_workbook(path)["Voorblad"]["E5"].value in ("Anna; Bert", "Bert; Anna")
    assert Open(path).find(OPVANG("sinds")).is_date
    assert path.read_bytes() == merged(tmp_path, a, b)[0].read_bytes()


def test_what_they_disagree_on_is_left_open_and_told(tmp_path):
    """The cell is empty, marked, and says what each of them says; the list has it too."""
    a = filled(tmp_path / "a.xlsx", {OPVANG("plan"): "ja", OPVANG("bereik"): 75, OPVANG("fase"): "geen"})
    b = filled(tmp_path / "b.xlsx", {OPVANG("plan"): "nee", OPVANG("bereik"): "75,0", OPVANG("fase"): " Geen"})
    path, (problem,) = merged(tmp_path, a, b)
    assert problem.problem == "contradiction"
    assert "a.xlsx: 'ja'" in str(problem)
    assert "b.xlsx: 'nee'" in str(problem)
    cell = Open(path).find(OPVANG("plan"))
    assert cell.value is None
    assert "b.xlsx: 'nee'" in cell.comment.text
    assert (problem.sheet, problem.cell) == ("Opvang", cell.coordinate)
    assert "napd check" in load_workbook(path)["Controle"]["B1"].value
    assert ("MO0001", "plan") not in read(path)
    assert read(path)["MO0001", "bereik"][0] == "75"
    assert read(path)["MO0001", "fase"][0] == "geen"


def before(*rows):
    """A form takes over what was answered in the round before."""
    return EarlierAnswers.of(table({**row, "round": "2024-12"} for row in rows), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )


def confirm(path, *, whole=None, **typed):
    """A form in which a sheet is confirmed, and cells of it are."""
    one = Open(path)
    if whole:
        next(row for row in one.book["Opvang"].iter_rows() if row[0].value == SHEET)[4].value = whole
    for question, (column, text) in typed.items():
        one.type(OPVANG(question), text, column)
    return one.save()


def test_who_changed_an_answer_goes_before_who_left_it(tmp_path):
    """An answer that was taken over says nothing until it is confirmed; with a confirmation, they disagree."""
    taken = before(answer("plan", "ja"), answer("fase", "geen"), answer("bereik", "40"))
    paths = [filled(tmp_path / f"{name}.xlsx", previous=taken) for name in "ab"]
    confirm(paths[0], plan=(VALUE, "nee"), fase=(CONFIRMED, "ja"))
    confirm(paths[1], fase=(VALUE, "vastgesteld"))
    path, (problem,) = merged(tmp_path, *paths)
    assert problem.value == ""
    assert "fase" in next(str(row[0].value) for row in load_workbook(path)["Opvang"].iter_rows()
                          if row[4].coordinate == problem.cell)  # fmt: skip
    assert read(path) == {("MO0001", "plan"): ("nee", "")}


def test_a_sheet_that_one_of_them_confirmed_is_confirmed(tmp_path):
    """What the other changed stays changed; what one is not sure of and the other confirmed is told."""
    taken = before(answer("plan", "ja"), answer("fase", "geen"), answer("wie", "zorg"))
    paths = [filled(tmp_path / f"{name}.xlsx", previous=taken) for name in "ab"]
    confirm(paths[0], whole="ja")
    assert [read(merged(tmp_path, *paths)[0])["MO0001", name][0] for name in ("plan", "fase", "wie")] == [
        "ja", "geen", "zorg",
    ]  # fmt: skip
    confirm(paths[0], fase=(CONFIRMED, "nog niet"))
    confirm(paths[1], fase=(CONFIRMED, "ja"))
    path, (problem,) = merged(tmp_path, *paths)
    assert "it still has to be confirmed" in str(problem)
    assert Open(path).find(OPVANG("fase"), CONFIRMED).value == "nog niet"
    assert ("MO0001", "fase") not in read(path)


def test_a_form_is_a_draft_as_long_as_one_of_them_is(tmp_path):
    """Only what all of them aligned is aligned."""

    def statuses(*said):
        paths = []
        for number, status in enumerate(said):
            paths.append(filled(tmp_path / f"{number}.xlsx", {OPVANG("plan"): "ja"}))
            book = load_workbook(paths[-1])
            next(row for row in book["Voorblad"].iter_rows() if row[0].value == "#status")[4].value = status
            book.save(paths[-1])
        return {row["status"] for row in scored(merged(tmp_path, *paths)[0]).answers.to_pylist()}

    assert statuses("afgestemd", "concept") == {"concept"}
    assert statuses("afgestemd", "afgestemd") == {"afgestemd"}
    assert statuses("afgestemd", "bijna") == set()


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (
            ("2024-12", "MO0001", "gemeente"),
            "not of one round: a.xlsx is for round '2025-12'; b.xlsx is for round '2024-12'",
        ),
        (("2025-12", "MO0002", "gemeente"), "not of one area"),
        (("2025-12", "MO0001", "aanbieder"), "not of one perspective"),
    ],
)
def test_forms_for_something_else_are_not_merged(tmp_path, monkeypatch, other, why):
    """It is said of each what it is for."""
    monkeypatch.chdir(tmp_path)
    round_id, area, view = other
    filled("a.xlsx")
    write_form(Path("b.xlsx"), form(FRAMEWORK, round_id, area, perspective=view))
    with pytest.raises(NapdError, match=why):
        merged(tmp_path, Path("a.xlsx"), Path("b.xlsx"))


def test_what_is_no_form_is_not_merged(tmp_path):
    """Nor is a workbook with two, or one that is broken or has lost its codes."""
    for name, content in (("text.xlsx", b"PK nothing"), ("none.xlsx", None)):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        else:
            book = load_workbook(filled(path))
            for sheet in book:
                sheet.delete_cols(1)
            book.save(path)
        with pytest.raises(NapdError, match="Give workbooks with one form each"):
            FormPart.of(path)
    book = load_workbook(filled(tmp_path / "two.xlsx"))
    codes = [cell for sheet in book for cell in sheet["A"] if str(cell.value).count("|") > 1]
    for cell in codes[len(codes) // 2 :]:
        round_id, _, rest = cell.value.split("|", 2)
        cell.value = f"{round_id}|MO9999|{rest}"
    book.save(tmp_path / "two.xlsx")
    with pytest.raises(NapdError, match="it holds 2 forms"):
        FormPart.of(tmp_path / "two.xlsx")


def test_a_row_that_is_gone_is_told_with_what_the_other_says_there(tmp_path):
    """The form with the most rows is the one that the others are written in; nothing is dropped in silence."""
    a = filled(tmp_path / "a.xlsx", {OPVANG("plan"): "ja"})
    b = filled(tmp_path / "b.xlsx", {SAMEN("GM0001", "bedden"): 5, OPVANG("fase"): "geen"})
    one = load_workbook(a)
    del one["Samen"]
    one.save(a)
    path, problems = merged(tmp_path, a, b)
    assert not problems
    assert {name for _, name in read(path)} == {"plan", "bedden", "fase"}
    two = Open(b)
    two.find(OPVANG("plan")).parent.delete_rows(two.find(OPVANG("plan")).row)
    two.save()
    _, (problem,) = merged(tmp_path, a, b)
    assert (problem.problem, problem.severity, problem.value, problem.file) == ("not_read", "error", "ja", str(a))


def test_a_cell_that_cannot_be_used_is_told_and_not_taken_over(tmp_path):
    """Of the form in which the others are written it stays as it is."""
    a, b = (filled(tmp_path / f"{name}.xlsx", {OPVANG("plan"): text}) for name, text in (("a", "#N/A"), ("b", None)))
    assert not merged(tmp_path, a, b)[1]
    c = filled(tmp_path / "c.xlsx", {OPVANG("plan"): "#N/A"})
    path, (problem,) = merged(tmp_path, b, c)
    assert problem.problem == "cell_error"
    assert Open(path).find(OPVANG("plan")).value is None


def told(path, **fields):
    """A form in which a story is told."""
    book = load_workbook(filled(path))
    for row in book["Verhaal"].iter_rows():
        name = str(row[0].value).removeprefix("#verhaal ")
        if name in fields:
            row[4].value = fields[name]
            row[4].data_type = "s"
    book.save(path)
    return path


def test_each_story_is_told_once(tmp_path):
    """In the sheet that there is, and a second one on a sheet of its own; the same story twice is one."""
    paths = [filled(tmp_path / "a.xlsx")]
    paths += [told(tmp_path / f"{name}.xlsx", title=title, text="Zo ging het.", day="2025-10-01", consent="ja")
              for name, title in (("b", "Een"), ("c", "Een"), ("d", "=Twee"))]  # fmt: skip
    path, problems = merged(tmp_path, *paths)
    assert not problems
    assert [name for name in load_workbook(path).sheetnames if name.startswith("Verhaal")] == ["Verhaal", "Verhaal 2"]
    result = score(path, FRAMEWORK)
    assert sorted(one.title for one in stories(result).stories) == ["=Twee", "Een"]


def test_a_story_for_which_there_is_no_sheet_is_told_as_missing(tmp_path):
    """It is not lost in silence."""
    a, b = filled(tmp_path / "a.xlsx"), told(tmp_path / "b.xlsx", title="Een", text="Zo.")
    book = load_workbook(a)
    del book["Verhaal"]
    book.save(a)
    _, problems = merged(tmp_path, a, b)
    assert sorted(one.value for one in problems) == ["Een", "Zo."]


def test_comments_that_people_wrote_are_kept(tmp_path):
    """Those of both, and what an earlier check wrote is not taken for theirs."""
    paths = [filled(tmp_path / f"{name}.xlsx") for name in "ab"]
    for path, text in zip(paths, ("Bel Jan.", f"{own_lines()[0]}iets\nKijk na."), strict=True):
        one = Open(path)
        one.find(OPVANG("plan")).comment = Comment(text, "Anna")
        one.save()
    path, _ = merged(tmp_path, *paths)
    lines = Open(path).find(OPVANG("plan")).comment.text.split("\n")
    assert sorted(lines) == ["Bel Jan.", "Kijk na."]
    path.rename(tmp_path / "c.xlsx")
    path, _ = merged(tmp_path, tmp_path / "c.xlsx", *paths)
    assert sorted(Open(path).find(OPVANG("plan")).comment.text.split("\n")) == ["Bel Jan.", "Kijk na."]


def test_a_form_in_another_format_can_be_one_of_them(tmp_path):
    """An .ods is read, and the .xlsx is the one that is written again."""
    a, b = filled(tmp_path / "a.xlsx"), filled(tmp_path / "b.xlsx", {OPVANG("plan"): "ja"})
    part = FormPart.of(b)
    as_ods = FormPart(tmp_path / "b.ods", part.lines, part.asked, part.problems)
    with pytest.raises(NapdError, match=r"save this one as \.xlsx first"):
        Merger.of([as_ods, as_ods])
    merger = Merger.of([as_ods, FormPart.of(a)])
    (tmp_path / "c.xlsx").write_bytes(merged_book(merger, "nl"))
    assert read(tmp_path / "c.xlsx") == {("MO0001", "plan"): ("ja", "")}


def test_a_fictional_form_stays_fictional(tmp_path):
    """Whichever of them is."""
    a = filled(tmp_path / "a.xlsx", {OPVANG("plan"): "ja"})
    fictional = score(table([answer("fase", "geen")]).append_column("FICTIEF", [["FICTIEF"]]), FRAMEWORK)
    taken = EarlierAnswers.of(fictional.gathered.sources[0], FRAMEWORK).taken_over("2025-12", "gemeente")
    b = filled(tmp_path / "b.xlsx", previous=taken)
    path, _ = merged(tmp_path, a, b)
    assert score(path, FRAMEWORK).fictional
    assert set(read(path)) == {("MO0001", "plan"), ("MO0001", "fase")}


def test_a_row_that_stands_in_a_form_twice_counts_once(tmp_path):
    """The first that says anything; what the other says stays where it is."""
    a, b = filled(tmp_path / "a.xlsx"), filled(tmp_path / "b.xlsx", {OPVANG("plan"): "ja"})
    book = load_workbook(b)
    book.copy_worksheet(book["Opvang"])
    book.save(b)
    path, problems = merged(tmp_path, b, a)
    assert not problems
    assert read(path) == {("MO0001", "plan"): ("ja", "")}


def test_a_row_that_is_gone_and_was_only_taken_over_says_nothing(tmp_path):
    """Nobody gave that answer in this round."""
    taken = before(answer("plan", "ja"))
    a, b = (filled(tmp_path / f"{name}.xlsx", previous=taken) for name in "ab")
    for code in (SAMEN("GM0001", "mee"), SAMEN("GM0001", "bedden")):  # so that b has the most rows
        one = Open(a)
        one.find(code).parent.delete_rows(one.find(code).row)
        one.save()
    two = Open(b)
    two.find(OPVANG("plan")).parent.delete_rows(two.find(OPVANG("plan")).row)
    two.save()
    assert not merged(tmp_path, a, b)[1]


def test_what_is_no_day_stays_as_it_was_typed(tmp_path):
    """In a cell for a day, so that the check names it."""
    a, b = filled(tmp_path / "a.xlsx"), filled(tmp_path / "b.xlsx", {OPVANG("sinds"): "ooit"})
    path, _ = merged(tmp_path, a, b)
    assert Open(path).find(OPVANG("sinds")).value == "ooit"
    assert [row["problem"] for row in score(path, FRAMEWORK).problems.to_pylist()] == ["not_a_date"]


def test_a_note_that_holds_the_other_is_enough(tmp_path):
    """Somebody may have gone on from what the other wrote."""
    a = filled(tmp_path / "a.xlsx", notes={OPVANG("plan"): "Kort."})
    b = filled(tmp_path / "b.xlsx", notes={OPVANG("plan"): "Kort. En langer."})
    assert Open(merged(tmp_path, a, b)[0]).find(OPVANG("plan"), NOTE).value == "Kort. En langer."
    assert Open(merged(tmp_path, a, a)[0]).find(OPVANG("plan"), NOTE).value == "Kort."
