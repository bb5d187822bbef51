"""Reach: the areas on which what is asked about some can depend, so that the others need not be compared."""

from __future__ import annotations

from collections.abc import Iterable

from napd.model.areas import AreaRegistry


def reach(codes: Iterable[str], registries: Iterable[AreaRegistry]) -> frozenset[str]:
    """Some areas, those that ever lie in them, and those that ever merged into any of these.

    A score comes from answers of its area and of areas in it; the answers of municipalities that merged count as those
    of their successor, from whichever region they came.

    Args:
        codes: of the areas that are asked about.
        registries: those of the rounds that are compared.
    """
    found, members = set(codes), [each for areas in registries for each in areas.memberships]
    while True:
        more = {
            code
            for each in members
            for code, above in (
                (each.municipality, (each.region, each.province, each.country, each.successor)),
                (each.region, (each.province, each.country)),
            )
            if code not in found and not found.isdisjoint(above)
        }
        if not more:
            return frozenset(found)
        found |= more
