"""Reach: the areas on which what is asked about some can depend, and parts of the country that do not touch each other.

A score comes from answers of its area and of areas in it; the answers of municipalities that merged count as those of
their successor, from whichever region they came. So what is asked about one region needs few others, and a whole
country can be compared one part at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from napd.model.area_kinds import ABOVE, AreaKind
from napd.model.areas import AreaRegistry
from napd.model.memberships import Membership


def reach(codes: Iterable[str], registries: Iterable[AreaRegistry]) -> frozenset[str]:
    """Some areas, those that ever lie in them, and those that ever merged into any of these.

    Args:
        codes: of the areas that are asked about.
        registries: those of the rounds that are compared.
    """
    below: dict[str, set[str]] = {}
    for each in _memberships(registries):
        for upper in (each.region, each.province, each.country, each.successor):
            if upper:
                below.setdefault(upper, set()).add(each.municipality)
        for upper in filter(None, (each.province, each.country)):
            below.setdefault(upper, set()).add(each.region)
    return frozenset(_closed(codes, below))


def parts(
    registries: Iterable[AreaRegistry], kinds: Collection[AreaKind], sizes: Mapping[str, int], most: int
) -> list[frozenset[str]]:
    """Every area in one of some parts, so that whatever can depend on each other is together.

    Args:
        registries: those of the rounds that are compared.
        kinds: the kinds of areas that have scores. Where a country has none, its regions do not touch each other.
        sizes: how large each area counts; not at all if it is not there.
        most: as small as parts are made at the least: one is closed once it is this large.
    """
    kept = list(registries)
    beside: dict[str, set[str]] = {area.code: set() for registry in kept for area in registry}
    for each in _memberships(kept):
        above = (getattr(each, kind) for kind in ABOVE if kind in kinds)
        for other in filter(None, (each.region, each.successor, *above)):
            beside[each.municipality].add(other)
            beside[other].add(each.municipality)
    found: list[set[str]] = []
    size = most
    for group in _groups(beside):
        if size >= most:
            found.append(set())
            size = 0
        found[-1] |= group
        size += sum(sizes.get(code, 0) for code in group)
    return [*map(frozenset, found)]


def _memberships(registries: Iterable[AreaRegistry]) -> Iterator[Membership]:
    return (each for areas in registries for each in areas.memberships)


def _groups(beside: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Each group of areas that are beside each other, in the order of the first code of each."""
    seen: set[str] = set()
    for code in sorted(beside):
        if code not in seen:
            group = _closed([code], beside)
            seen |= group
            yield group


def _closed(codes: Iterable[str], beside: Mapping[str, set[str]]) -> set[str]:
    """Some areas, and every other to which there is a way from them."""
    found, left = set[str](), set(codes)
    while left:
        found |= left
        left = {other for code in left for other in beside.get(code, ())} - found
    return found
