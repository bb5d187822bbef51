"""What the rules engines have in common: they decide one row of answers at a time, so a script brings them the rows.

An engine knows nothing of what is missing: each row is decided twice, with missing answers at their worst and at their
best. That is exact for these rules, and for no rules in which a better answer can count against an area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from pyarrow import parquet

from benchmarks.rubric import INDICATORS, KINDS, RANKS, Needs, question_of, rank

LOW, HIGH = -1.0, 1e9
COLUMNS = ("round", "area", "question", "value")
Row = dict[str, float]
"""A number for each kind of question."""


class Case(NamedTuple):
    """The answers of one area in one round to the questions of one indicator, with what is missing at either end."""

    indicator: str
    place: tuple[str, str]
    low: Row
    high: Row
    answered: int


def needs_of(needs: Needs) -> dict[str, float]:
    """What a rule needs of each kind of question, as the least number."""
    return {kind: rank(worst) for kind, worst in needs.items()}


def cases(path: Path) -> Iterator[Case]:
    """Read the answers."""
    wide: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    columns = parquet.read_table(path, columns=list(COLUMNS)).to_pydict()
    for round_, area, question, value in zip(*(columns[name] for name in COLUMNS), strict=True):
        answers = wide[round_, area]
        if value is not None:
            answers[question] = RANKS[value] if value in RANKS else float(value)
    for place, answers in wide.items():
        for indicator in INDICATORS:
            given = {kind: answers[name] for kind in KINDS if (name := question_of(indicator, kind)) in answers}
            low, high = ({**dict.fromkeys(KINDS, missing), **given} for missing in (LOW, HIGH))
            yield Case(indicator, place, low, high, len(given))


def table(found: Sequence[Case], low: Sequence[str], high: Sequence[str]) -> pa.Table:
    """The scores."""
    return pa.table(
        {
            "round": [case.place[0] for case in found],
            "area": [case.place[1] for case in found],
            "indicator": [case.indicator for case in found],
            "level_low": low,
            "level_high": high,
            "answered": [case.answered for case in found],
        }
    )
