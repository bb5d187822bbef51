"""The trace: for every score the questions that decide it, and those that could still change it, as a table.

What decides is found once for each distinct combination of codes; nothing happens score by score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from napd.answers.dense import distinct
from napd.decision import explain
from napd.decision.axes import Axis
from napd.decision.decider import Codes, Decider
from napd.decision.diagram import Classes
from napd.decision.search import TooMuchWork
from napd.printed.labels import AND, wording
from napd.scoring.score_tables import KeyColumns, WordColumn
from napd.scoring.scoring import Scored, codes_of, free_codes_of
from napd.scoring.trail import Trail
from napd.tables.arrays import numbers
from napd.tables.schemas import schema

Ints = NDArray[np.int64]
Row = tuple[int, ...]
"""A code for each question that rules ask; for each what it would be without any answer."""
Entry = tuple[int, int, int, bool]
"""The number of a question, that of its answer's words, whether it is decisive (-1: not found), whether it is open."""
NOT_FOUND = -1


@frozen(eq=False, repr=False)
class Traced:
    """The trace of the scores of one page in one indicator: a run of entries for each distinct combination of codes.

    Args:
        scored: the scores.
        places: for each score the place of its combination.
        starts: for each combination its first entry.
        counts: for each combination how many entries it has.
        entries: int array of shape (entries, 4).
    """

    scored: Scored
    places: Ints
    starts: Ints
    counts: Ints
    entries: Ints

    def rows(self) -> tuple[Ints, Ints]:
        """The number of the area of each row of the table, and its entry."""
        counts = self.counts[self.places]
        ends = np.cumsum(counts)
        within = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
        return np.repeat(self.scored.areas, counts), np.repeat(self.starts[self.places], counts) + within


@frozen(eq=False, repr=False)
class Tracer:
    """Traces combinations of codes, and remembers what it found."""

    trail: Trail
    questions: dict[str, int] = field(factory=dict, init=False)
    """The number of each question, by its id."""
    answers: dict[str, int] = field(factory=dict, init=False)
    """The number of each answer, by its words."""
    _found: dict[tuple[str, str], dict[Row, list[Entry]]] = field(factory=dict, init=False)
    """The entries of each combination of codes, by the id and the version of the indicator."""

    def traced(self, scored: Scored) -> Traced:
        """The trace of some scores."""
        grid = self.trail.gathered.grid
        codes, free = codes_of(grid, scored), free_codes_of(grid, scored)
        decider = self.trail.layout.framework.decider(scored.indicator)
        met = [decider.met(name, some[name]) for some in (codes, free) for name in decider.dtypes]
        columns = [(column, len(found)) for column, found in met]
        places, numbers = distinct([*columns, (np.zeros(len(scored.areas), dtype=np.int64), 1)])
        rows = [tuple(found[n] for (_, found), n in zip(met, row, strict=False)) for row in numbers]
        known = self._found.setdefault((scored.indicator.id, scored.indicator.version), {})
        new = [row for row in rows if row not in known]
        known.update(zip(new, self._trace(decider, new), strict=True))
        counts = np.array([len(known[row]) for row in rows], dtype=np.int64)
        joined = np.array([entry for row in rows for entry in known[row]], dtype=np.int64).reshape(-1, 4)
        return Traced(scored, np.asarray(places, dtype=np.int64), np.cumsum(counts) - counts, counts, joined)

    def _trace(self, decider: Decider, rows: Sequence[Row]) -> Iterator[list[Entry]]:
        kinds = decider.dtypes
        codes: dict[str, NDArray[Any]] = {}
        for n, (name, kind) in enumerate(kinds.items()):
            codes[name] = np.array([row[n] for row in rows], dtype=kind)
        places, outcomes = decider.decide(codes, len(rows))
        labels = {name: cache(partial(_label, column)) for name, column in decider.rubric.columns.items()}
        columns = {
            q: [n for n, c in decider.rubric.columns.items() if c.question.id == q] for q in decider.rubric.questions
        }
        for row, place in zip(rows, places.tolist(), strict=True):
            known, free = (dict(zip(kinds, row[start:], strict=False)) for start in (0, len(kinds)))
            decides, still = _decisive(decider, known, free), outcomes[place].open_questions
            said = {
                question: AND.join(filter(None, (labels[name](decider.classes(name, known)) for name in names)))
                for question, names in columns.items()
                if question in decides or question in still
            }
            yield [
                (self._question(name), self._answer(words), decides.get(name, 0), name in still)
                for name, words in said.items()
            ]

    def _question(self, name: str) -> int:
        return self.questions.setdefault(name, len(self.questions))

    def _answer(self, words: str) -> int:
        return self.answers.setdefault(words, len(self.answers))


def _label(column: Axis, classes: Classes) -> str:
    return wording(column)(classes) or ""


def _decisive(decider: Decider, codes: Codes, free: Codes) -> dict[str, int]:
    """Which answers decide; where it would take too long to find them, which may: all that are given."""
    try:
        return dict.fromkeys(explain.decisive(decider, codes, free), 1)
    except TooMuchWork:
        axes = decider.rubric.axes
        return {axis.question.id: NOT_FOUND for name, axis in axes.items() if codes[name] != free[name]}


def trace_batches(trail: Trail) -> Iterator[pa.RecordBatch]:
    """The trace, ordered by round, area, perspective, indicator and question: a batch for each round.

    Costs what `napd.decision.explain.decisive` says for each distinct combination of codes, mostly under a
    millisecond; and then memory and time for its rows alone.
    """
    tracer, whose = Tracer(trail), KeyColumns.of(trail.layout)
    every = [tracer.traced(one) for one in trail.scored]
    texts = {"question": WordColumn.of(list(tracer.questions)), "answer": WordColumn.of(list(tracer.answers))}
    for _, parts in groupby(every, key=lambda one: one.scored.page[0]):
        yield _batch(list(parts), whose, texts)


def _batch(parts: Sequence[Traced], whose: KeyColumns, texts: Mapping[str, WordColumn]) -> pa.RecordBatch:
    """The rows of one round."""
    found = [part.rows() for part in parts]
    areas = np.concatenate([areas for areas, _ in found])
    part = np.repeat(np.arange(len(parts)), [len(areas) for areas, _ in found])
    entries = np.concatenate([one.entries[rows] for one, (_, rows) in zip(parts, found, strict=True)])
    order = np.lexsort((part, areas))  # it is stable: questions stay in their order
    areas, part, entries = areas[order], part[order], entries[order]
    columns = {
        name: whose.words[name].column(of[part]) for name, of in whose.numbers([p.scored for p in parts]).items()
    }
    columns["area"] = whose.words["area"].column(areas)
    columns |= {name: texts[name].column(entries[:, place]) for place, name in enumerate(texts)}
    columns["decisive"] = numbers(entries[:, 2] > 0, entries[:, 2] != NOT_FOUND)
    columns["open"] = numbers(entries[:, 3].astype(bool))
    wanted = schema("trace")
    return pa.record_batch([columns[one.name] for one in wanted], schema=wanted)
