"""The tile map: a tile of equal size for each region, roughly where the region lies. Where that is, is data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import combinations, count
from os import PathLike

from attrs import frozen

from napd import Area, AreaRegistry, Framework
from napd.plugin import DefinitionRow, Definitions, nearest
from napd_report.names import by_name
from napd_report.short import cut

REQUIRED, OPTIONAL = ("area", "column", "row"), ("short", "code")
WIDTH = 8
"""How many tiles stand side by side where no layout says so."""
FITS = 11
"""How many characters fit on a tile."""
LETTERS = 3
"""How many fit on a tile on a telephone, and on paper."""
NUMBER = "[1-9][0-9]?"


@frozen
class TilePosition:
    """Where an area lies on the map.

    Args:
        column, row: from 1, from the left and from the top.
        short: what its tile says; '' for its own name.
        code: what it says where that does not fit; '' for some letters of that.
    """

    column: int
    row: int
    short: str = ""
    code: str = ""


Layout = Mapping[str, TilePosition]
"""Places by the codes of their areas."""


@frozen
class Tile:
    """A tile of the map.

    Args:
        area: the code of the area.
        name: its name.
        short: its name as it fits on the tile, in at most `FITS` characters.
        code: at most `LETTERS` letters, where there is less room; no two tiles have the same.
        column, row: from 1, from the left and from the top.
    """

    area: str
    name: str
    short: str
    code: str
    column: int
    row: int


def tile_map(areas: Iterable[Area], layout: Layout) -> tuple[Tile, ...]:
    """A tile for each of the areas, ordered by name as in an index, no two in one place.

    Areas that the layout does not have come below the others, in order, after an empty row; the map is `WIDTH` wide, or
    as wide as the layout.
    """
    ordered = sorted(areas, key=by_name)
    below = _below([layout[area.code] for area in ordered if area.code in layout])
    places = [layout[area.code] if area.code in layout else next(below) for area in ordered]
    shorts = [cut(place.short or area.name, FITS) for area, place in zip(ordered, places, strict=True)]
    codes = _codes(shorts, [place.code for place in places])
    return tuple(
        Tile(area.code, area.name, short, code, place.column, place.row)
        for area, place, short, code in zip(ordered, places, shorts, codes, strict=True)
    )


def _below(placed: Sequence[TilePosition]) -> Iterator[TilePosition]:
    """Places in rows below those that are taken."""
    width = max(WIDTH, *(place.column for place in placed), 0)
    first = max((place.row + 2 for place in placed), default=1)
    return (TilePosition(number % width + 1, first + number // width) for number in count())


def _codes(names: Sequence[str], given: Sequence[str]) -> list[str]:
    """A code for each name: the one that is given, or else the first of its letters that no other has, or a number."""
    found, taken = [], {code for code in given if code}
    for name, code in zip(names, given, strict=True):
        found.append(code or next(each for each in _candidates(name) if each not in taken))
        taken.add(found[-1])
    return found


def _candidates(name: str) -> Iterator[str]:
    """What a name can be in short: its first letter and some of those after it, in their order; or else a number."""
    letters = [letter for letter in name if letter.isalnum()]
    for others in combinations(letters[1:], min(LETTERS, len(letters)) - 1) if letters else ():
        yield letters[0] + "".join(others)
    yield from map(str, count(1))


def layout_of(framework: Framework) -> Layout:
    """The layout that a framework names in its setting `tiles`, or else that of the Dutch regions.

    Raises:
        NapdError: when its file cannot be read, or with every fault of it.
    """
    return shipped_layout() if framework.tiles is None else read_layout(framework.tiles, framework.areas)


@cache
def shipped_layout() -> Layout:
    """The layout of the Dutch regions that comes with napd: our own, and only roughly as they lie."""
    with as_file(files("napd_report") / "tiles.csv") as path:
        return read_layout(path)


def read_layout(path: str | PathLike[str], areas: AreaRegistry | None = None) -> Layout:
    """Read a layout from a CSV file with the columns area, column, row and, if wanted, short and code.

    Args:
        path: the file.
        areas: the areas that there are; None for whichever.

    Raises:
        ModelError: naming every fault of the file at once.
        NapdError: when the file cannot be opened.
    """
    table = Definitions.read(path, REQUIRED, OPTIONAL)
    read = [(row, row.code("area"), _place(row)) for row in table.rows if not row.faults]
    _check_areas([(row, area) for row, area, _ in read if area], areas)
    _check_places([(row, place) for row, _, place in read if place])
    _check_codes([(row, place.code) for row, _, place in read if place and place.code])
    table.refuse()
    return {area: place for _, area, place in read if place}


def _place(row: DefinitionRow) -> TilePosition | None:
    column, line, short, code = _number(row, "column"), _number(row, "row"), row.text("short"), row.text("code")
    for name, text, most in (("short", short, FITS), ("code", code, LETTERS)):
        if len(text) > most:
            row.refuse(name, f"this is too long for a tile. Use at most {most} characters.")
    return TilePosition(column, line, short, code) if column and line else None


def _number(row: DefinitionRow, column: str) -> int:
    """The number in a cell, 0 if there is none."""
    text = row.text(column, required=True)
    if re.fullmatch(NUMBER, text):
        return int(text)
    if text:
        row.refuse(column, "this is not a whole number from 1 to 99. Count from the left and from the top.")
    return 0


def _check_areas(rows: Iterable[tuple[DefinitionRow, str]], areas: AreaRegistry | None) -> None:
    """Look for areas that have two tiles, or do not exist."""
    seen: dict[str, DefinitionRow] = {}
    for row, area in rows:
        if (first := seen.setdefault(area, row)) is not row:
            row.refuse("area", f"this area has a tile already, on line {first.line}. Keep one.")
        elif areas is not None and area not in areas:
            row.refuse("area", f"no area has this code.{nearest(area, (each.code for each in areas))}")


def _check_places(rows: Iterable[tuple[DefinitionRow, TilePosition]]) -> None:
    """Look for tiles on one another."""
    seen: dict[tuple[int, int], DefinitionRow] = {}
    for row, place in rows:
        if (first := seen.setdefault((place.column, place.row), row)) is not row:
            row.refuse("column", f"the tile of line {first.line} is in this column and row too. Move one.")


def _check_codes(rows: Iterable[tuple[DefinitionRow, str]]) -> None:
    """Look for tiles that are called the same."""
    seen: dict[str, DefinitionRow] = {}
    for row, code in rows:
        if (first := seen.setdefault(code.casefold(), row)) is not row:
            row.refuse("code", f"the tile of line {first.line} has this code too. Give each its own.")
