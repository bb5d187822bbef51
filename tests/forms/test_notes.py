from __future__ import annotations

from openpyxl import load_workbook
from town import FRAMEWORK, answer, scored, table
from typing_in import NOTE, Open

from napd.answers.columns import ALL
from napd.answers.sources import again, sources_of
from napd_forms.making import form, write_form
from napd_forms.previous import EarlierAnswers

OPVANG = "2025-12|MO0001|opvang|{}".format


def notes_in(path):
    """The notes of a form as they are read, with what stands beside each, by question."""
    found = []
    for _, batch in again(sources_of(path), ALL):
        columns = ([batch.texts(name)[n] for n in batch.numbers(name)] for name in ("question", "value", "note"))
        found += [row for row in zip(*columns, strict=True) if row[2]]
    return sorted(found)


def opened(tmp_path, *earlier):
    """A form, open; with the answers of the round before where there are any."""
    taken = EarlierAnswers.of(table(earlier), FRAMEWORK).taken_over("2025-12", "gemeente") if earlier else None
    return Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken)))


def test_a_form_gives_each_note_whether_or_not_its_answer_counts(tmp_path):
    """Beside an answer, nothing, an answer that is refused, and a multiple choice that is half filled in."""
    form = opened(tmp_path)
    for name, value in (("plan", "ja"), ("fase", None), ("bereik", "veel"), ("wie|zorg", "ja"), ("wie|wonen", None)):
        form.type(OPVANG(name), value)
    for name in ("plan", "fase", "bereik", "wie|*3 geen"):
        form.type(OPVANG(name), f"Over {name[:4]}.", NOTE)
    assert notes_in(form.save()) == [
        ("bereik", "veel", "Over bere."),
        ("fase", "", "Over fase."),
        ("plan", "ja", "Over plan."),
        ("wie", "zorg|?", "Over wie|."),
    ]


def test_a_note_stays_while_its_answer_waits_to_be_confirmed(tmp_path):
    """The answer that was taken over does not count yet; what stands beside it was said all the same."""
    form = opened(
        tmp_path, *(answer(name, value, round="2024-12") for name, value in (("plan", "ja"), ("wie", "zorg")))
    )
    for name in ("plan", "wie|*3 geen"):
        form.type(OPVANG(name), f"Over {name[:4]}.", NOTE)
    assert notes_in(form.save()) == [("plan", "", "Over plan."), ("wie", "", "Over wie|.")]


def test_a_copied_sheet_gives_the_notes_of_both(tmp_path):
    """A multiple choice that stands in a form twice has two notes: both are read."""
    form = opened(tmp_path)
    for option in ("zorg", "wonen", "werk"):
        form.type(OPVANG(f"wie|{option}"), "ja")
    form.type(OPVANG("wie|*3 geen"), "Eerst.", NOTE)
    book = load_workbook(form.save())
    copy = book.copy_worksheet(book["Opvang"])
    for row in copy.iter_rows():
        for cell in row:
            cell.value = "Daarna." if cell.value == "Eerst." else cell.value
    book.save(form.path)
    assert notes_in(form.path) == [("wie", "", "Daarna."), ("wie", "zorg|wonen|werk", "Eerst.")]


def test_an_empty_form_is_empty(tmp_path):
    """And so is one with notes alone: nothing counts as answered."""
    form = opened(tmp_path)
    assert scored(form.save()).receipt["answers"]["count"] == 0
    form.type(OPVANG("plan"), "Dat weten we niet.", NOTE)
    result = scored(form.save())
    assert (result.receipt["answers"]["count"], len(result.scores), len(result.problems)) == (0, 0, 0)
