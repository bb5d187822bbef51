"""Counts: a table as it was counted, with every small figure in it. It stays in memory: nothing writes or shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, NoReturn

from attrs import field, frozen

from napd import Area, AreaRegistry, Measure, ModelError

if TYPE_CHECKING:
    import pyarrow as pa

AREA = "area"
"""The id of the dimension whose parts are areas; each other one is a scheme of the measure."""
PLUS = "+"
"""Stands between the parts of a sum that has no name of its own."""
MANY = 5
"""The most cells that an error names."""


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _named(totals: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(codes) for name, codes in totals.items()}


@frozen(kw_only=True)
class Dimension:
    """What a table is broken down by.

    Args:
        id: "area", or the id of a scheme of the measure.
        codes: the smallest parts, in order.
        totals: name of each margin, with the codes in it; they may overlap and nest.
        sums: whether a total is the sum of its codes. False where one person may be in several codes, as persons over a
            period are in several areas; the table then says how many `shared`.

    Raises:
        ModelError: with a line for each fault.
    """

    id: str
    codes: tuple[str, ...] = field(converter=_texts)
    totals: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=_named)
    sums: bool = True

    def __attrs_post_init__(self) -> None:
        if faults := [f"dimension {self.id!r}: {fault}" for fault in self._faults()]:
            raise ModelError("\n".join(faults))

    def _faults(self) -> Iterator[str]:
        if not self.codes:
            yield "it has no codes; give at least one"
        names = [*self.codes, *self.totals]
        yield from (f"{name!r} stands there twice" for name in dict.fromkeys(names) if names.count(name) > 1)
        for name, codes in self.totals.items():
            if not codes or len({*codes}) < len(codes):
                yield f"total {name!r} needs codes, each once"
            yield from (f"total {name!r} has no code {code!r} to add" for code in codes if code not in self.codes)

    @property
    def names(self) -> tuple[str, ...]:
        """Every code and total, in order."""
        return (*self.codes, *self.totals)

    def codes_of(self, name: str) -> tuple[str, ...]:
        """The codes that a code or a total holds."""
        return self.totals.get(name, (name,))

    def parts_of(self, name: str) -> tuple[str, ...]:
        """The codes or totals of which a name is the sum: "a+b" is a and b, unless something is called so."""
        return (name,) if name in self.names else tuple(name.split(PLUS))


def _kept(dimensions: Iterable[Dimension]) -> tuple[Dimension, ...]:
    return tuple(dimensions)


@frozen(kw_only=True, repr=False, eq=False)
class CountTable:
    """A table as it was counted. Only `protect` reads it: it is no Arrow table, is not shown, and is not pickled.

    Args:
        measure: what it counts.
        first: the day, or the first day of the period.
        last: the last day.
        areas: those of which the dimension "area" has the codes.
        dimensions: what it is broken down by; "area" first.
        cells: a column of text for each dimension, with a code or the name of a total; `value`, whole; `shared`, where
            a dimension does not sum: how many of the persons in the cell are in another cell of codes too; and for sums
            of amounts `persons`, who contribute, and `largest`, the largest contribution of one person. Every
            combination has a row, in any order.
        source: where it comes from.
        doubts: what is uncertain.
        coverage: which part of the areas it covers, in words; empty for all.
        coverage_of: the same by code of the dimension "area", for codes that are no area: what they count lies
            somewhere in the last total, so a figure of one is of that area, covered as it says here.
        fictional: whether it is invented.
        fixed: the part of each scheme of the measure by which it is not broken down.

    Raises:
        ModelError: with a line for each fault, such as a total that is not the sum of its codes.
    """

    measure: Measure
    first: date
    last: date
    areas: AreaRegistry
    dimensions: tuple[Dimension, ...] = field(converter=_kept)
    cells: pa.Table
    source: str = ""
    doubts: tuple[str, ...] = field(default=(), converter=_texts)
    coverage: str = ""
    coverage_of: Mapping[str, str] = field(factory=dict)
    fictional: bool = False
    fixed: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if faults := [f"count of {self.measure.id!r}: {fault}" for fault in self._faults()]:
            raise ModelError("\n".join(faults))

    def _faults(self) -> Iterator[str]:
        ids = [dimension.id for dimension in self.dimensions]
        if ids[:1] != [AREA] or len({*ids}) < len(ids):
            yield 'its dimensions are not "area" and then others, each once'
        wanted = {*ids[1:], *self.fixed}
        schemes = {scheme.id for scheme in self.measure.schemes}
        yield from (f"it is not broken down by scheme {one!r}, nor fixed in it" for one in sorted(schemes - wanted))
        yield from (f"its measure has no scheme {one!r}" for one in sorted(wanted - schemes))
        needed = [*ids, "value", *([] if self.adds_up else ["shared"])]
        if self.coverage_of and not self.dimensions[0].totals:
            yield 'its dimension "area" has no total, in which those of coverage_of lie'
        odd = sorted({*self.coverage_of} - {*self.dimensions[0].codes})
        yield from (f'its dimension "area" has no code {code!r} of which to say the coverage' for code in odd)
        lost = [name for name in needed if name not in self.cells.column_names]
        yield from (f"its cells have no column {name!r}" for name in lost)
        if not lost:
            yield from self._cell_faults(ids)

    def _cell_faults(self, ids: list[str]) -> Iterator[str]:
        found = [*zip(*(self.cells[name].to_pylist() for name in ids), strict=True)]
        wanted = {*self.combinations()}
        numbers = [name for name in ("value", "shared", "persons", "largest") if name in self.cells.column_names]
        odd = [name for name in numbers if any(n is None or n < 0 for n in self.cells[name].to_pylist())]
        yield from (f"column {name!r} has something that is not a whole number of 0 or more" for name in odd)
        for faults, why in (
            (wanted.difference(found), "has no row; a count of none is a row with 0"),
            ({*found} - wanted, "is no combination of codes and totals"),
            ({*found} if len({*found}) < len(found) else (), "or another row stands there twice"),
        ):
            yield from (f"{' / '.join(map(str, cell))} {why}" for cell in sorted(faults, key=str)[:MANY])

    def combinations(self) -> Iterator[tuple[str, ...]]:
        """The name of each cell in each dimension, the last dimension running fastest."""
        return product(*(dimension.names for dimension in self.dimensions))

    def place(self, name: str) -> tuple[Area, str]:
        """The area of a code or a total, and which part of it is covered, in words."""
        if (own := self.coverage_of.get(name)) is None:
            return self.areas[name], self.coverage
        return self.areas[self.dimensions[0].names[-1]], "; ".join(filter(None, (own, self.coverage)))

    @property
    def adds_up(self) -> bool:
        """Whether each total is the sum of its codes, in every dimension."""
        return all(dimension.sums for dimension in self.dimensions)

    @property
    def is_of_amounts(self) -> bool:
        """Whether the values are sums of amounts, and not counts of persons or events."""
        return {"persons", "largest"} <= {*self.cells.column_names}

    def __repr__(self) -> str:
        return f"<CountTable of {self.measure.id}: {len(self.cells)} cells, which only protect() reads>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a count as it was counted is not stored: protect it, and store that")


def values_of(count: CountTable, column: str) -> Any:
    """A column of the cells as an int64 array of numpy, in the order of `combinations`."""
    import numpy as np

    keys = zip(*(count.cells[dimension.id].to_pylist() for dimension in count.dimensions), strict=True)
    found = dict(zip(keys, count.cells[column].to_pylist(), strict=True))
    return np.array([found[cell] for cell in count.combinations()], dtype=np.int64)
