"""Files that are made to do harm, or seem so: the time and memory that they take is in proportion to their size."""

from __future__ import annotations

import os
import resource
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather, parquet
from town import COLUMNS, GOOD, answer, csv_text, problems, same, scored, table

from napd import score
from napd.answers import columns, intake, parsing, sizes
from napd.answers.duplicates import Duplicates
from napd.answers.sizes import TableSize, arrow_size
from napd.tables.problems import FEW

EXPECTED = scored(table(GOOD))
WRITE = {"parquet": parquet.write_table, "arrow": feather.write_feather}


def alike(count, **cells):
    """Very many rows that say the same, which take next to no room."""
    row = answer("plan", "ja") | cells
    rows = np.zeros(count, dtype=np.int32)
    return pa.table(
        {name: pa.DictionaryArray.from_arrays(pa.array(rows), pa.array([text])) for name, text in row.items()}
    )


# What a file comes to


@pytest.mark.parametrize("how", WRITE)
def test_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch, how):
    """A few bytes that say they are very many are not unpacked; the other files count."""
    monkeypatch.setattr(sizes, "FREE", 1 << 16)
    made = table([answer("uitleg", "x" * 10_000_000)])
    options = {"use_dictionary": False} if how == "parquet" else {}
    WRITE[how](made, tmp_path / "a", compression="zstd", **options)
    result = scored([tmp_path / "a", table(GOOD)])
    ((kind, message),) = problems(result, "problem", "message")
    assert kind == "unreadable"
    assert "and says it is 10,000," in message
    assert same(result, EXPECTED)


@pytest.mark.parametrize("how", WRITE)
def test_file_of_too_many_rows_is_refused(tmp_path, monkeypatch, how):
    """So it is for rows that take no room at all."""
    monkeypatch.setattr(sizes, "ROWS", 1000)
    WRITE[how](alike(2_000_000), tmp_path / "a", compression="zstd")
    ((kind, message),) = problems(scored(tmp_path / "a"), "problem", "message")
    assert kind == "unreadable"
    assert "and says it has 2,000,000 rows" in message


TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=50)), max_size=30)


@given(cells=TEXTS, in_dictionary=st.booleans(), batch=st.integers(1, 10), stream=st.booleans())
def test_size_is_the_same_however_it_is_packed(cells, in_dictionary, batch, stream):
    """What a file comes to is found without unpacking it, and is what the same file takes that is not packed."""
    column = pa.array(cells, pa.string())
    made = pa.table({"value": column.dictionary_encode() if in_dictionary else column})
    found = []
    for compression in (None, "lz4", "zstd"):
        sink = pa.BufferOutputStream()
        new = pa.ipc.new_stream if stream else pa.ipc.new_file
        with new(sink, made.schema, options=pa.ipc.IpcWriteOptions(compression=compression)) as writer:
            writer.write_table(made, max_chunksize=batch)
        file = pa.BufferReader(sink.getvalue())
        file.seek(0 if stream else 8)
        found.append(arrow_size(file))
    assert found[0] == found[1] == found[2]
    assert found[0] >= sum(len((cell or "").encode()) for cell in set(cells))


@given(data=st.binary(max_size=200))
def test_size_of_what_is_no_arrow_is_none(data):
    """Whatever bytes there are, they have a size."""
    assert arrow_size(pa.BufferReader(data)) >= 0


def test_table_without_a_field_has_no_pairs():
    """What a table of FlatBuffers does not have is nothing."""
    empty = TableSize.root(struct.pack("<IHHIi", 12, 4, 4, 0, 8))
    assert (list(empty.pairs(2)), empty.table(1), empty.byte(0)) == ([], None, 0)


# Many problems


@pytest.mark.parametrize("how", WRITE)
def test_rows_that_repeat_each_other_are_counted(tmp_path, monkeypatch, how):
    """A million answers to one question are a million remarks, of which the first are kept and the others counted."""
    kept = Counter()
    keep = Duplicates._keep
    monkeypatch.setattr(Duplicates, "_keep", lambda *what: kept.update(["kept"]) or keep(*what))
    WRITE[how](alike(1_000_000), tmp_path / "a", compression="zstd")
    result = scored(tmp_path / "a")
    assert result.problem_counts == {("duplicate", "remark"): 999_999}
    assert len(result.problems) == FEW + 1
    assert kept["kept"] < 20 * (FEW + 2)  # as many for each batch
    assert result.receipt["answers"]["count"] == 1


def test_even_every_problem_has_an_end(monkeypatch):
    """Where all problems are asked for, very many of one kind are counted too, and what is said of the others fits."""
    monkeypatch.setattr(intake, "EVERY", 1500)
    monkeypatch.setattr("napd.tables.problems.EVERY", 1500)
    found = []
    score(alike(2000, value="onzin"), EXPECTED.framework, every=found.extend)
    assert len(found) == 1500 + 1
    assert (str(found[-1].message)[:3], str(found[-1].hint)[:3]) == ("500", "Fix")


