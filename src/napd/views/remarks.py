"""Remarks: what can be used, but deserves a second look before it is published or talked about.

What a score and its answers are told apart by is found by `oddities`; here it gets its words and its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve, frozen

from napd.answers.index import AnswerIndex
from napd.answers.located import LocatedTexts, runs
from napd.answers.parsing import BROKEN
from napd.answers.reader import suspect
from napd.answers.sources import place_in
from napd.model.indicator import Indicator
from napd.scoring.result import Result
from napd.tables.personal import code_of, shown_in
from napd.tables.problems import FEW, Log, Place, Problem, Severity
from napd.texts import Message, shortened
from napd.views.encoded import Ints
from napd.views.level_changes import Steps
from napd.views.oddities import Sheets, all_equal, late, met, pages
from napd.views.reach import reach

if TYPE_CHECKING:
    import pyarrow as pa

LARGE = 2
"""How many levels at once make a large step."""


def remarks(result: Result, rounds: Collection[str] | None = None, most: int = FEW) -> Log:
    """What in the answers deserves a second look; the answers count all the same.

    - The level of an area differs from that in the last round in which it had one, and no note of that area, or of its
      municipalities, on that indicator says why; or it is two levels away or more.
    - All municipalities of a region, three or more, give the same number or date, and not zero.
    - A date comes after that of the round.
    - What the indicator itself wants looked at: its `remarks`.
    - A question has several notes that are not the same; all are kept.
    - A note has no answer beside it and is on no question that napd knows.
    - A note, or an answer in one's own words, may have personal data in it, and is not confirmed.
    - Letters of it were lost before napd read it.

    Args:
        result: what was scored.
        rounds: the ids of the rounds to look at; None takes the last that was answered, and for notes each.
        most: how many of each kind are kept; all are counted.

    Raises:
        NapdError: if an engine for several machines scored, or a file has changed since.

    Costs another pass over the answers.
    """
    teller = Teller(result.reader.full.whole, Log(most))
    chosen = teller.said.chosen(rounds)
    teller.personal(is_withheld=result.framework.publish)
    teller.damaged()
    teller.strays()
    teller.several_notes(rounds)
    teller.steps(result.scores, chosen)
    for round_number, sheets, indicators in pages(teller.said):
        for indicator in indicators if round_number in chosen else ():
            teller.equal(sheets, round_number, indicator)
            teller.late(sheets, round_number, indicator)
            teller.own(sheets, indicator, indicators)
    return teller.log


@frozen(eq=False, repr=False)
class Teller:
    """Puts what is found into words."""

    said: AnswerIndex
    log: Log

    def personal(self, *, is_withheld: bool) -> None:
        """Notes, and answers in one's own words or that cannot be used, with what may be personal data."""
        for column, texts in self.said.every_text:
            for row in np.flatnonzero(suspect(texts, self.said.gathered)).tolist():
                text = texts.texts[row]
                what = f"{'note' if column == 'note' else 'answer'}{'_withheld' if is_withheld else ''}"
                message = Message(f"problem.personal_data.{what}", found=shown_in(text))
                hint = Message("problem.personal_data.hint", code=code_of(text))
                severity: Severity = "error" if is_withheld else "remark"
                problem = Problem(problem="personal_data", message=message, hint=hint, column=column, severity=severity)
                self._tell(problem, texts, row)

    def damaged(self) -> None:
        """Notes, and answers in one's own words, with a sign in the place of bytes that are no UTF-8."""
        hint = Message("problem.broken_text.lost_hint")
        for column, texts in (("note", self.said.notes), ("value", self.said.free)):
            found = np.array([BROKEN in text for text in texts.texts], dtype=bool)
            for row in self._told("broken_text", np.flatnonzero(found)).tolist():
                message = Message("problem.broken_text.lost", sign=BROKEN)
                problem = _remark("broken_text", message, hint, column)
                self._tell(evolve(problem, value=shortened(texts.texts[row])), texts, row)

    def strays(self) -> None:
        """Notes that cannot be shown with any question."""
        for fault in self.said.strays:
            message = Message("problem.stray_note.message", why=fault.message)
            self.log(evolve(fault, problem="stray_note", severity="remark", message=message))

    def several_notes(self, rounds: Collection[str] | None) -> None:
        """Each further note on one question that says something else."""
        notes = self.said.notes.placed
        if rounds is not None:
            notes = notes.of(np.isin(self.said.places_of(notes.addresses)[0], list(self.said.chosen(rounds))))
        for first, end in zip(*(ends.tolist() for ends in runs(notes.addresses)), strict=True):
            distinct = {text: row for row, text in reversed([*enumerate(notes.texts[first:end].tolist(), start=first)])}
            for row in sorted(distinct.values())[1:]:
                _, _, area, slot = self._where(notes, row)
                question, code = self.said.layout.slots[slot].question.id, self.said.layout.areas[area].code
                elsewhere = self._place(notes, first, "note").at
                message = Message("problem.several_notes.message", question=question, area=code, elsewhere=elsewhere)
                hint = Message("problem.several_notes.hint")
                problem = _remark("several_notes", message, hint, "note")
                self._tell(evolve(problem, value=shortened(notes.texts[row])), notes, row)

    def steps(self, scores: pa.Table, rounds: Collection[int]) -> None:
        """Levels that changed without a note, and levels that changed much."""
        steps = Steps.of(self.said, scores).into(rounds)
        for kind, found in (("unexplained", ~steps.noted), ("large_step", np.abs(steps.size) >= LARGE)):
            told = self._told(kind, np.flatnonzero(found))
            pairs = zip(*(scores.take(rows[told]).to_pylist() for rows in (steps.before, steps.after)), strict=True)
            for before, after in pairs:
                title = self._version(after["indicator"], after["version"]).title
                step = {"before": before["level"], "first": before["round"], "now": after["level"]}
                whose: dict[str, Any] = {"title": title, "area": self._whose(after["area"], after["perspective"])}
                if kind == "unexplained":
                    message = Message("problem.unexplained.message", **whose, **step, round=after["round"])
                    hint = Message("problem.unexplained.hint")
                else:
                    message = Message("problem.large_step.message", **whose, **step, round=after["round"])
                    hint = Message("problem.large_step.hint")
                self._tell_answer(_remark(kind, message, hint, "note"), self.said.first(after))

    def equal(self, sheets: Sheets, round_number: int, indicator: Indicator) -> None:
        """Municipalities that all say the same."""
        hint = Message("problem.all_equal.hint")
        for question, rows in all_equal(sheets, round_number, indicator):
            for row in self._told("all_equal", rows).tolist():
                message = Message("problem.all_equal.message", question=question.id)
                problem = _remark("all_equal", message, hint, "value")
                self._tell_answer(problem, row)

    def late(self, sheets: Sheets, round_number: int, indicator: Indicator) -> None:
        """Days that were still to come on that of the round."""
        round_id = self.said.layout.round_ids[round_number]
        day = self.said.layout.framework.rounds[round_id].date
        hint = Message("problem.after_round.hint")
        for _, rows in late(sheets, round_number, indicator):
            for row in self._told("after_round", rows).tolist():
                said = str(self.said.answers.texts[row])
                message = Message("problem.after_round.message", day=said, date=day, round=round_id)
                self._tell_answer(_remark("after_round", message, hint, "value"), row)

    def own(self, sheets: Sheets, indicator: Indicator, others: Sequence[Indicator]) -> None:
        """What the indicator wants looked at."""
        for remark in indicator.remarks:
            for row in self._told("odd", met(sheets, remark, indicator, others)).tolist():
                hint = Message("problem.odd.hint")
                self._tell_answer(_remark("odd", remark.text, hint, "value"), row)

    def _told(self, kind: str, rows: Ints) -> Ints:
        """As many as the log keeps; the others are counted."""
        told = rows[: self.log.room(kind, "remark")]
        self.log.more(kind, "remark", len(rows) - len(told))
        return told

    def _tell_answer(self, problem: Problem, row: int) -> None:
        value = str(self.said.answers.texts[row]) if problem.column == "value" else ""
        self._tell(evolve(problem, value=value), self.said.answers, row)

    def _tell(self, problem: Problem, rows: LocatedTexts, row: int) -> None:
        """Say a problem of one of some rows, with where it is."""
        number, _, area, _ = self._where(rows, row) if rows.addresses[row] >= 0 else (0, 0, -1, 0)
        region = self.said.layout.region_of(number, area) if area >= 0 else ""
        self.log(evolve(problem, region=region, **self._place(rows, row, problem.column).columns))

    def _where(self, rows: LocatedTexts, row: int) -> tuple[int, ...]:
        """The numbers of round, perspective, area and slot."""
        return tuple(int(column[0]) for column in self.said.places_of(rows.addresses[row : row + 1]))

    def _place(self, rows: LocatedTexts, row: int, column: str) -> Place:
        return place_in(self.said.gathered.sources[rows.sources[row]], int(rows.lines[row]), column)

    def _whose(self, code: str, perspective: str) -> Message | str:
        """The area, and whose view it is, where it is not that of an answer that does not say."""
        framework = self.said.layout.framework
        area = f"{framework.areas[code].name} ({code})"
        if perspective == framework.perspectives[0]:
            return area
        return Message("place.view", area=area, perspective=perspective)

    def _version(self, indicator: str, version: str) -> Indicator:
        versions = self.said.layout.framework.indicators
        return next(one for one in versions if (one.id, one.version) == (indicator, version))


def _remark(kind: str, message: Message | str, hint: Message, column: str) -> Problem:
    return Problem(problem=kind, message=message, hint=hint, column=column, severity="remark")


def withheld(result: Result, most: int = FEW, area: str | None = None) -> Log:
    """What is not shown to others, since it may have personal data in it and is not confirmed; an error for each.

    Pages, comparisons and what is published have `napd.tables.personal.WITHHELD` in its place.

    Args:
        result: what was scored.
        most: how many are kept; all are counted.
        area: the code of the only one of which it is told, with what lies in it; None for all.

    Raises:
        NapdError: if an engine for several machines scored, or a file has changed since.

    Costs another pass over the answers, unless one was made already.
    """
    about = None if area is None else reach([area], [result.framework.areas])
    teller = Teller(result.reader.full.only(about).whole, Log(most))
    teller.personal(is_withheld=True)
    return teller.log
