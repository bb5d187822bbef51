"""Inquiries: an advice with its decision diagram, which says of a case what follows, and what is still worth asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import asdict, evolve, field, frozen

from napd import NOT_APPLICABLE, Advice, Indicator, Months, PartOf
from napd.plugin import Opening, Rubric, compile_rubric, holds, prove_advice
from napd_ask.knowledge import Classes, Knowledge, Situation, worth_asking

DECIDED, WEIGHED, MISSING = "decided", "weighed", "missing"
"""What an outcome is: decided by the rules, left to a person to weigh, or still open because something is missing."""
HOLDS = 1
"""The end of a condition that holds."""


@frozen
class GroundStanding:
    """Whether a ground holds.

    Args:
        ground: its id.
        possible: the results that its stage can still come to, from the lowest to the highest.
        because: the reason, where there is but one.
    """

    ground: str
    possible: tuple[str, ...]
    because: str = ""


@frozen
class AdviceVerdict:
    """What follows for one thing that is asked for.

    Args:
        about: what; empty where there is only one.
        outcome: the level; where several are possible the one that the advice has for that, or "".
        possible: every level that some completion of the answers gives.
        status: "decided", "weighed" or "missing".
        grounds: the grounds of the rules that can decide, in order; the first is the one that decides, or that is open.
        reasons: of these rules the reasons.
        open: the ids of the questions whose answer can still change the outcome.
        amounts: the ids of the amounts that are not known on the day, and leave the outcome open.
    """

    about: str
    outcome: str
    possible: tuple[str, ...]
    status: str
    grounds: tuple[str, ...]
    reasons: tuple[str, ...]
    open: tuple[str, ...]
    amounts: tuple[str, ...] = ()


@frozen
class Assessment:
    """What follows for a case.

    Args:
        advice: the id of the advice.
        day: the day that it is about.
        verdicts: one for each thing that is asked for.
        standings: whether each ground holds.
        missing: the ids of the questions that were not answered and can still change an outcome.
        unknown: the ids of the questions that somebody could not answer.
        amounts: the ids of the amounts that are not known on the day, and without which an outcome is open.
        out_of_date: the ids of the amounts that are not known on the day.
        beside: for each rubric beside the outcome, by its id, the levels that are possible.
        contradictions: pairs of questions whose answers cannot both be right.
        notice: what stands on every output.
    """

    advice: str
    day: date
    verdicts: tuple[AdviceVerdict, ...]
    standings: tuple[GroundStanding, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    amounts: tuple[str, ...]
    out_of_date: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]]
    contradictions: tuple[tuple[str, str], ...]
    notice: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data, for JSON."""
        return {**asdict(self), "day": self.day.isoformat()}


