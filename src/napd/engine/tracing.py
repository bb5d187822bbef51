"""The trace: for every score the questions that decide it, and those that could still change it, as a table.

What decides is found once for each distinct combination of codes; nothing happens score by score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from napd.decision import explain
from napd.decision.labels import wording
from napd.decision.outcomes import Decider
from napd.decision.search import TooMuchWork
from napd.engine.arrays import numbers
from napd.engine.explaining import Trail
from napd.engine.folding import distinct
from napd.engine.schemas import schema
from napd.engine.scoring import Scored, codes_of
from napd.engine.tables import Whose, Words
from napd.model.indicator import Indicator

Ints = NDArray[np.int64]
Entry = tuple[int, int, bool, bool]
"""The number of a question, that of its answer's words, whether it is decisive, and whether it is open."""


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
    _found: dict[tuple[Indicator, tuple[int, ...]], list[Entry]] = field(factory=dict, init=False)

    def traced(self, scored: Scored) -> Traced:
        """The trace of some scores."""
        decider = self.trail.layout.framework.decider(scored.indicator)
        codes, axes = codes_of(self.trail.gathered.grid, scored), decider.rubric.axes
        columns = [(codes[name], len(axis.sets)) for name, axis in axes.items()]
        places, rows = distinct([*columns, (np.zeros(len(scored.areas), dtype=np.int64), 1)])
        every = [self._entries(decider, row[:-1]) for row in rows]
        counts = np.array([len(entries) for entries in every], dtype=np.int64)
        joined = np.array([entry for entries in every for entry in entries], dtype=np.int64).reshape(-1, 4)
        return Traced(scored, np.asarray(places, dtype=np.int64), np.cumsum(counts) - counts, counts, joined)

    def _entries(self, decider: Decider, codes: tuple[int, ...]) -> list[Entry]:
        key = decider.rubric.indicator, codes
        if key not in self._found:
            self._found[key] = list(self._trace(decider, codes))
        return self._found[key]

    def _trace(self, decider: Decider, codes: tuple[int, ...]) -> Iterator[Entry]:
        axes = decider.rubric.axes
        known = dict(zip(axes, codes, strict=True))
        still = explain.outcome_of(decider, known).open_questions
        decides = _decisive(decider, known)
        for name, axis in axes.items():
            if name in decides or name in still:
                words = wording(axis)(axis.sets[known[name]]) or ""
                question = self.questions.setdefault(name, len(self.questions))
                yield question, self.answers.setdefault(words, len(self.answers)), name in decides, name in still


def _decisive(decider: Decider, codes: explain.Codes) -> tuple[str, ...]:
    try:
        return explain.decisive(decider, codes)
    except TooMuchWork:
        return ()


def trace_batches(trail: Trail) -> Iterator[pa.RecordBatch]:
    """The trace, ordered by round, area, perspective, indicator and question: a batch for each round.

    Costs what `napd.decision.explain.decisive` says for each distinct combination of codes, mostly under a
    millisecond; and then memory and time for its rows alone.
    """
    tracer, whose = Tracer(trail), Whose.of(trail.layout)
    every = [tracer.traced(one) for one in trail.scored]
    texts = {"question": Words.of(list(tracer.questions)), "answer": Words.of(list(tracer.answers))}
    for _, parts in groupby(every, key=lambda one: one.scored.page[0]):
        yield _batch(list(parts), whose, texts)


def _batch(parts: Sequence[Traced], whose: Whose, texts: Mapping[str, Words]) -> pa.RecordBatch:
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
    columns |= {name: numbers(entries[:, place].astype(bool)) for name, place in (("decisive", 2), ("open", 3))}
    wanted = schema("trace")
    return pa.record_batch([columns[one.name] for one in wanted], schema=wanted)
