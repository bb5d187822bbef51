"""The check: batches of text become accepted answers, and every fault a problem.

Integer work per row; a text is judged once for each distinct one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from napd.answers.fingerprints import odd, whose
from napd.answers.grid import Accepted, Grid
from napd.answers.layout import KINDS, Slot
from napd.answers.parsing import EMPTY, NAMED, UNKNOWN, WHERE, AnswerParser, ParsedText
from napd.framework.framework import ALIGNED, STATUSES
from napd.model.area_kinds import BELOW, AreaKind
from napd.model.areas import Area, AreaRegistry
from napd.model.rounds import Round
from napd.tables.batch import Batch
from napd.tables.problems import Log, Problem
from napd.texts import Message, shortened

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NOT_ALIGNED = Problem(
    problem="not_aligned",
    message=Message("problem.not_aligned.message", status=STATUSES[ALIGNED]),
    hint=Message("problem.not_aligned.hint"),
    severity="remark",
)
MAY_BE_EMPTY = ("perspective", "status")


@frozen(eq=False)
class AnswerCheck:
    """The check of one batch.

    Args:
        judge: knows what texts mean.
        batch: the rows.
        log: takes the problems.
        grid: knows where answers go.
    """

    judge: AnswerParser
    batch: Batch
    log: Log
    grid: Grid
    _columns: dict[str, tuple[list[str], Ints]] = field(factory=dict, init=False)
    _named: dict[str, Ints] = field(factory=dict, init=False)

    def accepted(self) -> Accepted:
        """The answers in which nothing is wrong; each fault is reported, several in one row if so it is.

        A row without a value says nothing: its question is not answered.
        """
        values = self._column("value")[1]
        numbers, slots, good = self._placed(values != EMPTY, NAMED)
        judged, places = self._judged(slots, values)
        good &= (places >= 0) & (numbers["status"] != UNKNOWN)
        rows = self._published(np.flatnonzero(good), numbers["status"])
        return self._answers(
            rows, {name: column[rows] for name, column in numbers.items()}, slots[rows], judged, places[rows]
        )

    def addresses(self) -> Ints:
        """For each row the address of the question that it is about, whatever its value and its status say.

        It is -1 where that is no question that the framework asks of that area in that round: why, is reported. A
        region may note something on a question to its municipalities.
        """
        numbers, slots, good = self._placed(np.ones(len(self.batch), dtype=bool), (*WHERE, "indicator"))
        of = (numbers[name] for name in ("round", "perspective", "area"))
        return np.where(good, self.grid.addresses(*(np.where(good, each, 0) for each in (*of, slots))), -1)

    def _placed(self, said: Bools, named: Sequence[str]) -> tuple[dict[str, Ints], Ints, Bools]:
        """For each row the numbers of its names and its slot, and whether these are good; of what is said, the faults.

        Args:
            said: which rows say anything.
            named: the columns whose texts the framework names, and that are looked at.
        """
        questions = self._column("question")[1]
        numbers = {column: self._numbers(column) for column in named}
        said = said & ~self._aside()
        for column in named:
            if column != "area":
                self._report_unknown(column, numbers[column], said)
        self.report_rows(np.flatnonzero(said & (questions == EMPTY)), "question", _empty("question"))
        numbers["perspective"] = np.where(numbers["perspective"] == EMPTY, 0, numbers["perspective"])
        slots = self._slots(numbers["round"], numbers["indicator"], questions, said)
        for kind, asked in self._asked(slots).items():
            self._report_unknown("area", numbers["area"], said & asked, kind)
        good = (slots >= 0) & (numbers["area"] >= 0) & (numbers["perspective"] >= 0)
        return numbers, slots, good & self._areas_fit(numbers["round"], numbers["area"], slots)

    def _column(self, column: str) -> tuple[list[str], Ints]:
        """The distinct texts of a column, and for each row the place of its own; EMPTY where it says nothing."""
        if column not in self._columns:
            self._columns[column] = self._read(column)
        return self._columns[column]

    def _read(self, column: str) -> tuple[list[str], Ints]:
        texts, numbers = self.batch.texts(column), self.batch.numbers(column)
        blank = np.array([not text.strip() for text in texts])
        return texts, np.where(blank[numbers], EMPTY, numbers.astype(np.int64))

    def _numbers(self, column: str) -> Ints:
        """For each row the number that the framework gives its text; UNKNOWN or EMPTY where it gives none."""
        if column not in self._named:
            known = self.judge.numbers[column]
            texts, indices = self._column(column)
            numbers = [known.get(text.strip().casefold(), UNKNOWN) for text in texts]
            # An index of -2, for an empty cell, finds the last entry but one.
            self._named[column] = np.array([*numbers, EMPTY, UNKNOWN], dtype=np.int64)[indices]
        return self._named[column]

    def _aside(self) -> Bools:
        """Which rows are about an indicator that is not in use here; these are passed over."""
        texts, indices = self._column("indicator")
        aside = [text.strip().casefold() in self.judge.aside for text in texts]
        return np.array([*aside, False, False])[indices]  # as in _numbers

    def _asked(self, slots: Ints) -> dict[AreaKind | None, Bools]:
        """For each kind of area the rows that ask it; under None those of which that is not known."""
        asked = np.full(len(slots), -1, dtype=np.int8)
        asked[slots >= 0] = self.judge.layout.asks[slots[slots >= 0]]
        return {None: slots < 0, **{kind: asked == place for place, kind in enumerate(KINDS)}}

    def _report_unknown(self, column: str, numbers: Ints, said: Bools, kind: AreaKind | None = None) -> None:
        if column not in MAY_BE_EMPTY:
            self.report_rows(np.flatnonzero(said & (numbers == EMPTY)), column, _empty(column))
        wrong = np.flatnonzero(said & (numbers == UNKNOWN))
        texts, indices = self._column(column)
        for place, found in groups(indices[wrong]):
            problem = self.judge.kind_of_unknown(column, texts[place])
            if self.log.room(problem):
                self.report_rows(wrong[found], column, self.judge.unknown(column, texts[place], kind))
            else:  # the nearest name is not sought for what nobody reads
                self.log.more(problem, "error", len(self.batch.distinct(wrong[found], column)))

    def _slots(self, rounds: Ints, indicators: Ints, questions: Ints, said: Bools) -> Ints:
        """For each row the slot that it answers; UNKNOWN if there is none."""
        rows = np.flatnonzero(said & (rounds >= 0) & (indicators >= 0) & (questions >= 0))
        texts = self._column("question")[0]
        shape = (len(self.judge.names["round"]), len(self.judge.names["indicator"]), max(len(texts), 1))
        keys = np.ravel_multi_index((rounds[rows], indicators[rows], questions[rows]), shape)
        slots = np.full(len(said), UNKNOWN, dtype=np.int64)
        for key, found in groups(keys):
            round_number, indicator, question = (int(part) for part in np.unravel_index(key, shape))
            slot = self.judge.slot(round_number, indicator, texts[question])
            if isinstance(slot, Problem):
                self.report_rows(rows[found], slot.column, slot)
            else:
                slots[rows[found]] = slot
        return slots

    def _areas_fit(self, rounds: Ints, areas: Ints, slots: Ints) -> Bools:
        """Whether each area is of the kind that answers the question, and exists in the round."""
        layout = self.judge.layout
        fits = np.ones(len(slots), dtype=bool)
        known = np.flatnonzero((slots >= 0) & (areas >= 0))
        kinds, is_note = layout.kinds[areas[known]], self._column("value")[1][known] == EMPTY
        wrong = known[(kinds != layout.asks[slots[known]]) & ~(is_note & (kinds == layout.scores[slots[known]]))]
        fits[wrong] = False
        for slot, found in groups(slots[wrong]):
            fault = _wrong_kind(layout.slots[slot])
            self.report_rows(wrong[found], "area", fault)
        for number, found in groups(rounds[known]):
            rows = known[found]
            gone = rows[~layout.exists(int(number))[areas[rows]]]
            fits[gone] = False
            self._report_gone(int(number), areas, gone)
        return fits

    def _report_gone(self, round_number: int, areas: Ints, rows: Ints) -> None:
        layout = self.judge.layout
        round_ = layout.framework.rounds[layout.round_ids[round_number]]
        for number, found in groups(areas[rows]):
            message, hint = _gone(layout.framework.areas, layout.areas[number], round_)
            self.report_rows(rows[found], "area", Problem(problem="area_not_in_round", message=message, hint=hint))

    def _judged(self, slots: Ints, values: Ints) -> tuple[list[ParsedText], Ints]:
        """The distinct answers, and for each row the place of its own; UNKNOWN if it is not one."""
        rows = np.flatnonzero((slots >= 0) & (values >= 0))
        texts = self._column("value")[0]
        width = max(len(texts), 1)
        distinct, inverse = np.unique(slots[rows] * width + values[rows], return_inverse=True)
        pairs = [(self.judge.layout.slots[key // width], texts[key % width]) for key in distinct.tolist()]
        judged = [self.judge.answer(slot, text) for slot, text in pairs]
        faults = {place: answer.fault for place, answer in enumerate(judged) if answer.fault}
        places = np.full(len(slots), UNKNOWN, dtype=np.int64)
        places[rows] = np.where(np.isin(inverse, list(faults)), UNKNOWN, inverse)
        self._report_values(rows, inverse, faults)
        self._report_values(
            rows, inverse, {place: answer.remark for place, answer in enumerate(judged) if answer.remark}
        )
        return judged, places

    def _report_values(self, rows: Ints, answers: Ints, problems: Mapping[int, Problem]) -> None:
        """Report what is wrong with, or odd about, some of the distinct answers that rows give."""
        found = np.flatnonzero(np.isin(answers, list(problems)))
        for place, some in groups(answers[found]):
            self.report_rows(rows[found[some]], "value", problems[place])

    def _published(self, rows: Ints, statuses: Ints) -> Ints:
        """Of rows in which nothing is wrong those that count: all, unless only what is aligned may be published."""
        if not self.judge.layout.framework.publish:
            return rows
        aligned = statuses[rows] == ALIGNED
        self.report_rows(rows[~aligned], "status", NOT_ALIGNED)
        return np.asarray(rows[aligned])

    def _answers(
        self, rows: Ints, numbers: dict[str, Ints], slots: Ints, judged: list[ParsedText], places: Ints
    ) -> Accepted:
        rounds, perspectives, areas = numbers["round"], numbers["perspective"], numbers["area"]
        own = np.array([answer.print for answer in judged], dtype=np.uint64)[places]
        known = self.judge.prints
        return Accepted(
            rows=rows, addresses=self.grid.addresses(rounds, perspectives, areas, slots),
            codes=np.array([answer.code for answer in judged], dtype=np.uint32)[places],
            values=np.array([answer.value for answer in judged], dtype=np.float64)[places],
            texts=np.array([answer.text for answer in judged], dtype=object)[places],
            prints=own * whose(known, rounds, perspectives, slots) * odd(known["area"][areas]),
        )  # fmt: skip

    def report_rows(self, rows: Ints, column: str, problem: Problem) -> None:
        """Report one problem for each of some rows, with the place and text of each, as far as the log keeps them."""
        if problem.severity == "error":
            rows = self.batch.distinct(rows, column)
        told = rows[: self.log.room(problem.problem, problem.severity)]
        self.log.more(problem.problem, problem.severity, len(rows) - len(told))
        if not len(told):
            return
        texts, indices = self._column(column)
        places, regions = self.batch.places(told, column), self._regions(told)
        for index, place, region in zip(indices[told].tolist(), places, regions, strict=True):
            value = shortened(texts[index]) if index >= 0 else ""
            self.log(evolve(problem, column=column, value=value, region=region, **place.columns))

    def _regions(self, rows: Ints) -> list[str]:
        """The regions that some rows are about, as far as these say."""
        pairs = zip(self._numbers("round")[rows].tolist(), self._numbers("area")[rows].tolist(), strict=True)
        find = self.judge.layout.region_of
        return [find(number, area) if number >= 0 and area >= 0 else "" for number, area in pairs]


def groups(numbers: Ints) -> Iterator[tuple[int, Ints]]:
    """Each distinct number, with the places where it stands."""
    order = np.argsort(numbers, kind="stable")
    distinct, starts = np.unique(numbers[order], return_index=True)
    yield from zip(distinct.tolist(), np.split(order, starts)[1:], strict=True)


def _empty(column: str) -> Problem:
    message = Message("problem.empty_cell.message", what=Message(f"answer.{column}"))
    return Problem(problem="empty_cell", message=message, hint=Message("problem.empty_cell.hint"))


def _wrong_kind(slot: Slot) -> Problem:
    each = slot.area_kind in ("municipality", *BELOW[slot.indicator.area])
    who = Message(f"codebook.each.{slot.area_kind}") if each else Message(f"the_area.{slot.area_kind}")
    hint = Message("problem.wrong_area_kind.each") if each else Message("problem.wrong_area_kind.hint", who=who)
    message = Message("problem.wrong_area_kind.message", question=slot.question.id, who=who)
    return Problem(problem="wrong_area_kind", message=message, hint=hint)


def _gone(areas: AreaRegistry, area: Area, round_: Round) -> tuple[Message, Message]:
    """Say that an area does not exist in a round, or that nobody knows which there were, and what to do."""
    if unknown := areas.unknown_on(round_.date):
        return unknown, Message("problem.area_not_in_round.before_hint")
    message = Message(
        "problem.area_not_in_round.message", area=area.code, name=area.name, day=round_.date, round=round_.id
    )
    heir = areas.successor(area.code, round_.date) if area.kind == "municipality" else area.code
    if heir != area.code:
        return message, Message("problem.area_not_in_round.successor", area=heir)
    return message, Message("problem.area_not_in_round.check")
