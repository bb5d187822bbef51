from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, GOOD, answer, scored, table
from typing_in import CONFIRMED, Open
from worlds import World, table_of, worlds

from napd import score
from napd.views.remarks import remarks
from napd_forms.making import form, regions, write_form
from napd_forms.previous import EarlierAnswers

NOTES = st.lists(st.text(max_size=30), min_size=1, max_size=8)


def round_trip(framework, answers, round_id, perspective):
    """The answers of a round as they come back from the forms of all regions, which took them over."""
    taken = EarlierAnswers.of(answers, framework).taken_over(round_id, perspective)
    with tempfile.TemporaryDirectory() as name:
        for area in regions(framework, round_id):
            made = form(framework, round_id, area.code, perspective=perspective, previous=taken)
            write_form(Path(name) / f"{area.code}.xlsx", made)
        result = score(name, framework)
        return result, result.answers.to_pylist(), result.problems.to_pylist()


@pytest.mark.unmeasured
@settings(max_examples=12, deadline=None)
@given(worlds(), NOTES, st.sampled_from([None, "concept", "afgestemd"]), st.randoms())
def test_answers_in_forms_come_back_as_they_were(world: World, notes, status, chance):
    """Every answer of a round, with its note, status and perspective, whatever is in the notes: none is lost."""
    round_id = chance.choice([round_.id for round_ in world.framework.rounds])
    perspective = chance.choice(world.framework.perspectives)
    mine = {key: value for key, value in world.answers.items() if key[:2] == (round_id, perspective)}
    if not mine or not regions(world.framework, round_id):
        return
    answers = table_of(world.framework, mine)
    told = pa.array([notes[place % len(notes)] for place in range(len(answers))], pa.string())
    answers = answers.append_column("note", told)
    answers = answers.append_column("status", pa.array([status] * len(answers), pa.string()))
    before = score(answers, world.framework)
    after, rows, problems = round_trip(world.framework, answers, round_id, perspective)
    assert {row["problem"] for row in problems} <= {"small_percentage"}
    assert rows == before.answers.to_pylist()
    assert after.receipt == before.receipt


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("uitleg", '=HYPERLINK("http://x")'), ("uitleg", "+31"), ("uitleg", "@SUM(1)"), ("uitleg", "-"),
        ("uitleg", "–"), ("uitleg", "'quoted"), ("uitleg", "_x0041_ \x07 a\nb\tc"), ("uitleg", "1"),
        ("uitleg", "x" * 32_767), ("uitleg", "http://example.org"), ("sinds", "1850-01-01"), ("sinds", "2025-12-31"),
        ("bereik", "0.30000000000000004"), ("bereik", "37.5"), ("bereik", "0.5"), ("plekken", "123456789012345"),
        ("wie", "geen"), ("wie", "zorg|wonen|werk"),
    ],
)  # fmt: skip
def test_an_answer_comes_back_as_it_was(question, value):
    """Texts that would run as a formula, odd signs, long texts, old days, long numbers, none of the options."""
    rows = [answer(question, value, note=value)]
    expected = scored(table(rows)).answers.to_pylist()
    assert len(expected) == 1
    _, found, problems = round_trip(FRAMEWORK, table(rows), "2025-12", "gemeente")
    assert found == expected
    assert {row["problem"] for row in problems} <= {"small_percentage"}


def test_answers_of_the_round_before_count_once_they_are_confirmed(tmp_path):
    """Until then each is named by its cell, and counts as not answered; one that was changed needs no more."""
    rows = [{**row, "round": "2024-12"} for row in GOOD if row["indicator"] == "opvang" and row["area"] == "MO0001"]
    rows = [row for row in rows if "perspective" not in row and "status" not in row]
    taken = EarlierAnswers.of(table(rows), FRAMEWORK).taken_over("2025-12", "gemeente")
    path = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    first = scored(path)
    assert first.answers.num_rows == 0
    found = first.problems.to_pylist()
    assert len(found) == len(rows) == 7
    assert {(row["problem"], row["severity"], row["sheet"]) for row in found} == {("unconfirmed", "remark", "Opvang")}
    opened = Open(path)
    code = "2025-12|MO0001|opvang|{}".format
    opened.type(code("plan"), "ja", CONFIRMED)
    opened.type(code("wie|*3 geen"), "x", CONFIRMED)
    opened.type(code("fase"), "geen")
    opened.type(code("bereik"), None)
    wrong = opened.type(code("plekken"), "misschien", CONFIRMED)
    result = scored(opened.save())
    assert {row["question"]: row["value"] for row in result.answers.to_pylist()} == {
        "plan": "ja", "wie": "zorg|werk", "fase": "geen",
    }  # fmt: skip
    left = [(row["problem"], row["sheet"], row["cell"]) for row in result.problems.to_pylist()]
    assert [kind for kind, *_ in left].count("unconfirmed") == 3
    assert ("not_yes_no", *wrong) in left


