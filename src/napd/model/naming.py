"""Names: which area somebody means who names one, by its code, its name, or a part of that which only one has.

Only for what a person asks for. In answers an area has its code, because a name is not a key; `PlaceNames.hint` helps
there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from napd.errors import NapdError, UnknownName
from napd.model.area_kinds import AreaKind
from napd.model.areas import AreaRegistry
from napd.model.memberships import Area
from napd.model.rounds import Rounds

MOST = 6
"""Areas that are listed where a text can mean several."""


def area_named(areas: AreaRegistry, text: str) -> Area:
    """The area that a text names.

    Where a region and municipalities in it go by the same name, it is the region: that has the others in it.

    >>> area_named(AreaRegistry.shipped(), "vechtstreek").code, area_named(AreaRegistry.shipped(), "gm0402").name
    ('MO0402', 'Hilversum')

    Raises:
        UnknownName: when there is none, with the area that seems to be meant, or there are several, with each.
    """
    found = _found(areas, text)
    return _only(areas, text, found, found)


def region_named(
    areas: AreaRegistry, rounds: Rounds, text: str, round_id: str | None = None, also: Collection[AreaKind] = ()
) -> Area:
    """The region that a text names; a municipality stands for the region in which it, or its successor, lies.

    Args:
        areas: all of them.
        rounds: likewise.
        text: as for `area_named`.
        round_id: the round on whose date the municipality lies in the region; None for the last.
        also: kinds of area that stand for themselves too.

    Raises:
        UnknownName: as `area_named`; and when there is no such round.
        NapdError: when it is of another kind, or the region is not there in the round.
    """
    on = rounds[round_id].date if round_id else list(rounds)[-1].date
    found = _found(areas, text)
    regions = {region.code: region for area in found if (region := _region(areas, area, on, also))}
    if not regions:
        area = _only(areas, text, found, found)
        raise NapdError(f"{area.code} ({area.name}) is a {area.kind}: name a region, or a municipality in it")
    region = _only(areas, text, list(regions.values()), found)
    if round_id and region.kind != "municipality" and not areas.exists(region.code, on):
        raise NapdError(f"{region.code} ({region.name}) has no municipalities in round {round_id}: name another round")
    return region


def is_plain(text: str, area: Area) -> bool:
    """Whether a text is the code or the whole name of an area, so that nobody needs to be told which one is taken."""
    return text.strip().casefold() in (area.code.casefold(), area.name.casefold())


def _found(areas: AreaRegistry, text: str) -> Sequence[Area]:
    found = areas.names.named(text)
    if not found:
        hint = areas.names.hint(text) or "`napd areas` lists them."
        raise UnknownName(f'There is no area with the code or the name "{text}". {hint}')
    return found


def _region(areas: AreaRegistry, area: Area, on: dt.date, also: Collection[AreaKind]) -> Area | None:
    if area.kind in ("region", *also):
        return area
    return areas.region_of(areas.successor(area.code, on), on) if area.kind == "municipality" else None


def _only(areas: AreaRegistry, text: str, found: Sequence[Area], meant: Sequence[Area]) -> Area:
    """The one area among some, or the region that has the others in it; else an error that lists what is meant."""
    regions = [area for area in found if area.kind == "region"]
    if len(found) == 1:
        return found[0]
    if len(regions) == 1:
        within = {each.municipality for each in areas.memberships if each.region == regions[0].code}
        if all(area == regions[0] or area.code in within for area in found):
            return regions[0]
    named = [f"{area.code} ({area.name})" for area in sorted(meant, key=lambda area: area.name.casefold())]
    more = [f"{len(named) - MOST} more"] if len(named) > MOST else []
    *others, last = [*named[:MOST], *more]
    raise UnknownName(f'"{text}" can be {", ".join(others)} or {last}. Give the code, or more of the name.')
