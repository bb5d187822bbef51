"""Indicators: questions, rules and what people should know about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any

from attrs import Converter, evolve, field, frozen

from napd.errors import ModelError
from napd.model.area_kinds import AreaKind
from napd.model.choices import Choice
from napd.model.conditions import Condition
from napd.model.days import as_day
from napd.model.faults import faults_of, said
from napd.model.points import Points
from napd.model.questions import Question
from napd.model.record import Record, listed
from napd.model.remarks import Remark, condition_of, standard
from napd.model.scale import DEFAULT_SCALE, Scale
from napd.model.totals import spelled, totals_in


@frozen
class Source(Record):
    """Where a statement comes from.

    Args:
        title: of the paper or page, with its author or publisher.
        date: as the paper gives it.
        reference: the number or place by which it is found.
        link: its address on the web, with https; empty if it has no public one, or none is known.
    """

    title: str
    date: str = ""
    reference: str = ""
    link: str = ""

    @property
    def cited(self) -> str:
        """What it is, in a line."""
        return ", ".join(filter(None, (self.title, self.date, self.reference)))

    @property
    def words(self) -> str:
        """The same with its address, for what cannot be clicked."""
        return ", ".join(filter(None, (self.cited, self.link)))


@frozen
class Support(Record):
    """An offer of support that fits the indicator (ondersteuningsaanbod).

    Args:
        name: of the offer, or of whoever provides it.
        offer: what it is, for whom, what it costs.
        link: its address on the web, with https; empty if it has no public one, or none is known.
    """

    name: str
    offer: str = ""
    link: str = ""

    @property
    def words(self) -> str:
        """What it is in a line, with its address."""
        said = ": ".join(filter(None, (self.name, self.offer)))
        return f"{said} ({self.link})" if self.link else said


@frozen
class Figure(Record):
    """A background figure, shown with its source and never as a promise.

    Args:
        text: the figure, in a sentence.
        source: where it comes from.
    """

    text: str
    source: Source


@frozen
class Rule(Record):
    """The first rule whose condition holds decides the level; the last has no condition.

    Args:
        level: a level of the scale, `NOT_APPLICABLE`, or, in a stage, one of its options.
        when: the condition; None holds always.
        because: why, in one sentence for people to read beside the score.
        source: where the rule comes from.
    """

    level: str
    when: Condition | None = field(default=None, converter=condition_of)
    because: str = ""
    source: Source | None = None


@frozen(eq=False)
class Stage(Choice):
    """A decision table whose result is a question of the next: an ordered choice that its rules answer.

    It keeps large rubrics small: each table sees only its own questions.

    Args:
        options: the results, from worst to best.
        rules: the first that holds decides which; the last has no condition.
    """

    rules: tuple[Rule, ...] = field(converter=listed, kw_only=True)
    required: bool = field(default=False, init=False)
    ordered: bool = field(default=True, init=False)

    @property
    def is_derived(self) -> bool:
        """Its rules answer it."""
        return True


def _each(change: Callable[[Any], Any], parts: Any, kind: type) -> Any:
    """Change the parts of a kind; what is of another, and what is not a list, stays, to be refused."""
    parts = listed(parts)
    return (
        tuple(change(part) if isinstance(part, kind) else part for part in parts) if isinstance(parts, tuple) else parts
    )


def _known(*groups: Any) -> dict[str, Question]:
    """The questions and stages, by id."""
    parts = [part for group in groups if isinstance(group, tuple) for part in group]
    return {part.id: part for part in parts if isinstance(part, Question)}


def _scored(*groups: Any) -> dict[str, Question]:
    return {name: question.scored for name, question in _known(*groups).items()}


def _standard_rules(rules: Any, self_: Any) -> Any:
    return _each(partial(_standard_rule, known=_scored(self_.questions, self_.stages)), rules, Rule)


def _standard_stages(stages: Any, self_: Any) -> Any:
    change = partial(_standard_rule, known=_scored(self_.questions, listed(stages)))
    return _each(lambda stage: evolve(stage, rules=_each(change, stage.rules, Rule)), stages, Stage)


def _standard_remarks(remarks: Any, self_: Any) -> Any:
    return _each(partial(_standard_rule, known=_known(self_.questions)), remarks, Remark)


def _standard_rule(rule: Any, known: Mapping[str, Question]) -> Any:
    """A rule or remark with its condition in the standard form."""
    return evolve(rule, when=standard(rule.when, known)) if isinstance(rule.when, Condition) else rule


def _questions(questions: Any) -> Any:
    """The questions in their standard form; points know the others, once the indicator is made."""
    known: dict[str, Question] = {}
    found = _each(_standard_question, questions, Question)
    found = _each(lambda points: points.among(known, _known(found).values()), found, Points)
    known.update(_known(found))
    return found


def _standard_question(question: Question) -> Question:
    """Write what a roll-up names of the question by its ids; what is wrong stays, to be reported."""
    standard = question.rollup and question.rollup.standard(question)
    return question if standard == question.rollup else evolve(question, rollup=standard)


def _records(records: Any) -> Any:
    """The records as a tuple; one sentence or id alone is one record, not its letters."""
    return (records,) if isinstance(records, str) else listed(records)


@frozen(kw_only=True)
class Indicator(Record):
    """One version of an indicator.

    Args:
        id: lower case letters, digits and hyphens.
        title: as people read it.
        questions: what is asked, and derived values such as `Points` and `Ratio`.
        rules: the first that holds decides.
        since: the date from which this version applies; it also names the version.
        stages: tables whose results are questions of the later ones, in order.
        theme: the heading under which it is shown.
        action_line: the action line (1-6) of the Nationaal Actieplan Dakloosheid, where there is one.
        dashboard: the dashboard that it is shown on, by its title, such as "Beschermd Thuis", or its id,
            beschermd-thuis; empty for the first of the framework.
        beside: ids of indicators, most often of another dashboard, whose levels are read beside its own. One that is
            not in use is left out.
        area: the kind of area that is scored.
        scale: its levels.
        exceptions: question id -> reason, for each question for which a better answer may give a worse level.
        description: what it is about, in a sentence or two.
        remarks: what those who answer are asked to check.
        wording: who worded it.
        doubts: what is uncertain about the content; shown in the codebook.
        sources: where the content comes from.
        support: offers that fit it.
        background: figures to read beside it.

    Raises:
        ModelError: with one line for each fault, naming the indicator, the question and the nearest valid name.
    """

    id: str
    title: str
    questions: tuple[Question, ...] = field(converter=_questions)
    stages: tuple[Stage, ...] = field(default=(), converter=Converter(_standard_stages, takes_self=True))  # type: ignore[misc]
    rules: tuple[Rule, ...] = field(converter=Converter(_standard_rules, takes_self=True))  # type: ignore[misc]
    since: date = field(converter=as_day)
    theme: str = ""
    action_line: int | None = None
    dashboard: str = ""
    beside: tuple[str, ...] = field(default=(), converter=_records)
    area: AreaKind = "region"
    scale: Scale = DEFAULT_SCALE
    exceptions: Mapping[str, str] = field(factory=dict, hash=False)
    description: str = ""
    remarks: tuple[Remark, ...] = field(default=(), converter=Converter(_standard_remarks, takes_self=True))  # type: ignore[misc]
    wording: str = ""
    doubts: tuple[str, ...] = field(default=(), converter=_records)
    sources: tuple[Source, ...] = field(default=(), converter=_records)
    support: tuple[Support, ...] = field(default=(), converter=_records)
    background: tuple[Figure, ...] = field(default=(), converter=_records)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        for points in self.points.values():
            points.known.update(_known(self.stages))  # type: ignore[attr-defined] # theirs alone, and not yet seen
        if faults := tuple(faults_of(self)):
            raise ModelError("\n".join(f"indicator {self.id!r}: {said(fault, self)}" for fault in faults), faults)

    @property
    def version(self) -> str:
        """The name of the version, which is the date since which it applies."""
        return self.since.isoformat()

    def tables(self) -> Iterator[tuple[Stage | None, tuple[Rule, ...]]]:
        """The rules of each stage in order, then those of the indicator itself (with None)."""
        yield from ((stage, stage.rules) for stage in self.stages)
        yield None, self.rules

    @cached_property
    def spelled(self) -> tuple[tuple[Stage | None, tuple[Rule, ...]], ...]:
        """The same as `tables`, with each comparison of numbers with many answers as one of their `Total`."""
        known = _known(self.questions, self.stages)

        def of(rule: Rule) -> Rule:
            return rule if rule.when is None else evolve(rule, when=spelled(rule.when, known))

        return tuple((stage, tuple(map(of, rules))) for stage, rules in self.tables())

    @cached_property
    def computed(self) -> tuple[Question, ...]:
        """The questions, and every `Total` that rules compare."""
        known = _known(self.questions, self.stages)
        whens = [rule.when for _, rules in self.tables() for rule in rules if rule.when is not None]
        totals = {total.id: total for when in whens for total in totals_in(when, known)}
        return (*self.questions, *totals.values())

    @property
    def points(self) -> dict[str, Points]:
        """Its sums of points, by id."""
        return {question.id: question for question in self.questions if isinstance(question, Points)}

    def question(self, name: str) -> Question:
        """The question, total or stage with this id."""
        return self._by_id[name]

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in (*self.stages, *self.computed)}

    def answered_by(self, question: Question) -> AreaKind:
        """The kind of area that answers the question."""
        return question.answered_by or self.area

    def member_kind(self, question: Question) -> AreaKind:
        """The kind of area whose answers come to one value of the question."""
        inputs = question.inputs or (question,)
        return next((part.answered_by for part in inputs if part.answered_by), self.area)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that somebody answers, which are all but the derived ones."""
        return tuple(question for question in self.questions if not question.is_derived)

    def asked_of(self, perspective: str) -> tuple[Question, ...]:
        """Those of them that are put to a perspective."""
        return tuple(question for question in self.asked if question.suits(perspective))
