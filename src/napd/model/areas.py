"""Areas: regions, municipalities, and which municipality belongs to which region on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.resources import as_file, files
from itertools import pairwise, product
from os import PathLike
from typing import Self

from attrs import evolve, field, frozen

from napd.errors import UnknownName
from napd.model.area_files import read_areas
from napd.model.area_kinds import ABOVE, BELOW, AreaKind
from napd.model.memberships import Area, Membership
from napd.model.periods import conflicts
from napd.model.place_names import PlaceNames
from napd.model.record import all_of
from napd.model.rows import (
    refuse,
)
from napd.texts import Message

__all__ = ["Area", "AreaRegistry", "Membership"]


def _by_code(areas: Iterable[Area]) -> tuple[Area, ...]:
    return tuple(sorted(all_of(Area, areas, "AreaRegistry"), key=lambda area: area.code))


def _in_time(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    return tuple(
        sorted(
            all_of(Membership, memberships, "AreaRegistry"),
            key=lambda each: (each.municipality, each.start, each.region),
        )
    )


@frozen(repr=False)
class AreaRegistry:
    """The areas, in order and by code, and which belongs to which, and when; ModelError if these contradict each other.

    >>> AreaRegistry.shipped().region_of("GM0402", on=dt.date(2025, 12, 1)).name
    'Gooi en Vechtstreek'
    """

    areas: tuple[Area, ...] = field(converter=_by_code)
    memberships: tuple[Membership, ...] = field(converter=_in_time)

    @cached_property
    def _area(self) -> dict[str, Area]:
        return {area.code: area for area in self.areas}

    @cached_property
    def names(self) -> PlaceNames:
        """Find out which code is meant where something else is given."""
        return PlaceNames(self.areas)

    @cached_property
    def first_day(self) -> dt.date | None:
        """The first day on which the areas are known; None where some are known from before all records."""
        first = min((each.start for each in self.memberships), default=dt.date.min)
        return None if first == dt.date.min else first

    def unknown_on(self, on: dt.date) -> Message | None:
        """Say that areas are not known on a day before all records; None for a later day."""
        if self.first_day is None or self.first_day <= on:
            return None
        return Message("problem.area_not_in_round.before", day=on, first=self.first_day)

    @cached_property
    def _periods(self) -> dict[str, list[Membership]]:  # by municipality, and by region
        periods: dict[str, list[Membership]] = {area.code: [] for area in self.areas}
        for each in self.memberships:
            for code in filter(None, (each.municipality, each.region, each.province, each.country)):
                periods[code].append(each)
        return periods

    @cached_property
    def _near(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for each in self.memberships:
            order = [one for one in (each.municipality, each.region, each.province, each.country) if one]
            for one in order:
                found.setdefault(one, {one}).update(order)
        return found

    def __attrs_post_init__(self) -> None:
        faults = [f'area "{a.code}" is listed twice. Keep one.' for a, b in pairwise(self) if a.code == b.code]
        codes = sorted((area.code for area in self), key=lambda code: (code.casefold(), code))
        faults += [  # answers take no account of capitals, nor do many disks, on which each has a file
            f'area "{b}" is, but for capitals, the code of area "{a}". Change one of the two.'
            for a, b in pairwise(codes)
            if a != b and a.casefold() == b.casefold()
        ]
        for each, kind in product(self.memberships, ("municipality", "region", *ABOVE)):
            if not (code := getattr(each, kind)) and kind in ABOVE:
                continue
            if (area := self._area.get(code)) is None or area.kind != kind:
                faults.append(each.fault(kind, f"no {kind} among the areas has this code. Add it to them."))
        faults += [self.memberships[i].fault(column, why) for i, column, why in conflicts(self.memberships)]
        refuse("AreaRegistry", faults)

    @classmethod
    def from_csv(cls, path: str | PathLike[str]) -> Self:
        """Read memberships, and with them the areas, from a CSV file.

        It needs the columns municipality, name, region and region_name; it may have valid_from, valid_until,
        successor, confidence, source, year, other_names with | between them, province with province_name, and country
        with country_name (those in which the whole region counts). The latest name counts. ModelError names every fault
        at once.
        """
        return cls(*read_areas(path))

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """Give the Dutch areas that come with napd; the README in `data` says how sure they are.

        All regions lie in one country, NL. Provinces are in none: a region may lie in several.
        """
        with as_file(files("napd") / "data" / "areas.csv") as path:
            areas, memberships = read_areas(path)
        within = [evolve(each, country="NL") for each in memberships]  # the registry is made, and checked, once
        return cls([*areas, Area("NL", "Nederland", "country")], within)

    def regions(self, on: dt.date | None = None) -> tuple[Area, ...]:
        """Give the regions in order of code: all, or those that have members on a day."""
        return self.of_kind("region", on)

    def municipalities(self, on: dt.date | None = None) -> tuple[Area, ...]:
        """Give the municipalities in order of code: all, or those that exist on a day."""
        return self.of_kind("municipality", on)

    def of_kind(self, kind: AreaKind, on: dt.date | None = None) -> tuple[Area, ...]:
        """Give the areas of a kind in order of code: all of them, or those that exist, or have members, on a day."""
        areas = (area for area in self if area.kind == kind)
        return tuple(area for area in areas if on is None or self.exists(area.code, on))

    def members(self, code: str, on: dt.date) -> tuple[Area, ...]:
        """Give the municipalities of a region, or the regions of a province or country, on a day; or UnknownName.

        They come in order of code.
        """
        if not (below := BELOW[(area := self[code]).kind]):
            raise UnknownName(f'"{code}" ({area.name}) is a {area.kind}. Give the code of a region.')
        found = {getattr(each, below[0]) for each in self._periods[code] if each.covers(on)}
        return tuple(self._area[member] for member in sorted(found))

    def above(self, code: str, kind: AreaKind, on: dt.date) -> Area | None:
        """Give the area of a kind that another is, or lies in, on a day; None if it lies in none; or UnknownName."""
        if self[code].kind == kind:
            return self[code]
        lies = kind in ABOVE or self[code].kind == "municipality"
        found = (getattr(each, kind) for each in self._periods[code] if lies and each.covers(on))
        return next((self._area[each] for each in found if each), None)

    def within(self, code: str, name: str, kind: AreaKind = "country") -> Self:
        """Give the same areas, with all regions in one more country or province.

        Args:
            code: its code.
            name: its name.
            kind: which it is.
        """
        memberships = [evolve(each, **{kind: code}) for each in self.memberships]
        return evolve(self, areas=(*self.areas, Area(code, name, kind)), memberships=memberships)

    def region_of(self, municipality: str, on: dt.date) -> Area | None:
        """Give the region of a municipality on a day, None if it does not exist then; or UnknownName."""
        periods = self._history(municipality)
        return next((self._area[each.region] for each in periods if each.covers(on)), None)

    def around(self, code: str) -> frozenset[str]:
        """The codes of an area, of areas that are or were in it, and of those that it is or was in; `UnknownName`."""
        return frozenset(self._near.get(code, {self[code].code}))

    def successor(self, municipality: str, on: dt.date) -> str:
        """Follow a municipality through its mergers up to a day; with none, it is itself; or UnknownName."""
        ended = [each for each in self._history(municipality) if each.ended(on)]
        while ended and (heir := ended[-1].successor) and not self.exists(municipality, on):
            municipality, ended = heir, [each for each in self._periods[heir] if each.ended(on)]
        return municipality

    def exists(self, code: str, on: dt.date) -> bool:
        """Whether there is, on a day, a municipality with this code, or an area with members."""
        return any(each.covers(on) for each in self._periods.get(code, ()))

    def _history(self, code: str) -> list[Membership]:
        if (area := self[code]).kind != "municipality":
            raise UnknownName(f'"{code}" ({area.name}) is a {area.kind}. Give the code of a municipality.')
        return self._periods[code]

    def __getitem__(self, code: str) -> Area:
        """Find an area by its code; otherwise UnknownName, with the code that seems to be meant."""
        if found := self._area.get(code):
            return found
        hint = self.names.hint(code) or "`napd areas` lists the codes."
        raise UnknownName(f'There is no area with the code "{code}". {hint}')

    def __contains__(self, item: object) -> bool:
        return self._area.get(item.code) == item if isinstance(item, Area) else item in self._area

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __len__(self) -> int:
        return len(self.areas)

    def __repr__(self) -> str:
        return f"<AreaRegistry: {len(self.regions())} regions, {len(self.municipalities())} municipalities>"
