"""Scoring: a filled grid becomes scores. Array work throughout; nothing happens row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.answers.dense import distinct
from napd.answers.grid import Grid, GridPage, PageKey
from napd.answers.layout import Layout, Members
from napd.answers.threads import in_order
from napd.decision.outcomes import Outcome
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.scoring.derived import are_alike, brought, numbers_of, result_of
from napd.scoring.range_codes import codes
from napd.scoring.rollup import Rolled, own, roll_up_levels
from napd.scoring.standing import Standing, possible

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@frozen(eq=False)
class Scored:
    """The scores of one page in one indicator; arrays of shape (areas,).

    Args:
        page: the round and perspective.
        indicator: the version of the indicator.
        areas: the numbers of the areas.
        places: for each score the place of its outcome; int32.
        outcomes: the distinct outcomes.
        answered: how many of the required questions are answered; int16.
        numbers: the values that were rolled up or derived, by question id, for the same areas.
    """

    page: PageKey
    indicator: Indicator
    areas: Ints
    places: NDArray[np.int32]
    outcomes: Sequence[Outcome]
    answered: NDArray[np.int16]
    numbers: Mapping[str, Rolled]

    @property
    def required(self) -> int:
        """How many questions are required."""
        return sum(question.required for question in self.indicator.asked)


def score(grid: Grid) -> Sequence[Scored]:
    """Score every page in every indicator of its round, for each area from which there is any answer.

    A region is scored in the indicators of a dashboard when it or one of its municipalities answered any question of
    that dashboard in the round.
    """
    pages = in_order(partial(_page, grid), grid.pages(), len(grid.layout.areas))
    return [one for page in pages for one in page]


def _page(grid: Grid, answers: tuple[PageKey, GridPage]) -> list[Scored]:
    layout, (key, page) = grid.layout, answers
    spoke, on = layout.spoke(page.codes), layout.framework.dashboard
    return [PageScore(layout, key, page, one, spoke[on(one.id)], grid).scored() for one in layout.indicators_in(key[0])]


@frozen(eq=False)
class PageScore:
    """The scoring of one page in one indicator."""

    layout: Layout
    key: PageKey
    page: GridPage
    indicator: Indicator
    present: Bools
    grid: Grid | None = None
    """Where the answers of the round before are; None where nothing is known of these."""

    def scored(self) -> Scored:
        """The scores of all areas that are present."""
        areas, chosen = self._areas()
        numbers = {name: rolled.of(chosen) for name, rolled in self.numbers().items()}
        areas = areas if chosen.all() else areas[chosen]
        decider = self.layout.framework.decider(self.indicator)
        places, outcomes = decider.decide(self.codes(areas, numbers), len(areas))
        answered, any_answer = self._answered(areas, numbers)
        tails = Tails.of(self.indicator)
        open_inputs = [(~numbers[name].complete).astype(np.int32) for name in tails.inputs]
        columns: list[tuple[NDArray[Any], int]] = [(places, len(outcomes)), (any_answer.astype(np.int32), 2)]
        columns += [(one, 2) for one in open_inputs]
        found, rows = distinct(columns)
        named = [_named(outcomes[o], is_answered=bool(a), expand=tails(some)) for o, a, *some in rows]
        return Scored(self.key, self.indicator, areas, found.astype(np.int32), named, answered, numbers)

    def _areas(self) -> tuple[Ints, Bools]:
        """The areas of the kind that is scored, and which of them are present."""
        return self.layout.present(self.key[0], self.indicator.area, self.present)

    def _members(self, question: Question) -> Members:
        """Which areas answer a question, or have the levels that it asks, in which scored area."""
        return self.layout.members(self.key[0], self.indicator.area, self.indicator.answered_by(question))

    def numbers(self) -> dict[str, Rolled]:
        """Every value that is rolled up, derived or needed for that, of all areas of the kind, by question id."""
        return numbers_of(self.layout, self.key, self.page, self.indicator, self._elsewhere)

    def _elsewhere(self, question: Question) -> Rolled:
        """What answers to another indicator, or in another round, come to."""
        if question.levels_of is not None:
            return self._standing(question)
        then, areas = self._before, self.layout.of_kind(self.key[0], self.indicator.area)
        if then is None or question.looks_back is None:
            return brought(None, areas, areas)
        return brought(then.value(question.looks_back), then.layout.of_kind(then.key[0], then.indicator.area), areas)

    @cached_property
    def _before(self) -> PageScore | None:
        """The same in the round before, by the version of then; None if there is none that scores such areas."""
        number, view = self.key[0] - 1, self.key[1]
        if self.grid is None or number < 0:
            return None
        there = (one for one in self.layout.indicators_in(number) if one.id == self.indicator.id)
        version = next((one for one in there if one.area == self.indicator.area), None)
        if version is None:
            return None
        page = self.grid.page((number, view))
        return PageScore(self.layout, (number, view), page, version, self.present, self.grid)

    def value(self, question: Question) -> Rolled | None:
        """What a question or stage of this id came to, of all areas; None if there is none of its kind."""
        every = (*self.indicator.questions, *self.indicator.stages)
        own_ = next((one for one in every if one.id == question.id and are_alike(one, question)), None)
        if own_ is None:
            return None
        areas = self.layout.of_kind(self.key[0], self.indicator.area)
        decider = self.layout.framework.decider(self.indicator)
        if own_.id in decider.rubric.rules:
            numbers = self.numbers()
            found = result_of(own_, *decider.deciding(own_.id, self.codes(areas, numbers), len(areas)))
            return found.but_for(~self._answered(areas, numbers)[1])
        if own_.is_counted:
            return self.numbers()[own_.id]
        given = own(self.page, self.layout.slot(self.indicator, own_), areas)
        return given.but_for(~given.complete)

    def _standing(self, question: Any) -> Rolled:
        """The levels of the members in another indicator, rolled up; anything where none of its versions applies."""
        members, assigned = self._members(question), question.rollup
        assert assigned is not None  # noqa: S101 - an indicator holds no other
        applies = {one.id: one for one in self.layout.indicators_in(self.key[0])}
        if question.indicator in applies:
            below = evolve(self, indicator=applies[question.indicator])
            areas, bits, some = below.possible()
            places = np.searchsorted(areas, members.parts)
            bits, some = bits[places], some[places]
        else:
            every = (2 << len(question.ids) + 1) - 2
            bits, some = np.full(len(members.parts), every), np.zeros(len(members.parts), dtype=bool)
        started = np.logical_or.reduceat(some, members.starts)
        return roll_up_levels(Standing(question, bits, members), assigned, started)

    def possible(self) -> tuple[Ints, Ints, Bools]:
        """All areas of the kind, what each can come to, as bits of `Rubric.results`, and whether it answered anything.

        An area that said nothing is among them: it can come to whatever the indicator gives without an answer.
        """
        areas, _ = self._areas()
        decider, numbers = self.layout.framework.decider(self.indicator), self.numbers()
        places, outcomes = decider.bounds(self.codes(areas, numbers), len(areas))
        return areas, possible(decider.rubric, outcomes)[places], self._answered(areas, numbers)[1]

    def codes(self, areas: Ints, numbers: Mapping[str, Rolled]) -> dict[str, NDArray[np.intp]]:
        """What is known of each answer that rules ask, as codes of its variables; and of some of them together."""
        found: dict[str, NDArray[np.intp]] = {}
        rubric = self.layout.framework.decider(self.indicator).rubric
        for name in rubric.questions:
            found |= self._codes(name, areas, numbers)
        if rubric.joints:
            from napd.scoring.jointly import codes_together  # which few rubrics take

            found |= {one.name: codes_together(one, numbers) for one in rubric.joints}
        return found

    def _codes(self, name: str, areas: Ints, numbers: Mapping[str, Rolled]) -> dict[str, NDArray[np.intp]]:
        question = self.indicator.question(name)
        if question.is_counted:
            axis = self.layout.framework.decider(self.indicator).rubric.axes[name]
            return {name: codes(axis, numbers[name], question)}
        slot = self.layout.slot(self.indicator, question)
        return slot.known(self.page.codes[slot.number, areas])

    def _answered(self, areas: Ints, numbers: Mapping[str, Rolled]) -> tuple[NDArray[np.int16], Bools]:
        """How many required questions are answered by all who should, and whether anything is answered by anyone."""
        count = np.zeros(len(areas), dtype=np.int16)
        any_answer = np.zeros(len(areas), dtype=bool)
        for question in self.indicator.asked:
            if question.rollup:
                complete, some = numbers[question.id].complete, numbers[question.id].answered > 0
            else:
                complete, some = self._said(question, areas)
            count += complete & question.required
            any_answer |= some
        for rolled in numbers.values():
            any_answer |= False if rolled.started is None else rolled.started
        return count, any_answer

    def _said(self, question: Question, areas: Ints) -> tuple[Bools, Bools]:
        """Which areas answered a question: by all who should, and by any of them."""
        slot = self.layout.slot(self.indicator, question)
        codes = self.page.codes[slot.number]
        every = slot.is_complete(codes)
        if self.indicator.answered_by(question) == self.indicator.area:
            return every[areas], codes[areas] > 0
        members = self._members(question)
        mine = np.isin(members.wholes, areas)
        complete, some = (
            np.add.reduceat(said[members.parts].astype(np.int64), members.starts)[mine] for said in (every, codes > 0)
        )
        return complete == members.counts[mine], some > 0


def codes_of(grid: Grid, scored: Scored) -> dict[str, NDArray[np.intp]]:
    """The codes of the answers behind some scores: for each question that rules ask an array of shape (areas,)."""
    of_page = _again(grid.layout, grid.page(scored.page), scored)
    return of_page.codes(scored.areas, scored.numbers)


def free_codes_of(grid: Grid, scored: Scored) -> dict[str, NDArray[np.intp]]:
    """What the codes behind some scores would be if nobody had answered: a share still moves in steps of 1 of n."""
    page = grid.page(scored.page)
    of_page = _again(grid.layout, GridPage(np.zeros_like(page.codes), page.values), scored)
    chosen = np.isin(grid.layout.of_kind(scored.page[0], scored.indicator.area), scored.areas)
    numbers = {name: rolled.of(chosen) for name, rolled in of_page.numbers().items()}
    return of_page.codes(scored.areas, numbers)


def _again(layout: Layout, page: GridPage, scored: Scored) -> PageScore:
    return PageScore(layout, scored.page, page, scored.indicator, np.zeros(len(layout.areas), dtype=bool))


@frozen(eq=False)
class Tails:
    """Names the questions behind a derived value that is open: its inputs that are not complete, or else `reopened`."""

    derived: Sequence[Question]
    inputs: Sequence[str]

    @classmethod
    def of(cls, indicator: Indicator) -> Tails:
        """Those of an indicator, with the ids of all inputs."""
        derived = [question for question in indicator.computed if question.is_derived and question.is_counted]
        return cls(derived, list(dict.fromkeys(part.id for one in derived for part in one.inputs)))

    def __call__(self, some: Sequence[int]) -> Mapping[str, tuple[str, ...]]:
        """What to name in place of each derived value; `reopened` where all inputs are complete and it is not known.

        Args:
            some: for each input 1 where it is not complete, else 0.
        """
        open_inputs = {name for name, is_open in zip(self.inputs, some, strict=True) if is_open}
        return {one.id: tuple(dict.fromkeys(_behind(one, open_inputs))) for one in self.derived}


def _behind(derived: Question, open_inputs: Collection[str]) -> Iterator[str]:
    """The questions that somebody can answer and that leave a derived value open; a level of others is one itself."""
    for one in [part for part in derived.inputs if part.id in open_inputs] or derived.reopened:
        yield from _behind(one, open_inputs) if one.is_derived and one is not derived else (one.id,)


def _named(outcome: Outcome, *, is_answered: bool, expand: Mapping[str, tuple[str, ...]]) -> Outcome:
    """An outcome whose open questions are those that somebody can answer."""
    names = (name for question in outcome.open_questions for name in expand.get(question, (question,)))
    return evolve(outcome, open_questions=tuple(dict.fromkeys(names)), is_answered=is_answered)
