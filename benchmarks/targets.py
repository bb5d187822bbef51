"""What napd aims for. A target holds for the answers in every order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from benchmarks.commands import PART, ROUND
from benchmarks.contestants import NAPD
from benchmarks.measure import Row

Measure = Literal["ratio", "peak", "to_napd"]
SHOWN = {"ratio": "≤ {:g} ×", "peak": "≤ {:g} MiB", "to_napd": "≥ {:g} × napd"}


@frozen
class Target:
    """A bound on what is measured; on the time of a rival, beside that of napd, it is a lower one.

    Args:
        part: what is measured, such as "10M", in whichever order.
        name: of the row.
        measure: which property of the row.
        bound: how much it may be at most, or has to be at least.
    """

    part: str
    name: str
    measure: Measure
    bound: float

    def verdict(self, row: Row) -> str:
        """The target, and in a sign and a word whether it is met."""
        measured = getattr(row, self.measure)
        text = SHOWN[self.measure].format(self.bound)
        if measured is None:
            return f"{text} ? not measured"
        met = measured >= self.bound if self.measure == "to_napd" else measured <= self.bound
        return f"{text} {'✓ met' if met else '✗ missed'}"


TARGETS = (
    Target("10M", NAPD, "ratio", 1.5),
    Target("10M", NAPD, "peak", 350),
    Target("100M", NAPD, "ratio", 1.3),
    Target("100M", NAPD, "peak", 1024),
    Target("10M", "duckdb_wide", "to_napd", 5),
    Target("10M", "duckdb_lookup", "to_napd", 5),
    Target("10M", "polars_wide", "to_napd", 5),
    Target("10M", "polars_lookup", "to_napd", 5),
    Target("10M", "pandas_vectorised", "to_napd", 20),
    Target("1M", "pandas_apply", "to_napd", 500),
    Target(PART, "napd --version", "ratio", 1.5),
    Target(PART, "napd --help", "ratio", 7),
    Target(PART, "napd score --help", "ratio", 8),
    Target(PART, ROUND, "ratio", 34),  # 1.2 times what the engine alone took of it as a prototype, 28
)


def verdicts(row: Row) -> Iterator[str]:
    """What the targets say of a row."""
    for target in TARGETS:
        if row.name == target.name and row.part in (target.part, f"{target.part} sorted", f"{target.part} shuffled"):
            yield target.verdict(row)
