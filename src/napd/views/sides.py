"""Sides: two rounds to be compared, and the states between them, each scored by the engine itself.

A *state* is a set of answers with a membership and a version of each indicator. Whatever changed between two rounds
changed one of these, so the way from one to the other goes by states that never were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen

from napd.decision.outcomes import Outcome
from napd.decision.rubric import Rubric, compile_rubric
from napd.engine.results import Result
from napd.engine.run import score
from napd.errors import NapdError
from napd.framework import Framework
from napd.model.areas import AreaRegistry, Membership
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.rounds import Round, Rounds
from napd.model.scale import Scale
from napd.model.values import BadValue
from napd.views.carrying import Answers, asked
from napd.views.said import reader_of

Key = tuple[str, str, str]
"""Area, perspective and indicator: whose score it is."""
NAMES = ("area", "perspective", "indicator", "question")
ROUND, PRESENT = "state", "napd-present"


@frozen
class State:
    """A score in a state: what it can be, and by which version of the indicator."""

    outcome: Outcome
    version: str


@frozen(eq=False)
class Side:
    """One of the two rounds that are compared.

    Args:
        framework: what its result was scored by.
        round: the round.
        answers: the answers that count in it, in their standard form.
        notes: the notes in it, whether or not an answer counts.
        keys: whose scores it has.
    """

    framework: Framework
    round: Round
    answers: Answers
    notes: Answers
    keys: frozenset[Key]

    @classmethod
    def of(cls, result: Result, round_id: str) -> Side:
        """A round of a result; costs another pass over its answers.

        Raises:
            UnknownName: when there is no such round.
            NapdError: where an engine for several machines scored, or a file has changed since.
        """
        round_ = result.framework.rounds[round_id]
        rows = _of_round(reader_of(result).public.table, round_id).to_pylist()
        keys = _of_round(result.scores, round_id).select(NAMES[:3]).to_pylist()
        answers = {_place(row): row["value"] for row in rows if row["value"]}
        return cls(result.framework, round_, answers, _notes(rows), frozenset(tuple(key.values()) for key in keys))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The versions of its indicators."""
        return self.framework.at(self.round.date)

    def usable(self, answers: Answers) -> Answers:
        """Of the answers those that can be answers of this side: to a question of its versions, that takes them."""
        known = {indicator.id: indicator for indicator in self.indicators}
        return {key: value for key, value in answers.items() if _takes(known.get(key[2]), key[3], value)}


def _place(row: Mapping[str, str]) -> tuple[str, str, str, str]:
    return row["area"], row["perspective"], row["indicator"], row["question"]


def _notes(rows: Iterable[Mapping[str, str]]) -> Answers:
    """The notes on each question, a line each; some stand in a row without an answer."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        if row["note"]:
            found.setdefault(_place(row), []).append(row["note"])
    return {key: "\n".join(dict.fromkeys(notes)) for key, notes in found.items()}


def _of_round(table: pa.Table, round_id: str) -> pa.Table:
    return table.filter(pc.equal(table["round"].cast(pa.string()), round_id))


def _takes(indicator: Indicator | None, name: str, value: str) -> bool:
    question = asked(indicator, name)
    if question is None:
        return False
    try:
        question.parse(value)
    except BadValue:
        return False
    return True


@frozen(eq=False)
class Rescoring:
    """Scores states, for whoever has a score in either of two rounds; equal ones once.

    Args:
        keys: whose scores are wanted.
        perspectives: those of both sides.
    """

    keys: frozenset[Key]
    perspectives: tuple[str, ...]
    _scored: list[tuple[tuple[Any, ...], dict[Key, State]]] = field(factory=list, init=False)

    def states(self, answers: Answers, method: Side, membership: Side) -> dict[Key, State]:
        """The scores of answers by the versions of one side and the membership of one.

        An area that is there but says nothing is unanswered; one that is not there, and an indicator that is not, has
        no score.
        """
        areas = members_on(membership.framework.areas, membership.round.date)
        versions = [*map(id, method.indicators)]  # == on a question makes a condition
        wanted = answers, versions, areas
        found = next((states for one, states in self._scored if one == wanted), None)
        if found is None:
            found = self._score(answers, self._framework(method, areas))
            self._scored.append((wanted, found))
        return found

    def _score(self, answers: Answers, framework: Framework) -> dict[Key, State]:
        rows = score(self._table(answers), framework).scores.to_pylist()
        found = {tuple(row[name] for name in NAMES[:3]): State(Outcome.of(row), row["version"]) for row in rows}
        return {key: found[key] for key in self.keys if key in found}

    def _framework(self, method: Side, areas: AreaRegistry) -> Framework:
        own = method.framework
        deciders = [own.decider(one) for one in method.indicators]
        return Framework(
            indicators=[*deciders, _present(own.scale)],
            areas=areas, rounds=Rounds([Round(ROUND, date.max, ROUND)]), scale=own.scale,
            perspectives=self.perspectives,
        )  # fmt: skip

    def _table(self, answers: Answers) -> pa.Table:
        """The answers, with a word of everybody who has a score in either round: so they have one in this state."""
        who = {key[:2] for key in self.keys}
        here = {(area, view, PRESENT, kind): "ja" for area, view in who for kind in ("regio", "gemeente")}
        return _table([*answers.items(), *here.items()])


def _table(answers: Iterable[tuple[Sequence[str], str]]) -> pa.Table:
    rows = [(*key, value) for key, value in answers]
    columns = {name: pa.array([row[n] for row in rows], pa.string()) for n, name in enumerate((*NAMES, "value"))}
    return pa.table({"round": pa.array([ROUND] * len(rows), pa.string()), **columns})


@lru_cache(maxsize=4)
def _present(scale: Scale) -> Rubric:
    """An indicator that everybody answers, so that the engine scores whoever is there, also in what they left open."""
    region, municipality = YesNo("regio", "Aanwezig?"), YesNo("gemeente", "Aanwezig?", answered_by="municipality")
    rules = (Rule(scale.ids[-1], region, because="Aanwezig."), Rule(scale.ids[0], because="Afwezig."))
    questions = (region, municipality)
    return compile_rubric(
        Indicator(id=PRESENT, title="Aanwezig", since=date.min, questions=questions, rules=rules, scale=scale)
    )


def members_on(areas: AreaRegistry, on: date) -> AreaRegistry:
    """The registry as it is on a day, for all days."""
    now = [
        Membership(m.municipality, m.region, province=m.province, country=m.country)
        for m in areas.memberships
        if m.covers(on)
    ]
    codes = {code for each in now for code in (each.municipality, each.region, each.province, each.country)}
    return AreaRegistry([area for area in areas if area.code in codes], now)


def insist_on_one_scale(old: Framework, new: Framework) -> None:
    """Raise `NapdError` where two frameworks have different levels, for these cannot be compared."""
    if old.scale.ids != new.scale.ids:
        levels = " and ".join(", ".join(each.scale.ids) for each in (old, new))
        raise NapdError(f"the two have different levels, which cannot be compared: {levels}")
