"""Changes: the way from one round to another, cause by cause, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from attrs import evolve, field, frozen

from napd.model.values import joined
from napd.views.mergers import Answers, Carried, Mergers
from napd.views.possible import change_between
from napd.views.sides import Key, Side
from napd.views.states import Rescoring, Setting, State

CAUSES = ("method", "composition", "time", "previous", "known", "answers", "lost")
"""What a change between two rounds can come from, in the order in which they are taken."""
MIRROR = {"known": "lost", "lost": "known"}
"""What a cause is called when old and new are exchanged; the others keep their names."""
Row = dict[str, Any]


@frozen(eq=False)
class Between:
    """Two rounds, and what lies between them.

    Args:
        old, new: what is compared, as it was asked.
        first, last: the same, the earlier first: the causes are always taken forward in time, for a municipality can
            be followed to its successor, and not back.
    """

    old: Side
    new: Side
    first: Side = field(init=False)
    last: Side = field(init=False)

    @first.default
    def _earlier(self) -> Side:
        return self.new if self.backward else self.old

    @last.default
    def _later(self) -> Side:
        return self.old if self.backward else self.new

    @property
    def backward(self) -> bool:
        """Whether the later round was asked to be compared with the earlier."""
        return self.new.round < self.old.round

    @cached_property
    def _carrying(self) -> tuple[Answers, list[Carried]]:
        first, last = self.first, self.last
        days = first.round.date, last.round.date
        mergers = Mergers.between(first.framework.areas, days[0], last.framework.areas, days[1], first.reach)
        return mergers.carry(last.usable(first.answers), last.indicators)

    @property
    def carried(self) -> list[Carried]:
        """What was carried to the successors of mergers, or could not be."""
        return self._carrying[1]

    @cached_property
    def before(self) -> Answers:
        """The earlier answers as they would stand in the later round: by its questions, from its areas."""
        areas, on = self.last.framework.areas, self.last.round.date
        carried = self._carrying[0]
        there = {code for code in {key[0] for key in carried} if areas.exists(code, on)}
        return {key: value for key, value in carried.items() if key[0] in there}

    @cached_property
    def states(self) -> tuple[Mapping[Key, State], ...]:
        """The scores before and after each cause, forward in time."""
        first, last, before, after = self.first, self.last, self.before, self.last.answers
        views = dict.fromkeys((*last.framework.perspectives, *first.framework.perspectives))
        score = Rescoring(first.keys | last.keys, tuple(views)).states
        then, now = Setting(first, first, first, first), Setting(last, last, last, last)
        return (
            score(first.answers, then),
            score(first.answers, evolve(then, method=last)),
            score(before, evolve(now, time=first, back=first)),
            score(before, evolve(now, back=first)),
            score(before, now),
            score({**after, **before}, now),
            score({**before, **after}, now),
            score(after, now),
        )

    def way(self, key: Key) -> StateSteps:
        """The way of one score."""
        states = tuple(state.get(key) for state in self.states)
        if not self.backward:
            return StateSteps(states, CAUSES)
        return StateSteps(states[::-1], tuple(MIRROR.get(cause, cause) for cause in reversed(CAUSES)))

    @cached_property
    def _regions(self) -> dict[str, str]:
        return {}

    def region(self, area: str) -> str:
        """The region of an area: where it is in the later round, or else in the earlier."""
        if area not in self._regions:
            self._regions[area] = self._region(area)
        return self._regions[area]

    def _region(self, area: str) -> str:
        for side in (self.last, self.first):
            areas, on = side.framework.areas, side.round.date
            if area in areas and areas[area].kind == "municipality" and (found := areas.region_of(area, on)):
                return found.code
        return area

    def place(self, key: Sequence[str]) -> tuple[Any, ...]:
        """By what rows are ordered: region, indicator, area and perspective."""
        area, view, *rest = key
        views = (*self.last.framework.perspectives, *self.first.framework.perspectives)
        return self.region(area), rest[0], area, *rest[1:], views.index(view)

    def rounds(self) -> Row:
        """The columns that every row begins with."""
        return {"from_round": self.old.round.id, "to_round": self.new.round.id}


@frozen(eq=False)
class StateSteps:
    """The states of one score, one more than there are causes; None where it has no score."""

    states: tuple[State | None, ...]
    causes: tuple[str, ...]

    @property
    def steps(self) -> Iterator[tuple[str, State | None, State | None]]:
        """Each cause, with the state before it and the state after it."""
        return ((cause, *pair) for cause, pair in zip(self.causes, pairwise(self.states), strict=True))

    @cached_property
    def moved(self) -> dict[str, State | None]:
        """For each cause by which what is possible moved, or the scale of a level, the state after it."""
        return {cause: after for cause, before, after in self.steps if _said_of(before) != _said_of(after)}

    @property
    def row(self) -> Row:
        """The columns of the table that say how the score went."""
        old, new = self.states[0], self.states[-1]
        row: Row = {"change": change_between(old, new), "causes": joined(self.moved)}
        for end, state in (("from", old), ("to", new)):
            said = {**state.outcome.columns, "version": state.version} if state else {}
            row |= {f"{end}_{name}": said.get(name) for name in ("version", "status", "level", "possible")}
        for cause, *pair in (("", old, new), *self.steps):
            row |= {"_".join(filter(None, (cause, end))): _moved(end, *pair) for end in ("low", "high")}
        return row | {f"{cause}_possible": _possible(self.moved.get(cause)) for cause in CAUSES}


def _possible(state: State | None) -> str | None:
    """What is possible, as in the scores; None without a score."""
    return joined(state.outcome.possible) if state else None


def _said_of(state: State | None) -> tuple[Any, ...] | None:
    return (state.outcome.possible, state.levels if state.outcome.levels else ()) if state else None


def _moved(end: str, before: State | None, after: State | None) -> int | None:
    """How far a bound moved; None where it is not there before or after, or is of another scale."""
    if before is None or after is None or before.levels != after.levels:
        return None
    ranks = [each.levels.index(level) for each in (before, after) if (level := getattr(each.outcome, end))]
    return ranks[1] - ranks[0] if len(ranks) == len((before, after)) else None


def change_rows(between: Between) -> list[Row]:
    """The rows of the table "changes", by region, indicator, area and perspective."""
    ways = ((key, between.way(key)) for key in sorted(between.first.keys | between.last.keys, key=between.place))
    return [
        {**between.rounds(), "region": between.region(key[0]), **_named(key), **way.row}
        for key, way in ways
        if way.moved
    ]


def answer_rows(between: Between) -> list[Row]:
    """The rows of the table "changed_answers", by region, indicator, area, question and perspective."""
    sides = (between.before, _noted_before(between)), (between.last.answers, between.last.notes)
    (before, _), (after, _) = old, new = sides[::-1] if between.backward else sides
    carried = {(c.area, c.perspective, c.indicator, c.question) for c in between.carried}
    differ = (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    return [
        {
            **between.rounds(), "region": between.region(key[0]), **_named(key), "question": key[3],
            "cause": "known" if key not in before else "answers" if key in after else "lost",
            **_said("from", key, *old), **_said("to", key, *new), "carried": key in carried,
        }
        for key in sorted(differ, key=between.place)
    ]  # fmt: skip


def _noted_before(between: Between) -> Answers:
    """The earlier notes; those of municipalities that merged stand with what was carried to their successor."""
    notes = between.first.notes
    carried: Answers = {}
    for c in between.carried:
        key = (c.perspective, c.indicator, c.question)
        told = [notes[part, *key] for part in c.parts if (part, *key) in notes]
        carried |= {(c.area, *key): "\n".join(dict.fromkeys(told))} if told else {}
    return {**notes, **carried}


def _said(end: str, key: tuple[str, str, str, str], values: Answers, notes: Answers) -> Row:
    return {f"{end}_value": values.get(key), f"{end}_note": notes.get(key)}


def carried_rows(between: Between) -> list[Row]:
    """The rows of the table "carried", by successor, perspective, indicator and question."""
    return [
        {
            **between.rounds(), "region": between.region(c.area), "area": c.area, "parts": "|".join(c.parts),
            "perspective": c.perspective, "indicator": c.indicator, "question": c.question,
            "values": "; ".join("-" if value is None else value for value in c.values), "how": c.how, "value": c.value,
        }
        for c in between.carried
    ]  # fmt: skip


def _named(key: Sequence[str]) -> Row:
    return {"area": key[0], "perspective": key[1], "indicator": key[2]}
