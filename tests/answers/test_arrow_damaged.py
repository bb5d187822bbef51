"""Arrow arrays and files that are damaged, or whose code fails: refused or told, and the process lives on."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import feather, parquet
from town import GOOD, answer, problems, scored, table

from napd.answers.parquet_source import ParquetSource
from napd.answers.text import as_text, insist_sound


def damaged():
    """Arrays that are damaged, made without anybody's looking at them."""
    beyond = pa.DictionaryArray.from_arrays(pa.array([7], pa.int32()), pa.array(["ja"]), safe=False)
    lists = pa.ListArray.from_arrays(pa.array([0, 1], pa.int32()), beyond)
    view = struct.pack("<iiii", 100, 0, 5, 0)
    views = [pa.string_view(), 1, [None, pa.py_buffer(view)]]
    return {
        "dictionary": lambda: beyond,
        "list of dictionaries": lambda: lists,
        "view": lambda: pa.Array.from_buffers(*views),
    }


def test_bytes_that_are_no_text_are_sound():
    """Whatever is not UTF-8, in a dictionary or a list, spoils its own cell alone."""
    spoilt = pa.array([b"j\xe9", b"ja"]).view(pa.string())
    in_dictionary = pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), spoilt)
    in_lists = pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), spoilt)
    for column in (spoilt, in_dictionary, in_lists):
        insist_sound(column)
        assert as_text(column).to_pylist() == ["j\ufffd", "ja"]


@pytest.mark.parametrize("name", damaged())
def test_damaged_arrays_are_refused(name):
    """What points outside of an array, at any depth, is found before it is followed."""
    with pytest.raises(pa.ArrowException):
        insist_sound(damaged()[name]())


READ = """
import sys
from pathlib import Path
from town import problems, scored
for path in sys.argv[1:]:
    print(problems(scored(Path(path)), "problem"))
"""


def read_apart(*paths):
    """What is wrong with files, found by a process of its own, which they may end."""
    there = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", READ, *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=there)


def test_file_whose_offsets_lie_is_a_problem(tmp_path):
    """A file of which a few bytes were changed is named as unreadable; it does not end the process."""
    path = tmp_path / "a.arrow"
    feather.write_feather(table([answer("plan", "ja")] * 4), path, compression="uncompressed")
    data = path.read_bytes()
    offsets = struct.pack("<iiii", 0, 2, 4, 6)
    assert offsets in data
    path.write_bytes(data.replace(offsets, struct.pack("<iiii", 0, 2, 2**30, 6)))
    done = read_apart(path)
    assert (done.returncode, done.stdout) == (0, "['unreadable']\n"), done.stderr


@settings(max_examples=10)
@given(data=st.data(), how=st.sampled_from(["arrow", "stream", "parquet"]))
def test_no_damage_ends_the_process(tmp_path_factory, data, how):
    """Whatever bytes of a file are changed, it is read or named; a process of its own survives many such."""
    folder = tmp_path_factory.mktemp("damaged")
    whole = folder / "whole"
    made = table(GOOD).set_column(4, "value", pa.array([row["value"] for row in GOOD]).dictionary_encode())
    if how == "stream":
        with pa.OSFile(str(whole), "wb") as file, pa.ipc.new_stream(file, made.schema) as writer:
            writer.write_table(made)
    else:
        (feather.write_feather if how == "arrow" else parquet.write_table)(made, whole)
    raw, paths = whole.read_bytes(), []
    for number in range(20):
        spoilt = bytearray(raw)
        for place in data.draw(st.lists(st.integers(8, len(raw) - 9), min_size=1, max_size=4)):
            spoilt[place] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]))
        paths.append(folder / str(number))
        paths[-1].write_bytes(spoilt)
    done = read_apart(*paths)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == len(paths)


def test_name_that_is_no_text_is_a_problem(tmp_path):
    """A Parquet file in which the name of a column is no UTF-8 is named, and the name shown as far as it goes."""
    path = tmp_path / "a.parquet"
    parquet.write_table(table(GOOD), path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"perspective", b"perspect\xf2ve"))
    ((kind, message),) = problems(scored([path, table(GOOD)]), "problem", "message")
    assert kind == "unreadable"
    assert message == "it cannot be read: the name 'perspect\ufffdve' is not UTF-8 text"


class Fails:
    """An object whose own code fails."""

    def __arrow_c_stream__(self, requested_schema=None):
        """Fail."""
        raise RuntimeError("de bron\nviel weg")


def test_code_of_others_that_fails_is_refused():
    """Whatever an object raises that should hand over Arrow, it becomes one line."""
    from napd import NapdError

    with pytest.raises(NapdError, match=r"the Fails cannot be read as Arrow: de bron viel weg\. Give a table"):
        scored(Fails())


def test_what_pyarrow_cannot_read_at_all_is_a_problem(tmp_path, monkeypatch):
    """So that is told once, and not tried for ever."""
    parquet.write_table(table(GOOD), tmp_path / "a.parquet")

    def refuse(*_):
        raise pa.ArrowNotImplementedError("of another time")
        yield

    monkeypatch.setattr(ParquetSource, "_opened", refuse)
    assert problems(scored(tmp_path / "a.parquet"), "problem") == ["unreadable"]
