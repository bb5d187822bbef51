"""The commands `areas` and `rounds`; they load no plugin, but for the one whose areas napd.toml names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from napd.cli.options import GLOBAL, FrameworkFile, Json, speak, words
from napd.cli.terminal import say, show
from napd.errors import NapdError, UnknownName
from napd.texts import Texts

if TYPE_CHECKING:
    from napd.model.areas import Area, AreaRegistry, Membership
    from napd.model.rounds import Round, Rounds


def areas(
    area: Annotated[
        str | None,
        typer.Argument(metavar="[AREA]", help="A region or a municipality, by code or name.", show_default=False),
    ] = None,
    round: Annotated[  # noqa: A002
        str | None, typer.Option("--round", metavar="ROUND", help="The round whose date counts; by default the last.")
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """List the regions, or show one area.

    A region is shown with its municipalities in a round, a municipality with its regions through time.

    Example: napd areas MO0402 --round 2025-12
    """
    registry, known, words = places(framework)
    on = known[round] if round else list(known)[-1]
    if area:
        from napd.model.naming import area_named, is_plain

        found = area_named(registry, area)
        if not is_plain(area, found):
            say(words("named.is_taken", area, found.name, found.code))
        _show_area(registry, found.code, on, words, json=json)
        return 0
    if unknown := registry.unknown_on(on.date):
        raise NapdError(f"{unknown}. Give the areas of that time with the setting 'areas' in napd.toml.")
    _show_regions(registry, registry.regions(on.date), on, words, json=json)
    return 0


def rounds(framework: FrameworkFile = None, json: Json = False) -> int:
    """List the rounds.

    Example: napd rounds
    """
    _, known, words = places(framework)
    columns = words.table("column.rounds")
    show([{name: getattr(each, name) for name in columns} for each in known], columns, words, json=json)
    return 0


def places(framework: str | None) -> tuple[AreaRegistry, Rounds, Texts]:
    """The areas, the rounds and the texts that a napd.toml names, or else those of napd."""
    from napd.framework.settings import settings_of
    from napd.model.areas import AreaRegistry
    from napd.model.rounds import Rounds

    settings = settings_of(framework).arguments
    areas = settings.get("areas") or AreaRegistry.shipped()
    if isinstance(areas, str):
        from napd.cli.start import local
        from napd.framework.hooks import AREAS
        from napd.framework.kinds import registry  # with pluggy, which is not needed where no plugin is

        areas = registry(areas, local().among(AREAS)).value
    speak(GLOBAL.get().language or settings.get("language"))
    return areas, settings.get("rounds") or Rounds.shipped(), words()


def _show_regions(areas: AreaRegistry, regions: Iterable[Area], on: Round, words: Texts, *, json: bool) -> None:
    rows = []
    for region in sorted(regions, key=lambda area: area.name.casefold()):
        codes = [area.code for area in areas.members(region.code, on.date)]
        rows.append({"code": region.code, "name": region.name, "count": len(codes), "municipalities": codes})
    title = words("areas_shown.regions", on.date, on.id, count=len(rows))
    show(rows, words.table("column.regions"), words, json=json, title=title)


def _show_area(areas: AreaRegistry, code: str, on: Round, words: Texts, *, json: bool) -> None:
    """Show the members of an area in a round, or the periods of a municipality, and how certain they are."""
    from napd.model.area_kinds import ABOVE

    area = areas[code]
    if area.kind in ABOVE and areas.exists(code, on.date):
        _show_regions(areas, areas.members(code, on.date), on, words, json=json)
        return
    periods = [m for m in areas.memberships if getattr(m, area.kind) == code]
    if area.kind != "municipality":
        periods = [m for m in periods if m.covers(on.date)]
    if not periods:
        missing = f"{code} ({area.name}) has no municipalities on {on.date}, the date of round {on.id}"
        raise UnknownName(str(areas.unknown_on(on.date) or missing))
    title = f"{area.code} {area.name}" + (words("areas_shown.round", on.id, on.date) if area.kind == "region" else "")
    columns = words.table("column.periods")
    show([_period(areas, period, columns) for period in periods], columns, words, json=json, title=title)


def _period(areas: AreaRegistry, period: Membership, columns: Iterable[str]) -> dict[str, object]:
    row = {name: getattr(period, name) for name in columns if name not in ("name", "region_name")}
    return row | {"name": areas[period.municipality].name, "region_name": areas[period.region].name}
