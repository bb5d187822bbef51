"""A process that reads one file after another, within bounds on processor time and memory.

A parent writes a line for each, `READER PATH`; the answer is a line with what went wrong, or an empty one. That time or
memory ran out, or that a library fell over, shows as the end of this process.
"""

from __future__ import annotations

import json
import resource
import sys
import traceback
from pathlib import Path

from readers import framework, read

SECONDS, SECONDS_PER_MIB = 10, 10
"""Processor time for a file: many times what it takes on a slow machine, and far less than a quadratic reader takes."""
MEMORY, MEMORY_PER_BYTE = 300 << 20, 200
"""Bytes of memory beyond what other files took before."""


def bounded(size: int) -> int:
    """Set the bounds for a file of so many bytes, and give the peak of memory before it, in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = used.ru_utime + used.ru_stime + SECONDS + SECONDS_PER_MIB * size / (1 << 20)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, hard))
    return used.ru_maxrss << 10


def outcome(name: str, path: Path) -> str:
    """What went wrong with a file, or nothing."""
    size = path.stat().st_size
    before = bounded(size)
    try:
        read(name, path)
    except BaseException:  # noqa: BLE001 - whatever it is, it is a fault
        return traceback.format_exc()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10) - before
    most = MEMORY + MEMORY_PER_BYTE * size
    return f"it took {grown >> 20} MiB more memory, for {size} bytes" if grown > most else ""


def main() -> None:
    """Read what the parent names."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, hard))
    framework()
    answer, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        name, path = line.rstrip("\n").split(" ", 1)
        print(json.dumps(outcome(name, Path(path))), file=answer, flush=True)


if __name__ == "__main__":
    main()
