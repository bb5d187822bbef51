"""Arrow and Parquet: every type that can be text, every encoding, and frames of pandas."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import csv, feather, parquet
from town import GOOD, answer, problems, same, scored, table

from napd.answers.columns import ALL
from napd.answers.parquet_source import ParquetSource
from napd.answers.text import as_text, insist_sound, is_text

EXPECTED = scored(table(GOOD))
FIRST = dt.datetime(2025, 12, 1)  # noqa: DTZ001 - by whatever clock
UTC, AMSTERDAM = pa.timestamp("us", "UTC"), pa.timestamp("ns", "Europe/Amsterdam")


def moment(hour, kind):
    """A moment of the first of December 2025, by a clock in UTC."""
    return pa.array([FIRST + dt.timedelta(hours=hour)], pa.timestamp("us", "UTC")).cast(kind)


LISTS = [
    pa.list_(pa.string()), pa.large_list(pa.string()), pa.list_(pa.string(), 2), pa.list_view(pa.string()),
    pa.list_(pa.large_string()), pa.list_(pa.dictionary(pa.int32(), pa.string())),
]  # fmt: skip
WRITTEN = {
    "a moment at midnight": (moment(0, UTC), "2025-12-01 00:00:00.000000"),
    "midnight by the clock of its zone": (moment(-1, AMSTERDAM), "2025-12-01 00:00:00.000000000"),
    "midnight at an offset": (moment(-1, pa.timestamp("s", "+01:00")), "2025-12-01 00:00:00"),
    "moments in a dictionary": (moment(0, UTC).dictionary_encode(), "2025-12-01 00:00:00.000000"),
    "runs": (pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array(["ja"])), "ja"),
    "half a number": (pa.array(np.array([0.75], np.float16)), "0.75"),
    "a decimal": (pa.array([Decimal("12.50")]), "12.50"),
    "a small number": (pa.array([1.5e-7]), "0.00000015"),
    "a very large number": (pa.array([1e20]), "100000000000000000000"),
    "a small decimal": (pa.array([Decimal("0.00000001")], pa.decimal128(20, 9)), "0.000000010"),
    "a large number": (pa.array([2**63], pa.uint64()), "9223372036854775808"),
    "yes": (pa.array([True]), "true"),
    "a small word in a dictionary": (pa.DictionaryArray.from_arrays(pa.array([0], pa.uint8()), pa.array(["ja"])), "ja"),
    "a view": (pa.array(["ja"], pa.string_view()), "ja"),
    "a type of somebody else": (pa.ExtensionArray.from_storage(pa.json_(), pa.array(["ja"])), "ja"),
    **{f"a {kind}": (pa.array([["zorg", "wonen"]], kind), "zorg|wonen") for kind in LISTS},
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_every_type_is_written_as_people_would(name):
    """Numbers, moments and lists of any width and layout become one text; of none there is none."""
    column, text = WRITTEN[name]
    insist_sound(column)
    assert as_text(column).to_pylist() == [text]
    empty = as_text(pa.nulls(2, column.type)).to_pylist()
    assert [cell or None for cell in empty] == [None, None]


@pytest.mark.parametrize("kind", [UTC, AMSTERDAM, pa.timestamp("ns"), pa.date64()])
@pytest.mark.parametrize("how", ["arrow", "parquet", "pandas"])
def test_midnight_is_a_day(tmp_path, kind, how):
    """A moment at midnight, with a time zone or without, is the answer to a question about a day; any other is none."""
    local = pa.array([FIRST, FIRST + dt.timedelta(hours=1)], pa.timestamp("us"))
    column = (
        local.cast(kind) if kind in (pa.timestamp("ns"), pa.date64()) else pa.compute.assume_timezone(local, kind.tz)
    )
    made = table([answer("sinds", ""), answer("sinds", "", "MO0002")]).set_column(4, "value", column)
    if how == "parquet":
        parquet.write_table(made, tmp_path / "a.parquet")
    result = scored({"arrow": made, "pandas": made.to_pandas()}.get(how, tmp_path / "a.parquet"))
    assert result.answers["value"].to_pylist()[0] == "2025-12-01"
    assert problems(result, "problem") == ([] if kind == pa.date64() else ["not_a_date"])


@pytest.mark.parametrize("kind", [pa.month_day_nano_interval(), pa.timestamp("s", "Nergens/Niets")], ids=str)
def test_what_cannot_be_text_is_told(kind):
    """A type, or a time zone, that nobody knows is a problem, and no more."""
    made = table(GOOD).set_column(1, "area", pa.nulls(len(GOOD), kind))
    assert problems(scored([made, table(GOOD)]), "problem") == ["unreadable"]
    assert is_text(kind) == pa.types.is_timestamp(kind)


def test_lists_in_parquet_are_as_those_in_a_table(tmp_path):
    """A multiple choice as a list of options is read from a file as from the table that it was."""
    lists = pa.array([["zorg", "wonen"], None, ["geen"]])
    rows = [answer("wie", "", area) for area in ("MO0001", "MO0002", "MO0003")]
    made = table(rows).set_column(4, "value", lists)
    parquet.write_table(made, tmp_path / "a.parquet")
    assert same(scored(tmp_path / "a.parquet"), scored(made))
    assert scored(made).answers["value"].to_pylist() == ["zorg|wonen"]


ENCODED = ["PLAIN", "DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY"]


@pytest.mark.parametrize("encoding", [*ENCODED, "mixed"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_every_encoding_is_read(tmp_path, encoding, version):
    """Texts as differences, as some writers have them, are read; also where each column has its own."""
    columns = table(GOOD).column_names
    encodings = {name: ENCODED[number % 3] if encoding == "mixed" else encoding for number, name in enumerate(columns)}
    parquet.write_table(
        table(GOOD), tmp_path / "a.parquet", use_dictionary=False, column_encoding=encodings, row_group_size=5,
        data_page_version=version,
    )  # fmt: skip
    assert same(scored(tmp_path / "a.parquet"), EXPECTED)


# Frames


FRAMES = {
    "numbers and texts": pd.DataFrame(
        [answer("bereik", 75), answer("plan", value=True, area="MO0002"), answer("plan", "ja")]
    ),
    "days and texts": pd.DataFrame([answer("sinds", dt.date(2025, 3, 1)), answer("plan", "ja")]),
    "moments and texts": pd.DataFrame([answer("sinds", pd.Timestamp("2025-03-01", tz="UTC")), answer("plan", None)]),
    "categories": pd.DataFrame([answer("plan", "ja"), answer("plan", None, "MO0002")]).astype("category"),
    "an index of rows": pd.DataFrame([answer("plan", "ja"), answer("plan", "nee", "MO0002")])[
        lambda f: f.value == "ja"
    ],
    "an index that counts": pd.DataFrame([answer("plan", "ja")]).set_index(["round", "area"]),
}


@pytest.mark.parametrize("name", FRAMES)
def test_frames_of_pandas_are_read_as_they_are_made(name):
    """Columns of mixed cells, categories and whatever index: what a frame has from a sheet is read, without a word."""
    result = scored(FRAMES[name])
    assert problems(result) == []
    assert result.receipt["answers"]["count"] > 0


def test_columns_of_one_name_are_a_problem():
    """A frame may have two columns of one name; that is told, and no more."""
    frame = pd.DataFrame([answer("plan", "ja")])
    doubled = pd.concat([frame, frame[["value"]]], axis=1)
    assert problems(scored([doubled, table(GOOD)]), "column", "problem") == [("value", "repeated_column")]


WRITERS = {"csv": csv.write_csv, "parquet": parquet.write_table, "feather": feather.write_feather}


@pytest.mark.parametrize("kind", [*WRITERS, "table"])
@pytest.mark.parametrize("column", ALL)
def test_a_fault_of_any_column_is_told_when_it_is_scored(tmp_path, kind, column):
    """Also of the notes, which are read later: what is read then are the rows that were scored."""
    good, path = table(GOOD), tmp_path / f"a.{kind}"
    faulty = {"repeated_column": good.append_column(column.title(), good[column])}
    if kind != "csv":  # in which all is text
        unlike = pa.array([{"a": 1}] * len(good))
        faulty["unreadable"] = good.set_column(good.column_names.index(column), column, unlike)
    for problem, answers in faulty.items():
        if kind in WRITERS:
            WRITERS[kind](answers, path)
        result = scored(path if kind in WRITERS else answers)
        assert problems(result, "problem") == [problem]
        assert len(result.answers) == 0


def test_index_of_pandas_in_a_table_is_no_column():
    """What pandas keeps of its index in a table is not a column of somebody's own."""
    frame = pd.DataFrame([answer("plan", "nee"), answer("plan", "ja")])[lambda f: f.value == "ja"]
    assert problems(scored(pa.Table.from_pandas(frame))) == []


def test_polars_needs_nothing():
    """A frame of polars has views and lists; they are read."""
    frame = pl.DataFrame([answer("plan", "ja")]).with_columns(note=pl.lit("x"))
    assert problems(scored(frame)) == []


def test_encoding_that_changes_midway_is_read(tmp_path, monkeypatch):
    """Where a column goes on as differences after some batches, each row is read once all the same."""
    parquet.write_table(table(GOOD), tmp_path / "a.parquet")
    opened = ParquetSource._opened

    def breaks(source, group, names, encoded):
        (batch,) = opened(source, group, names, encoded)
        if encoded:
            yield batch.slice(0, 9)
            raise pa.ArrowNotImplementedError("differences")
        yield from (batch.slice(start, 4) for start in range(0, len(batch), 4))

    monkeypatch.setattr(ParquetSource, "_opened", breaks)
    result = scored(tmp_path / "a.parquet")
    assert problems(result) == []
    assert same(result, EXPECTED)
