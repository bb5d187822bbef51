"""Advice: what is asked about one person or case on one day, and what follows, ground by ground.

Beside an indicator, which is about an area in a round. The rules are those of an indicator all the same, so they are
compiled into the same decision diagram, proved, and printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError, nearest
from napd.model.choices import Choice
from napd.model.findings import Finding, PartOf
from napd.model.indicator import Indicator
from napd.model.parameters import Parameter
from napd.model.questions import Question, Value
from napd.model.record import Record, listed


@frozen
class Ground(Record):
    """What an outcome rests on, for whoever has to read, weigh or sign it.

    Args:
        id: such as "G3"; the stage of the indicator that says whether it holds, where there is one, is called "g3".
        title: as people read it.
        articles: of the law, or rulings.
        papers: what to bring to show it.
        doubts: the ids of the doubts that touch it.
        weighed_by: who weighs it, or finds out, where a rule cannot.
        is_missing: whether it says that something is not known, and not that somebody has to weigh.
    """

    id: str
    title: str
    articles: tuple[str, ...] = field(default=(), converter=listed)
    papers: tuple[str, ...] = field(default=(), converter=listed)
    doubts: tuple[str, ...] = field(default=(), converter=listed)
    weighed_by: str = ""
    is_missing: bool = False


@frozen
class Implied(Record):
    """An answer that follows from another, so that it is not asked.

    Args:
        question: whose answer follows.
        value: the answer.
        given: the question from whose answer it follows.
        answer: the answer from which it follows; any if empty.
    """

    question: str
    value: str
    given: str
    answer: str = ""

    def follows(self, answers: Mapping[str, Value | None]) -> bool:
        """Whether it follows from some answers; None among these is an answer that is not known."""
        found = answers.get(self.given)
        return found is not None and self.answer in ("", found)

    def is_contradicted(self, answers: Mapping[str, Value | None]) -> bool:
        """Whether it follows from some answers, of which another says otherwise."""
        return self.follows(answers) and answers.get(self.question) not in (None, self.value)


@frozen
class Limit(Record):
    """A number that cannot be more than another, by the nature of things. Where it is more, the other is not known.

    Args:
        question: the number.
        by: the question or finding that it cannot exceed.
        plus: what is added to that.
    """

    question: str
    by: str
    plus: int = 0


@frozen(kw_only=True)
class Advice(Record):
    """What is asked about one person or case on one day, and what follows for each thing that is asked for.

    Args:
        id: lower case letters, digits and hyphens.
        title: as people read it.
        questions: what can be asked, in order. One of the same id as a question of the indicator answers it.
        indicator: the rules. Its own questions are those above, `findings`, and `about`. What is better in them is
            what adds a ground: no such step may take a right away.
        findings: the numbers that follow from answers and the day.
        day: the question whose answer is the day that it is about; empty where the rules know no days.
        about: the choice of the indicator whose options each get an outcome; empty for a single outcome.
        undecided: the level that stands where the outcome is not known; empty for none.
        grounds: what rules and stages rest on.
        decided_by: for each rule of the indicator, in order, the id of its ground; empty where there are no grounds.
        defaults: what counts where somebody does not know the answer.
        implied: answers that follow from others.
        limits: numbers that cannot exceed others.
        beside: rubrics over the same questions and findings that are shown beside the outcome, and never decide it.
        before: what is said before the first question.
        after: what is said after the last.
        notice: what stands on every output, be it for people or for programs.
        doubts: what is uncertain, by id.
        version: of the content.

    Raises:
        ModelError: with one line for each fault, such as a question or ground that is not there.
    """

    id: str
    title: str
    questions: tuple[Question, ...] = field(converter=listed)
    indicator: Indicator
    findings: tuple[Finding, ...] = field(default=(), converter=listed)
    day: str = ""
    about: str = ""
    undecided: str = ""
    grounds: tuple[Ground, ...] = field(default=(), converter=listed)
    decided_by: tuple[str, ...] = field(default=(), converter=listed)
    defaults: Mapping[str, Any] = field(factory=dict, hash=False)
    implied: tuple[Implied, ...] = field(default=(), converter=listed)
    limits: tuple[Limit, ...] = field(default=(), converter=listed)
    beside: tuple[Indicator, ...] = field(default=(), converter=listed)
    before: tuple[str, ...] = field(default=(), converter=listed)
    after: tuple[str, ...] = field(default=(), converter=listed)
    notice: tuple[str, ...] = field(default=(), converter=listed)
    doubts: Mapping[str, str] = field(factory=dict, hash=False)
    version: str = ""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if faults := [*self._faults()]:
            raise ModelError("\n".join(f"advice {self.id!r}: {fault}" for fault in faults))

    def question(self, name: str) -> Question:
        """The question that is asked under this id."""
        return next(question for question in self.questions if question.id == name)

    @property
    def options(self) -> tuple[str, ...]:
        """What there is an outcome for; one, without a name, where there is a single outcome."""
        about = next((each for each in self.indicator.questions if each.id == self.about), None)
        return about.ids if isinstance(about, Choice) else ("",)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The dated amounts that its findings use, each once."""
        norms = (norm for each in self.findings if isinstance(each, PartOf) for norm in each.norms)
        return tuple({norm.parameter.id: norm.parameter for norm in norms}.values())

    def ground(self, name: str) -> Ground:
        """The ground of this id."""
        return next(ground for ground in self.grounds if ground.id == name)

    def default(self, name: str) -> Value | None:
        """What counts where the answer is not known; None for nothing."""
        found: Value | None = self.defaults.get(name)
        return found

    def _faults(self) -> Iterator[str]:
        asked, found = {question.id for question in self.questions}, {finding.id for finding in self.findings}
        if len(asked) < len(self.questions) or asked & found:
            yield "two questions or findings have one id: give each an id of its own"
        known = {"question": asked, "ground": {one.id for one in self.grounds}, "doubt": {*self.doubts}}
        known["number"] = asked | found
        for kind, name in self._named():
            if name not in known[kind]:
                yield f"there is no {kind} {name!r}.{nearest(name, known[kind])}"
        if self.day in asked and not getattr(self.question(self.day).space, "of_days", False):
            yield f"the day {self.day!r} is not a question whose answer is a day"
        if self.decided_by and len(self.decided_by) != len(self.indicator.rules):
            yield f"decided_by names {len(self.decided_by)} grounds for {len(self.indicator.rules)} rules"

    def _named(self) -> Iterator[tuple[str, str]]:
        """What is named, each with the kind of thing that it has to be."""
        yield from (("question", name) for name in (*filter(None, [self.day]), *self.defaults))
        yield from (("question", name) for finding in self.findings for name in finding.inputs)
        yield from (("question", name) for each in self.implied for name in (each.question, each.given))
        yield from (("number", name) for each in self.limits for name in (each.question, each.by))
        yield from (("ground", name) for name in self.decided_by)
        yield from (("doubt", name) for ground in self.grounds for name in ground.doubts)
