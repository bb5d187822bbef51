"""Answers that come in a stream, and files that change while they are read."""

from __future__ import annotations

import os
import sys
import threading
from io import BytesIO, TextIOWrapper

import pyarrow as pa
import pytest
from pyarrow import parquet
from town import GOOD, answer, csv_text, problems, same, scored, table

from napd import NapdError, score
from napd.answers.sources import sources_of

EXPECTED = scored(table(GOOD))


def writes(kind):
    """The good answers as the bytes of a file."""
    buffer = BytesIO()
    if kind == "parquet":
        parquet.write_table(table(GOOD), buffer)
    elif kind == "arrow":
        with pa.ipc.new_stream(buffer, table(GOOD).schema) as writer:
            writer.write_table(table(GOOD))
    else:
        buffer.write(csv_text([*GOOD, GOOD[0]]).encode())
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["csv", "parquet", "arrow"])
@pytest.mark.parametrize("how", ["stdin", "pipe"])
def test_streams_are_read_by_what_they_hold(tmp_path, monkeypatch, kind, how):
    """Standard input, and a pipe with a name, are read as a file would be, more than once where that is needed."""
    if how == "stdin":
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(writes(kind))))
        result = scored("-")
    else:
        os.mkfifo(tmp_path / "pijp")
        writer = threading.Thread(target=(tmp_path / "pijp").write_bytes, args=[writes(kind)])
        writer.start()
        result = scored(tmp_path / "pijp")
        writer.join()
    assert same(result, EXPECTED)
    name = "stdin" if how == "stdin" else str(tmp_path / "pijp")
    assert problems(result, "file", "problem") == [(name, "duplicate")] * (kind == "csv")
    assert result.answers["value"].to_pylist()[0] == "ja"


def test_kept_stream_goes_with_its_source(tmp_path, monkeypatch):
    """What a stream held is kept as long as it may be read again, and no longer."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(writes("csv"))))
    (source,) = sources_of("-")
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == writes("csv")
    del source
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(5, "Input/output error"), "stdin: it cannot be read: Input/output error"),
        (OSError(28, "No space left"), "stdin: it cannot be kept in {}: No space left"),
        (KeyboardInterrupt("enough"), "enough"),
    ],
)
def test_stream_that_breaks_off_is_no_half_of_the_answers(tmp_path, monkeypatch, fault, told):
    """It is told whether it was the stream or the disk, and nothing stays of it."""

    class Broken(BytesIO):
        def read(self, *_):
            raise fault

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(Broken()))
    with pytest.raises((NapdError, KeyboardInterrupt)) as raised:
        scored("-")
    assert str(raised.value) == told.format(tmp_path)
    assert not list(tmp_path.iterdir())


def test_stdin_that_is_closed_is_empty(monkeypatch):
    """Python has none where whoever began the process closed it."""
    monkeypatch.setattr(sys, "stdin", None)
    assert problems(scored("-"), "problem", "message") == [("empty_file", "it is empty")]


# Files that change


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("by", [-1, 0.5, 2, 0])
def test_file_that_changes_while_it_is_read_is_refused(tmp_path, kind, by):
    """Shorter, longer, empty, gone: half of what was there and half of what is there now is never scored."""
    path = tmp_path / f"a.{kind}"
    path.write_bytes(writes(kind))

    def change(_):
        data = path.read_bytes()
        path.unlink()
        if by >= 0:
            path.write_bytes((data * 2)[: int(len(data) * by)])

    with pytest.raises(NapdError, match="have changed"):
        score(path, EXPECTED.framework, progress=change)


def test_file_that_changes_later_is_refused(tmp_path):
    """What is read again later, such as the notes, is not read of another file."""
    path = tmp_path / "a.csv"
    path.write_text(csv_text(GOOD), encoding="utf-8")
    result = scored(path)
    path.write_text(csv_text([answer("plan", "nee")]), encoding="utf-8")
    with pytest.raises(NapdError, match="have changed"):
        _ = result.answers
