"""The surroundings of an area: what lies in it, and in what it lies."""

from __future__ import annotations

from napd.model.areas import AreaRegistry


def around(areas: AreaRegistry, code: str) -> frozenset[str]:
    """The codes of an area, of areas that are or were in it, and of areas that it is or was in.

    Args:
        areas: those that there are.
        code: of the area.

    Raises:
        UnknownName: if there is no such area.
    """
    areas[code]  # which raises
    near = {code}
    for each in areas.memberships:
        order = [one for one in (each.municipality, each.region, each.province, each.country) if one]
        near |= {*order} if code in order else set()
    return frozenset(near)
