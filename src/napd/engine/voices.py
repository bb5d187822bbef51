"""Voices: what some areas said in a round, read again for the words that scoring does not keep."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
from attrs import field, frozen

from napd.engine.gather import Gathered
from napd.engine.grid import PageKey
from napd.explain.records import Said
from napd.framework import ALIGNED, STATUSES
from napd.model.areas import Area
from napd.model.indicator import Indicator
from napd.reading.batch import Batch
from napd.reading.columns import ALL
from napd.reading.sources import again, changed
from napd.tables.problems import Problem

Row = Mapping[str, str]


@frozen(eq=False, repr=False)
class Voices:
    """The rows of some areas in one round and perspective, by area and slot.

    Rows without a value are among them, for their note, and so are those whose value cannot be used. What may not be
    published is not, nor is its note.
    """

    gathered: Gathered
    page: PageKey
    _rows: dict[tuple[str, int], list[Row]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, gathered: Gathered, page: PageKey, areas: Collection[str]) -> Voices:
        """Read the rows of some areas, given by their codes."""
        voices = cls(gathered, page)
        for row in _rows(gathered, {code.casefold(): code for code in areas}):
            voices._take(row)
        return voices

    def _take(self, row: Row) -> None:
        numbers = self.gathered.judge.numbers
        round_number, indicator = (numbers[name].get(row[name].casefold()) for name in ("round", "indicator"))
        perspective = numbers["perspective"].get(row["perspective"].casefold(), 0 if not row["perspective"] else None)
        if (round_number, perspective) != self.page or indicator is None or self._is_withheld(row):
            return
        slot = self.gathered.judge.slot(self.page[0], indicator, row["question"])
        if not isinstance(slot, Problem):
            self._rows.setdefault((row["area"], slot), []).append(row)

    def said(self, indicator: Indicator, question: str, area: Area) -> Said:
        """What an area said on a question; without words for it.

        Raises:
            NapdError: where that is not what was scored.
        """
        slot = self.gathered.judge.layout.slot(indicator, indicator.question(question))
        rows = self._rows.get((area.code, slot.number), [])
        judged = [(row, self.gathered.judge.answer(slot, row["value"])) for row in rows if row["value"]]
        good = [(row, one.text) for row, one in judged if not one.fault and self._is_status(row["status"])]
        values = list(dict.fromkeys(text for _, text in good))
        bad = [row["value"] for row, _ in judged if all(row is not other for other, _ in good)]
        value = values[0] if len(values) == 1 else None
        self._insist(area, slot.number, answered=value is not None)
        return Said(
            area=area.code, name=area.name, value=value, words="",
            note="\n".join(dict.fromkeys(row["note"] for row in rows if row["note"])),
            status=min((row["status"].casefold() for row, _ in good), key=_how_far, default=""),
            unusable=tuple(dict.fromkeys((*(values if value is None else ()), *bad))),
        )  # fmt: skip

    def _is_withheld(self, row: Row) -> bool:
        """Whether the row is left out because only what is aligned may be published."""
        is_aligned = row["status"].casefold() == STATUSES[ALIGNED]
        return self.gathered.judge.layout.framework.publish and not is_aligned

    def _is_status(self, text: str) -> bool:
        return not text or text.casefold() in self.gathered.judge.numbers["status"]

    def _insist(self, area: Area, slot: int, *, answered: bool) -> None:
        """What is read now must be what was scored."""
        grid, layout = self.gathered.grid, self.gathered.judge.layout
        code = grid.page(self.page).codes[slot, layout.area_numbers[area.code]]
        if answered != bool(code):
            raise changed()


def _how_far(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else -1


def _rows(gathered: Gathered, areas: Mapping[str, str]) -> Iterator[Row]:
    """The rows of some areas, by column; texts without the white space around them, areas as they are written here."""
    for _, batch in again(gathered.sources, ALL):
        yield from _rows_of(batch, areas)


def _rows_of(batch: Batch, areas: Mapping[str, str]) -> Iterator[Row]:
    is_wanted = np.array([text.strip().casefold() in areas for text in batch.texts("area")], dtype=bool)
    mine = batch.take(np.flatnonzero(is_wanted[batch.numbers("area")]))
    texts = {name: [text.strip() for text in mine.texts(name)] for name in ALL}
    columns = [[texts[name][number] for number in mine.numbers(name).tolist()] for name in ALL]
    for cells in zip(*columns, strict=True):
        row = dict(zip(ALL, cells, strict=True))
        yield row | {"area": areas[row["area"].casefold()]}
