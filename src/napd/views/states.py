"""States: what was between two rounds that are compared, each scored by the engine itself.

A *state* is a set of answers with a membership and a version of each indicator. Whatever changed between two rounds
changed one of these, so the way from one to the other goes by states that never were.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa
from attrs import evolve, field, frozen

from napd.decision.decider import Decider
from napd.decision.outcomes import Outcome
from napd.decision.rubric import compile_rubric
from napd.framework.framework import Framework
from napd.model.areas import AreaRegistry
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.rounds import Round, Rounds
from napd.model.scale import DEFAULT_SCALE
from napd.scoring.run import score
from napd.views.mergers import Answers
from napd.views.sides import NAMES, Key, Side, looks_back

ROUND, BEFORE, PRESENT = "state", "before-state", "napd-present"


@frozen
class State:
    """A score in a state: what it can be, by which version of the indicator, and the levels that this has."""

    outcome: Outcome
    version: str
    levels: tuple[str, ...]


@frozen(eq=False)
class Setting:
    """What answers are scored in, apart from these: each as it is on one side.

    Args:
        method: whose versions of the indicators apply.
        membership: whose municipalities belong to which regions.
        time: on the date of whose round.
        back: whose round before is looked back on.
    """

    method: Side
    membership: Side
    time: Side
    back: Side

    @property
    def before(self) -> Side | None:
        """The round that is looked back on; None where no indicator does that, or there is none."""
        return self.back.before if looks_back(self.method.indicators) else None

    @property
    def asks_time(self) -> bool:
        """Whether the date matters: to an age, and to what comes after what is looked back on."""
        every = (question for one in self.method.indicators for question in one.questions)
        return self.before is not None or any(question.is_of_the_day for question in every)


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

    def states(self, answers: Answers, setting: Setting) -> dict[Key, State]:
        """The scores of answers in a setting.

        An area that is there but says nothing is unanswered; one that is not there, and an indicator that is not, has
        no score.
        """
        areas = setting.membership.members
        versions = [*map(id, setting.method.indicators)]  # == on a question makes a condition
        wanted = answers, versions, areas, setting.asks_time and setting.time.round.date, id(setting.before)
        found = next((states for one, states in self._scored if one == wanted), None)
        if found is None:
            found = self._score(answers, setting, areas)
            self._scored.append((wanted, found))
        return found

    def _score(self, answers: Answers, setting: Setting, areas: AreaRegistry) -> dict[Key, State]:
        versions = {one.id: one for one in setting.method.indicators}
        rows = score(self._table(answers, setting.before), self._framework(setting, areas)).scores.to_pylist()
        found = {
            tuple(row[name] for name in NAMES[:3]): State(Outcome.of(row), version.version, version.scale.ids)
            for row in rows
            if row["round"] == ROUND and (version := versions.get(row["indicator"]))
        }
        return {key: found[key] for key in self.keys if key in found}

    def _framework(self, setting: Setting, areas: AreaRegistry) -> Framework:
        """Every version applies from the first day on, but where the round before has its own."""
        own, on, before = setting.method.framework, setting.time.round.date, setting.before
        rounds, since, earlier = [Round(ROUND, on, ROUND)], date.min, []
        if before is not None:
            rounds.append(Round(BEFORE, before.round.date, BEFORE))
            earlier = [_since(before.framework.decider(one), date.min) for one in before.indicators]
            areas = _joined(before.members, areas, on)
            since = on
        deciders = [_since(own.decider(one), since) for one in setting.method.indicators]
        return Framework(
            indicators=[*earlier, *deciders, _present()],
            areas=areas, rounds=Rounds(rounds), perspectives=self.perspectives,
        )  # fmt: skip

    def _table(self, answers: Answers, before: Side | None) -> pa.Table:
        """The answers, with a word of everybody who has a score in either round: so they have one in this state."""
        who = {key[:2] for key in self.keys}
        here = {(area, view, PRESENT, kind): "ja" for area, view in who for kind in ("regio", "gemeente")}
        rows = [(ROUND, *key, value) for key, value in [*answers.items(), *here.items()]]
        rows += [(BEFORE, *key, value) for key, value in before.answers.items()] if before else []
        names = ("round", *NAMES, "value")
        return pa.table({name: pa.array([row[n] for row in rows], pa.string()) for n, name in enumerate(names)})


@lru_cache(maxsize=256)
def _since(decider: Decider, day: date) -> Decider:
    """The same version, as of another day; on one dashboard with all others, so that whoever is there is scored.

    Kept, for what a decider has worked out holds in every state.
    """
    rubric = decider.rubric
    return Decider(evolve(rubric, indicator=evolve(rubric.indicator, since=day, dashboard="")))


def _joined(before: AreaRegistry, now: AreaRegistry, on: date) -> AreaRegistry:
    """One registry until a day, and another since."""
    areas = {area.code: area for area in (*before, *now)}
    periods = [evolve(one, valid_until=on) for one in before.memberships]
    return AreaRegistry([*areas.values()], [*periods, *(evolve(one, valid_from=on) for one in now.memberships)])


@cache
def _present() -> Decider:
    """An indicator that everybody answers, so that the engine scores whoever is there, also in what they left open."""
    region, municipality = YesNo("regio", "Aanwezig?"), YesNo("gemeente", "Aanwezig?", answered_by="municipality")
    worst, *_, best = DEFAULT_SCALE.ids
    rules = (Rule(best, region, because="Aanwezig."), Rule(worst, because="Afwezig."))
    questions = (region, municipality)
    made = Indicator(id=PRESENT, title="Aanwezig", since=date.min, questions=questions, rules=rules)
    return Decider(compile_rubric(made))
