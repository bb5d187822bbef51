"""Summary: how many regions have which level, and what is said in single questions; shares with n, rule and bounds.

It counts. There is no mean of levels, and no region stands in it: nothing here could be a ranking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from attrs import asdict, evolve, frozen

from napd.answers.layout import layout_of
from napd.answers.selection import Names, Selection, names_of
from napd.model.indicator import Indicator
from napd.model.values import joined
from napd.scoring.result import Result
from napd.tables.schemas import FICTIONAL
from napd.texts import Texts
from napd.views.counting import AnswerCounts, ScoreCounts
from napd.views.denominators import Denominator, denominator
from napd.views.summary_text import lines
from napd.views.tally import Tally, together
from napd.views.view import View

Row = dict[str, Any]
GROUPS = ("theme", "action_line")


def summary(  # noqa: PLR0913 - each may be left out
    result: Result,
    *,
    round: Names = None,  # noqa: A002 - the word users know
    dashboard: Names = None,
    theme: Names = None,
    indicator: Names = None,
    perspective: Names = None,
    question: Names = None,
    of: str = "answered",
) -> View:
    """Count regions by level, for each round, indicator, theme and action line; or answers to single questions.

    Args:
        result: what scoring gave.
        round: ids of rounds; by default each that has answers.
        dashboard: ids or titles of dashboards; by default each on which anything was answered.
        theme: themes; by default all.
        indicator: ids of indicators; by default all.
        perspective: whose views, each counted separately; by default the first of the framework.
        question: what to count instead of scores: "indicator:question", "indicator" for all its questions, or "all".
        of: what n counts, a key of `napd.views.denominators.DENOMINATORS`: "answered" (those that answered anything in
            the indicator, or the question), "existing" (all there are on the date of the round) or "scored" (those
            whose level is known).

    Returns:
        A view with `text()`, and a table with the schema "summary", with the receipt in its metadata; if the answers
        are fictional, a further column says so. It has a row for each round, perspective, subject and outcome. A theme
        or action line counts the scores of its indicators together, each scale separately and never those of two
        dashboards, and is left out if one of its indicators is not chosen.

    Raises:
        UnknownName: for a name that the framework does not have.
        NapdError: with `question`, where an engine for several machines
            scored, or a file has changed since.

    Costs one pass over the scores; with `question` another pass over the answers.
    """
    views = result.framework.perspectives[:1] if perspective is None else perspective
    chosen = Selection.of(
        result.framework, round=round, theme=theme, indicator=indicator, perspective=views,
        dashboard=result.dashboards if dashboard is None else dashboard,
    )  # fmt: skip
    rule, layout = denominator(of), layout_of(result.framework)
    if question is None:
        subjects = _of_scores(chosen, ScoreCounts.of(layout, result.scores))
    else:
        slots = chosen.slots(layout, names_of(question))
        subjects = _of_answers(chosen, AnswerCounts(result.reader.public.whole, slots))
    mark = {FICTIONAL: FICTIONAL} if result.fictional else {}
    rows = [row | mark for subject in subjects for row in subject.rows(rule, result.framework.say)]
    table = pa.Table.from_pylist(rows, result.tables.schema("summary"))
    return View(table, result.framework, result.receipt, lines)


@frozen
class Subject:
    """What is counted: an indicator, a theme, an action line or a question, in a round as a perspective sees it."""

    kind: str
    counted: str
    round: str
    perspective: str
    dashboard: str
    tally: Tally
    theme: str | None = None
    action_line: int | None = None
    indicator: str | None = None
    version: str | None = None
    question: str | None = None
    scale: str | None = None

    def rows(self, rule: Denominator, say: Texts) -> Iterator[Row]:
        """A row for each outcome."""
        whole = asdict(self, recurse=False, filter=lambda attribute, _: attribute.name != "tally")
        whole |= {"denominator": rule.id, "rule": rule.words(self.counted, self.kind, say)}
        yield from (whole | asdict(figure) for figure in self.tally.figures(rule))


def _of_scores(chosen: Selection, scores: ScoreCounts) -> Iterator[Subject]:
    """The indicators, themes and action lines of each page and dashboard."""
    for page, round_, view in chosen.pages(scores.layout, scores.pages()):
        for key, in_force in _by_dashboard(chosen, scores.layout.indicators_in(page[0])):
            tallies = [(one, scores.tally(page, one)) for one in in_force if chosen.takes(one)]
            for one, tally in tallies:
                named = (one.theme or None, one.action_line, one.id, one.version)
                yield Subject("indicator", one.area, round_, view, key, tally, *named, scale=joined(one.scale.ids))
            for kind in GROUPS:
                for name in sorted({getattr(one, kind) for one, _ in tallies} - {None, ""}):
                    mine = [(one, tally) for one, tally in tallies if getattr(one, kind) == name]
                    if len(mine) == sum(getattr(one, kind) == name for one in in_force):
                        for scale, some in _by_scale(mine).items():
                            subject = Subject(kind, "score", round_, view, key, together(some), scale=scale)
                            yield evolve(subject, **{kind: name})


def _by_dashboard(chosen: Selection, indicators: Sequence[Indicator]) -> Iterator[tuple[str, list[Indicator]]]:
    """The indicators of each dashboard that is chosen, in the order of the framework."""
    for key in chosen.framework.dashboards:
        if chosen.has("dashboard", key):
            yield key, [one for one in indicators if chosen.framework.dashboard(one.id) == key]


def _by_scale(tallies: Sequence[tuple[Indicator, Tally]]) -> dict[str, list[Tally]]:
    """The tallies of each scale, by its levels: those of one are not those of another."""
    found: dict[str, list[Tally]] = {}
    for indicator, tally in tallies:
        found.setdefault(joined(indicator.scale.ids), []).append(tally)
    return found


def _of_answers(chosen: Selection, answers: AnswerCounts) -> Iterator[Subject]:
    """The questions of each page."""
    for page, round_, view in chosen.pages(answers.layout, answers.pages()):
        in_force = answers.layout.indicators_in(page[0])
        for slot in answers.slots:
            one = slot.indicator
            if any(one is other for other in in_force):
                named = (one.theme or None, one.action_line, one.id, one.version, slot.question.id)
                on, tally = chosen.framework.dashboard(one.id), answers.tally(page, slot)
                yield Subject("question", slot.area_kind, round_, view, on, tally, *named)