@frozen(eq=False)
class Inquiry:
    """An advice that is compiled and proved. It holds no case.

    Args:
        advice: the advice.

    Raises:
        ModelError: where its diagram would be too large.
        ProofError: where its rules break a law; see `napd.plugin.prove_advice`.
    """

    advice: Advice
    rubric: Rubric = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "rubric", compile_rubric(self.advice.indicator))
        prove_advice(self.advice, self.rubric)

    @cached_property
    def beside(self) -> tuple[Rubric, ...]:
        """The rubrics beside the outcome."""
        return tuple(map(compile_rubric, self.advice.beside))

    def next_question(self, case: Situation) -> str | None:
        """The first question in the order of the author that can still change an outcome, and was not asked yet."""
        return next(iter(self.missing(case)), None)

    def mattering(self, case: Situation) -> tuple[str, ...]:
        """The questions whose answers matter: those that are asked of somebody who gives these answers, in order."""
        asked: dict[str, Any] = {}
        while (name := self.next_question(Situation(asked, case.day))) in case.answers:
            asked[str(name)] = case.answers[str(name)]
        return tuple(asked)

    def missing(self, case: Situation) -> tuple[str, ...]:
        """The questions that can still change an outcome and were not asked yet, in order."""
        known = Knowledge(self.advice, case)
        open_ = {name for about in self.advice.options for name in self._open(known.classes(self.rubric, about))}
        return tuple(self._behind(open_, case.answers))

    def _open(self, classes: list[Classes]) -> tuple[str, ...]:
        """The questions of the rubric whose answer can still change one outcome."""
        found = Opening.of(self.rubric, classes).questions(())
        return tuple(name for name in found if name != self.advice.about)

    def _behind(self, names: set[str], answers: Mapping[str, Any]) -> Iterator[str]:
        """The questions that are asked for some questions of the rubric, in order; those that were asked left out."""
        wanted = {name for name in names if name not in answers}
        for finding in self.advice.findings:
            if finding.id in names:
                wanted.update(worth_asking(finding, answers))
        yield from (question.id for question in self.advice.questions if question.id in wanted)

    def assess(self, case: Situation) -> Assessment:
        """What follows for a case; costs a few walks of the diagram, some milliseconds."""
        known = Knowledge(self.advice, case)
        verdicts = tuple(self._verdict(known, about) for about in self.advice.options)
        out_of_date = tuple(one.id for one in self.advice.parameters if one.at(case.day) is None)
        open_ = {name for each in verdicts for name in each.open}
        return Assessment(
            advice=self.advice.id,
            day=case.day,
            verdicts=verdicts,
            standings=tuple(self._standings(known)),
            missing=tuple(self._lacking(open_, case)),
            unknown=tuple(each.id for each in self.advice.questions if case.answers.get(each.id, 0) is None),
            amounts=tuple(name for name in out_of_date if any(name in each.amounts for each in verdicts)),
            out_of_date=out_of_date,
            beside={rubric.indicator.id: _levels(rubric, known) for rubric in self.beside},
            contradictions=tuple(dict.fromkeys(self._contradictions(known))),
            notice=self.advice.notice,
        )

    def _lacking(self, names: set[str], case: Situation) -> Iterator[str]:
        """What is missing: questions that were not asked, and those that nobody could answer."""
        known = {name: value for name, value in case.answers.items() if value is not None}
        wanted = {name for name in names if name not in known}
        for finding in self.advice.findings:
            if finding.id in names:
                wanted.update(name for name in finding.inputs if name not in known)
        wanted.update(name for name in self.advice.defaults if name in case.answers and name not in known)
        usual = {name for name, value in self.advice.defaults.items() if not isinstance(value, str)}
        yield from (each.id for each in self.advice.questions if each.id in wanted - usual)

    def _verdict(self, known: Knowledge, about: str) -> AdviceVerdict:
        classes = known.classes(self.rubric, about)
        found = self.verdict_of(sorted(self.rubric.diagram.ends(self.rubric.root, classes)), classes)
        open_ = self._open(classes) if found.status == MISSING else ()
        return evolve(found, about=about, open=open_, amounts=tuple(self._amounts(known, open_)))

    def _amounts(self, known: Knowledge, open_: tuple[str, ...]) -> Iterator[str]:
        """The amounts that are not known on the day, of the findings of which all else is known."""
        for one in self.advice.findings:
            if isinstance(one, PartOf) and one.id in open_ and _are_known(one.inputs, known):
                meant = next((norm.parameter for norm in one.norms if holds(norm.when, known.answers)), None)
                if meant is not None and meant.at(known.case.day) is None:
                    yield meant.id

    def verdict_of(self, ends: list[int], classes: list[Classes] | None = None) -> AdviceVerdict:
        """What follows where some rules can decide; without open questions, and without what is asked for.

        Args:
            ends: the numbers of the rules that can decide, in order.
            classes: for each variable the classes that it can be in, to tell which of several rules hold for sure.
        """
        given = {self.advice.indicator.rules[end - 1].level for end in ends}
        levels = tuple(level for level in (*self.advice.indicator.scale.ids, NOT_APPLICABLE) if level in given)
        is_one = len(levels) == 1
        level = levels[0] if is_one else self.advice.undecided
        status = DECIDED if is_one and level != self.advice.undecided else WEIGHED
        if not is_one or (status == WEIGHED and self._is_missing(ends)):
            status = MISSING
        if status == DECIDED and classes is not None:
            ends = self._sure(ends, classes)
        reasons = tuple(dict.fromkeys(self.advice.indicator.rules[end - 1].because for end in ends))
        return AdviceVerdict("", level, levels, status, self._grounds(ends), reasons, ())

    def _sure(self, ends: list[int], classes: list[Classes]) -> list[int]:
        """Of the rules that can decide those that hold for sure; where none does all."""
        conditions = self.rubric.conditions[""]
        sure = [end for end in ends if self.rubric.diagram.ends(conditions[end - 1], classes) == {HOLDS}]
        return sure or ends

    def _is_missing(self, ends: list[int]) -> bool:
        """Whether the rules that can decide all say that something is not known."""
        grounds = self._grounds(ends)
        return bool(grounds) and all(self.advice.ground(name).is_missing for name in grounds)

    def _grounds(self, ends: list[int]) -> tuple[str, ...]:
        """The grounds of some rules, in the order of the advice."""
        named = {self.advice.decided_by[end - 1] for end in ends} if self.advice.decided_by else set()
        return tuple(ground.id for ground in self.advice.grounds if ground.id in named)

    def _standings(self, known: Knowledge) -> Iterator[GroundStanding]:
        stages = {stage.id: stage for stage in self.advice.indicator.stages}
        classes = known.classes(self.rubric)
        for ground in self.advice.grounds:
            if (stage := stages.get(ground.id.lower())) is not None:
                rules = self.rubric.rules[stage.id]
                ends = sorted(self.rubric.diagram.ends(self.rubric.decided[stage.id], classes))
                levels = {rules[end - 1].level for end in ends}
                because = rules[ends[0] - 1].because if len(ends) == 1 else ""
                yield GroundStanding(ground.id, tuple(each for each in stage.ids if each in levels), because)

    def _contradictions(self, known: Knowledge) -> Iterator[tuple[str, str]]:
        """Answers that cannot both be right: days in the wrong order, and what does not follow as it should."""
        given = known.case.answers
        for each in self.advice.implied:
            if each.is_contradicted(given):
                yield each.given, each.question
        for limit in known.exceeded:
            by = next((one.inputs[0] for one in self.advice.findings if one.id == limit.by), limit.by)
            yield limit.question, by
        for finding in self.advice.findings:
            if isinstance(finding, Months) and (first := given.get(finding.since)) is not None:
                last = given.get(finding.until) if finding.until else known.case.day
                if last is not None and first > last:
                    yield finding.since, finding.until or self.advice.day


def _are_known(names: tuple[str, ...], known: Knowledge) -> bool:
    return all(known.answers.get(name) is not None for name in names)


def _levels(rubric: Rubric, known: Knowledge) -> tuple[str, ...]:
    """The levels of a rubric beside the outcome that are possible."""
    ends = rubric.diagram.ends(rubric.root, known.classes(rubric))
    indicator: Indicator = rubric.indicator
    levels = {indicator.rules[end - 1].level for end in ends}
    return tuple(level for level in indicator.scale.ids if level in levels)
