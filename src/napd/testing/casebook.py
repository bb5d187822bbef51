"""For plugin authors: run the cases of an indicator, written by people who need not program.

A file of cases is a CSV file with a column `case` (what it is about), a column for each question that matters, and the
columns `level` and `rule` with what must come out. An empty cell is a question that is not answered. A question that
municipalities answer has one answer for each of them, such as `ja / nee / ?` (with blanks around the /), where ? has
not answered. A column with the id of a `Previous` has what was answered in the round before; an `Age` counts to the day
after the version begins. `level` is a level or `not_applicable`, or all that are possible if the score is not
determined, such as `niet-op-gang|in-ontwikkeling`. `rule` is the number of the rule that decides, or of those that can,
such as `2|3`. The order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from attrs import frozen

from napd.answers.columns import REQUIRED
from napd.answers.intake import gather
from napd.answers.layout import Layout
from napd.answers.table_source import TableSource
from napd.decision import proof
from napd.decision.outcomes import Outcome
from napd.decision.rubric import Rubric, compile_rubric
from napd.errors import nearest
from napd.framework.framework import Framework
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.rounds import Round, Rounds
from napd.model.rows import Definitions
from napd.model.scale import NOT_APPLICABLE
from napd.model.values import parted
from napd.scoring.scoring import PageScore
from napd.tables.problems import Problem
from napd.texts import texts

EXPECTED = ("case", "level", "rule")
SEPARATOR, SILENT = " / ", "?"
BEFORE, NOW = "before", "case"
REGION = "REGION"


def prove(indicator: Indicator) -> None:
    """Prove an indicator: total, reachable, monotone; raises `napd.ProofError` with a counterexample."""
    proof.prove(compile_rubric(indicator))


def cases(indicator: Indicator, path: str | Path) -> list[Case]:
    """Read the cases of an indicator from a CSV file.

    A test has them one by one with `@pytest.mark.parametrize("case", cases(indicator, path), ids=str)`.

    Raises:
        ModelError: naming every fault of the file at once: rows that are not whole, missing columns, and columns that
            are no question of the indicator.
        NapdError: when the file cannot be opened.
    """
    asked = [*_sources(indicator)]
    table = Definitions.read(path, EXPECTED, asked)
    names = [name for row in table.rows[:1] for name in row.cells if name not in EXPECTED]
    table.header.faults.extend(
        _strangers(indicator, [name for name in names if name not in table.header.refused], asked)
    )
    table.refuse()
    return [_case(indicator, row.cells, names) for row in table.rows]


def _sources(indicator: Indicator) -> dict[str, Question]:
    """The question that each column answers: of a value of the round before that one's, where somebody answers it."""
    asked = {question.id: question for question in indicator.asked}
    back = {one.id: one.looks_back.id for one in indicator.questions if one.looks_back is not None}
    return asked | {name: asked[of] for name, of in back.items() if of in asked}


def _strangers(indicator: Indicator, names: list[str], asked: list[str]) -> Iterator[str]:
    """The columns that are not a question of the indicator."""
    for name in names:
        if name not in asked:
            yield f'line 1, column "{name}": {indicator.id!r} has no such question.{nearest(name, asked)}'


def _case(indicator: Indicator, cells: Mapping[str, str], names: list[str]) -> Case:
    title, level, rule = (cells[name] for name in EXPECTED)
    return Case(indicator, title, {name: cells[name] for name in names}, level, rule)


