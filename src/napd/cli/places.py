"""The commands `areas` and `rounds`; they load no plugin, but for the one whose areas napd.toml names."""

from __future__ import annotations

from collections.abc import Iterable

from napd.cli.show import show
from napd.errors import NapdError, UnknownName
from napd.framework.settings import settings_of
from napd.model.area_kinds import ABOVE
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.rounds import Round, Rounds

REGION_COLUMNS = {"code": "region", "name": "name", "count": "municipalities", "municipalities": "codes"}
PERIOD_COLUMNS = {
    "municipality": "municipality", "name": "name", "region": "region", "region_name": "region name",
    "valid_from": "from", "valid_until": "until", "successor": "went on as", "confidence": "confidence",
    "source": "source",
}  # fmt: skip
ROUND_COLUMNS = {"id": "round", "date": "date", "label": "label", "note": "note"}


def _places(framework: str | None) -> tuple[AreaRegistry, Rounds]:
    settings = settings_of(framework)
    areas = settings.get("areas") or AreaRegistry.shipped()
    if isinstance(areas, str):
        from napd.cli.added import given
        from napd.framework.hooks import AREAS
        from napd.framework.kinds import registry  # with pluggy, which is not needed where no plugin is

        areas = registry(areas, given().among(AREAS)).value
    return areas, settings.get("rounds") or Rounds.shipped()


def _round(rounds: Rounds, round_id: str | None) -> Round:
    return rounds[round_id] if round_id else list(rounds)[-1]


def list_areas(round_id: str | None, framework: str | None, *, json: bool) -> int:
    """List the regions of a round, by name, with the municipalities that belong to them.

    Raises:
        NapdError: where a table or a round cannot be had, or lies before all records.
    """
    areas, rounds = _places(framework)
    on = _round(rounds, round_id)
    if unknown := areas.unknown_on(on.date):
        raise NapdError(f"{unknown}. Give the areas of that time with the setting 'areas' in napd.toml.")
    _show_regions(areas, areas.regions(on.date), on, json=json)
    return 0


def _show_regions(areas: AreaRegistry, regions: Iterable[Area], on: Round, *, json: bool) -> None:
    rows = []
    for region in sorted(regions, key=lambda area: area.name.casefold()):
        codes = [area.code for area in areas.members(region.code, on.date)]
        rows.append({"code": region.code, "name": region.name, "count": len(codes), "municipalities": codes})
    show(rows, REGION_COLUMNS, json=json, title=f"{len(rows)} regions on {on.date}, the date of round {on.id}")


def show_area(code: str, round_id: str | None, framework: str | None, *, json: bool) -> int:
    """Show the members of an area in a round, or the periods of a municipality, and how certain they are."""
    areas, rounds = _places(framework)
    area, on = areas[code], _round(rounds, round_id)
    if area.kind in ABOVE and areas.exists(code, on.date):
        _show_regions(areas, areas.members(code, on.date), on, json=json)
        return 0
    periods = [m for m in areas.memberships if getattr(m, area.kind) == code]
    if area.kind != "municipality":
        periods = [m for m in periods if m.covers(on.date)]
    if not periods:
        missing = f"{code} ({area.name}) has no municipalities on {on.date}, the date of round {on.id}"
        raise UnknownName(areas.unknown_on(on.date) or missing)
    title = f"{area.code} {area.name}" + (f", round {on.id} ({on.date})" if area.kind == "region" else "")
    show([_period(areas, period) for period in periods], PERIOD_COLUMNS, json=json, title=title)
    return 0


def _period(areas: AreaRegistry, period: Membership) -> dict[str, object]:
    row = {name: getattr(period, name) for name in PERIOD_COLUMNS if name not in ("name", "region_name")}
    return row | {"name": areas[period.municipality].name, "region_name": areas[period.region].name}


def list_rounds(framework: str | None, *, json: bool) -> int:
    """List the rounds in order."""
    rows = [{name: getattr(round_, name) for name in ROUND_COLUMNS} for round_ in _places(framework)[1]]
    show(rows, ROUND_COLUMNS, json=json)
    return 0
