"""Reading figures from a CSV file with the columns of the table `observations`: all that is wrong, in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError
from napd.model.areas import Area, AreaRegistry
from napd.model.days import parse_date
from napd.model.values import BadValue, joined, parted
from napd.observations.amounts import amount_in
from napd.observations.cells import MARK, Row, rows_of
from napd.observations.measure import KINDS, Measure
from napd.observations.observation import Observation
from napd.observations.status import STATUSES
from napd.tables.personal import WITHHELD, shown_in
from napd.tables.problems import Problem
from napd.texts import Message
from napd.texts.hints import available, did_you_mean

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
            row.refuse("empty_cell", "source", _empty("source"), Message("problem.empty_cell.source"))
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
                message = Message("problem.out_of_range.cannot", reason=line.partition(": ")[2])
                row.refuse("out_of_range", "", message, Message("problem.out_of_range.row"))
            return None

    def _measure(self, row: Row) -> Measure | None:
        name = row.get("measure")
        if not name:
            row.refuse("empty_cell", "measure", _empty("measure"), Message("problem.empty_cell.measure"))
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
                here = said.get(column, "")
                message = Message("problem.contradiction.measure", measure=measure.id, said=here)
                row.refuse("contradiction", column, message, Message("problem.contradiction.measure_hint"))
        return measure

    def _new(self, row: Row, name: str) -> Measure | None:
        """A measure that the row describes."""
        needed = [column for column in ("title", "population", "unit", "kind") if not row.get(column)]
        if needed:
            near = did_you_mean(name, (*self.known, *self.described))
            hint = near or Message("problem.empty_cell.describe", names=tuple(needed))
            row.refuse("empty_cell", needed[0], Message("problem.empty_cell.no_measure", value=name), hint)
            return None
        kind = next((each for each in KINDS if each == row.get("kind")), None)
        if kind is None:
            hint = did_you_mean(row.get("kind"), KINDS) or available(KINDS)
            row.refuse("unknown_option", "kind", Message("problem.unknown_option.kind", value=row.get("kind")), hint)
            return None
        for each in parted(row.get("beside")):
            if self.indicators and each not in self.indicators:
                message = Message("problem.unknown_indicator.beside", value=each)
                row.remark("unknown_indicator", "beside", message, did_you_mean(each, self.indicators) or "")
        try:
            measure = Measure(
                id=name, title=row.get("title"), population=row.get("population"), unit=row.get("unit"),
                kind=kind,
                adds_over=parted(row.get("adds_over")), beside=parted(row.get("beside")),
                doubts=tuple(filter(None, (row.get("measure_doubt"),))),
            )  # fmt: skip
        except ModelError as error:
            for line in str(error).splitlines():
                message = Message("problem.unknown_option.cannot", reason=line.partition(": ")[2])
                row.refuse("unknown_option", "adds_over", message, Message("problem.unknown_option.leave_out"))
            return None
        self.described[name] = measure, _description(measure)
        return measure

    def _areas(self, row: Row) -> tuple[Area, ...]:
        if not row.get("area"):
            row.refuse("empty_cell", "area", _empty("area"), Message("problem.empty_cell.area"))
        found = []
        for code in parted(row.get("area")):
            if code in self.areas:
                found.append(self.areas[code])
            else:
                hint = self.areas.names.hint(code) or Message("problem.unknown_area.hint")
                row.refuse("unknown_area", "area", Message("problem.unknown_area.message", value=code), hint)
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
        if found := shown_in(row.get(column)):
            message = Message("problem.personal_data.figure", found=found)
            row.cells[column] = WITHHELD
            row.remark("personal_data", column, message, Message("problem.personal_data.figure_hint"))


def _day(row: Row, column: str) -> date | None:
    text = row.get(column)
    if not text and column in REQUIRED:
        row.refuse("empty_cell", column, _empty("day"), Message("problem.empty_cell.day"))
    try:
        return parse_date(text) if text else None
    except BadValue as bad:
        row.refuse(bad.kind, column, bad.message, bad.hint)
        return None


def _count(row: Row) -> int | None:
    text = row.get("n")
    if text and not (text.isascii() and text.isdecimal()):
        message, hint = (
            Message("problem.not_a_number.not_whole", value=text),
            Message("problem.not_a_number.not_whole_hint"),
        )
        row.refuse("not_a_number", "n", message, hint)
        return None
    return int(text) if text else None


def _status(row: Row) -> str:
    status = row.get("status") or "A"
    if status not in STATUSES:
        known = tuple(Message("hint.status", letter=one, what=Message(f"figures.status.{one}")) for one in STATUSES)
        hint = available(known)
        row.refuse("unknown_status", "status", Message("problem.unknown_status.message", value=status), hint)
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
            message = Message("problem.duplicate.figure", line=str(first.line))
            row.remark("duplicate", "value", message, Message("problem.duplicate.figure_hint"))
        yield figure
        return
    for row, _ in same:
        lines = tuple(str(other.line) for other, _ in same if other is not row)
        message = Message("problem.contradiction.figure", lines=lines)
        row.refuse("contradiction", "value", message, Message("problem.contradiction.figure_hint"))


def _empty(what: str) -> Message:
    return Message("problem.empty_cell.message", what=Message(f"answer.{what}"))


def _key(figure: Observation) -> tuple[Any, ...]:
    codes = tuple(area.code for area in figure.areas)
    return figure.measure.id, codes, figure.coverage, figure.first, figure.last, *figure.parts.values(), figure.source