def test_an_option_that_was_changed_confirms_the_whole_multiple_choice(tmp_path):
    """Who changes one option has looked at the others."""
    taken = EarlierAnswers.of(table([answer("wie", "zorg", round="2024-12")]), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )
    path = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    opened = Open(path)
    opened.type("2025-12|MO0001|opvang|wie|werk", "ja")
    result = scored(opened.save())
    assert result.answers["value"].to_pylist() == ["zorg|werk"]
    assert not len(result.problems)


def test_what_is_known_of_options_is_taken_over(tmp_path):
    """An option that was not known is empty in the form, and is asked again."""
    taken = EarlierAnswers.of(table([answer("wie", "zorg|werk?", round="2024-12")]), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )
    path = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    opened = Open(path)
    cells = {name: opened.find(f"2025-12|MO0001|opvang|wie|{name}") for name in ("zorg", "wonen", "werk")}
    assert [cells[name].value for name in cells] == ["ja", "nee", None]
    shown = [cell.value for row in opened.book["Opvang"].rows for cell in row]
    assert "zorg, onbekend: werk (december 2024)" in [str(one).casefold() for one in shown]
    opened.type("2025-12|MO0001|opvang|wie|*3 geen", "x", CONFIRMED)
    assert scored(opened.save()).answers["value"].to_pylist() == ["zorg|werk?"]
    opened.type("2025-12|MO0001|opvang|wie|werk", "ja")
    assert scored(opened.save()).answers["value"].to_pylist() == ["zorg|werk"]


def test_an_answer_of_the_round_itself_goes_before_one_of_the_round_before():
    """And it needs no confirmation; what no longer fits its question is shown, and not taken over."""
    rows = [answer("plan", "nee", round="2024-12"), answer("plan", "ja", status="afgestemd")]
    _, found, problems = round_trip(FRAMEWORK, table(rows), "2025-12", "gemeente")
    assert [(row["value"], row["status"]) for row in found] == [("ja", "afgestemd")]
    assert problems == []


def test_status_of_a_form_that_takes_over_several_is_the_first():
    """A form with drafts in it is a draft."""
    rows = [answer("plan", "ja", status="afgestemd"), answer("fase", "geen", status="concept")]
    _, found, _ = round_trip(FRAMEWORK, table(rows), "2025-12", "gemeente")
    assert {row["status"] for row in found} == {"concept"}


def test_fictional_answers_stay_fictional():
    """The form says so, and whoever reads it says so."""
    rows = table([answer("plan", "ja")]).append_column("FICTIEF", pa.array(["FICTIEF"]))
    result, _, _ = round_trip(FRAMEWORK, rows, "2025-12", "gemeente")
    assert result.fictional


def test_remarks_on_the_answers_of_a_form_name_its_cells(tmp_path):
    """What deserves a second look is found by sheet and cell, in forms and in sheets, among other files."""
    before = [answer(name, value, round="2024-12") for name, value in (("plan", "nee"), ("sinds", "2025-01-01"))]
    path = tmp_path / "form.xlsx"
    write_form(path, form(FRAMEWORK, "2025-12", "MO0001"))
    opened = Open(path)
    opened.type("2025-12|MO0001|opvang|fase", "geen")
    _, cell = opened.type("2025-12|MO0001|opvang|plan", "ja")
    opened.save()
    told = list(remarks(score([table(before), str(path)], FRAMEWORK)))
    assert [(one.problem, one.file, one.sheet, one.cell) for one in told] == [
        ("unexplained", str(path), "Opvang", cell.replace("E", "G"))
    ]


def test_a_form_in_english_is_read_like_any_other():
    """The same answers come back from forms in either language, also where they were taken over."""
    rows = table([answer("plan", "ja"), answer("fase", "vastgesteld")])
    dutch, english = (
        round_trip(evolve(FRAMEWORK, language=one), rows, "2025-12", "gemeente")[1:] for one in ("nl", "en")
    )
    assert [row["value"] for row in english[0]] == [row["value"] for row in dutch[0]] == ["ja", "vastgesteld"]
    assert [row["problem"] for row in english[1]] == [row["problem"] for row in dutch[1]]
