"""What is filled in: for each region, perspective and indicator how many questions have an answer, and which do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.index import AnswerIndex
from napd.answers.layout import Layout, Slot
from napd.answers.selection import Selection
from napd.framework.framework import ALIGNED
from napd.model.areas import Area
from napd.model.indicator import Indicator
from napd.scoring.result import Result
from napd.tables.problems import Place, Problem
from napd.tables.source import AskedForm
from napd.views.received import TO_CONFIRM, Incoming, ReceivedFile, Whose

Ints = NDArray[np.int64]


@frozen
class Filled:
    """How far a region is with an indicator.

    Args:
        indicator: the version that applies in the round.
        answered: how many required answers count.
        asked: how many there can be; a question to municipalities counts once for each.
        aligned: how many of those that count have the status "afgestemd".
        to_confirm: how many were taken over from before and are not confirmed yet; they do not count.
    """

    indicator: Indicator
    answered: int
    asked: int
    aligned: int
    to_confirm: int


@frozen
class OpenQuestion:
    """A required question without an answer that counts.

    Args:
        slot: the question.
        areas: who has not answered it, in order of name.
        places: for each of them where the form asks it; None where that is not known.
    """

    slot: Slot
    areas: Sequence[Area]
    places: Sequence[Place | None]


@frozen(eq=False, repr=False)
class AnswerTally:
    """The answers of one round, counted once for all regions.

    Args:
        said: what was said.
        incoming: what came in; says the round.
        indicators: those that count, in the order of a report and of the sheets of a form.
        answered: int array of shape (perspectives, areas, indicators): how many required answers count.
        aligned: how many of these are aligned; likewise.
    """

    said: AnswerIndex
    incoming: Incoming
    indicators: Sequence[Indicator]
    answered: Ints
    aligned: Ints

    @classmethod
    def of(cls, result: Result, incoming: Incoming, chosen: Selection) -> AnswerTally:
        """Count what was said in the round; costs one pass over the answers as arrays."""
        said = result.reader.full.whole
        layout = said.layout
        there = (one for one in layout.indicators_in(incoming.round) if chosen.takes(one))
        indicators = sorted(there, key=layout.framework.place)
        shape = len(layout.framework.perspectives), len(layout.areas), len(indicators)
        numbers = np.full((shape[0], len(layout.slots)), -1, dtype=np.int64)
        for place, view in enumerate(layout.framework.perspectives):
            for number, indicator in enumerate(indicators):
                numbers[place, [slot.number for slot in _required(layout, indicator, view)]] = number
        regions = np.array([layout.area_numbers.get(code, -1) for code in incoming.regions], dtype=np.int64)
        rounds, views, areas, slots = said.places
        rows = (rounds == incoming.round) & (numbers[views, slots] >= 0) & (regions[areas] >= 0)
        keys = np.ravel_multi_index((views[rows], regions[areas[rows]], numbers[views[rows], slots[rows]]), shape)
        is_aligned = said.answers.statuses[rows] == ALIGNED
        size = int(np.prod(shape))
        answered, aligned = (np.bincount(some, minlength=size).reshape(shape) for some in (keys, keys[is_aligned]))
        return cls(said, incoming, indicators, answered, aligned)

    def _at(self, whose: Whose) -> tuple[int, int]:
        layout = self.said.layout
        return layout.framework.perspectives.index(whose[1]), layout.area_numbers[whose[0]]

    def filled(self, whose: Whose, problems: Sequence[Problem], files: Sequence[ReceivedFile]) -> list[Filled]:
        """How far a region is, in a view, with each indicator.

        Args:
            whose: that.
            problems: what it is told of its files; says what is to be confirmed.
            files: its files.
        """
        waiting = _to_confirm(problems, files)
        answered, aligned = self.answered[self._at(whose)].tolist(), self.aligned[self._at(whose)].tolist()
        return [
            Filled(one, answered[number], self._asked(one, whose), aligned[number], waiting.get(one.id, 0))
            for number, one in enumerate(self.indicators)
        ]

    def _asked(self, indicator: Indicator, whose: Whose) -> int:
        return sum(len(self._who(slot, whose[0])) for slot in _required(self.said.layout, indicator, whose[1]))

    def _who(self, slot: Slot, region: str) -> list[Area]:
        """Who of a region is asked a question, in order of name."""
        layout = self.said.layout
        if slot.area_kind == "municipality":
            on = layout.framework.rounds[layout.round_ids[self.incoming.round]].date
            return sorted(layout.framework.areas.members(region, on), key=lambda area: area.name.casefold())
        return [layout.framework.areas[region]] if slot.area_kind == "region" else []

    def open(self, whose: Whose, files: Sequence[ReceivedFile]) -> Iterator[OpenQuestion]:
        """The questions to a region, in a view, that have no answer which counts."""
        places = _places(files)
        layout, (view, _) = self.said.layout, self._at(whose)
        page = self.incoming.round * len(layout.framework.perspectives) + view
        shape = self.said.gathered.grid.shape
        for indicator in self.indicators:
            for slot in _required(layout, indicator, whose[1]):
                who = self._who(slot, whose[0])
                rows = np.array([layout.area_numbers[area.code] + 1 for area in who], dtype=np.int64)
                addresses = (page * shape[1] + rows) * shape[2] + slot.number
                there = self.said.answers.has(addresses).tolist()
                if left := [area for area, is_there in zip(who, there, strict=True) if not is_there]:
                    where = [places.get((area.code, indicator.id, slot.question.id)) for area in left]
                    yield OpenQuestion(slot, left, where)


def _to_confirm(problems: Sequence[Problem], files: Sequence[ReceivedFile]) -> dict[str, int]:
    """How many answers of each indicator are to be confirmed, by where the forms ask them."""
    known = {(place.file, place.sheet, place.cell): key[1] for key, place in _places(files).items()}
    waiting: dict[str, int] = {}
    for one in problems:
        if one.problem == TO_CONFIRM and (indicator := known.get((one.file, one.sheet, one.cell))):
            waiting[indicator] = waiting.get(indicator, 0) + 1
    return waiting


def _places(files: Sequence[ReceivedFile]) -> dict[tuple[str, str, str], Place]:
    forms: list[AskedForm] = [form for file in files for form in file.forms]
    return {key: place for form in reversed(forms) for key, place in form.places.items()}


def _required(layout: Layout, indicator: Indicator, view: str) -> list[Slot]:
    """The required questions that are put to a perspective."""
    return [layout.slot(indicator, question) for question in indicator.asked_of(view) if question.required]
