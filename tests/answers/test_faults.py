from __future__ import annotations

import pytest
from town import FRAMEWORK, GOOD, answer, csv_text, problems, same, scored, table

from napd import score
from napd.framework.framework import Framework
from napd.model.areas import AreaRegistry
from napd.model.rounds import Rounds
from napd.tables.problems import Problem
from napd.texts import problem_kinds

FAULTS = [
    (answer("fase", "geen", "MO0002", round="2025-11"), "round", "unknown_round", "Available: 2024-12, 2025-12."),
    (answer("fase", "geen", "MO0002", round="dec-25"), "round", "unknown_round", 'Did you mean "2025-12"? If a spread'),
    (answer("fase", "geen", "MO0004"), "area", "unknown_area", "Give the code of a region: `napd areas` lists them."),
    (answer("fase", "geen", "Noord"), "area", "unknown_area", "Did you mean MO0001 (Noord)?"),
    (answer("fase", "geen", "2"), "area", "unknown_area", "Did you mean MO0002 (Zuid)?"),
    (answer("mee", "ja", "2", indicator="samen"), "area", "unknown_area", "Did you mean GM0002 (Berg)?"),
    (answer("fase", "geen", "MO0002", status="niet afgestemd"), "status", "unknown_status", "Available: concept"),
    (answer("fase", "geen", "MO0002", perspective="aanbiedr"), "perspective", "unknown_perspective", '"aanbieder"'),
    (answer("fase", "geen", "MO0002", status="afgestemt"), "status", "unknown_status", '"afgestemd"'),
    (answer("fase", "geen", "MO0002", indicator="opvan"), "indicator", "unknown_indicator", '"opvang"'),
    (answer("fase", "geen", "MO0002", indicator="xyz"), "indicator", "unknown_indicator", "Available: anders, opvang"),
    (answer("faze", "geen", "MO0002"), "question", "unknown_question", '"fase"'),
    (answer("???", "geen", "MO0002"), "question", "unknown_question", "Available: plan, fase"),
    (answer("fase", "vastgestelt", "MO0002"), "value", "unknown_option", '"vastgesteld"'),
    (answer("wie", "zorg|werkk", "MO0002"), "value", "unknown_option", "zorg, wonen, werk"),
    (answer("wie", "✗ zorg|werk", "MO0002"), "value", "ambiguous", "only what is chosen"),
    (answer("wie", "geen|zorg", "MO0002"), "value", "none_and_some", "geen"),
    (answer("bereik", "100.1", "MO0002"), "value", "out_of_range", "Check"),
    (answer("bereik", "ongeveer 40", "MO0002"), "value", "not_a_number", "such as 40"),
    (answer("plekken", "12.5", "MO0002"), "value", "not_whole", "whole number"),
    (answer("plekken", "1.250", "MO0002"), "value", "not_whole", "Write 1250"),
    (answer("plekken", "1.000", "MO0002"), "value", "ambiguous", "Write 1000, or 1."),
    (answer("plekken", "geen", "MO0002"), "value", "not_a_number", "Write 0"),
    (answer("plekken", "1.234.567", "MO0002"), "value", "not_a_number", "without thousands separators: 1"),
    (answer("plekken", "12 345", "MO0002"), "value", "not_a_number", "without thousands separators: 1"),
    (answer("sinds", "31-02-2025", "MO0002"), "value", "not_a_date", "year-month-day"),
    (answer("sinds", "2205-03-01", "MO0002"), "value", "not_a_date", "Check the year"),
    (answer("sinds", "vorig jaar", "MO0002"), "value", "not_a_date", "year-month-day"),
    (answer("plan", "misschien", "MO0002"), "value", "not_yes_no", "ja or nee"),
    (answer("fase", "geen", "MO0002", round=""), "round", "empty_cell", "Fill it in"),
    (answer("fase", "geen", " "), "area", "empty_cell", "Fill it in"),
    (answer("fase", "geen", "MO0002", indicator=""), "indicator", "empty_cell", "Fill it in"),
    (answer("", "geen", "MO0002"), "question", "empty_cell", "Fill it in"),
    (answer("deel", "50", "MO0002", indicator="samen"), "question", "derived", "Leave the row out"),
    (answer("fase", "geen", "GM0003"), "area", "wrong_area_kind", "code of the region"),
    (answer("mee", "ja", "MO0002", indicator="samen"), "area", "wrong_area_kind", "a row for each"),
    (answer("mee", "ja", "GM0004", indicator="samen"), "area", "area_not_in_round", "GM0003"),
    (answer("mee", "ja", "GM0005", indicator="samen"), "area", "area_not_in_round", "Check the code"),
    (answer("fase", "geen", "MO0003"), "area", "area_not_in_round", "Check the code"),
    (answer("nieuw", "ja", indicator="pas-sinds-2025", round="2024-12"), "indicator", "not_in_round", "Leave"),
    (answer("nieuw", "ja", indicator="anders", round="2024-12"), "question", "not_in_round", "plan, oud"),
    (answer("oud", "ja", indicator="anders"), "question", "not_in_round", "plan, nieuw"),
    (answer("plan", "j\ufffd", "MO0002", indicator="anders"), "value", "broken_text", "UTF-8"),
    (answer("f\ufffdse", "geen", "MO0002"), "question", "broken_text", "UTF-8"),
    (answer("fase", "geen", "MO\ufffd"), "area", "broken_text", "UTF-8"),
]
"""A row, the column at fault, the kind of fault, and part of the remedy."""


