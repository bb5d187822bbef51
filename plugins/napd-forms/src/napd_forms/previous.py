"""Answers that are taken over into a form: those of its own round, or else of the round before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import evolve, field, frozen

from napd import Framework, score
from napd.plugin import STATUSES

Which = tuple[str, str, str]
"""Area, indicator and question of an answer."""


@frozen
class Earlier:
    """An answer that was given before.

    Args:
        value: in its standard form; empty where only a note was given.
        round: id of the round for which it was given.
        note: what explains it in the round of the form.
        note_before: what explained it in the round before, which is not said of this one.
    """

    value: str = ""
    round: str = ""
    note: str = ""
    note_before: str = ""


EMPTY = Earlier()


@frozen(eq=False, repr=False)
class EarlierRound:
    """The answers that one form takes over.

    Args:
        answers: by area, indicator and question.
        status: the status that all those of the form's own round have; else the first, a draft.
        fictional: whether they are marked as fictional.
    """

    answers: Mapping[Which, Earlier]
    status: str = STATUSES[0]
    fictional: bool = False


@frozen(eq=False, repr=False)
class EarlierAnswers:
    """Answers of any rounds, in order.

    Args:
        rows: by round and perspective the rows of the table "answers".
        framework: its rounds say which is the one before.
        fictional: whether they are marked as fictional.
        problems: how many faults there are of each kind.
    """

    rows: Mapping[tuple[str, str], list[Mapping[str, Any]]]
    framework: Framework
    fictional: bool = False
    problems: Mapping[Any, int] = field(factory=dict)

    @classmethod
    def of(cls, answers: Any, framework: Framework) -> Self:
        """Read and check answers, as `napd.score` does; those that cannot be used are not taken over.

        Raises:
            NapdError: as `napd.score`.
        """
        result = score(answers, framework)
        rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in result.tables["answers"].to_pylist():
            rows.setdefault((row["round"], row["perspective"]), []).append(row)
        return cls(rows, framework, result.fictional, result.problem_counts)

    def taken_over(self, round_id: str, perspective: str) -> EarlierRound:
        """What a form for a round takes over: an answer of the round itself goes before one of the round before.

        A note of the round itself stands with what else is known, be it an answer of the round before. One of the round
        before is kept apart: it is not said of this round.
        """
        before = self.framework.rounds.previous(round_id)
        own = self.rows.get((round_id, perspective), [])
        found: dict[Which, Earlier] = {}
        for row in self.rows.get((before.id, perspective), ()) if before else ():
            found[_which(row)] = _with(found.get(_which(row), EMPTY), row, "note_before")
        for row in own:
            found[_which(row)] = _with(found.get(_which(row), EMPTY), row, "note")
        answered = [row for row in own if row["value"] is not None]
        statuses = {row["status"] for row in answered or own}
        status = statuses.pop() if len(statuses) == 1 else STATUSES[0]
        return EarlierRound(found, status or "", self.fictional)


def _which(row: Mapping[str, Any]) -> Which:
    return row["area"], row["indicator"], row["question"]


def _with(known: Earlier, row: Mapping[str, Any], kind: str) -> Earlier:
    """What is known, with what a row says: an answer goes before an earlier one, and every note of a kind stays."""
    notes = dict.fromkeys(filter(None, (getattr(known, kind), row["note"])))
    noted = evolve(known, **{kind: "\n".join(notes)})
    return noted if row["value"] is None else evolve(noted, value=row["value"], round=row["round"])
