"""The table: one row for each contestant and command, with what it took and what was aimed for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.commands import PART
from benchmarks.measure import Row
from benchmarks.targets import verdicts

NUMBERS = ("runs", "× base", "from - to", "× napd", "process ×", "job s", "process s", "set-up s", "peak MiB")
HEADS = ("", *NUMBERS, "target")
LEFT = (0, len(HEADS) - 1)
"""The columns of words; the others are numbers, and stand to the right."""


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table as lines of text, in a block for each part."""
    cells = {row: _cells(row) for row in rows}
    widths = [max(map(len, column)) for column in zip(HEADS, *cells.values(), strict=True)]
    yield _line(HEADS, widths)
    for part, found in groupby(rows, key=lambda row: row.part):
        block = list(found)
        yield ""
        yield f"{part} (base: {block[0].title})"
        yield from (_line(cells[row], widths) for row in block)
    yield from _notes(rows)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        f"  {row.title}",
        str(len(row.samples)),
        _number(row.ratio),
        f"{_number(min(row.ratios))} - {_number(max(row.ratios))}",
        _number(row.to_napd),
        "" if row.part == PART else _number(row.process_ratio),
        "" if row.part == PART else _number(row.seconds, 3),
        _number(row.process, 3),
        _number(row.set_up, 3),
        _number(row.peak, 0),
        "; ".join(verdicts(row)),
    )


def _number(value: float | None, decimals: int | None = None) -> str:
    """With as many decimals as are asked, or else as many as a ratio of this size can bear."""
    if value is None:
        return ""
    if decimals is None:
        decimals = 2 if value < 10 else 1 if value < 100 else 0  # noqa: PLR2004 - the steps of three figures
    return f"{value:,.{decimals}f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    places = enumerate(zip(cells, widths, strict=True))
    padded = (f"{cell:<{width}}" if place in LEFT else f"{cell:>{width}}" for place, (cell, width) in places)
    return "  ".join(padded).rstrip()


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """What was imported during a job, and so counts in its time."""
    late = {(row.title, name) for row in rows for sample in row.samples for name in sample.late}
    yield ""
    yield from (f"{title} imports {name} during its job: that is part of its time" for title, name in sorted(late))
