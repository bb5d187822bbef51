"""Maps: the tiles of a round, once for each indicator; which one is shown stands in the address."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from napd import Indicator, Round
from napd.plugin import web_address
from napd_report.report_data import ReportData
from napd_report.standing import Cell
from napd_report.tiles import Tile


@frozen
class TileMap:
    """The map of an indicator.

    Args:
        indicator: the indicator.
        dashboard: the title of its dashboard, where there are several.
        is_first: whether it is the first of its dashboard.
        tiles: the tiles, ordered by name, each with what stands of its region.
    """

    indicator: Indicator
    dashboard: str
    is_first: bool
    tiles: tuple[tuple[Tile, Cell], ...]

    @property
    def id(self) -> str:
        """By what it is named in an address."""
        return id_of(self.indicator)

    @property
    def name(self) -> str:
        """What it is called."""
        return " · ".join(filter(None, (self.dashboard, self.indicator.title)))


def id_of(indicator: Indicator) -> str:
    """By what the map of an indicator is named in an address."""
    return f"kaart-{web_address(indicator.id)}"


def maps_of(data: ReportData, round_: Round) -> tuple[TileMap, ...]:
    """A map for each indicator of regions and municipalities in a round, in their order."""
    tiles = data.tiles(round_)
    return tuple(
        TileMap(one, title, number == 0, tuple((tile, data.standing.cell(round_, tile.area, one.id)) for tile in tiles))
        for _, title, some in data.by_dashboard(data.in_force(round_))
        for number, one in enumerate(some)
    )


def style_of(data: ReportData) -> Iterator[str]:
    """What no style sheet can say beforehand: where tiles stand, and which choice is marked as made."""
    tiles = [tile for round_ in data.rounds for tile in data.tiles(round_)]
    for column in sorted({tile.column for tile in tiles}):
        yield f".c{column}{{grid-column:{column}}}\n"
    for row in sorted({tile.row for tile in tiles}):
        yield f".r{row}{{grid-row:{row}}}\n"
    yield f".tiles{{--columns:{max((tile.column for tile in tiles), default=1)}}}\n"
    for name in map(id_of, data.indicators):
        chosen = f".map-part:has(#{name.replace('~', chr(92) + '~').replace('.', chr(92) + '.')}:target)"
        yield f'{chosen} [href="#{name}"]{{background:var(--ink);color:var(--paper);border-color:var(--ink)}}\n'
