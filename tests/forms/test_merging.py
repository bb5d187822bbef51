"""Merging: halves of a form that two people filled in become one, and nothing that anybody wrote is lost."""

from __future__ import annotations

import pytest
from filled_in import OPVANG, SAMEN
from halves import before, confirm, filled, merged, read
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from town import FRAMEWORK, answer, scored, table
from typing_in import CONFIRMED, NOTE, VALUE, Open

from napd import NapdError, score, stories
from napd_forms.comments import own_lines
from napd_forms.merged_book import merged_book
from napd_forms.merging import FormPart, Merger
from napd_forms.previous import EarlierAnswers

CELLS = {
    OPVANG("plan"): ("ja", "nee"), OPVANG("fase"): ("geen", "vastgesteld"), OPVANG("bereik"): (40, 75.5),
    OPVANG("plekken"): (3, 12), OPVANG("uitleg"): ("+1", "Anders"), OPVANG("wie|zorg"): ("ja", "nee"),
    OPVANG("wie|wonen"): ("ja", "nee"), SAMEN("GM0001", "bedden"): (0, 7), SAMEN("GM0002", "mee"): ("ja", "nee"),
}  # fmt: skip
NOTES = (OPVANG("plan"), OPVANG("wie|*3 geen"), SAMEN("GM0001", "mee"), "2025-12|MO0001|samen|mee|+")
NOTE_TEXTS = st.text("ab\n ", min_size=1, max_size=6)


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


def test_a_note_that_holds_the_other_is_enough(tmp_path):
    """Somebody may have gone on from what the other wrote."""
    a = filled(tmp_path / "a.xlsx", notes={OPVANG("plan"): "Kort."})
    b = filled(tmp_path / "b.xlsx", notes={OPVANG("plan"): "Kort. En langer."})
    assert Open(merged(tmp_path, a, b)[0]).find(OPVANG("plan"), NOTE).value == "Kort. En langer."
    assert Open(merged(tmp_path, a, a)[0]).find(OPVANG("plan"), NOTE).value == "Kort."
