"""Auditing a table as anyone can read it, without what was counted: what `napd audit` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import numpy as np
from attrs import frozen

from napd import NapdError
from napd.plugin import Message, Texts
from napd_disclosure.constraints import NO_BOUND, Constraints
from napd_disclosure.contradicting import contradictions
from napd_disclosure.count import MANY, PLUS, Dimension
from napd_disclosure.publication import TOTALS, read_publications, together
from napd_disclosure.ranges import LARGE, Audit, Progress, Ranges
from napd_disclosure.reckoning import name_of
from napd_disclosure.rules import Rules
from napd_disclosure.telling import reasons


@frozen(eq=False)
class AuditFindings:
    """What an audit of a published table found.

    Args:
        audit: the audit, with what is published.
        ranges: the range of each figure that is hidden or rounded.
        asked: the numbers of these figures.
        narrow: of these the ones that are not uncertain enough.
    """

    audit: Audit
    ranges: Ranges
    asked: tuple[int, ...]
    narrow: tuple[int, ...]

    @property
    def known(self) -> int:
        """How many of them can be only one number."""
        return sum(bool(self.ranges.low[figure] == self.ranges.high[figure]) for figure in self.asked)

    def reasons(self) -> list[Message]:
        """The reckonings that give figures away."""
        is_large = len(self.audit.base) > LARGE
        return list(reasons(self.audit, MANY if is_large else len(self.narrow)))

    def text(self, tell: Texts) -> str:
        """The range of each figure, and the sums that give some away, for people."""
        lines = [self._line(figure, tell) for figure in self.asked]
        return "\n".join([*lines, *(f"  {tell.worded(each)}" for each in self.reasons())])

    def to_dict(self, tell: Texts) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "figures": [self._row(figure) for figure in self.asked],
            "reasons": [tell.worded(each) for each in self.reasons()],
        }

    def _row(self, figure: int) -> Mapping[str, Any]:
        high = int(self.ranges.high[figure])
        return {
            "figure": list(self.audit.known.names[figure]), "low": int(self.ranges.low[figure]),
            "high": None if high >= NO_BOUND else high, "best": bool(self.ranges.best[figure]),
            "too_narrow": figure in self.narrow,
        }  # fmt: skip

    def _line(self, figure: int, tell: Texts) -> str:
        row = self._row(figure)
        key = "audit.open" if row["high"] is None else "audit.range" if row["best"] else "audit.wider"
        if row["low"] == row["high"]:
            key = "audit.exactly"
        sign = "✕" if row["too_narrow"] else "=" if row["low"] == row["high"] else "✓"
        return f"{sign} {tell(key, name_of(self.audit.known, figure), str(row['low']), str(row['high']))}"


@frozen(eq=False)
class Audited:
    """A published table that is to be audited.

    Args:
        known: what everybody knows, the earlier tables with it.
    """

    known: Constraints

    @classmethod
    def of(cls, path: str | Path, rules: Rules, earlier: Sequence[str | Path] = ()) -> Self:
        """Read a table, and the tables that are known beside it; the rules of its receipt go before these.

        Raises:
            NapdError: with a line for each fault of a file.
        """
        read = {"round_to": rules.round_to, "least": rules.least_hidden}
        tables = read_publications(path, **read)
        mine = together([(table.dimensions, table.fixed) for table in tables])
        others = [
            table if table.about else table.meaning(partial(_codes_of, {each.id: each for each in mine}))
            for path_ in earlier for table in read_publications(path_, **read)
        ]  # fmt: skip
        within = together([(table.dimensions, table.fixed) for table in (*others, *tables)])
        if overlapping := [each.id for each in within if not each.sums]:
            raise NapdError(
                f"{path}: one person may be in several parts of {overlapping[0]}, so nothing follows from its totals "
                "by adding up; only `protect` audits such a table, which knows of how many that is so"
            )
        own = [table.rules or rules for table in tables]
        known = [
            table.known(within, uncertain=by.threshold or by.round_to) for table, by in zip(tables, own, strict=True)
        ]
        known += [table.known(within) for table in others]
        found = known[0]
        for more in known[1:]:
            found = found.beside(more)
        if not found.asked.any():
            raise NapdError(f"{path}: nothing in it is hidden or rounded, so there is nothing to audit")
        return cls(found)

    @property
    def asked(self) -> int:
        """How many figures have to stay uncertain."""
        return int(self.known.asked.sum())

    @property
    def is_large(self) -> bool:
        """Whether it is searched for ranges that are wide enough, and not for the utmost of each."""
        return bool(self.known.sums.shape[1] > LARGE)

    def found(self, progress: Progress | None = None) -> AuditFindings:
        """The range of each of them, as far as it goes; of a large table only as far as it has to be.

        Raises:
            NapdError: where no table of whole numbers fits what is published.
        """
        try:
            audit = Audit(self.known)
        except NapdError as error:
            raise NapdError("\n".join([str(error), *contradictions(self.known, MANY)])) from None
        asked = tuple(map(int, np.flatnonzero(self.known.asked)))
        if self.is_large:
            audit.prove(progress)
        ranges = audit.found() if self.is_large else audit.ranges(asked, progress)
        return AuditFindings(audit, ranges, asked, tuple(map(int, np.flatnonzero(audit.narrow()))))


def _codes_of(dimensions: Mapping[str, Dimension], dimension: str, name: str) -> Sequence[str]:
    """The codes that a name in another table stands for: a total of this table, or codes, which may be of none here."""
    own = dimensions.get(dimension)
    if own is not None and name in own.names:
        return own.codes_of(name)
    if name.casefold() in TOTALS:
        return own.codes if own is not None else (name,)
    return name.split(PLUS)
