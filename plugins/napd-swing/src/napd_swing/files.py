"""The files: a workbook for each level of areas, one that says what the indicators are, and one with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import frozen

from napd import NapdError
from napd_swing.cells import number, of_how_many
from napd_swing.settings import Codes
from napd_swing.workbook import write_sheet

if TYPE_CHECKING:
    from napd import Framework
    from napd.plugin import DataPoint, Publication, Variable, WriteFile

KEYS = ("geolevel", "geoitem", "period")
METADATA = (
    "code", "name", "description", "unit", "source", "data type", "period type", "geo type", "first period",
    "last period", "aggregation",
)  # fmt: skip
LABELS = ("code", "value", "label")
NONE = "none"
"""How indicators are added up: not at all, each level of areas being loaded by itself."""
NAME = 100
"""The most signs of a name."""
OF_HOW_MANY = "_n"
WIDEST = 57
"""The most indicators in a file, which may have 60 columns."""
Cells = Mapping[tuple[str, str, str], "DataPoint"]
"""By the id of the variable, the area and the period."""


@frozen
class SwingColumn:
    """An indicator of Swing: a variable, or of how many its numbers are."""

    variable: Variable
    code: str
    is_n: bool

    def of(self, point: DataPoint | None) -> float:
        """Its number."""
        return of_how_many(point) if self.is_n else number(point)


def files(tables: Publication) -> dict[str, WriteFile]:
    """What writes each file, by its name."""
    if tables.framework is None:
        raise NapdError("swing writes scores with the levels of their indicators, and these tables have none")
    return _Export(tables, tables.framework, Codes.of(tables.settings)).files()


class _Export:
    """What is to be loaded."""

    def __init__(self, tables: Publication, framework: Framework, codes: Codes) -> None:
        self.framework, self.codes = framework, codes
        self.fictional = bool(tables.receipt["answers"]["fictional"])
        whose = ("", codes.perspective or framework.perspectives[0])
        points = [one for one in tables.data_points() if one.perspective in whose]
        self.sums = [one for one in points if "|" in one.area]
        self.points = [one for one in points if "|" not in one.area]
        self.cells: Cells = {(one.variable, one.area, one.period): one for one in self.points}
        used = {one.variable: one.n is not None for one in self.points}
        for one in self.points:
            used[one.variable] |= one.n is not None
        self.variables = [one for one in tables.variables() if one.id in used]
        self.columns = [column for one in self.variables for column in self._columns(one, has_n=used[one.id])]
        self._insist_apart()

    def _columns(self, variable: Variable, *, has_n: bool) -> Iterator[SwingColumn]:
        mark = "_fictief" if self.fictional else ""
        yield SwingColumn(variable, self.codes.code(variable.id, mark), is_n=False)
        if has_n:
            yield SwingColumn(variable, self.codes.code(variable.id, OF_HOW_MANY + mark), is_n=True)

    def _insist_apart(self) -> None:
        """Refuse one code for two indicators."""
        known: dict[str, SwingColumn] = {}
        for column in self.columns:
            if column.code in known:
                ids = f"{known[column.code].variable.id!r} and {column.variable.id!r}"
                raise NapdError(f"napd.toml: [formats.swing] codes: {ids} both have {column.code!r}")
            known[column.code] = column

    @property
    def kinds(self) -> dict[str, list[DataPoint]]:
        """The points of each kind of area."""
        found: dict[str, list[DataPoint]] = {}
        for one in self.points:
            found.setdefault(self.framework.areas[one.area].kind, []).append(one)
        return dict(sorted(found.items()))

    def files(self) -> dict[str, WriteFile]:
        """What writes each, by its name."""
        mark = "-FICTIEF" if self.fictional else ""
        written: dict[str, WriteFile] = {}
        for kind, points in self.kinds.items():
            ids = {one.variable for one in points}
            columns = [column for column in self.columns if column.variable.id in ids]
            for start in range(0, len(columns), WIDEST):
                number_ = f"-{start // WIDEST + 1}" if len(columns) > WIDEST else ""
                chosen = columns[start : start + WIDEST]
                written[f"swing-{kind}{number_}{mark}.xlsx"] = partial(self._write_level, kind, points, chosen)
        written[f"swing-metadata{mark}.xlsx"] = self._write_metadata
        written[f"swing-labels{mark}.xlsx"] = self._write_labels
        return written

    def _title(self, title: str) -> str:
        return f"{title} FICTIEF" if self.fictional else title

    def _write_level(self, kind: str, points: list[DataPoint], columns: list[SwingColumn], file: BinaryIO) -> list[str]:
        periods = dict.fromkeys(sorted(one.period for one in points))
        areas = {period: self._areas(kind, period, points) for period in periods}
        rows = (self._row(kind, area, period, columns) for period in periods for area in areas[period])
        write_sheet(file, self._title(kind), [*KEYS, *(column.code for column in columns)], rows)
        every = dict.fromkeys(area for each in areas.values() for area in each)
        left = [f"{len(self.sums)} figures of several areas together are left out"] if self.sums else []
        return [*self.codes.unset({kind: None}, every, periods), *left]

    def _row(self, kind: str, area: str, period: str, columns: list[SwingColumn]) -> list[str | float]:
        numbers = [column.of(self.cells.get((column.variable.id, area, period))) for column in columns]
        return [self.codes.geolevel(kind), self.codes.geoitem(area), self.codes.period(period), *numbers]

    def _areas(self, kind: Any, period: str, points: list[DataPoint]) -> list[str]:
        """Every area of a kind that there is in a round, also those of which nothing is known."""
        known = {one.area for one in points if one.period == period}
        if period in self.framework.rounds:
            known |= {area.code for area in self.framework.areas.of_kind(kind, self.framework.rounds[period].date)}
        return sorted(known)

    def _write_metadata(self, file: BinaryIO) -> None:
        write_sheet(file, self._title("metadata"), METADATA, [self._described(column) for column in self.columns])

    def _described(self, column: SwingColumn) -> tuple[str, ...]:
        """What an indicator is."""
        variable = column.variable
        ours = [one for one in self.points if one.variable == variable.id]
        periods = [self.codes.period(period) for period in sorted({one.period for one in ours})]
        kinds = sorted({self.framework.areas[one.area].kind for one in ours})
        kind = "label" if variable.labels else "percentage" if variable.unit == "%" else "numeric"
        name = f"{variable.title}: n" if column.is_n else variable.title
        unit = "" if column.is_n else variable.unit
        return (
            column.code, self._title(name[: NAME - 8]), variable.description, unit,
            self.codes.source or "; ".join(variable.sources), "numeric" if column.is_n else kind,
            self.codes.period_type, ", ".join(map(self.codes.geolevel, kinds)), periods[0], periods[-1], NONE,
        )  # fmt: skip

    def _write_labels(self, file: BinaryIO) -> None:
        rows = [
            (column.code, place, label)
            for column in self.columns
            for place, label in enumerate(column.variable.labels, start=1)
        ]
        write_sheet(file, self._title("labels"), LABELS, rows)
