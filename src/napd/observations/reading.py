"""Reading figures from a CSV file with the columns of the table `observations`: all that is wrong, in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError, nearest
from napd.model.areas import Area, AreaRegistry
from napd.model.days import parse_date
from napd.model.values import BadValue, joined, parted
from napd.observations.amounts import amount_in
from napd.observations.cells import MARK, Row, rows_of
from napd.observations.measure import KINDS, Measure
from napd.observations.observation import Observation
from napd.observations.status import STATUSES
from napd.tables.personal import WITHHELD, personal_in
from napd.tables.problems import Problem
from napd.texts import texts

MEANINGS = texts("en")
"""Messages are in English."""
REQUIRED = ("measure", "area", "first_day", "source")
DESCRIBED = ("title", "population", "unit", "kind", "adds_over", "beside", "measure_doubt")
"""The columns that describe a measure; needed where it is no measure that is known already."""
VALUE = ("value", "rounded_to", "low", "high", "published")
COLUMNS = (*REQUIRED, "last_day", *VALUE, "n", "status", "parts", "coverage", "doubt", *DESCRIBED)
TEXTS = ("source", "doubt", "coverage", "published", "title", "population", "unit", "measure_doubt")
"""The cells of words, which may hold personal data."""


def read_figures(
    path: str | PathLike[str], measures: Sequence[Measure], areas: AreaRegistry, indicators: Sequence[str]
) -> tuple[list[Observation], list[Problem]]:
    """The figures of a file, and what is wrong in it; see `Figures.from_csv`."""
    problems: list[Problem] = []
    rows = rows_of(path, REQUIRED, COLUMNS, problems.append)
    reader = FigureReader({measure.id: measure for measure in measures}, areas, indicators)
    found = [(row, reader.figure(row)) for row in rows]
    kept = _once([(row, figure) for row, figure in found if figure is not None])
    problems += [fault for row in rows for fault in row.faults]
    return kept, problems


@frozen(eq=False)
class FigureReader:
    """Reads rows, and remembers the measures that they describe.

    Args:
        known: measures by id.
        areas: those that there are.
        indicators: ids of those that there are; none are held to nothing.
    """

    known: Mapping[str, Measure]
    areas: AreaRegistry
    indicators: Sequence[str]
    described: dict[str, tuple[Measure, dict[str, str]]] = field(factory=dict, init=False)

    def figure(self, row: Row) -> Observation | None:
        """The figure of a row; None where it has none, for what is noted in it."""
        _withhold(row)
        measure, areas = self._measure(row), self._areas(row)
        first, last = _day(row, "first_day"), _day(row, "last_day")
        if not row.get("source"):
            row.refuse("empty_cell", "source", "the source is empty", "Say where the figure comes from.")
        unit, kind = (measure.unit, measure.kind) if measure else (row.get("unit"), row.get("kind"))
        n, status = _count(row), _status(row)
        value = amount_in(row, unit, kind)
        if not row.is_usable or measure is None or value is None or first is None:
            return None
        try:
            return Observation(
                measure=measure, areas=areas, value=value, first=first, last=last or first, parts=_parts(row),
                coverage=row.get("coverage"), published=row.get("published"), n=n, status=status,
                source=row.get("source"), doubt=row.get("doubt"), fictional=bool(row.get(MARK.casefold())),
            )  # fmt: skip
        except ModelError as error:
            for line in str(error).splitlines():
                row.refuse("out_of_range", "", line.partition(": ")[2], "Check the row.")
            return None

    def _measure(self, row: Row) -> Measure | None:
        name = row.get("measure")
        if not name:
            row.refuse("empty_cell", "measure", "the measure is empty", "Say what the figure counts, by an id.")
            return None
        if name in self.known:
            return self._held(row, self.known[name], _description(self.known[name]))
        if name in self.described:
            return self._held(row, *self.described[name])
        return self._new(row, name)

    def _held(self, row: Row, measure: Measure, said: Mapping[str, str]) -> Measure:
        """The same measure, once it is seen that the row says nothing else of it."""
        for column in DESCRIBED:
            if row.get(column) and row.get(column) != said.get(column, ""):
                message = f"measure {measure.id!r} has {said.get(column, '')!r} here"
                row.refuse("contradiction", column, message, "Leave the cell empty, or give another measure.")
        return measure

    def _new(self, row: Row, name: str) -> Measure | None:
        """A measure that the row describes."""
        needed = [column for column in ("title", "population", "unit", "kind") if not row.get(column)]
        if needed:
            hint = (
                nearest(name, (*self.known, *self.described)).strip()
                or f"Describe it in the columns {', '.join(needed)}."
            )
            row.refuse(
                "empty_cell", needed[0], f"there is no measure {name!r}, and this row does not describe it", hint
            )
            return None
        kind = next((each for each in KINDS if each == row.get("kind")), None)
        if kind is None:
            hint = nearest(row.get("kind"), KINDS).strip() or f"Available: {', '.join(KINDS)}."
            row.refuse("unknown_option", "kind", f"{row.get('kind')!r} is no kind of figure", hint)
            return None
        for each in parted(row.get("beside")):
            if self.indicators and each not in self.indicators:
                message = f"there is no indicator {each!r} to stand beside"
                row.remark("unknown_indicator", "beside", message, nearest(each, self.indicators).strip())
        try:
            measure = Measure(
                id=name, title=row.get("title"), population=row.get("population"), unit=row.get("unit"),
                kind=kind,
                adds_over=parted(row.get("adds_over")), beside=parted(row.get("beside")),
                doubts=tuple(filter(None, (row.get("measure_doubt"),))),
            )  # fmt: skip
        except ModelError as error:
            for line in str(error).splitlines():
                row.refuse("unknown_option", "adds_over", line.partition(": ")[2], "Leave it out.")
            return None
        self.described[name] = measure, _description(measure)
        return measure

    def _areas(self, row: Row) -> tuple[Area, ...]:
        if not row.get("area"):
            row.refuse("empty_cell", "area", "the area is empty", "Give its code: `napd areas` lists them.")
        found = []
        for code in parted(row.get("area")):
            if code in self.areas:
                found.append(self.areas[code])
            else:
                hint = self.areas.names.hint(code).strip() or "Give a code: `napd areas` lists them."
                row.refuse("unknown_area", "area", f"there is no area {code!r}", hint)
        return tuple(found)


def _description(measure: Measure) -> dict[str, str]:
    return {
        "title": measure.title, "population": measure.population, "unit": measure.unit, "kind": measure.kind,
        "adds_over": joined(measure.adds_over), "beside": joined(measure.beside),
        "measure_doubt": "; ".join(measure.doubts),
    }  # fmt: skip


def _withhold(row: Row) -> None:
    """Put what is published in the place of a text that may hold personal data; it is remarked upon."""
    for column in TEXTS:
        if found := personal_in(row.get(column)):
            message = f"the text may hold personal data: {', '.join(map(str, found))}; it is not shown"
            row.cells[column] = WITHHELD
            row.remark("personal_data", column, message, "Take it out.")


def _day(row: Row, column: str) -> date | None:
    text = row.get(column)
    if not text and column in REQUIRED:
        row.refuse("empty_cell", column, "the day is empty", "Give the day, or the first day of the period.")
    try:
        return parse_date(text) if text else None
    except BadValue as bad:
        row.refuse(bad.kind, column, bad.message, bad.hint)
        return None


def _count(row: Row) -> int | None:
    text = row.get("n")
    if text and not (text.isascii() and text.isdecimal()):
        row.refuse("not_a_number", "n", f"{text!r} is no whole number", "Write digits, such as 12.")
        return None
    return int(text) if text else None


def _status(row: Row) -> str:
    status = row.get("status") or "A"
    if status not in STATUSES:
        said = ", ".join(f"{letter} {MEANINGS(f'figures.status.{letter}')}".strip() for letter in STATUSES)
        row.refuse("unknown_status", "status", f"there is no status {status!r}", f"Available: {said}.")
    return status


def _parts(row: Row) -> dict[str, str]:
    return {name: part for name, _, part in (each.partition("=") for each in parted(row.get("parts")))}


def _once(found: Sequence[tuple[Row, Observation]]) -> list[Observation]:
    """The figures, each once; of a figure that is given twice with two values neither."""
    seen: dict[tuple[Any, ...], list[tuple[Row, Observation]]] = {}
    for row, figure in found:
        seen.setdefault(_key(figure), []).append((row, figure))
    return [figure for same in seen.values() for figure in _settled(same)]


def _settled(same: Sequence[tuple[Row, Observation]]) -> Iterator[Observation]:
    (first, figure), *others = same
    if all(other.value == figure.value for _, other in others):
        for row, _ in others:
            row.remark(
                "duplicate", "value", f"the same figure stands on line {first.line}; it counts once", "Keep one."
            )
        yield figure
        return
    for row, _ in same:
        lines = ", ".join(f"{other.line}" for other, _ in same if other is not row)
        row.refuse("contradiction", "value", f"line {lines} gives it another value; neither is used", "Keep one.")


def _key(figure: Observation) -> tuple[Any, ...]:
    codes = tuple(area.code for area in figure.areas)
    return figure.measure.id, codes, figure.coverage, figure.first, figure.last, *figure.parts.values(), figure.source