@pytest.mark.parametrize("place", [1, 500, 1500, 2999])
@pytest.mark.parametrize("chunk", [700, 10_000])
def test_one_that_contradicts_many_is_named(place, chunk):
    """Among very many answers alike the one that says something else is found, wherever it stands."""
    rows = [answer("plan", "nee" if number == place else "ja") for number in range(3000)]
    result = scored(table(rows).to_reader(max_chunksize=chunk))
    assert result.problem_counts["contradiction", "error"] == len(rows)
    assert any(f"line {place + 2};" in message for message in problems(result, "message"))
    assert result.receipt["answers"]["count"] == 0


@pytest.mark.parametrize("column", ["round", "area", "indicator", "status"])
def test_nearest_name_is_sought_for_what_is_shown(monkeypatch, column):
    """Of as many unknown names as rows all are counted, and compared with the known ones as far as they are listed."""
    sought = Counter()
    unknown = parsing.AnswerParser.unknown
    monkeypatch.setattr(parsing.AnswerParser, "unknown", lambda *what: sought.update(["sought"]) or unknown(*what))
    result = scored(table([answer("plan", "ja") | {column: f"x{number}"} for number in range(3000)]))
    assert result.problem_counts[f"unknown_{column}", "error"] == 3000
    assert sought["sought"] == FEW


# Many columns


def wide(kind, names, folder):
    """The good answers with many columns more."""
    if kind == "csv":
        lines = csv_text(GOOD).splitlines()
        text = "\n".join([",".join([lines[0], *names]), *(line + "," * len(names) for line in lines[1:])])
        (folder / "a.csv").write_text(text, encoding="utf-8")
    else:
        made = table(GOOD)
        every = [*made.columns, *[pa.nulls(len(made), pa.string())] * len(names)]
        WRITE[kind](pa.table(every, names=[*COLUMNS, *names]), folder / f"a.{kind}")
    return folder / f"a.{kind}"


@pytest.mark.parametrize("kind", ["csv", *WRITE])
def test_many_columns_are_passed_over(tmp_path, kind):
    """Of thousands of columns that answers do not have the first are named, the others counted, and answers read."""
    result = scored(wide(kind, [f"eigen{number}" for number in range(3000)], tmp_path))
    said = problems(result, "message")
    assert len(said) == columns.FEW + 1
    assert f"{3000 - columns.FEW:,} more columns are not used" in said
    assert same(result, EXPECTED)


def test_many_columns_of_one_name_are_one_problem(tmp_path):
    """However often a column is there, that is one problem."""
    assert problems(scored(wide("csv", ["value"] * 3000, tmp_path)), "problem") == ["repeated_column"]
    assert problems(scored(wide("parquet", ["value"] * 3000, tmp_path)), "problem") == ["repeated_column"]


@pytest.mark.parametrize("kind", ["csv", *WRITE])
def test_long_names_are_shortened(tmp_path, kind):
    """A name of a megabyte is shown as far as people read it."""
    result = scored(wide(kind, ["x" * 1_000_000], tmp_path))
    assert all(len(cell) < 1000 for row in result.problems.to_pylist() for cell in map(str, row.values()))
    assert same(result, EXPECTED)


# Time and memory


H = "round,area,indicator,question,value"
ROW = "2025-12,MO0001,opvang,plan,"
FLOODS = {
    "rows that are too short": f"{H}\n" + "x\n" * 50_000,
    "rows that are too long": f"{H}\n" + "x,,,,,,,y\n" * 20_000,
    "rows of quotation marks": f"{H}\n" + '"\n' * 50_000,
    "a mark that never closes": f'{H}\nx"' + "a,b,c,d,e\n" * 10_000,
    "marks that swallow rows": f"{H}\n" + ('"x\n' + "a,b,c,d,e\n" * 3) * 3000,
    "cells of many lines": f"{H}\n" + f'{ROW}"a,b,c,d,e,f\n,,,,\n"\n' * 3000,
    "lone marks": f"{H}\n" + f'{ROW}"a\n' * 5000,
    "nothing": f"{H}\n" + "\0" * 200_000,
    "separators": f"{H}\n" + "," * 300_000,
    "headers": f"{H}\n" * 10_000,
    "a wide header of short rows": f"{H}{',x' * 20_000}\n" + f"{ROW}ja\n" * 2000,
    "digits": f"{H}\n{ROW.replace('plan', 'bereik')}{'1' * 200_000}\n",
    "other areas": f"{H}\n" + "".join(f"2025-12,MO{n},opvang,plan,ja\n" for n in range(8000)),
    "other values": f"{H}\n" + "".join(f"{ROW}v{n}\n" for n in range(8000)),
}
WITHIN = """
import resource, sys
from pathlib import Path
from town import scored
for path in sys.argv[1:]:
    scored(Path(path))
    print(path, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, flush=True)
"""
MEMORY, SECONDS = 400, 120
"""MiB that reading a file of a few hundred kilobytes may take, and processor time for all: many times what they do."""


@pytest.mark.unmeasured
def test_time_and_memory_are_bounded(tmp_path):
    """No CSV file of a few hundred kilobytes takes more than a moment, or more memory than a large file would."""
    paths = []
    for number, text in enumerate(["", *FLOODS.values()]):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", WITHIN, *map(str, paths)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": tests},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)),
    )  # fmt: skip
    peaks = [int(line.rpartition(" ")[2]) for line in done.stdout.splitlines()]
    assert (done.returncode, len(peaks)) == (0, len(paths)), done.stderr
    assert peaks[-1] < peaks[0] + MEMORY
