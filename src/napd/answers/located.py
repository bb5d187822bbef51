"""What people said, each text with where it stands: the answers that count, notes, and values that do not count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from attrs import evolve, fields, frozen
from numpy.typing import NDArray

Ints = NDArray[np.int64]
KINDS = {"addresses": np.int64, "texts": object, "statuses": np.int64, "sources": np.int64, "lines": np.int64,
         "prints": np.uint64}  # fmt: skip


@frozen(eq=False, repr=False)
class LocatedTexts:
    """LocatedTexts; arrays of one length, by address, and for one address in the order in which they were read.

    Args:
        addresses: int64, the places in the grid of the questions that they are about; -1 if that is not one.
        texts: object, without the white space around them.
        statuses: int64, the places of the statuses of their rows in `STATUSES`; -1 without one.
        sources: int64, the places of their sources in `Gathered.sources`.
        lines: int64, their lines there.
    """

    addresses: Ints
    texts: NDArray[np.object_]
    statuses: Ints
    sources: Ints
    lines: Ints

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """The texts of several parts, in the order in which these were read."""
        none = [np.zeros(0, KINDS[each.name]) for each in fields(cls)]
        every = [np.concatenate(columns) for columns in zip(none, *(part.columns for part in parts), strict=True)]
        whole = cls(*every)
        return whole.of(np.argsort(whole.addresses, kind="stable"))

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The arrays."""
        return [getattr(self, each.name) for each in fields(type(self))]

    def of(self, rows: NDArray[Any] | slice) -> Self:
        """Some of them: where a mask holds, or by their places."""
        return type(self)(*(column[rows] for column in self.columns))

    @property
    def placed(self) -> Self:
        """Those that are about a question."""
        return self.of(slice(*np.searchsorted(self.addresses, [0, np.iinfo(np.int64).max]).tolist()))

    def between(self, begin: int, end: int) -> list[str]:
        """The distinct texts for the addresses from one up to another."""
        first, last = np.searchsorted(self.addresses, [begin, end])
        return list(dict.fromkeys(self.texts[first:last].tolist()))

    def at(self, address: int) -> list[str]:
        """The distinct texts for an address."""
        return self.between(address, address + 1)


@frozen(eq=False, repr=False)
class Answered(LocatedTexts):
    """Answers that count, each once and in its standard form, in the order of round, perspective, area and question.

    Of an answer given twice the source and the line are those of the first.

    Args:
        prints: uint64, their fingerprints.
    """

    prints: NDArray[np.uint64]

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """The answers of several parts; of what is answered more than once the first, with the least status."""
        whole = super().joined(parts)
        first, _ = runs(whole.addresses)
        if len(first) == len(whole.addresses):
            return whole
        return evolve(whole.of(first), statuses=np.minimum.reduceat(whole.statuses, first))

    def has(self, addresses: Ints) -> NDArray[np.bool_]:
        """Which of some addresses have an answer."""
        if not len(self.addresses):
            return np.zeros(len(addresses), dtype=bool)
        places = np.minimum(np.searchsorted(self.addresses, addresses), len(self.addresses) - 1)
        return np.asarray(self.addresses[places] == addresses)

    @property
    def fingerprint(self) -> str:
        """As that of `Gathered`."""
        return f"{int(self.prints.sum(dtype=np.uint64)):016x}"


def runs(keys: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal keys begins and ends."""
    first = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1))
    return first, np.append(first, len(keys))[1:]


def together(texts: NDArray[np.object_], first: Ints, ends: Ints) -> NDArray[np.object_]:
    """For each run of texts the distinct ones, a line each."""
    joined = texts[first]
    for place in np.flatnonzero(ends - first > 1).tolist():
        joined[place] = "\n".join(dict.fromkeys(texts[first[place] : ends[place]].tolist()))
    return joined