@frozen(eq=False)
class Case:
    """Answers of one region, and the score they must give."""

    indicator: Indicator
    title: str
    answers: Mapping[str, str]
    level: str
    rule: str

    def __str__(self) -> str:
        return self.title

    def check(self) -> None:
        """Score the answers; raises an `AssertionError` that says what came out if it is something else."""
        found = self.outcome.columns
        pairs = ((self.level, found["possible"]), (self.rule, found["rule"]))
        if any({*parted(wanted)} != {*parted(came)} for wanted, came in pairs):
            still = found["open_questions"] or "nothing"
            raise AssertionError(
                f"case {self.title!r} of {self.indicator.id!r} should give {self.level}, by rule {self.rule}; "
                f"it gives {found['possible']}, by rule {found['rule']}; still open: {still}{self._no_level()}"
            )

    def _no_level(self) -> str:
        """That a level that is wanted is none of the indicator; "" where each is."""
        known = (*self.indicator.scale.ids, NOT_APPLICABLE)
        odd = next((name for name in parted(self.level) if name not in known), None)
        if odd is None:
            return ""
        hint = nearest(odd, known) or f" There are: {', '.join(known)}."
        return f". There is no level {odd!r}.{hint}"

    @cached_property
    def outcome(self) -> Outcome:
        """What comes out."""
        layout = _layout(self.indicator, max([1, *(len(self._by_municipality(q)) for q in self.answers)]))
        gathered = gather([TableSource("case", self._table())] if self._rows else [], layout)
        if errors := [problem for problem in gathered.problems if problem.severity == "error"]:
            raise AssertionError("\n".join(map(self._told, errors)))
        (indicator,) = layout.framework.indicators  # equal to ours, and maybe not the same: layouts are kept
        page, everyone = gathered.grid.page((1, 0)), np.ones(len(layout.areas), dtype=bool)
        scored = PageScore(layout, (1, 0), page, indicator, everyone, gathered.grid).scored()
        return scored.outcomes[int(scored.places[0])]

    def _by_municipality(self, question: str) -> list[str]:
        text = self.answers[question]
        if not text or self.indicator.answered_by(_sources(self.indicator)[question]) == "region":
            return []
        parts = [text] if self.indicator.area == "municipality" else text.split(SEPARATOR)
        return ["" if part == SILENT else part for part in parts]

    def _told(self, problem: Problem) -> str:
        """What is wrong with an answer, and in which column of the file of cases."""
        round_, *_, question, _ = self._rows[problem.line - 2] if problem.line else [""] * len(REQUIRED)  # 1: header
        if round_ == BEFORE:
            question = next(one.id for one in self.indicator.questions if _is_of(one, question))
        return f"case {self.title!r} of {self.indicator.id!r}, column {question!r}: {problem.told(texts('en'))}"

    @cached_property
    def _rows(self) -> list[tuple[str, ...]]:
        sources = _sources(self.indicator)
        return [
            (NOW if sources[column].id == column else BEFORE, area, self.indicator.id, sources[column].id, value)
            for column, text in self.answers.items()
            for area, value in self._by_area(column, text)
        ]

    def _table(self) -> pa.Table:
        return pa.table([pa.array(column) for column in zip(*self._rows, strict=True)], names=REQUIRED)

    def _by_area(self, question: str, text: str) -> list[tuple[str, str]]:
        """The area of each answer, and the answer."""
        parts = [(f"M{number}", part) for number, part in enumerate(self._by_municipality(question))]
        return parts or [(REGION, text)]


def _is_of(question: Question, name: str) -> bool:
    return question.looks_back is not None and question.looks_back.id == name


@lru_cache
def _rubric(indicator: Indicator) -> Rubric:
    return compile_rubric(indicator)


@lru_cache
def _layout(indicator: Indicator, municipalities: int) -> Layout:
    """A framework of one indicator, a round, one a day before, and one region with this many municipalities."""
    codes = [f"M{number}" for number in range(municipalities)]
    areas = AreaRegistry(
        [Area(REGION, "Region", "region"), *(Area(code, code, "municipality") for code in codes)],
        [Membership(code, REGION) for code in codes],
    )
    day = timedelta(days=1)
    rounds = Rounds([Round(BEFORE, indicator.since, "Before"), Round(NOW, indicator.since + day, "Case")])
    framework = Framework(indicators=[_rubric(indicator)], areas=areas, rounds=rounds)
    return Layout(framework)
