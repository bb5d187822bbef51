"""Divergence: where two perspectives see an area differently, which is what the conversation in a region is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from napd.answers.index import AnswerIndex
from napd.answers.selection import Names, Selection
from napd.model.questions import Question
from napd.model.values import parted
from napd.scoring.result import Result
from napd.tables.arrays import numbers
from napd.views.divergence_text import lines
from napd.views.encoded import Bools, Ints, numbers_in, pairs, texts_in
from napd.views.reach import reach
from napd.views.view import View

Row = dict[str, Any]
STATUSES = {"unanswered": 0, "undetermined": 1, "scored": 2, "not_applicable": 3}


def divergence(
    result: Result,
    *,
    round: Names = None,  # noqa: A002 - the word users know
    area: Names = None,
    indicator: Names = None,
    dashboard: Names = None,
) -> View:
    """Where two perspectives give different levels or different answers for the same area.

    Args:
        result: what scoring gave.
        round: ids of the rounds to show; by default every one.
        area: the regions or municipalities to show, by code or name; by default every one. Of a region its
            municipalities too.
        indicator: ids of the indicators to show; by default every one.
        dashboard: ids or titles of the dashboards to show; by default every one.

    Returns:
        A view with `text()`, and a table with the schema "divergence", the receipt in its metadata.

        For each pair of perspectives, in the order of the framework, it has a row for each question whose answers
        differ, and one without a question if the levels differ, that is, if no outcome is possible in both. A question
        that one perspective leaves unanswered is not a difference. Ordered by round, region, indicator, area and
        question, the level first.

    Raises:
        UnknownName: for a round, area, indicator or dashboard that the framework does not have.
        NapdError: if an engine for several machines scored, or a file has changed since.

    Costs another pass over the answers; with areas, memory for what these said only.
    """
    chosen = Selection.of(result.framework, round=round, area=area, indicator=indicator, dashboard=dashboard)
    codes = chosen.names["area"]
    about = None if codes is None else reach(codes, [result.framework.areas])
    said = result.reader.public.only(about).whole
    rows = sorted([*_levels(said, _scores(result, about)), *_answers(said)], key=lambda row: _place(said, row))
    table = pa.Table.from_pylist([row for row in rows if chosen.has_row(row)], result.tables.schema("divergence"))
    return View(table, result.framework, result.receipt, lines)


def _scores(result: Result, areas: frozenset[str] | None) -> pa.Table:
    if areas is None:
        return result.scores
    known = texts_in(result.scores, "area")
    wanted = [number for text, number in known.items() if text in areas]
    return result.scores.filter(numbers(np.isin(numbers_in(result.scores, "area", known), wanted)))


def _place(said: AnswerIndex, row: Row) -> tuple[Any, ...]:
    """By what rows are ordered."""
    where = (row["region"], row["indicator"], row["area"], row["question"] or "")
    views = (said.numbers["perspective"][row[name]] for name in ("perspective", "other_perspective"))
    return said.numbers["round"][row["round"]], *where, *views


def _answers(said: AnswerIndex) -> Iterator[Row]:
    """A row for each two answers that differ, whatever the options are that are not known."""
    layout, values, addresses = said.layout, said.answers.texts, said.answers.addresses
    rounds, perspectives, areas, slots = said.places
    keys = (rounds * len(layout.areas) + areas) * len(layout.slots) + slots
    for pair in pairs(keys, perspectives, lambda one, other: values[one] != values[other]):
        place, slot = pair[0], layout.slots[slots[pair[0]]]
        if _may_agree(slot.question, *(values[n] for n in pair)):
            continue
        notes = [said.note(addresses[n]) for n in pair]
        views = [(layout.framework.perspectives[perspectives[n]], values[n], notes[i]) for i, n in enumerate(pair)]
        round_, area = layout.round_ids[rounds[place]], layout.areas[areas[place]].code
        yield _row(said, (round_, area, slot.indicator.id, slot.question.id), views)


def _may_agree(question: Question, one: str, other: str) -> bool:
    """Whether each option that both views know is chosen in both, or in neither."""
    sides = [question.boxes(question.parse(text)).values() for text in (one, other)]
    both = [*zip(*sides, strict=True)]
    return bool(both) and all(a == b or None in (a, b) for a, b in both)


def _levels(said: AnswerIndex, scores: pa.Table) -> Iterator[Row]:
    """A row for each two scores that have no level in common."""
    scores = scores.take(pa.array(np.flatnonzero(numbers_in(scores, "status", STATUSES))))
    rounds, areas, views, indicators = (
        numbers_in(scores, column, said.numbers[column]) for column in ("round", "area", "perspective", "indicator")
    )
    texts = texts_in(scores, "possible")
    possible, sets = numbers_in(scores, "possible", texts), [{*parted(text)} for text in texts]
    apart = np.array([[a.isdisjoint(b) for b in sets] for a in sets], dtype=bool).reshape(len(sets), len(sets))
    keys = (rounds * len(said.layout.areas) + areas) * len(said.numbers["indicator"]) + indicators

    def differ(one: Ints, other: Ints) -> Bools:
        return np.asarray(apart[possible[one], possible[other]])

    for pair in pairs(keys, views, differ):
        two = scores.take(pa.array(pair)).to_pylist()
        views_of_both = [(s["perspective"], s["possible"], said.notes_on(s)) for s in two]
        yield _row(said, (two[0]["round"], two[0]["area"], two[0]["indicator"], None), views_of_both)


def _row(said: AnswerIndex, where: tuple[str, str, str, str | None], both: Sequence[tuple[str, str, str]]) -> Row:
    """A row: where it is, and what each of two perspectives says."""
    round_, area, indicator, question = where
    (view, value, note), (other_view, other_value, other_note) = both
    return {
        "round": round_, "region": _region(said, round_, area), "area": area, "indicator": indicator,
        "question": question, "perspective": view, "value": value, "note": note,
        "other_perspective": other_view, "other_value": other_value, "other_note": other_note,
    }  # fmt: skip


def _region(said: AnswerIndex, round_: str, area: str) -> str:
    """The region to which a municipality belongs in a round; any other area itself."""
    framework = said.layout.framework
    on = framework.rounds[round_].date
    found = framework.areas.region_of(area, on) if framework.areas[area].kind == "municipality" else None
    return found.code if found else area
