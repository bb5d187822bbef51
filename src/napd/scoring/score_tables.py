"""The tables of scores and roll-ups, from what was scored: a batch for each round, in the order of the areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.layout import Layout
from napd.answers.threads import in_order
from napd.scoring.rollup import Rolled
from napd.scoring.scoring import Scored
from napd.tables.arrays import numbers, texts, words
from napd.tables.schemas import schema

Ints = NDArray[np.integer[Any]]


@frozen(eq=False, repr=False)
class RoundTable:
    """The scores, or other things, of one round: a row for each area, a column for each part.

    A part is a perspective and an indicator, or a question of it. Areas without a value for a part are left out of it.

    Args:
        layout: the framework as arrays.
        areas: int array of shape (rows,): the numbers of the areas that have anything, ascending.
        given: bool array of shape (rows, parts): where there is something.
        rows: int array of shape (rows,): for every area of the layout its row.
    """

    layout: Layout
    areas: Ints
    given: NDArray[np.bool_]
    rows: Ints

    @classmethod
    def of(cls, layout: Layout, parts: Sequence[Ints]) -> RoundTable:
        """The table of some parts, from the numbers of the areas of each."""
        present = np.zeros(len(layout.areas), dtype=bool)
        for areas in parts:
            present[areas] = True
        rows = np.cumsum(present, dtype=np.int32) - np.int32(1)
        given = np.zeros((int(present.sum()), len(parts)), dtype=bool)
        for place, areas in enumerate(parts):
            given[rows[areas], place] = True
        return cls(layout, np.flatnonzero(present).astype(np.int32), given, rows)

    def each(self, parts: Sequence[tuple[Ints, NDArray[Any]]], kind: Any) -> NDArray[Any]:
        """One array of the values of the table, row by row, from the areas of each part and what each has."""
        table = np.empty(self.given.shape, dtype=kind)
        for place, (areas, values) in enumerate(parts):
            table[self.rows[areas], place] = values
        return self._flat(table)

    def by_part(self, values: Sequence[int], kind: Any = np.int32) -> NDArray[Any]:
        """One array of what each part has for all its areas."""
        return self._flat(np.broadcast_to(np.array(values, dtype=kind), self.given.shape))

    @property
    def by_area(self) -> NDArray[Any]:
        """One array of the numbers of the areas."""
        return self._flat(np.broadcast_to(self.areas[:, np.newaxis], self.given.shape))

    def _flat(self, table: NDArray[Any]) -> NDArray[Any]:
        return table.reshape(-1) if self.given.all() else table[self.given]


@frozen(eq=False, repr=False)
class WordColumn:
    """Texts that columns are made of: each distinct one once; None is null."""

    texts: pa.StringArray
    places: NDArray[np.int32]

    @classmethod
    def of(cls, every: Sequence[str | None]) -> WordColumn:
        """The distinct ones of some texts in order, and the place of each."""
        found = {text: place for place, text in enumerate(dict.fromkeys(text for text in every if text is not None))}
        places = np.array([-1 if text is None else found[text] for text in every], dtype=np.int32)
        return cls(texts(list(found)), places)

    def by_part(self, table: RoundTable, places: Sequence[int]) -> pa.DictionaryArray:
        """A column, from the number of the text of each part of a table."""
        return words(table.by_part(self.places[np.array(places, dtype=np.intp)].tolist()), self.texts)

    def column(self, places: Ints) -> pa.DictionaryArray:
        """A column, from the numbers of its texts."""
        return words(self.places.take(places), self.texts)


@frozen(eq=False, repr=False)
class KeyColumns:
    """The words of the columns that say whose a score is."""

    layout: Layout
    words: Mapping[str, WordColumn]

    @classmethod
    def of(cls, layout: Layout) -> KeyColumns:
        """The words of a framework."""
        framework = layout.framework
        names: dict[str, Sequence[str]] = {
            "round": layout.round_ids,
            "area": [area.code for area in layout.areas],
            "perspective": framework.perspectives,
            "indicator": [indicator.id for indicator in framework.indicators],
            "version": [indicator.version for indicator in framework.indicators],
        }
        return cls(layout, {name: WordColumn.of(some) for name, some in names.items()})

    def numbers(self, scored: Sequence[Scored]) -> dict[str, Ints]:
        """For each column but that of the area the number of the text of each part."""
        indicators = {indicator: n for n, indicator in enumerate(self.layout.framework.indicators)}
        versions = [indicators[one.indicator] for one in scored]
        of_parts = {
            "round": [one.page[0] for one in scored], "perspective": [one.page[1] for one in scored],
            "indicator": versions, "version": versions,
        }  # fmt: skip
        return {name: np.array(numbers, dtype=np.intp) for name, numbers in of_parts.items()}

    def columns(self, table: RoundTable, scored: Sequence[Scored]) -> dict[str, Any]:
        """The columns of one round, of which each part is given by what was scored."""
        of_parts = self.numbers(scored)
        columns = {name: self.words[name].by_part(table, numbers.tolist()) for name, numbers in of_parts.items()}
        return columns | {"area": self.words["area"].column(table.by_area)}


def _rounds(scored: Sequence[Scored]) -> Iterator[list[tuple[int, Scored]]]:
    """What was scored in each round, each with its place among all."""
    for _, ones in groupby(enumerate(scored), key=lambda pair: pair[1].page[0]):
        yield list(ones)


def scores_batches(layout: Layout, scored: Sequence[Scored]) -> Iterator[pa.RecordBatch]:
    """The scores, ordered by round, area, perspective and indicator: a batch for each round."""
    whose = KeyColumns.of(layout)
    rows = [outcome.columns for one in scored for outcome in one.outcomes]
    starts = np.cumsum([0, *(len(one.outcomes) for one in scored)], dtype=np.int32)
    by_name = {name: [row[name] for row in rows] for name in next(iter(rows), ())}
    flags = {name: np.array(each) for name, each in by_name.items() if isinstance(each[0], bool)}
    said = {name: WordColumn.of(each) for name, each in by_name.items() if name not in flags}

    def batch(ones: list[tuple[int, Scored]]) -> pa.RecordBatch:
        mine = [one for _, one in ones]
        table = RoundTable.of(layout, [one.areas for one in mine])
        places = table.each([(one.areas, one.places + starts[place]) for place, one in ones], np.int32)
        columns = whose.columns(table, mine) | {name: texts.column(places) for name, texts in said.items()}
        columns |= {name: numbers(each.take(places)) for name, each in flags.items()}
        columns["answered"] = numbers(table.each([(one.areas, one.answered) for one in mine], np.int16))
        columns["required"] = numbers(table.by_part([one.required for one in mine], np.int16))
        return _batch("scores", columns)

    return in_order(batch, _rounds(scored), len(layout.areas))


def rollups_batches(layout: Layout, scored: Sequence[Scored]) -> Iterator[pa.RecordBatch]:
    """The values of regions that come from municipalities, ordered by round, area, perspective and question."""
    whose = KeyColumns.of(layout)
    parts = [(one, question) for one in scored for question in one.indicator.questions if question.is_counted]
    ids = WordColumn.of([question.id for _, question in parts])
    units = WordColumn.of([question.scored.unit for _, question in parts])
    for ones in _rounds([one for one, _ in parts]):
        mine = [(one, one.numbers[parts[place][1].id]) for place, one in ones]
        table = RoundTable.of(layout, [one.areas for one, _ in mine])
        columns = whose.columns(table, [one for one, _ in mine])
        places = [place for place, _ in ones]
        columns |= {"question": ids.by_part(table, places), "unit": units.by_part(table, places)}
        yield _batch("rollups", columns | _values(table, mine))


def _values(table: RoundTable, parts: Sequence[tuple[Scored, Rolled]]) -> dict[str, Any]:
    counts = {n: table.each([(o.areas, getattr(r, n)) for o, r in parts], np.int32) for n in ("answered", "members")}
    ends = {n: table.each([(o.areas, getattr(r, n).floats) for o, r in parts], np.float64) for n in ("low", "high")}
    low_high = {name: numbers(values, np.isfinite(values)) for name, values in ends.items()}
    return {name: numbers(values) for name, values in counts.items()} | low_high


def _batch(name: str, columns: Mapping[str, Any]) -> pa.RecordBatch:
    wanted = schema(name)
    return pa.record_batch([columns[field.name] for field in wanted], schema=wanted)
