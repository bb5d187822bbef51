"""What breaks files, and what looks at how they are read, before either is trusted: see `nox -s fuzz`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from mutations import broken
from readers import READERS, scored
from seeds import seeds

FOLDER = str(Path(__file__).parent)
THERE = {**os.environ, "PYTHONPATH": os.pathsep.join([FOLDER, str(Path(FOLDER).parent)])}
"""The environment of a process that imports as these tests do."""


@pytest.fixture(scope="module")
def valid(tmp_path_factory):
    """The valid inputs of each reader."""
    return seeds(tmp_path_factory.mktemp("seeds"))


@pytest.mark.parametrize("name", READERS)
def test_what_is_broken_was_whole(name, valid, tmp_path):
    """Each reader takes the files from which the broken ones are made, so these get past its first lines."""
    ending, reader = READERS[name]
    for number, data in enumerate(valid[name]):
        path = tmp_path / f"{number}{ending}"
        path.write_bytes(data)
        reader(path)
        if reader is scored:
            assert "unreadable" not in reader(path).problems["problem"].to_pylist()


@pytest.mark.parametrize("name", READERS)
def test_chance_is_repeated(name, valid):
    """An input follows from the seed and its number alone, and most differ."""
    made = [[broken(Random(number), valid[name]) for number in range(20)] for _ in range(2)]  # noqa: S311
    assert made[0] == made[1]
    assert len(set(made[0])) > 15


PLANTED = """
import worker, readers, sys
from pathlib import Path
def fell_over(path): raise {error}
readers.READERS["rounds"] = (".csv", fell_over)
print(worker.outcome("rounds", Path(__file__)))
"""


@pytest.mark.parametrize(("error", "told"), [("LookupError('oh')", "LookupError: oh"), ("NapdError('oh')", "")])
def test_what_is_no_refusal_is_a_fault(error, told, tmp_path):
    """An exception is a fault, unless it is napd's own word."""
    script = tmp_path / "planted.py"
    script.write_text(f"from napd import NapdError{PLANTED.format(error=error)}")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, env=THERE)
    assert told in done.stdout
    assert bool(done.stdout.strip()) == bool(told)


def test_a_kept_file_is_read_again(tmp_path):
    """The command counts what it tried, in the words that a runner of tests reads, and ends with 0 or 1."""
    path = tmp_path / "rounds-0-0.csv"
    path.write_text("niets")
    command = [sys.executable, FOLDER, "--again", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=THERE)
    assert (done.returncode, done.stdout) == (0, "rounds 1\n1 passed, 0 failed\n")