def test_every_fault_of_a_file_is_a_problem_and_the_good_rows_count(tmp_path):
    """Each faulty row gives one problem with its file, line, column, text, kind and remedy; the others score."""
    path = tmp_path / "answers.csv"
    rows = [row for pair in zip([fault[0] for fault in FAULTS], GOOD * 2, strict=False) for row in pair]
    del rows[2 * len(GOOD) :]
    rows += [fault[0] for fault in FAULTS[len(GOOD) :]]
    path.write_text(csv_text(rows, sign=";"), encoding="utf-8")
    result = scored(path)
    expected = {rows.index(row) + 2: (column, row[column].strip(), kind, hint) for row, column, kind, hint in FAULTS}
    assert problems(result, "line") == sorted(expected)
    for found in result.problems.to_pylist():
        column, value, kind, hint = expected[found["line"]]
        assert (found["column"], found["value"].strip(), found["problem"]) == (column, value, kind)
        assert (found["file"], found["severity"]) == (str(path), "error")
        assert hint in found["hint"]
        assert found["message"]
    assert same(result, scored(table(GOOD)))


OF_FILES = {"empty_file", "unreadable", "missing_column", "repeated_column", "unknown_column", "ragged_row"}
OF_REPEATS = {"duplicate", "contradiction"}
OF_OTHER_TESTS = {
    "windows_1252", "left_alone", "not_read", "typed_outside", "unknown_code", "moved_row", "merged_cell", "formula",
    "hidden", "cover_gone", "formula_without_value", "cell_error", "incomplete", "unconfirmed", "small_percentage",
    "spilt_value", "no_consent", "recognisable", "not_a_link",
}  # fmt: skip
"""Those of workbooks, of CSV of an older Excel, and of stories."""
REMARKS = {
    "not_aligned", "unexplained", "large_step", "all_equal", "after_round", "personal_data", "several_notes",
    "stray_note", "odd",
}  # fmt: skip
"""These have files of tests of their own."""


def test_every_kind_of_problem_has_its_meaning_and_its_test():
    """The kinds of these tests are those of the list of kinds."""
    told = {kind for _, _, kind, _ in FAULTS}
    assert told | OF_FILES | OF_REPEATS | OF_OTHER_TESTS | REMARKS == {*problem_kinds()}


def test_all_faults_of_one_row_are_named():
    """A row with several faults gives a problem for each."""
    row = answer("fase", "geen", "GM9999", round="2020", indicator="xyz", perspective="zij", status="af")
    result = scored(table([row]))
    assert problems(result, "line", "column") == [
        (2, column) for column in ("area", "indicator", "perspective", "round", "status")
    ]
    gone = scored(table([answer("fase", "vaag", "GM0004")]))
    assert problems(gone, "column", "problem") == [
        ("area", "area_not_in_round"), ("area", "wrong_area_kind"), ("value", "unknown_option"),
    ]  # fmt: skip


