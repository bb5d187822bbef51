from __future__ import annotations

from datetime import date
from itertools import product

import pyarrow as pa
import pytest

from napd import AreaRegistry, Measure, Scheme
from napd_disclosure import CountTable, Dimension

DAY = date(2025, 12, 1)
AREAS = AreaRegistry.shipped()
CODES = ("GM0376", "GM0402", "GM0406", "GM0417")
TOTAL = "MO0402"


@pytest.fixture(scope="session")
def count():
    """Makes a count of a list of numbers by area, or of lists of them by area and kind."""

    def make(table, kinds=(), *, totals=None, shared=None, kind="stock", **how):
        areas = CODES[: len(table)]
        named = totals or {"alle": kinds}
        schemes = [Scheme("soort", "soort", {each: each for each in kinds}, named)] if kinds else []
        dimensions = [Dimension(id="area", codes=areas, totals={TOTAL: areas}, sums=shared is None)]
        dimensions += [Dimension(id="soort", codes=kinds, totals=named)] if kinds else []
        leaves = {
            (area, *own): value
            for area, row in zip(areas, table, strict=True)
            for own, value in zip([(each,) for each in kinds] or [()], row if kinds else [row], strict=True)
        }
        rows = []
        for cell in product(*(each.names for each in dimensions)):
            parts = product(*(one.codes_of(name) for one, name in zip(dimensions, cell, strict=True)))
            value = sum(leaves[part] for part in parts)
            row = {each.id: name for each, name in zip(dimensions, cell, strict=True)}
            rows.append(row | {"value": value} | (shared(cell, value) if shared else {}))
        measure = Measure(
            id="telling", title="Telling FICTIEF", population="mensen", unit="personen", kind=kind, schemes=schemes
        )
        said = {"source": "FICTIEF", "fictional": True} | how
        cells = said.pop("cells", pa.Table.from_pylist(rows))
        return CountTable(
            measure=measure, first=DAY, last=DAY, areas=AREAS, dimensions=dimensions, cells=cells, **said
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def hidden():
    """The names of the figures that a protected count hides."""

    def of(protected):
        return {
            ("+".join(area.code for area in each.areas), *each.parts.values())
            for each in protected.figures
            if each.status == "Q"
        }

    return of
