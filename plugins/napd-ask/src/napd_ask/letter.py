"""The letter: what follows, why, what is missing, what a person must weigh, what to bring, and what it is not."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from napd import Months, PartOf
from napd.plugin import Texts, holds
from napd_ask.dialogue import said
from napd_ask.inquiry import DECIDED, MISSING, WEIGHED, AdviceVerdict, Assessment, Inquiry
from napd_ask.knowledge import Knowledge, Situation

FIRST = "1"
"""The doubt that touches every outcome, where an advice has doubts by number."""


@frozen(eq=False)
class Letter:
    """A letter about a case, as text that is also Markdown.

    Args:
        inquiry: what was asked.
        case: what was answered.
        found: what follows.
        words: napd's texts of the language.
        tell: the texts of this distribution.
    """

    inquiry: Inquiry
    case: Situation
    found: Assessment
    words: Texts
    tell: Texts

    def text(self) -> str:
        """The whole letter. What is said before the first question stands first, what is said after the last, last."""
        advice, tell = self.inquiry.advice, self.tell
        parts = [
            f"# {advice.title}", "\n".join(advice.before), tell("letter.day", self.words.day(self.case.day)),
            *self._section("outcomes", self._outcomes()), *self._section("because", self._reasons()),
            *self._section("contradictions", self._contradictions()), *self._section("grounds", self._grounds()),
            *self._section("missing", self._missing()), *self._section("weigh", self._weighed()),
            *self._section("papers", self._papers()), *self._section("facts", self._facts()),
            *self._section("terms", self._terms()), *self._section("beside", self._beside()),
            *self._section("doubts", self._doubts()), *self._section("not", iter(advice.after)),
        ]  # fmt: skip
        return "\n\n".join(filter(None, parts)) + "\n"

    def _section(self, name: str, lines: Iterator[str]) -> list[str]:
        """A heading with its lines; nothing if there are none."""
        if found := [f"- {line}" for line in dict.fromkeys(lines)]:
            return [f"## {self.tell(f'letter.{name}')}", "\n".join(found)]
        return []

    def _outcomes(self) -> Iterator[str]:
        for verdict in self.found.verdicts:
            shown = self._shown(verdict)
            yield f"{self._about(verdict)}: {shown}" if verdict.about else shown

    def _about(self, verdict: AdviceVerdict) -> str:
        questions = self.inquiry.advice.indicator.questions
        options = next((q.options for q in questions if q.id == self.inquiry.advice.about), ())
        return next((option.label for option in options if option.id == verdict.about), self.tell("letter.the_outcome"))

    def _shown(self, verdict: AdviceVerdict) -> str:
        """The outcome in words, with its sign; what is still possible, or who has to weigh."""
        scale = self.inquiry.advice.indicator.scale
        levels = {level.id: f"{level.symbol} {level.label}".strip() for level in scale.levels}
        named = [levels.get(level, self.words("words.not_applicable")) for level in verdict.possible]
        outcome = levels.get(verdict.outcome) or (named[0] if len(named) == 1 else self.tell("letter.nothing"))
        if len(named) > 1:
            return f"{outcome}. {self.tell('letter.missing_status')} {self.tell('letter.possible', '; '.join(named))}"
        if verdict.status == MISSING:
            return f"{outcome}. {self.tell('letter.missing_status')}"
        return f"{outcome}. {self.tell('letter.weighed')}" if verdict.status == WEIGHED else f"{outcome}."

    def _reasons(self) -> Iterator[str]:
        """Why, where there is one outcome left."""
        for verdict in self.found.verdicts:
            if len(verdict.possible) == 1:
                about = f"{self._about(verdict)}: " if verdict.about else ""
                yield from (
                    f"{about}{reason}" for reason in verdict.reasons[: 1 if verdict.status == DECIDED else None]
                )

    @property
    def _holding(self) -> list[str]:
        """The grounds that hold, whether or not they were needed."""
        return [each.ground for each in self.found.standings if each.possible == ("ja",)]

    @property
    def _touched(self) -> list[str]:
        """The grounds that hold, are to be weighed, or are those of a rule that can decide."""
        weighed = [
            each.ground for each in self.found.standings if "weging" in each.possible and "nee" not in each.possible
        ]
        ruled = [ground for verdict in self.found.verdicts for ground in verdict.grounds]
        known = {*self._holding, *weighed, *ruled}
        return [ground.id for ground in self.inquiry.advice.grounds if ground.id in known]

    def _grounds(self) -> Iterator[str]:
        """The grounds that hold; not what is no more than part of one, such as that the work is genuine."""
        reasons = {each.ground: each.because for each in self.found.standings}
        for name in (each for each in self._holding if each in self.inquiry.advice.decided_by):
            ground = self.inquiry.advice.ground(name)
            yield f"{ground.title} ({name}). {reasons[name]} {self.tell('letter.articles', '; '.join(ground.articles))}"

    def _missing(self) -> Iterator[str]:
        if any(verdict.status == MISSING for verdict in self.found.verdicts) or self.found.unknown:
            yield from (self.inquiry.advice.question(name).text for name in self.found.missing)
        yield from self._left_to_people(is_missing=True)
        for parameter in self.inquiry.advice.parameters:
            if parameter.id in self.found.out_of_date:
                open_ = [self._about(each) for each in self.found.verdicts if parameter.id in each.amounts]
                late = self.tell("letter.out_of_date", self.words.day(self.case.day), parameter.title)
                yield f"{late} {self.tell('letter.stays_open', '; '.join(open_))}" if open_ else late

    def _weighed(self) -> Iterator[str]:
        yield from self._left_to_people(is_missing=False)

    def _left_to_people(self, *, is_missing: bool) -> Iterator[str]:
        """What somebody has to find out, or to weigh: the grounds of the outcomes that are not decided."""
        for verdict in self.found.verdicts:
            for name in () if verdict.status == DECIDED else verdict.grounds:
                ground = self.inquiry.advice.ground(name)
                if ground.weighed_by and ground.is_missing == is_missing:
                    yield self.tell("letter.weigh_by", ground.title, name, _sentence(ground.weighed_by))

    def _papers(self) -> Iterator[str]:
        yield from (paper for name in self._touched for paper in self.inquiry.advice.ground(name).papers)

    def _facts(self) -> Iterator[str]:
        for name in self.inquiry.mattering(self.case):
            question = self.inquiry.advice.question(name)
            value, usual = self.case.answers[name], self.inquiry.advice.default(name)
            answer = said(question, value, self.words, self.tell)
            if value is None and usual is not None:
                answer = self.tell("dialogue.default", question.in_full(usual, self.words))
            yield self.tell("letter.fact", question.text, answer)

    def _terms(self) -> Iterator[str]:
        """The thresholds with their day, of what was answered: until when a term runs, and the amounts of the day."""
        known = Knowledge(self.inquiry.advice, self.case)
        for finding in self.inquiry.advice.findings:
            axis = self.inquiry.rubric.axes.get(finding.id)
            if any(known.answers.get(name) is None for name in finding.inputs[:1]) or axis is None:
                continue
            if isinstance(finding, Months) and not finding.until:
                first: date = known.answers[finding.since]
                for cut in axis.cuts:
                    last = self.words.day(months_after(first, int(cut.at)))
                    yield self.tell("letter.term", axis.question.text, int(cut.at), last)
            elif isinstance(finding, PartOf):
                yield from self._part(finding, known, axis)

    def _part(self, finding: PartOf, known: Knowledge, axis: Any) -> Iterator[str]:
        low, high = known.numbers[finding.id]
        if low == high:
            shown = map(self._number, (low, axis.cuts[-1].at))
            yield self.tell("letter.part", axis.question.text, *shown)
        for norm in finding.norms:
            amount = norm.parameter.at(self.case.day)
            if amount and holds(norm.when, known.answers) is not False:
                yield self.tell(
                    "letter.amount", norm.parameter.title, self._number(amount.value), norm.parameter.unit,
                    self.words.day(amount.since), self.words.day(amount.until), amount.source,
                )  # fmt: skip

    def _beside(self) -> Iterator[str]:
        for rubric in self.inquiry.advice.beside:
            labels = [rubric.scale[level].label for level in self.found.beside[rubric.id]]
            yield f"{self.tell('letter.beside_line', rubric.title, ' / '.join(labels))} {rubric.description}".strip()

    def _doubts(self) -> Iterator[str]:
        doubts = self.inquiry.advice.doubts
        named = {doubt for name in self._touched for doubt in self.inquiry.advice.ground(name).doubts}
        yield from (text for key, text in doubts.items() if key == FIRST or key in named or not self._touched)

    def _contradictions(self) -> Iterator[str]:
        for pair in self.found.contradictions:
            yield self.tell("letter.contradiction", *(self.inquiry.advice.question(name).text for name in pair))

    def _number(self, number: float) -> str:
        """With two decimals where it has any, and the sign of the language before them."""
        text = f"{number:.2f}" if number % 1 else f"{number:.0f}"
        return text.replace(".", self.words("words.decimal"))


def _sentence(text: str) -> str:
    """A text that begins as a sentence and ends as one."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month without it."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