def test_same_fault_has_the_place_of_each_row():
    """Rows with the same wrong text give a problem each."""
    result = scored(table([answer("plan", "?", "MO0001"), *GOOD[1:3], answer("plan", "?", "MO0002")]))
    assert problems(result, "line", "value") == [(2, "?"), (5, "?")]


def test_row_without_a_value_says_nothing():
    """Whatever else stands in a row without a value, it is no fault, and no answer."""
    rows = [row | {"value": blank} for row, *_ in FAULTS for blank in ("", "  ")]
    result = scored(table(rows))
    assert problems(result) == []
    assert len(result.scores) == 0


# The same question twice


def place(name, line):
    """How a place is named."""
    return f"at {name}, line {line}"


def test_same_answer_twice_is_a_remark():
    """An answer given again, in other words too, counts once; the remark names the first place."""
    again = [answer("plan", "Yes"), answer("bereik", "75,0"), answer("plan", "1")]
    result = scored([table(GOOD), table(again)])
    assert problems(result, "file", "line", "severity", "problem", "value") == [
        ("answers 2", 2, "remark", "duplicate", "Yes"),
        ("answers 2", 3, "remark", "duplicate", "75,0"),
        ("answers 2", 4, "remark", "duplicate", "1"),
    ]
    assert [place("answers 1", line) in text for line, text in zip((2, 5, 2), problems(result, "message"), strict=True)]
    assert same(result, scored(table(GOOD)))


def test_answers_that_contradict_each_other_count_as_missing():
    """Each place names another with a different answer; the question is not answered, and the rest counts."""
    rows = [*GOOD[1:], answer("plan", "ja"), answer("plan", "ja"), answer("plan", "nee")]
    result = scored(table(rows))
    first = len(rows) - 1
    assert problems(result, "line", "severity", "problem") == [(first + n, "error", "contradiction") for n in range(3)]
    texts = problems(result, "message")
    assert all(place("answers", first + 2) in text and "'nee' at" in text for text in texts[:2])
    assert place("answers", first) in texts[2]
    assert same(result, scored(table(GOOD[1:])))


def test_contradictory_numbers_leave_no_value():
    """A value that a roll-up would count is taken out too."""
    result = scored(table([*GOOD, answer("kamers", "31", "GM0001", indicator="samen")]))
    assert problems(result, "problem") == ["contradiction", "contradiction"]
    kept = [row for row in GOOD if (row["question"], row["area"]) != ("kamers", "GM0001")]
    assert same(result, scored(table(kept)))


def test_repeats_in_files_and_streams_are_found(tmp_path):
    """Both places are named wherever they stand, also in a stream that can be read only once."""
    path = tmp_path / "answers.csv"
    path.write_text(csv_text([answer("plan", "ja"), {}, answer("plan", "nee")]), encoding="utf-8")
    reader = table([*GOOD[1:], answer("plan", "ja")]).to_reader(max_chunksize=2)
    result = scored([path, reader])
    assert problems(result, "file", "line") == [(str(path), 2), (str(path), 4), ("answers 2", len(GOOD) + 1)]
    assert place(path, 4) in problems(result, "message")[0]
    assert same(result, scored(table(GOOD[1:])))


# Frameworks of nothing


@pytest.mark.parametrize("missing", ["areas", "rounds", "indicators", "all"])
def test_framework_of_nothing_refuses_every_row(missing):
    """Without areas, rounds or indicators every answer is a problem, and nothing breaks."""
    empty = {"areas": AreaRegistry([], []), "rounds": Rounds([]), "indicators": []}
    full = {"areas": FRAMEWORK.areas, "rounds": FRAMEWORK.rounds, "indicators": FRAMEWORK.deciders}
    framework = Framework(**empty if missing == "all" else full | {missing: empty[missing]})
    result = score(table(GOOD), framework)
    assert set(problems(result, "line")) == set(range(2, len(GOOD) + 2))
    assert len(result.scores) == len(result.tables["rollups"]) == 0


def test_problem_reads_as_one_line():
    """As text a problem says where it is, what is wrong and what to do."""
    fault = Problem(
        problem="empty_cell", message="the area is empty", hint="Fill it in.", file="a.csv", line=3, column="area"
    )
    assert str(fault) == "a.csv, line 3, column area: the area is empty. Fill it in."
    assert str(Problem(problem="unreadable", message="it cannot be read", file="a.csv")) == "a.csv: it cannot be read"
