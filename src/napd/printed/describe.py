"""Describe: a compiled decision table as the few rows that a person would write, to read and sign off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from napd.decision.diagram import Classes
from napd.decision.rubric import Rubric
from napd.model.indicator import Indicator, Source
from napd.model.questions import Question
from napd.model.scale import NOT_APPLICABLE
from napd.printed.labels import wording
from napd.printed.partition import MOST_SPLITS, Box
from napd.printed.table import Table, tables_of
from napd.texts import DUTCH, Texts

LongRow = tuple[str, int, str, str, int, str, str, int]


@frozen
class PrintedRow:
    """Cells of a decision table that one rule decides: every combination of some classes of each axis.

    Args:
        classes: for each axis the classes, ascending.
        conditions: for each axis those classes in words; None where the row holds all of them.
        rule: the number of the rule that decides, from 1; 0 where none does.
        level: what the rule gives: a level, or an option of the stage; '' where no rule decides.
        because: the reason of the rule.
        cells: the number of cells.
    """

    classes: tuple[Classes, ...]
    conditions: tuple[str | None, ...]
    rule: int
    level: str
    because: str
    cells: int


@frozen(kw_only=True)
class PrintedRule:
    """A rule of a printed table.

    Args:
        number: from 1; the first rule that holds decides.
        result: the level that it gives, "not_applicable", or the option of the stage.
        words: that in words.
        because: the reason.
        source: where the rule comes from; None where the indicator names nothing.
        cells: the number of cells of the table that it decides.
    """

    number: int
    result: str
    words: str
    because: str
    source: Source | None
    cells: int


@frozen(kw_only=True)
class PrintedTable:
    """A decision table as people read it.

    Args:
        stage: the id of the stage that it decides; empty for the level.
        title: the stage as a question; empty likewise.
        ids: its columns by id: questions, stages, and sums that rules compare.
        header: the same as people read them.
        rows: every combination of answers stands in exactly one; none where they are too many to read.
        too_many: what stands in place of the rows; empty where they are there.
        rules: its rules, in order.
        results: what each result is called, and by "" what no rule decides.
    """

    stage: str
    title: str
    ids: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    too_many: str
    rules: tuple[PrintedRule, ...]
    results: Mapping[str, str]


def rows(table: Table, say: Texts = DUTCH) -> tuple[PrintedRow, ...]:
    """Merge the cells of a table into few rows that hold each cell once; by rule, then by the classes of each axis.

    Where that takes more than 300 rows there are none, and `too_many` says so.
    """
    labels = [wording(axis, say) for axis in table.axes]
    return tuple(_row(table, box, labels) for box in table.boxes)


def too_many(table: Table, say: Texts = DUTCH) -> str:
    """What stands in place of the rows of a table where there are too many to read; '' where there are not."""
    if table.boxes:
        return ""
    count = say("words.more_than", MOST_SPLITS) if table.row_count is None else f"{table.row_count}"
    return say("words.too_many", count)


def _row(table: Table, box: Box, labels: Sequence[Callable[[Classes], str | None]]) -> PrintedRow:
    number, classes = box
    level, because = (table.rules[number - 1].level, table.rules[number - 1].because) if number else ("", "")
    conditions = tuple(label(some) for label, some in zip(labels, classes, strict=True))
    return PrintedRow(classes, conditions, number, level, because, table.count(classes))


def long_rows(tables: Iterable[PrintedTable]) -> Iterator[LongRow]:
    """Give decision tables as data: one tuple for each row and question that matters in it.

    Yields:
        The stage ('' for the final table), the number of the row from 1, the id of the question, its answers
        in words, the rule, the level, the reason and the number of cells. A row in which no question matters
        gives one tuple, with '' for the question and its answers. A table of too many rows gives one tuple for each
        rule, with '' for the question, and in place of its answers how many rows there are.
    """
    for table in tables:
        for rule in table.rules if table.too_many else ():
            yield table.stage, rule.number, "", table.too_many, rule.number, rule.result, rule.because, rule.cells
        for number, row in enumerate(table.rows, start=1):
            said = [(name, label) for name, label in zip(table.ids, row.conditions, strict=True) if label is not None]
            for question, answers in said or [("", "")]:
                yield table.stage, number, question, answers, row.rule, row.level, row.because, row.cells


def printed_tables(rubric: Rubric, say: Texts = DUTCH) -> tuple[PrintedTable, ...]:
    """The tables of a rubric as people read them: that of each stage, in order, and last its own."""
    return tuple(printed(table, named_results(rubric, table, say), say) for table in tables_of(rubric, say))


def printed(table: Table, results: Mapping[str, str], say: Texts = DUTCH) -> PrintedTable:
    """A table as people read it.

    Args:
        table: the table.
        results: what its results are called; see `named_results`.
        say: the texts of the language.
    """
    cells = _cells(table)
    rules = [
        PrintedRule(
            number=n, result=one.level, words=results[one.level], because=one.because, source=one.source,
            cells=cells[n],
        )
        for n, one in enumerate(table.rules, start=1)
    ]  # fmt: skip
    return PrintedTable(
        stage=table.stage, title=table.rubric.indicator.question(table.stage).text if table.stage else "",
        ids=table.ids, header=tuple(axis.question.text for axis in table.axes), rows=rows(table, say),
        too_many=too_many(table, say), rules=tuple(rules), results=results,
    )  # fmt: skip


def _cells(table: Table) -> Mapping[int, int]:
    """How many cells each rule decides; of a table of too many rows, how many combinations of answers lead to it."""
    if table.boxes:
        found: Counter[int] = Counter()
        for number, classes in table.boxes:
            found[number] += table.count(classes)
        return found
    rubric = table.rubric
    return rubric.diagram.cases(rubric.decided[table.stage], rubric.asked[table.stage])


def text(table: PrintedTable, say: Texts = DUTCH) -> str:
    """A decision table in aligned columns, with under it the reason of each rule."""
    lines: list[tuple[str, ...]] = [(*table.ids, say("words.result"), say("words.rule"))]
    for row in table.rows:
        said = [say("words.any_answer") if label is None else label for label in row.conditions]
        lines.append((*said, table.results[row.level], str(row.rule or say("words.any_answer"))))
    reasons = [f"  {rule.number}  {rule.words}: {rule.because}" for rule in table.rules]
    return "\n".join([*([table.too_many] if table.too_many else _aligned(lines)), "", say("words.rules"), *reasons])


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    head, *body = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return [head, "  ".join("─" * width for width in widths), *body]


def describe(rubric: Rubric, say: Texts = DUTCH) -> str:
    """Print every table of a rubric, the stages first, and the questions that they ask."""
    indicator = rubric.indicator
    parts = [f"{indicator.title} ({indicator.id}, {say('words.version')} {indicator.version})"]
    for table in printed_tables(rubric, say):
        if table.stage:
            parts.append(f"{say('words.stage')} {table.stage}: {table.title}")
        parts.append(text(table, say))
    parts.append("\n".join([say("words.questions"), *_questions(rubric, say)]))
    if indicator.points:
        by = f" {say('words.divided_by')} "
        given = (f"  {name} = {by.join(one.given)}" for name, one in indicator.points.items())
        parts.append("\n".join([say("words.points"), *given]))
    return "\n\n".join(parts) + "\n"


def named_results(rubric: Rubric, table: Table, say: Texts = DUTCH) -> Mapping[str, str]:
    """What each result of a table is called, worst first; before these "", if no rule decides, and not applicable."""
    if table.stage:
        stage: Any = rubric.indicator.question(table.stage)
        levels = {option.id: option.label for option in stage.options}
    else:
        levels = {level.id: f"{level.symbol} {level.label}".strip() for level in rubric.indicator.scale.levels}
    return {"": say("words.no_rule"), NOT_APPLICABLE: say("words.not_applicable"), **levels}


def _questions(rubric: Rubric, say: Texts) -> Iterator[str]:
    """The text of each question, and how a region's value is found where nobody gives it as an answer."""
    width = max(map(len, rubric.questions), default=0)
    for name in rubric.questions:
        question = rubric.indicator.question(name)
        how = how_rolled(rubric.indicator, question, say)
        if question.is_derived and not how:
            how = say.find(f"words.empty.{question.when_empty}") or say("words.derived")
        if question.looks_back is not None:
            how = say("words.previous")
        yield f"  {name.ljust(width)}  {question.text}" + (f" ({how})" if how else "")


def how_rolled(indicator: Indicator, question: Question, say: Texts = DUTCH) -> str:
    """How the answers of the members become one value: "som van de gemeenten"; nothing where they do not."""
    members = say(f"areas.{indicator.member_kind(question)}_several")
    return question.rollup.called(members, say) if question.rollup else ""
