"""The proof of a rubric: every case has a level, every rule decides some case, a better answer never scores worse."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napd.decision.outcomes import Decider
from napd.decision.table import UNDECIDED, Rubric, Table
from napd.errors import ProofError
from napd.model.questions import Question, Value

Cell = tuple[int, ...]
"""For each axis a class."""


def prove(rubric: Rubric) -> None:
    """Walk every cell of every table.

    A rubric is *total* when every cell that some answers lead to is decided by a rule, *reachable* when every rule
    decides at least one such cell, and *monotone* when better answers never give a worse result, but for the questions
    that the indicator exempts with a reason. Cells where the indicator does not apply have no level to compare; the
    levels on either side of them do. How good an answer is cannot decide whether the indicator applies at all: that is
    for questions that are exempt, or in which no answer is better than another.

    Each table is proved monotone by itself, over all combinations of its questions and the stages it asks. Then so is
    the whole: better answers lift the stages, and lifted stages lift the level. That goes as far as the exceptions
    allow: of a question that is exempt nothing is claimed, nor, where a stage is exempt, of any question that this
    stage asks, itself or by way of earlier stages.

    Raises:
        ProofError: with one line for each failure, each with a counterexample as answers.
    """
    failures = [
        f"indicator {rubric.indicator.id!r}{f', stage {table.stage!r}' if table.stage else ''}: {failure}"
        for table in rubric.tables
        for failure in _failures(rubric, table)
    ]
    if failures:
        raise ProofError("\n".join(failures))


def _failures(rubric: Rubric, table: Table) -> Iterator[str]:
    possible = Decider(rubric).possible_cells(table)
    yield from _not_total(table, possible)
    yield from _unreachable(table, possible)
    yield from _not_monotone(table, rubric.indicator.exceptions)
    yield from _applies_by_merit(table, rubric.indicator.exceptions)


def _not_total(table: Table, possible: NDArray[np.bool_]) -> Iterator[str]:
    undecided = np.argwhere((table.deciding == UNDECIDED) & possible)
    if len(undecided):
        yield (
            f"not total: no rule decides {len(undecided)} of {table.deciding.size} cases"
            f"{_such_as(table, undecided[0])}; end with a rule that has no condition"
        )


def _unreachable(table: Table, possible: NDArray[np.bool_]) -> Iterator[str]:
    for number, rule in enumerate(table.rules):
        if np.any((table.deciding == number) & possible):
            continue
        cells = np.argwhere(table.holds(rule) & possible)
        name = f"rule {number + 1} ({rule.level}) is unreachable: "
        if len(cells) == 0:
            yield name + "its condition can never hold"
        else:
            earlier = sorted({int(table.deciding[tuple(cell)]) + 1 for cell in cells[:1000]})
            yield name + (
                f"wherever it holds an earlier rule decides ({', '.join(map(str, earlier))}){_such_as(table, cells[0])}"
            )


def _not_monotone(table: Table, exempt: Container[str]) -> Iterator[str]:
    """One failure for each question in which a better answer gives a worse result.

    Where that happens in none of them, one for a fall that takes several better answers at once, past cells without
    a result.
    """
    places = [place for place, axis in enumerate(table.axes) if axis.question.id not in exempt]
    single = [fall for place in places if (fall := _fall(table, [place], table.cell_ranks))]
    found = single or filter(None, [_fall(table, places, table.cell_ranks)])
    yield from (_changes(table, worse, better) for worse, better in found)


def _fall(table: Table, places: Sequence[int], ranks: NDArray[np.integer[Any]]) -> tuple[Cell, Cell] | None:
    """A cell, and one reached from it by better answers on these axes that has a lower rank; -1 is no rank.

    Along every step the highest rank so far is carried on, as one number together with the cell it comes from.
    """
    size = ranks.size
    best = ranks.astype(np.int64) * size + np.arange(size).reshape(ranks.shape)
    for place in places:
        along = best.swapaxes(0, place)
        for worse, better in table.axes[place].steps:
            np.maximum(along[worse, ...], along[better, ...], out=along[better, ...])
    falls = np.argwhere((ranks >= 0) & (best // size > ranks))
    if not len(falls):
        return None
    cell = tuple(map(int, falls[0]))
    return tuple(map(int, np.unravel_index(best[cell] % size, ranks.shape))), cell


def _applies_by_merit(table: Table, exempt: Container[str]) -> Iterator[str]:
    """One failure for each question in which a better answer makes the indicator apply, or no longer apply."""
    undecided, applies = table.deciding == UNDECIDED, table.cell_ranks >= 0
    ways = [np.where(undecided, -1, way) for way in (applies, ~applies)]
    for place, axis in enumerate(table.axes):
        if axis.question.id not in exempt:
            found = filter(None, (_fall(table, [place], way) for way in ways))
            yield from (_changes(table, *cells, "changes") for cells in islice(found, 1))


def _changes(table: Table, worse: Cell, better: Cell, verb: str = "falls") -> str:
    moved = [place for place in range(len(worse)) if worse[place] != better[place]]
    pairs = [table.axes[place].improvement(worse[place], better[place]) for place in moved]
    names = " and ".join(repr(table.ids[place]) for place in moved)
    which = f"questions {names} together" if len(moved) > 1 else f"question {names}"
    start, end = (
        _said((table.axes[place].question, pair[side]) for place, pair in zip(moved, pairs, strict=True))
        for side in (0, 1)
    )
    others = _answers(table, worse, without=moved)
    beside = f", with {others}" if others else ""
    before, after = (f"{table.rules[n].level} (rule {n + 1})" for n in (table.deciding[worse], table.deciding[better]))
    return (
        f"not monotone in {which}: when the answers improve from {start} to {end}{beside}, the result {verb} from "
        f"{before} to {after}; mend the rules, or name the question in exceptions= with a reason"
    )


def _such_as(table: Table, cell: Sequence[int]) -> str:
    return f", such as for {_answers(table, cell)}" if table.axes else ""


def _answers(table: Table, cell: Sequence[int], without: Container[int] = ()) -> str:
    places = [place for place in range(len(table.axes)) if place not in without]
    return _said((table.axes[place].question, table.axes[place].samples[cell[place]]) for place in places)


def _said(answers: Iterable[tuple[Question, Value]]) -> str:
    return ", ".join(f"{question.id} = {question.show(answer)}" for question, answer in answers)
