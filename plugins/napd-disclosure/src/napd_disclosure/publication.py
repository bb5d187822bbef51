"""Publications: tables as anyone can read them, of napd itself or of others, to be audited or to be reckoned with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve, field, frozen

from napd import NapdError
from napd.plugin import DefinitionRow, Definitions, parted
from napd_disclosure.constraints import NO_BOUND, Cell, Constraints, Ints, blocks_of, sums_of_cells
from napd_disclosure.count import AREA, PLUS, Dimension
from napd_disclosure.rules import Rules

TABLE, RECEIPT = "observations", "receipt"
"""What the files of protected counts are called, but for FICTIEF and their endings."""
VALUES = ("value", "aantal", "count", "waarde")
"""What the column with the figures may be called; every other one is a dimension."""
TOTALS = ("totaal", "total")
"""What a margin is called in a table without a receipt."""
HIDDEN = ("", ".", "x", "*", "-")
"""What stands for a figure that is hidden."""
BELOW = re.compile(r"<\s*(\d{1,9})")
WHOLE = re.compile(r"\d{1,12}(?:\.0+)?")
OBSERVED = ("measure", AREA, "coverage", "parts", "first_day", "last_day", "low", "high", "status")
"""The columns of the table `observations` that are read."""
Ends = tuple[int, int]


@frozen(eq=False)
class PublishedTable:
    """A table that is published.

    Args:
        title: what it is called: the name of its file, and of its measure.
        dimensions: what it is broken down by.
        cells: the name of each figure in each dimension.
        low: int64, of each figure the least that it can be by itself.
        high: int64, likewise the most; NO_BOUND without.
        fixed: the part that all of it is of, in dimensions by which it is not broken down.
        about: the id of its measure and its first and last day; None where it does not say.
        rules: by which it is protected; None where it does not say.
    """

    title: str
    dimensions: tuple[Dimension, ...]
    cells: tuple[Cell, ...]
    low: Ints
    high: Ints
    fixed: Mapping[str, str] = field(factory=dict)
    about: tuple[str, str, str] | None = None
    rules: Rules | None = None

    def known(self, within: Sequence[Dimension], *, uncertain: int = 0) -> Constraints:
        """What everybody knows by it, of the leaves of some dimensions.

        Args:
            within: what there are leaves of.
            uncertain: how far every figure that is hidden, or rounded, has to stay uncertain that may be below this; 0
                for a table that is published already, which can no longer be helped.
        """
        size = len(self.cells)
        own = self.high - self.low
        width = np.where(self.high >= NO_BOUND, uncertain, np.minimum(own, uncertain))
        asked = np.full(size, uncertain > 0) & (own > 0)
        names = self.cells if uncertain else tuple((*cell, self.title) for cell in self.cells)
        sums = sums_of_cells(self.cells, self.dimensions, self.fixed, within)
        floor, blocks = np.full(size, uncertain), blocks_of(within[0])
        return Constraints(sums, self.low, self.high, names, asked, width, floor, blocks)

    def meaning(self, codes_of: Callable[[str, str], Sequence[str]]) -> PublishedTable:
        """The same table, with every name as the codes in it.

        Args:
            codes_of: gives the codes that a name stands for, by the id of a dimension and the name.
        """
        ids = [dimension.id for dimension in self.dimensions]
        meant = [[codes_of(name, part) for name, part in zip(ids, cell, strict=True)] for cell in self.cells]
        dimensions = tuple(
            Dimension(id=name, codes=dict.fromkeys(code for cell in meant for code in cell[at]))
            for at, name in enumerate(ids)
        )
        cells = tuple(tuple(PLUS.join(own) for own in cell) for cell in meant)
        return evolve(self, dimensions=dimensions, cells=cells)


def read_publications(path: str | Path, *, round_to: int = 1, least: int = 0) -> list[PublishedTable]:
    """Read tables: a folder that `write_counts` wrote or its file of observations, or any CSV file in long form.

    A CSV file has a column for each dimension and one that is called value, aantal, count or waarde. Margins are called
    totaal or total; a hidden figure is empty, or one of . x * -, or <10 for anything below 10.

    Args:
        path: the folder or file.
        round_to: to what the figures of a table without a receipt are rounded.
        least: the least that a hidden figure of such a table can be: 1 where zeros are never hidden.

    Raises:
        NapdError: with a line for each fault.
    """
    file = _only(Path(path)) if Path(path).is_dir() else Path(path)
    table = Definitions.read(file, ())
    table.refuse()
    if {*OBSERVED} <= {*table.rows[0].cells}:
        return _observed(file, table)
    return [_plain(file.name, table, round_to, least)]


def receipt_of(table: Path) -> Path:
    """Where the receipt of a table stands: beside it, by the same name but for what it is."""
    return table.with_name(table.name.replace(TABLE, RECEIPT, 1)).with_suffix(".json")


def together(tables: Sequence[tuple[Sequence[Dimension], Mapping[str, str]]]) -> tuple[Dimension, ...]:
    """Every dimension of some tables, with every code of any of them: what there are leaves of.

    Of two totals with one name the later stays, which matters for none of the tables themselves: each knows its own.

    Args:
        tables: what each is broken down by, and the part that it is of in other dimensions.
    """
    codes: dict[str, dict[str, None]] = {}
    totals: dict[str, dict[str, tuple[str, ...]]] = {}
    overlap = {each.id for dimensions, _ in tables for each in dimensions if not each.sums}
    for dimensions, _ in tables:
        for each in dimensions:
            codes.setdefault(each.id, {}).update(dict.fromkeys(each.codes))
            totals.setdefault(each.id, {}).update(each.totals)
    return tuple(
        Dimension(
            id=name,
            codes=own,
            totals={key: of for key, of in totals[name].items() if key not in own},
            sums=name not in overlap,
        )
        for name, own in codes.items()
    )


def _observed(file: Path, table: Definitions) -> list[PublishedTable]:
    """Of the table `observations`, with what its receipt says of its dimensions."""
    found = []
    for about in _receipts(receipt_of(file)):
        dimensions = tuple(Dimension(**each) for each in about["dimensions"])
        rules = Rules(**about["rules"])
        key = (about["measure"], about["first"], about["last"])
        mine = [
            row for row in table.rows if tuple(row.text(name) for name in ("measure", "first_day", "last_day")) == key
        ]
        kept = [
            (cell, ends) for row in mine if (cell := _cell(row, dimensions, about)) and (ends := _range(row, rules))
        ]
        cells, ends_ = tuple(cell for cell, _ in kept), np.array([each for _, each in kept], dtype=np.int64)
        low, high = ends_.reshape(-1, 2).T
        title = f"{file.parent.name}/{file.name}"
        found.append(PublishedTable(title, dimensions, cells, low, high, about["fixed"], key, rules))
    table.refuse()
    return found


def _cell(row: DefinitionRow, dimensions: Sequence[Dimension], about: Mapping[str, Any]) -> Cell | None:
    """The name of the cell of a row; None where it belongs to a table with another breakdown."""
    parts = dict(part.partition("=")[::2] for part in parted(row.text("parts")))
    fixed, area = about["fixed"], PLUS.join(parted(row.text(AREA)))
    parts[AREA] = about.get("covered", {}).get(row.text("coverage"), area)
    ids = [dimension.id for dimension in dimensions]
    if {*parts} != {*ids, *fixed} or any(parts[name] != part for name, part in fixed.items()):
        return None
    cell = tuple(parts[name] for name in ids)
    for dimension, name in zip(dimensions, cell, strict=True):
        if not {*dimension.parts_of(name)} <= {*dimension.names}:
            row.refuse("parts", f'its receipt has no {dimension.id} "{name}". Write the table again.')
            return None
    return cell


def _range(row: DefinitionRow, rules: Rules) -> Ends:
    return (rules.least_hidden, NO_BOUND) if row.text("status") == "Q" else (_whole(row, "low"), _whole(row, "high"))


def _plain(title: str, table: Definitions, round_to: int, least: int) -> PublishedTable:
    """Of any table in long form."""
    names = [*table.rows[0].cells]
    column = next((name for name in names if name.casefold() in VALUES), None)
    others = [name for name in names if name != column]
    if column is None or not others:
        raise NapdError(
            f"{table.path}: it needs a column for each breakdown, and one with the figures that is called one of "
            f"{', '.join(VALUES)}; it has: {', '.join(names)}"
        )
    rows: dict[Cell, Ends] = {}
    for row in table.rows:
        cell = tuple(row.text(name, required=True) for name in others)
        if cell in rows:
            row.refuse(others[0], "this cell stands there twice. Keep one row of it.")
        rows[cell] = _ends(row, column, round_to, least)
    table.refuse()
    dimensions = tuple(map(_dimension, others, zip(*rows, strict=True)))
    low, high = np.array([*rows.values()], dtype=np.int64).T
    return PublishedTable(title, dimensions, tuple(rows), low, high)


def _dimension(name: str, parts: Sequence[str]) -> Dimension:
    """A dimension of a table without receipt: one total, of all codes."""
    single = [code for part in parts if part.casefold() not in TOTALS for code in part.split(PLUS)]
    codes = [*dict.fromkeys(single)] or ["…"]
    return Dimension(id=name, codes=codes, totals={part: codes for part in parts if part.casefold() in TOTALS})


def _ends(row: DefinitionRow, column: str, round_to: int, least: int) -> Ends:
    """What a figure can be by itself; of a rounded one a half may have gone either way."""
    text = row.cells.get(column, "")
    if text.casefold() in HIDDEN:
        return least, NO_BOUND
    if found := BELOW.fullmatch(text):
        return least, max(int(found[1]) - 1, least)
    value = _whole(row, column)
    return max(value - round_to // 2, 0), value + round_to // 2


def _whole(row: DefinitionRow, column: str) -> int:
    text = row.text(column)
    if WHOLE.fullmatch(text):
        return int(float(text))
    row.refuse(column, f"this is not a whole number, nor one of {' '.join(HIDDEN[1:])} for what is hidden.")
    return 0


def _only(folder: Path) -> Path:
    """The file of observations in a folder."""
    found = sorted(folder.glob(f"{TABLE}*.csv"))
    if len(found) != 1:
        raise NapdError(f"{folder}: it has {len(found)} files {TABLE}*.csv, and needs one: name the file")
    return found[0]


def _receipts(path: Path) -> list[dict[str, Any]]:
    """What the receipt beside a table says of each table in it."""
    why = "it says what the totals of the table beside it add up: keep the two together"
    try:
        said = json.loads(path.read_text(encoding="utf-8"))["tables"]
        return [{**each, "fixed": dict(each["fixed"])} for each in said]
    except OSError as error:
        raise NapdError(f"{path}: it cannot be read: {error.strerror}; {why}") from None
    except (ValueError, KeyError, TypeError):
        raise NapdError(f"{path}: it is not a receipt as napd writes it; {why}") from None
