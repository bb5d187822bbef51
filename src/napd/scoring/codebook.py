"""The codebook: what an indicator says of itself, made once for whoever shows it.

The commands `indicators` and `table`, the tables "indicators" and "decision_table", a report and a site all read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import frozen

from napd.decision.rubric import Rubric
from napd.framework.framework import Framework
from napd.framework.plugins import Plugin
from napd.model.indicator import Indicator
from napd.model.options import Option
from napd.model.questions import Question, unit_words
from napd.model.spaces import Options
from napd.printed.describe import LongRow, PrintedTable, describe, how_rolled, long_rows, printed_tables
from napd.texts import DUTCH, Texts


@frozen(kw_only=True)
class CodebookQuestion:
    """What is asked, or computed from answers.

    Args:
        id: its id.
        text: as it is asked.
        help: how to answer it; may be empty.
        kind: what kind of question it is, as in data.
        called: the same in words.
        options: what can be answered; empty if there are no options.
        labels: these as people read them.
        ordered: whether these go from worst to best.
        is_plain: whether `called` already says what can be answered, as of yes and no.
        unit: of a number; empty without one.
        unit_words: the same as people read it.
        low, high: the lowest and the highest number allowed; None without a bound.
        by: the kind of area that answers; empty if nobody does because the value is computed.
        elsewhere: the same in words, if it is not the area that is scored.
        rollup: how the value of the scored area is made, by its names in data; empty if that area answers itself.
        rolled: the same in words; empty if `called` already says it.
        required: whether an answer is required.
        in_rubric: whether a rule asks it.
    """

    id: str
    text: str
    help: str
    kind: str
    called: str
    options: tuple[Option, ...]
    labels: tuple[str, ...]
    ordered: bool
    is_plain: bool
    unit: str
    unit_words: str
    low: float | None
    high: float | None
    by: str
    elsewhere: str
    rollup: str
    rolled: str
    required: bool
    in_rubric: bool

    def lines(self) -> Iterator[str]:
        """The question as it is asked: its text, what can be answered, and what helps."""
        yield f"{self.id}: {self.text}" + (f" ({self.elsewhere})" if self.elsewhere else "")
        sign = " < " if self.ordered else " | "
        yield f"  {sign.join(self.labels) or f'{self.called} {self.unit_words}'.rstrip()}"
        if self.help:
            yield f"  {self.help}"


@frozen(eq=False, repr=False)
class Codebook:
    """What one version of an indicator says about itself.

    Args:
        indicator: the indicator.
        rubric: its rules, compiled.
        plugin: the plugin that provides it; None without one.
        say: the texts of the language.
        beside: the titles of the indicators that it is read beside; of one that is not in use its id.
    """

    indicator: Indicator
    rubric: Rubric
    plugin: Plugin | None
    say: Texts
    beside: Sequence[str] = ()

    @property
    def given_by(self) -> str:
        """The distribution that gives it, with its version; empty without a plugin."""
        return f"{self.plugin.distribution} {self.plugin.version}" if self.plugin else ""

    @cached_property
    def questions(self) -> tuple[CodebookQuestion, ...]:
        """Its questions and what is computed from them, in order, then its stages."""
        asked = {name for _, rules in self.indicator.tables() for rule in rules if rule.when is not None
                 for atom in rule.when.atoms() for name in atom.questions}  # fmt: skip
        every = (*self.indicator.questions, *self.indicator.stages)
        return tuple(self._question(one, in_rubric=one.id in asked) for one in every)

    def _question(self, question: Question, *, in_rubric: bool) -> CodebookQuestion:
        asked, space, takes = not question.is_derived, question.space, question.field()
        unit = (question if asked else question.scored).unit
        called, derived = question.called(self.say), "" if asked else self.say("words.derived")
        by = self.indicator.answered_by(question) if asked else ""
        return CodebookQuestion(
            id=question.id, text=question.text, help=question.help, kind=question.kind,
            called=called, options=tuple(question.options),
            labels=tuple(question.named(option, self.say) for option in question.options),
            ordered=isinstance(space, Options) and space.ordered, is_plain=bool(takes.hint),
            unit=unit, unit_words=unit_words(unit, self.say), low=takes.low, high=takes.high, by=by,
            elsewhere=self.say(f"codebook.each.{by}") if by and by != self.indicator.area else "",
            rollup=question.computed if question.rollup is None else question.rollup.computed,
            rolled=how_rolled(self.indicator, question, self.say) or (derived if derived != called else ""),
            required=question.required, in_rubric=in_rubric,
        )  # fmt: skip

    @cached_property
    def tables(self) -> tuple[PrintedTable, ...]:
        """Its decision tables as people read them: that of each stage, in order, and last that of the level."""
        return printed_tables(self.rubric, self.say)

    def long_rows(self) -> Iterator[LongRow]:
        """The decision tables as data, always in Dutch words: a row for each question in each row of a table."""
        return long_rows(self.tables if self.say is DUTCH else printed_tables(self.rubric, DUTCH))

    def tables_text(self) -> str:
        """Its decision tables and the questions that they ask, as people read them."""
        return describe(self.rubric, self.say)

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """What else it says: a heading and its lines for each subject."""
        one = self.indicator
        every = {
            "exceptions": [f"{name}: {reason}" for name, reason in one.exceptions.items()],
            "remarks": [remark.text for remark in one.remarks],
            "background": [f"{figure.text} ({figure.source.title})" for figure in one.background],
            "beside": list(self.beside),
            "support": [each.words for each in one.support],
            "sources": [each.words for each in one.sources],
            "doubts": list(one.doubts),
            "wording": [one.wording] if one.wording else [],
        }
        yield from ((self.say(f"codebook.{name}"), lines) for name, lines in every.items() if lines)

    def text(self) -> str:
        """Everything that it says about itself, as people read it."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield self.tables_text().rstrip()
        if self.indicator.description:
            yield f"\n{self.indicator.description}"
        yield f"\n{self.say('codebook.asked')}"
        yield from (f"  {line}" for one in self.questions if one.by for line in one.lines())
        for title, lines in self.sections():
            yield f"\n{title}"
            yield from (f"  - {line}" for line in lines)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Codebook: {self.indicator.id} {self.indicator.version}>"


def codebook(framework: Framework, indicator: Indicator) -> Codebook:
    """What a version of an indicator says about itself: its questions, decision tables, sources and doubts, in words.

    Args:
        framework: it has the indicator, compiled; its language is that of the words.
        indicator: one of `framework.indicators`.

    Costs nothing until it is used; the decision tables then take milliseconds, for large rubrics up to a second.
    """
    rubric, plugin = framework.decider(indicator).rubric, framework.plugins.get(indicator.id)
    titles = {one.id: one.title for one in framework.indicators}
    return Codebook(indicator, rubric, plugin, framework.say, [titles.get(name, name) for name in indicator.beside])
