"""Texts: what people said in their own words beside the answers that count, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

Ints = NDArray[np.int64]
KINDS = (np.int64, object, np.int64, np.int64, np.int64)


@frozen(eq=False, repr=False)
class Texts:
    """Texts; arrays of one length, by address, and for one address in the order in which they were read.

    Args:
        addresses: int64, the places in the grid of the questions that they are about; -1 where that is none.
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
    def joined(cls, parts: Iterable[Texts]) -> Texts:
        """The texts of several parts, in the order in which these were read."""
        none = tuple(np.zeros(0, kind) for kind in KINDS)
        every = [np.concatenate(columns) for columns in zip(none, *(part.columns for part in parts), strict=True)]
        whole = cls(*every)
        return whole.of(np.argsort(whole.addresses, kind="stable"))

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """The arrays."""
        return self.addresses, self.texts, self.statuses, self.sources, self.lines

    def of(self, rows: NDArray[Any] | slice) -> Texts:
        """Some of them: where a mask holds, or by their places."""
        return Texts(*(column[rows] for column in self.columns))

    def with_texts(self, texts: NDArray[np.object_]) -> Texts:
        """The same with other texts."""
        return evolve(self, texts=texts)

    @property
    def placed(self) -> Texts:
        """Those that are about a question."""
        return self.of(slice(*np.searchsorted(self.addresses, [0, np.iinfo(np.int64).max]).tolist()))

    def between(self, begin: int, end: int) -> list[str]:
        """The distinct texts for the addresses from one up to another."""
        first, last = np.searchsorted(self.addresses, [begin, end])
        return list(dict.fromkeys(self.texts[first:last].tolist()))

    def at(self, address: int) -> list[str]:
        """The distinct texts for an address."""
        return self.between(address, address + 1)


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
