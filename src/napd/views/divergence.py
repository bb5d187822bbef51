"""Divergence: where two perspectives see an area otherwise, which is what the conversation in a region is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from napd.engine.answers import Answered
from napd.engine.gather import Gathered
from napd.engine.layout import Layout
from napd.engine.results import Result
from napd.errors import NapdError
from napd.model.scale import NOT_APPLICABLE

Ints = NDArray[np.int64]
Row = dict[str, Any]
STATUSES = {"unanswered": 0, "undetermined": 1, "scored": 2, "not_applicable": 3}


def divergence(result: Result) -> pa.Table:
    """Where two perspectives give different levels or different answers for the same area.

    Returns:
        A table with the schema "divergence", the receipt in its metadata. For each two perspectives, in the order of
        the framework, a row for each question whose answers differ, and one without a question where the levels do:
        where no level is possible in both, for bounds that meet may yet come to the same. What a perspective does not
        say is no difference. Ordered by round, region, indicator, area and question, the level first.

    Raises:
        NapdError: where an engine for several machines scored, or a file has changed since.

    Costs another pass over the answers, unless there is one perspective only.
    """
    if result.gathered is None or result.answered is None:
        raise NapdError("the answers stayed with the engine that scored them: score on this machine to compare them")
    rows: list[Row] = []
    if len({perspective for (_, perspective), _ in result.gathered.grid.pages()}) > 1:
        said = Said(result.gathered, result.answered())
        rows = sorted([*said.levels(result.scores), *said.answers()], key=said.place)
    return pa.Table.from_pylist(rows, result.tables.schema("divergence"))


@frozen(eq=False, repr=False)
class Said:
    """What the perspectives say: the answers that count, in the order of their addresses."""

    gathered: Gathered
    answered: Answered

    @property
    def layout(self) -> Layout:
        """The framework as arrays."""
        return self.gathered.judge.layout

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """For each column its texts with their numbers."""
        return {column: {text: n for n, text in enumerate(some)} for column, some in self.gathered.judge.names.items()}

    def place(self, row: Row) -> tuple[Any, ...]:
        """By what rows are ordered."""
        where = (row["region"] or "", row["indicator"], row["area"], row["question"] or "")
        views = (self.numbers["perspective"][row[name]] for name in ("perspective", "other_perspective"))
        return self.numbers["round"][row["round"]], *where, *views

    def answers(self) -> Iterator[Row]:
        """A row for each two answers that differ."""
        layout, values, notes = self.layout, self.answered.values, self.answered.notes
        pages, areas, slots = np.unravel_index(self.answered.addresses, self.gathered.grid.shape)
        rounds, perspectives = np.divmod(pages, len(layout.framework.perspectives))
        keys = (rounds * len(layout.areas) + areas - 1) * len(layout.slots) + slots
        for pair in _pairs(keys, perspectives, lambda one, other: values[one] != values[other]):
            one, slot = pair[0], layout.slots[slots[pair[0]]]
            views = [(layout.framework.perspectives[perspectives[n]], values[n], notes[n]) for n in pair]
            yield self._row(
                layout.round_ids[rounds[one]], layout.areas[areas[one] - 1].code, slot.indicator.id,
                slot.question.id, views,
            )  # fmt: skip

    def levels(self, scores: pa.Table) -> Iterator[Row]:
        """A row for each two scores that have no level in common."""
        scores = scores.take(pa.array(np.flatnonzero(_numbers(scores, "status", STATUSES))))
        rounds, areas, views, indicators = (
            _numbers(scores, column, self.numbers[column]) for column in ("round", "area", "perspective", "indicator")
        )
        ranks = {level: rank for rank, level in enumerate(self.layout.framework.scale.ids)}
        low, high = (_numbers(scores, column, ranks) for column in ("level_low", "level_high"))
        may_not_apply = scores["may_not_apply"].to_numpy()
        keys = (rounds * len(self.layout.areas) + areas) * len(self.numbers["indicator"]) + indicators

        def differ(one: Ints, other: Ints) -> NDArray[np.bool_]:
            # Where the indicator does not apply in any case both bounds are -1, below every level
            met = (low[one] <= high[other]) & (low[other] <= high[one]) & (low[one] >= 0) & (low[other] >= 0)
            return np.asarray(~met & ~(may_not_apply[one] & may_not_apply[other]))

        for pair in _pairs(keys, views, differ):
            one, other = scores.take(pa.array(pair)).to_pylist()
            said = [(row["perspective"], _possible(row), self._notes(row)) for row in (one, other)]
            yield self._row(one["round"], one["area"], one["indicator"], None, said)

    def _row(self, round_: str, area: str, indicator: str, question: str | None, said: Sequence[Any]) -> Row:
        """A row: where it is, and what each of two perspectives says."""
        (view, value, note), (other_view, other_value, other_note) = said
        return {
            "round": round_, "region": self._region(round_, area), "area": area, "indicator": indicator,
            "question": question, "perspective": view, "value": value, "note": note,
            "other_perspective": other_view, "other_value": other_value, "other_note": other_note,
        }  # fmt: skip

    def _region(self, round_: str, area: str) -> str:
        framework = self.layout.framework
        if framework.areas[area].kind == "region":
            return area
        region = framework.areas.region_of(area, framework.rounds[round_].date)
        return region.code if region else area

    def _notes(self, score: Row) -> str:
        """The notes of an area on an indicator, in the order of its questions, a line each."""
        page = self.numbers["round"][score["round"]] * len(self.layout.framework.perspectives)
        page += self.numbers["perspective"][score["perspective"]]
        slots = [s.number for s in self.layout.slots if (s.indicator.id, s.indicator.version) == _version(score)]
        first = np.ravel_multi_index(
            (page, self.numbers["area"][score["area"]] + 1, slots[0]), self.gathered.grid.shape
        )
        begin, end = np.searchsorted(self.answered.addresses, [first, first + len(slots)])
        return "\n".join(dict.fromkeys(filter(None, self.answered.notes[begin:end].tolist())))


def _version(score: Row) -> tuple[str, str]:
    return score["indicator"], score["version"]


def _possible(score: Row) -> str:
    """The levels that a score can still be, as text."""
    levels = dict.fromkeys((score["level_low"], score["level_high"]))
    found = "..".join(filter(None, levels))
    return "|".join(filter(None, (found, NOT_APPLICABLE if score["may_not_apply"] else "")))


def _numbers(table: pa.Table, column: str, known: dict[str, int]) -> Ints:
    """The number of each text of a column; -1 where it is null."""
    encoded = table[column].combine_chunks()
    numbers = np.array([*(known[text] for text in encoded.dictionary.to_pylist()), -1], dtype=np.int64)
    places = encoded.indices.fill_null(len(encoded.dictionary)).to_numpy()
    return np.asarray(numbers[places], dtype=np.int64)


def _pairs(keys: Ints, views: Ints, differ: Callable[[Ints, Ints], NDArray[np.bool_]]) -> Iterator[tuple[int, int]]:
    """Each two rows with one key, the earlier view first, that differ."""
    order = np.lexsort((views, keys))
    ordered, step = keys[order], 1
    while (same := np.flatnonzero(ordered[step:] == ordered[:-step])).size:
        one, other = order[same], order[same + step]
        found = differ(one, other)
        yield from zip(one[found].tolist(), other[found].tolist(), strict=True)
        step += 1
