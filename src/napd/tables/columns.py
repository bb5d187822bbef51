"""Columns: lines of cells as text, one under another; in a width of one's own nothing is cut, and texts wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

Cells = Sequence[str]
GAP = "  "
PIECE = re.compile(r".*?(?: +|[-|/_](?!\d)|$)")
"""What stays together: a text breaks after a blank, and in an id or a path after its signs; a date stays whole."""


def aligned(lines: Sequence[Cells]) -> list[str]:
    """Lines of cells as text in columns, with two spaces between them."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [_line(cells, widths) for cells in lines]


def fitted(headings: Cells, rows: Sequence[Cells], width: int) -> Iterator[str]:
    """A table in lines of at most `width` signs, in which nothing is left out.

    A column that says the same in every row becomes a line above the table. Texts wrap. If the columns are too narrow
    even for the longest word of each, the first ones become a line above the rows that they are about.

    >>> for line in fitted(("round", "area", "level"), [("2025", "MO1", "not yet known"), ("2025", "MO2", "")], 13):
    ...     print(line)
    round: 2025
    <BLANKLINE>
    area  level
    ────  ───────
    MO1   not yet
          known
    MO2
    """
    same = [place for place, column in enumerate(zip(*rows, strict=True)) if rows[1:] and len(set(column)) == 1]
    if said := _said(headings, rows[0] if rows else (), same):
        yield from (*_wrapped(said, width), "")
    least = [max(map(_least, column)) for column in zip(headings, *rows, strict=True)]
    beside = [place for place in range(len(headings)) if place not in same] or same[-1:]
    above: list[int] = []
    while beside[1:] and sum(least[place] for place in beside) + len(GAP) * len(beside[1:]) > width:
        above.append(beside.pop(0))
    widths = _widths([(least[place], max(len(row[place]) for row in (headings, *rows))) for place in beside], width)
    yield from _wrapping(headings, beside, widths)
    yield _line(["─" * each for each in widths], widths)
    for _, group in groupby(rows, key=lambda row: [row[place] for place in above]):
        for number, row in enumerate(group):
            yield from ("", *_wrapped(_said(headings, row, above), width)) if above and not number else ()
            yield from _wrapping(row, beside, widths)


def _said(headings: Cells, row: Cells, places: Sequence[int]) -> str:
    """What some columns say in a row, without those that say nothing."""
    return " · ".join(f"{headings[place]}: {row[place]}" for place in places if row[place])


def _least(cell: str) -> int:
    """The width of the longest piece of a text."""
    return max(len(piece.rstrip()) for piece in PIECE.findall(cell))


def _widths(ends: Sequence[tuple[int, int]], width: int) -> list[int]:
    """A width for each column, between the least and the most that its texts need; what needs little comes first."""
    widths = [min(least, width) or 1 for least, _ in ends]
    spare = width - len(GAP) * (len(ends) - 1) - sum(widths)
    wants = sorted((most - widths[place], place) for place, (_, most) in enumerate(ends))
    for number, (want, place) in enumerate(wants):
        given = max(min(want, spare // (len(ends) - number)), 0)
        widths[place] += given
        spare -= given
    return widths


def _wrapping(row: Cells, places: Sequence[int], widths: Sequence[int]) -> Iterator[str]:
    """Some cells of a row, in as many lines as the longest takes."""
    columns = [_wrapped(row[place], width) for place, width in zip(places, widths, strict=True)]
    yield from (_line(line, widths) for line in zip_longest(*columns, fillvalue=""))


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines; a piece that is longer than a line goes on in the next."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > width:
            lines.append("")
        whole = lines[-1] + piece
        parts = [whole[at : at + width] for at in range(0, len(whole.rstrip()), width)] or [whole]
        lines[-1:] = [*parts[:-1], parts[-1] if parts[1:] else whole]
    return [line.rstrip() for line in lines]


def _line(cells: Cells, widths: Sequence[int]) -> str:
    return GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
