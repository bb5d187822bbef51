"""The fast path and the check accept the same answers: what one leaves out of haste the other knows."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from town import COLUMNS, FRAMEWORK, GOOD, answer, scored, table

from napd import Framework, score
from napd.answers import dense, duplicates, parquet_source, parsing, threads, vocabulary
from napd.answers.fast_path import FastPath, Laid
from napd.answers.intake import Intake, gather
from napd.answers.layout import Layout, layout_of
from napd.answers.table_source import TableSource
from napd.answers.text import as_text
from napd.answers.vocabulary import Vocabulary
from napd.tables.problems import FEW, Log, Problem

LAYOUT = Layout(FRAMEWORK)
NUMBERS = st.one_of(
    st.integers(-20, 1200).map(str),
    st.floats(-5, 120).map(lambda number: f"{number:.2f}"),
    st.sampled_from(
        ["74.9", "75", "75.0", "75,00", "+9", "-0", "0", "1.000", "9.0001", "1e3", "75%", "1_0", "٣", "10 "]
    ),
)
VALUES = st.one_of(
    NUMBERS,
    st.sampled_from([row["value"] for row in GOOD]),
    st.sampled_from(
        ["", " ", "JA", "Ja ", "yes", "In voorbereiding", "werk; zorg", "geen|zorg", "31-12-2024", "\ufffd"]
    ),
    st.text(max_size=3),
)
ROWS = st.fixed_dictionaries(
    {
        "round": st.sampled_from(["2024-12", "2025-12", " 2025-12", "2030-01", ""]),
        "area": st.sampled_from(["MO0001", "mo0002", "MO0003", "GM0001", "GM0004", "XX", ""]),
        "indicator": st.sampled_from(["opvang", "samen", "Samen ", "pas-sinds-2025", "anders", "niets", ""]),
        "question": st.sampled_from(["plan", "fase", "wie", "bereik", "plekken", "sinds", "uitleg", "mee", "bedden",
                                     "kamers", "deel", "laatst", "zorg", "oud", "nieuw", "WIE", "wat", ""]),
        "value": VALUES,
        "perspective": st.sampled_from(["", "gemeente", "Aanbieder", "buurman"]),
        "status": st.sampled_from(["", "concept", "af"]),
    }
)  # fmt: skip
"""Rows of which many are answers, by any spelling, and many are not."""


def leave(_, batch, memory):  # noqa: ARG001 - as the fast path is called
    """Leave every row to the check."""
    return Laid(0, 0, np.arange(len(batch)))


def taken(rows, lay_out=FastPath.lay_out):
    """What is laid out of some rows, and what is said of them."""
    intake = Intake.of(LAYOUT, FEW)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FastPath, "lay_out", lay_out)
        (piece,) = TableSource("answers", rows).pieces(Log(FEW))
        done = intake.take(piece)
    values = np.where(intake.grid.codes[:, :, list(intake.grid.valued)].transpose(2, 0, 1) > 0, intake.grid.values, 0)
    told = sorted(map(str, done.problems))
    return done.count, done.print % 2**64, intake.grid.codes.tolist(), values.tolist(), told


def place(row):
    """Where an answer goes, however it is spelled."""
    first = row["perspective"].casefold() or "gemeente"
    where = [row[name].strip().casefold() for name in ("round", "area", "indicator", "question")]
    return (*where, first)


@given(st.lists(ROWS, min_size=1, max_size=25, unique_by=place))
def test_fast_path_and_check_take_the_same(rows):
    """With the fast path and without it the same answers are laid out, with the same fingerprint and problems."""
    assert taken(table(rows)) == taken(table(rows), leave)


@pytest.mark.unmeasured
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["bereik", "plekken"]), NUMBERS), min_size=1, max_size=20))
def test_fast_path_and_check_read_the_same_numbers(pairs):
    """A number falls in the same class, however it is written."""
    for question, text in pairs:
        row = table([answer(question, text)])
        assert taken(row) == taken(row, leave)


def test_fast_path_does_the_common_answers():
    """Answers that are no words are not left to the check, nor are empty ones."""
    left = []

    def watch(self, batch, memory):
        laid = original(self, batch, memory)
        left.extend(batch.take(laid.left).texts("value"))
        return laid

    original = FastPath.lay_out
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FastPath, "lay_out", watch)
        scored(table([*GOOD, answer("bereik", "1.000", "MO0002"), answer("plan", "", "MO0002", round="2024-12")]))
    assert left == ["Alles en meer"]


@pytest.mark.parametrize("most", [1, 40])
def test_many_keys_are_found_by_sorting(monkeypatch, most):
    """Where the texts of the columns could make more keys than there is room for, the scores are the same."""
    rows = table(GOOD).drop(["status", "note"])
    expected = scored(rows).scores.to_pylist()
    monkeypatch.setattr("napd.answers.row_keys.MOST", most)
    monkeypatch.setattr(dense, "MOST", most)
    assert scored(rows).scores.to_pylist() == expected


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1), st.integers(0, 40)), max_size=40))
@pytest.mark.parametrize("most", [8, 1 << 20])
def test_folding_loses_nothing(most, rows):
    """Folded columns come back, and the distinct rows are those of a plain set, in order."""
    columns = [(np.array([row[place] for row in rows], dtype=np.int32), size) for place, size in enumerate((7, 2, 41))]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dense, "MOST", most)
        keys, digits = dense.folded(columns)
        places, found = dense.distinct(columns)
    assert [tuple(int(digit[key]) for digit in digits) for key in keys] == rows
    assert found == sorted(set(rows))
    assert [found[n] for n in places] == rows


# Texts


@pytest.mark.parametrize("rows", [1, 3, 100])
@pytest.mark.parametrize("group", [2, 100])
def test_parts_of_a_file_may_have_the_same_texts_or_others(monkeypatch, tmp_path, rows, group):
    """However a file is divided into row groups, and these into batches, the scores are the same."""
    monkeypatch.setattr(parquet_source, "PIECE", rows)
    answers = [*GOOD, answer("plan", "", "MO0002", round="2024-12"), answer("plan", "nee", round="2024-12")]
    path = tmp_path / "answers.parquet"
    parquet.write_table(table(answers), path, row_group_size=group)
    assert scored(path).scores.equals(scored(table(answers)).scores)


def test_a_million_texts_are_read_as_a_few(monkeypatch):
    """Texts that are read all at once mean what they mean one by one."""
    texts = ["", " ", "ja", "0", "1", "74.9", "75", "75,25", "-3", "1.000", "zorg|werk", "iets", "75%", "12"]
    few = Vocabulary(LAYOUT).words(texts)
    monkeypatch.setattr(vocabulary, "MANY", 2)
    known = Vocabulary(LAYOUT)
    many, again = known.words(texts), known.words(texts)
    assert many.packed.tolist() == again.packed.tolist()
    assert few.packed.tolist() == many.packed.tolist()
    assert np.array_equal(few.numbers, many.numbers, equal_nan=True)


@pytest.mark.parametrize(("room", "name"), [(vocabulary, "MOST"), (vocabulary, "REMEMBERED"), (parsing, "REMEMBERED")])
def test_texts_beyond_what_is_remembered_are_asked_about(monkeypatch, room, name):
    """However many distinct texts there are, the scores are the same."""
    parts = [table(GOOD[:9]), table(GOOD[9:])]
    expected = scored(parts).scores.to_pylist()
    monkeypatch.setattr(room, name, 2)
    assert scored(parts).scores.to_pylist() == expected


def test_questions_without_bounds_take_any_number():
    """Where no question has a bound or a threshold, all numbers are of one class, but for being whole or not."""
    from napd import Indicator, Number, Rule, YesNo

    number, yes = Number("aantal", "Hoeveel?", whole=True), YesNo("ja", "Ja?")
    indicator = Indicator(
        id="kaal", title="Kaal", since="2024-01-01", questions=[yes, number],
        rules=[Rule("gerealiseerd", yes, because="Ja."), Rule("niet-op-gang", because="Nee.")],
    )  # fmt: skip
    framework = Framework(indicators=[indicator], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
    rows = [answer("aantal", value, f"MO000{n}", indicator="kaal") for n, value in ((1, "-7"), (2, "7.5"))]
    result = score(table(rows), framework)
    assert [problem["problem"] for problem in result.problems.to_pylist()] == ["not_whole"]
    assert result.scores["answered"].to_pylist() == [1, 0][: len(result.scores)]


def test_bytes_that_are_no_text_keep_a_mark():
    """A dictionary with bytes that are no UTF-8 is read, with the mark by which the check knows them."""
    broken = pa.StringArray.from_buffers(1, pa.array([0, 2], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff"))
    assert as_text(pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int32()), broken)).to_pylist() == ["a\ufffd"] * 2


# Parts of files, and threads


def test_a_parquet_file_of_many_parts(tmp_path):
    """However a file is cut in row groups, scores, problems and their lines are the same."""
    rows = table([*GOOD, answer("bereik", "101"), answer("fase", "klaar", "MO0002")])
    whole, parts = tmp_path / "whole.parquet", tmp_path / "parts.parquet"
    parquet.write_table(rows, whole)
    parquet.write_table(rows, parts, row_group_size=3)
    one, many = score(whole, FRAMEWORK), score(parts, FRAMEWORK)
    assert one.scores.equals(many.scores)
    assert one.problems.drop(["file"]).equals(many.problems.drop(["file"]))
    assert one.problems["line"].to_pylist() == [len(GOOD) + 2, len(GOOD) + 3]


def test_a_parquet_file_that_breaks_off(tmp_path):
    """Of a file with a broken part the other parts are read, and the broken one is reported with its place."""
    path = tmp_path / "broken.parquet"
    rows = table(GOOD)
    parquet.write_table(rows, path, row_group_size=4, compression="none", use_dictionary=False)
    content = bytearray(path.read_bytes())
    start = parquet.ParquetFile(path).metadata.row_group(1).column(COLUMNS.index("value")).data_page_offset
    content[start : start + 12] = b"\xff" * 12
    path.write_bytes(content)
    result = score(path, FRAMEWORK)
    assert [(row["problem"], row["line"]) for row in result.problems.to_pylist()] == [("unreadable", 6)]
    assert result.receipt["answers"]["count"] == len(GOOD) - 4


def test_an_empty_parquet_file(tmp_path):
    """A Parquet file without rows, and one with two columns of one name, are reported as any table is."""
    path = tmp_path / "empty.parquet"
    parquet.write_table(table(GOOD).slice(0, 0), path)
    assert score(path, FRAMEWORK).problems["problem"].to_pylist() == ["empty_file"]
    double = table(GOOD).append_column("Value", pa.array([""] * len(GOOD)))
    parquet.write_table(double, path)
    assert score(path, FRAMEWORK).problems["problem"].to_pylist() == ["repeated_column"]


@pytest.mark.parametrize("processors", [1, 3])
def test_work_comes_back_in_order(monkeypatch, processors):
    """What comes of things is in their order, on one processor and on several."""
    monkeypatch.setattr(threads, "processors", lambda: processors)
    for count in (0, 1, 2, 20):
        for size in (1, threads.LARGE):
            assert list(threads.in_order(lambda n: n * n, range(count), size)) == [n * n for n in range(count)]


def test_processors_are_counted_where_the_system_cannot_tell(monkeypatch):
    """Where a process cannot know its own processors, it takes those of the machine."""
    monkeypatch.delattr(threads.os, "sched_getaffinity", raising=False)
    assert threads.processors() >= 1


def test_layout_is_kept():
    """Who scores with a framework again does not wait for its layout again."""
    assert layout_of(FRAMEWORK) is layout_of(FRAMEWORK)


# Many problems


def test_many_problems_are_counted(monkeypatch):
    """Of many problems of one kind the first are kept and all counted; on request every one comes."""
    rows = [answer("bereik", f"{101 + n}", "MO0001") for n in range(8)]
    monkeypatch.setattr("napd.answers.intake.FEW", 3)
    sources, every = [TableSource("answers", table(rows))], []
    for gathered in (gather(sources, LAYOUT), gather(sources, LAYOUT, every=every.extend)):
        assert gathered.problems.counts == {("out_of_range", "error"): 8}
        assert [problem.line for problem in gathered.problems] == [2, 3, 4, None]
    assert [problem.line for problem in every] == list(range(2, 10))


def test_log_keeps_the_first_of_each_kind():
    """A log keeps so many of a kind, counts the others, and says how many they are; merged logs add up."""

    def problem(n, kind="not_a_date"):
        return Problem(problem=kind, message=f"{n}", line=n)

    one, other = Log(2), Log(2)
    for n in (1, 2, 3):
        one(problem(n))
    other(problem(4, "derived"))
    other.more("duplicate", "remark", 5)
    one.merge(other)
    assert len(one) == 9
    assert [str(p.message) for p in one][:3] == ["1", "2", "4"]
    assert [str(p.message)[:2] for p in one][3:] == ["5 ", "1 "]
    assert str(list(one)[-1]).startswith("1 more of the kind 'not_a_date' is counted, and not listed. `napd check")


def test_a_place_with_very_many_answers():
    """Of a place that is answered over and over the first are told, and the first that says otherwise."""
    rows = [answer("plan", "ja")] * 6 + [answer("plan", "nee")] * 4 + [answer("bereik", "5")] * 6
    log = Log(2)
    intake = Intake.of(LAYOUT, 2)
    source = TableSource("answers", table(rows))
    for piece in source.pieces(log):
        intake.take(piece)
    surplus = duplicates.Duplicates(intake.judge, [source], intake.grid, log).settle()
    assert log.counts == {("contradiction", "error"): 10, ("duplicate", "remark"): 5}
    kept = [p for p in log if p.line]
    assert [p.problem for p in kept].count("contradiction") == 2
    assert "'nee'" in str(kept[0].message)
    assert intake.grid.filled() == 1
    assert surplus != 0
