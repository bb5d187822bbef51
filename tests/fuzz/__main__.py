"""Break valid files at random, and see whether napd reads them or refuses them in its own words: `nox -s fuzz`.

Every input follows from the seed and its number, so a run can be repeated. Inputs that napd fails on are kept in a
folder: mend the fault, and make the input a test. `nox -s fuzz -- --seconds 3600 --seed 7 --readers csv xlsx` goes on
for an hour; `nox -s fuzz -- --again FILE` reads a kept file again.
"""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from mutations import broken
from readers import READERS
from seeds import seeds

HERE = Path(__file__).parent

SILENCE = 120
"""Seconds to wait for an answer, on however slow a machine: processor time is bounded by the worker itself."""


def options() -> Namespace:
    """What to try, and for how long."""
    parser = ArgumentParser(prog="nox -s fuzz --", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on (60)")
    parser.add_argument("--seed", type=int, default=0, help="where chance begins (0)")
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS), metavar="NAME",
                        help=f"of {', '.join(READERS)}; by default all")  # fmt: skip
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="the folder for what napd fails on")
    parser.add_argument("--again", type=Path, nargs="+", default=(), metavar="FILE", help="only read kept files again")
    return parser.parse_args()


class Worker:
    """A process that reads one file after another; begun anew when a file has ended it."""

    def __init__(self) -> None:
        command, pipe = (sys.executable, str(HERE / "worker.py")), subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)

    def fault(self, reader: str, path: Path) -> str:
        """Say what went wrong in reading a file, or nothing."""
        process = self._process
        assert process.stdin
        assert process.stdout
        print(reader, path, file=process.stdin, flush=True)
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            if not ready.select(SILENCE):
                process.kill()
        if answer := process.stdout.readline():
            return str(json.loads(answer))
        self.__init__()  # type: ignore[misc]
        return f"the process ended with {process.wait()}: too much time or memory, or a library fell over"

    def end(self) -> None:
        """Let the process end."""
        self._process.kill()
        self._process.wait()


def inputs(asked: Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Broken files for each reader in turn, until the time is over."""
    valid = seeds(folder)
    end = time.monotonic() + asked.seconds
    for number in count():
        for reader in asked.readers:
            if time.monotonic() > end:
                return
            path = folder / f"{reader}-{asked.seed}-{number}{READERS[reader][0]}"
            path.write_bytes(broken(Random(f"{reader} {asked.seed} {number}"), valid[reader]))  # noqa: S311 - no secret
            yield reader, path
            path.unlink()


def again(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    """Kept files, of which the name begins with that of the reader."""
    yield from ((path.name.partition("-")[0], path.resolve()) for path in paths)


def main() -> int:
    """Try, keep what napd fails on, and count."""
    asked, worker = options(), Worker()
    tried: Counter[str] = Counter()
    fallen = 0
    with TemporaryDirectory() as folder:
        for reader, path in again(asked.again) if asked.again else inputs(asked, Path(folder)):
            tried[reader] += 1
            if fault := worker.fault(reader, path):
                fallen += 1
                asked.keep.mkdir(parents=True, exist_ok=True)
                kept = asked.keep / path.name
                kept.write_bytes(path.read_bytes())
                print(f"{kept}: {fault}", flush=True)
    worker.end()
    print(", ".join(f"{reader} {number:,}" for reader, number in tried.items()))
    print(f"{tried.total() - fallen} passed, {fallen} failed")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
