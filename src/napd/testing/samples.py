"""Answers worth trying on an indicator, the same ones each time, and the scores that napd gives for them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
from attrs import evolve

import napd
from napd.answers.columns import REQUIRED
from napd.decision.rubric import compile_rubric
from napd.framework.framework import Framework
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.questions import Question
from napd.model.rounds import Round, Rounds
from napd.model.spaces import Sets
from napd.scoring.result import Result
from napd.scoring.run import score
from napd.testing.reference import conditions_on, representatives, telling

ROUND = "r"
FEW = 5
MANY_OPTIONS = 8
"""Of a multiple choice with more options, sets are drawn at random."""
Place = tuple[str, str]
Sheet = Mapping[Place, Any]
"""The answer to a question of one area and its municipalities, by (area, question); what is not there is missing."""


def candidates(indicator: Indicator, question: Question) -> Sequence[Any]:
    """Answers to a question at, beside and between the thresholds of its rules; of words, any."""
    if question.space is None:
        return ["iets"]
    if isinstance(question.space, Sets) and len(question.options) > MANY_OPTIONS:
        return _sets(question)
    atoms = [] if question.rollup else conditions_on(indicator, question.id)
    return [*telling(question, atoms), *representatives(question, atoms)]


def _sets(question: Any) -> list[frozenset[str]]:
    """Some of the sets of options: with all, all but one, and few of them."""
    rng, ids = random.Random(question.id), question.ids  # noqa: S311 - to draw the same ones each time
    near = [frozenset(ids) - {each} for each in ids]
    return [frozenset(ids), frozenset(), *near, *(frozenset(rng.sample(ids, n)) for n in range(1, len(ids)))]


class Town:
    """A framework of one indicator, with as many areas as are asked for, each with municipalities of its own.

    Args:
        indicator: that is scored; it need not pass its proof.
        sizes: for each area the number of its municipalities; an indicator of municipalities passes over it.
    """

    def __init__(self, indicator: Indicator, sizes: Sequence[int]) -> None:
        self.indicator = indicator
        self.places = [f"A{number}" for number in range(len(sizes))]
        self.candidates = {question.id: candidates(indicator, question) for question in indicator.asked}
        by_region = indicator.area == "region"
        regions = self.places if by_region else ["R"]
        numbered = zip(self.places, sizes, strict=True)
        self.members = {place: [f"{place}m{n}" for n in range(size if by_region else 0)] for place, size in numbered}
        belongs = [Membership(who, place) for place, own in self.members.items() for who in own]
        belongs += [] if by_region else [Membership(place, "R") for place in self.places]
        areas = [Area(code, code, "region") for code in regions]
        areas += [Area(each.municipality, each.municipality, "municipality") for each in belongs]
        self.framework = Framework(
            language="en",  # as the laws themselves
            indicators=[compile_rubric(indicator)],
            areas=AreaRegistry(areas, belongs),
            rounds=Rounds([Round(ROUND, indicator.since, "Ronde")]),
        )

    def asks(self, place: str) -> list[tuple[str, Question]]:
        """Who answers which question about an area; the same, and in one order, for areas of one size."""
        own = self.indicator.area
        return [
            (who, question)
            for question in self.indicator.asked
            for who in ([place] if self.indicator.answered_by(question) == own else self.members[place])
        ]

    def sheet(self, place: str, drawn: Sequence[Any]) -> dict[Place, Any]:
        """The answers of an area, given in the order of `asks`; None is a missing one."""
        pairs = zip(self.asks(place), drawn, strict=True)
        return {(who, question.id): answer for (who, question), answer in pairs if answer is not None}

    def draw(self, place: str, rng: random.Random) -> list[Any]:
        """An answer to everything that is asked about an area, in the order of `asks`."""
        return [rng.choice(self.candidates[question.id]) for _, question in self.asks(place)]

    def scores(self, answers: Sheet, *, all_speak: bool = False) -> dict[str, dict[str, Any]]:
        """The row of the scores of each area that has one, by area; where all speak, that is every area."""
        return self._rows(self._result(answers, all_speak=all_speak).scores)

    def traced(self, answers: Sheet) -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
        """The same of every area, and the questions that are said to decide, of each for which napd can tell."""
        result = self._result(answers, all_speak=True)
        decides: dict[str, list[str]] = {place: [] for place in self.places}
        for row in result.trace.to_pylist():
            if row["decisive"] and row["indicator"] == self.indicator.id:
                decides[row["area"]].append(row["question"])
        for place in [place for place, names in decides.items() if not names]:
            (one,) = napd.explain(result, place, self.indicator.id)
            if one.decisive is None:  # too much work to find out
                del decides[place]
        return self._rows(result.scores), decides

    def _rows(self, table: pa.Table) -> dict[str, dict[str, Any]]:
        return {row["area"]: row for row in table.to_pylist() if row["indicator"] == self.indicator.id}

    def _result(self, answers: Sheet, *, all_speak: bool) -> Result:
        shown = {question.id: question.show for question in self.indicator.asked}
        rows = [(ROUND, who, self.indicator.id, q, shown[q](value)) for (who, q), value in answers.items()]
        framework = self.framework
        if all_speak:  # an area that says nothing at all has no score
            voice = self._voice()
            framework = evolve(framework, indicators=[*framework.deciders, compile_rubric(voice)])
            rows += [(ROUND, place, voice.id, "spreekt", "ja") for place in self.places]
        columns = [pa.array([row[place] for row in rows], pa.string()) for place in range(len(REQUIRED))]
        result = score(pa.table(columns, names=REQUIRED), framework)
        errors = [row for row in result.problems.to_pylist() if row["severity"] == "error"]
        refused = [f"an answer as it is shown is refused: {row['message']}" for row in errors]
        if refused:
            raise AssertionError("\n".join(refused[:FEW]))
        return result

    def _voice(self) -> Indicator:
        """An indicator beside the one that is tried, with an answer of every area."""
        speaks, ids = YesNo("spreekt", "Zegt het iets?"), self.indicator.scale.ids
        return Indicator(
            id=f"{self.indicator.id}-spreekt",
            title="Spreekt",
            since=self.indicator.since,
            area=self.indicator.area,
            scale=self.indicator.scale,
            questions=[speaks],
            rules=[Rule(ids[-1], speaks, because="Ja."), Rule(ids[0], because="Nee.")],
        )
