"""Who: which regions gave which answer to a question, by name and in alphabetical order; a list to call, no ranking."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import pyarrow as pa

from napd.answers.layout import Slot, layout_of
from napd.answers.selection import Names, Selection, names_of
from napd.framework.framework import Framework
from napd.scoring.result import Result
from napd.texts.signs import harmless
from napd.views.counting import AnswerCounts
from napd.views.denominators import ANSWER
from napd.views.summary_text import OutcomeKey, outcome_words, title_of, version_of
from napd.views.view import Row, View

ABOUT = ("round", "perspective", "indicator", "version", "question")
"""The columns that say what a list is about."""
COLUMNS = (*ABOUT, "status", "outcome", "area")
WIDTH = 100
"""Signs in a line of names."""


def who(  # noqa: PLR0913 - each may be left out
    result: Result,
    question: Names,
    *,
    round: Names = None,  # noqa: A002 - the word users know
    theme: Names = None,
    indicator: Names = None,
    perspective: Names = None,
    dashboard: Names = None,
) -> View:
    """Name the areas behind the counts of `napd.summary`: who gave which answer to a question, and who gave none.

    Args:
        result: what scoring gave.
        question: "indicator:question", "indicator" for all its questions, or "all"; or several of these.
        round: ids of rounds; by default each that has answers.
        theme: themes; by default all.
        indicator: ids of indicators; by default all.
        perspective: whose answers; by default the first of the framework.
        dashboard: ids of dashboards; by default those on which anything was answered.

    Returns:
        A view with `text()`, and a table with the schema "who", the receipt in its metadata: a row for each area and
        answer, of a multiple choice for each option that was chosen, and one for each area without an answer. Ordered
        as the questions are, by round and perspective, then by answer in the order of the options, then by name.

    Raises:
        UnknownName: for a name that the framework does not have.
        NapdError: if an engine for several machines scored, or a file has changed since.

    Costs another pass over the answers.
    """
    framework = result.framework
    views = framework.perspectives[:1] if perspective is None else perspective
    chosen = Selection.of(
        framework, round=round, theme=theme, indicator=indicator, perspective=views,
        dashboard=result.dashboards if dashboard is None else dashboard,
    )  # fmt: skip
    layout = layout_of(framework)
    slots = chosen.slots(layout, names_of(question or ()))
    counts = AnswerCounts(result.reader.public.whole, slots)
    rows = [row for slot in slots for row in _rows(counts, chosen, slot)]
    table = pa.Table.from_pylist(rows, result.tables.schema("who"))
    return View(table, framework, result.receipt, _lines)


def _rows(counts: AnswerCounts, chosen: Selection, slot: Slot) -> Iterator[dict[str, str | None]]:
    """The areas of a question, in each round that has it and perspective."""
    layout, one = counts.layout, slot.indicator
    for page, round_, view in chosen.pages(layout, counts.pages()):
        if any(one is other for other in layout.indicators_in(page[0])):
            about = (round_, view, one.id, one.version, slot.question.id)
            for status, outcome, numbers in counts.areas(page, slot):
                areas = [layout.areas[number] for number in numbers.tolist()]
                for area in sorted(areas, key=lambda each: (each.name.casefold(), each.code)):
                    yield dict(zip(COLUMNS, (*about, status, outcome, area.code), strict=True))


def _lines(framework: Framework, rows: Sequence[Row]) -> Iterator[str]:
    """A block for each question, round and perspective: each answer with how many gave it, and their names."""
    for _, some in groupby(rows, key=lambda row: [row[name] for name in ABOUT]):
        mine = list(some)
        first, indicator = mine[0], version_of(framework, mine[0])
        yield f"{title_of(framework.say, indicator, first)} · {first['round']}"
        for line, names in _by_answer(framework, mine).items():
            yield f"  {outcome_words(framework, indicator, first, line)} ({len(names)})"
            yield from textwrap.wrap(
                "; ".join(names), WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
            )
        yield ""
    yield framework.say("who.order" if rows else "summary.nothing")


def _by_answer(framework: Framework, rows: Sequence[Row]) -> Mapping[OutcomeKey, list[str]]:
    """The names of the areas for each answer; for an option that nobody chose too, which is told as well."""
    indicator = version_of(framework, rows[0])
    options = indicator.question(rows[0]["question"]).options if indicator else ()
    found: dict[OutcomeKey, list[str]] = {OutcomeKey(ANSWER, option.id): [] for option in options}
    for row in rows:
        line = OutcomeKey(row["status"], row["outcome"])
        found.setdefault(line, []).append(harmless(framework.areas[row["area"]].name))
    return found
