"""Areas: regions, municipalities, and which municipality belongs to which region on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import as_file, files
from itertools import pairwise, product
from os import PathLike
from typing import Self, get_args

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, optional

from napd.errors import ModelError, UnknownName
from napd.model.area_kinds import ABOVE, BELOW, AreaKind
from napd.model.days import as_day
from napd.model.periods import backwards, conflicts
from napd.model.place_names import PlaceNames
from napd.model.record import all_of
from napd.model.rows import (
    DefinitionRow,
    Definitions,
    check_code,
    check_day,
    check_text,
    fault,
    is_code,
    one_of,
    refuse,
)

REQUIRED = ("municipality", "name", "region", "region_name")
OPTIONAL = (
    "valid_from", "valid_until", "successor", "confidence", "source", "year", "other_names",
    "province", "province_name", "country", "country_name",
)  # fmt: skip


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@frozen
class Area:
    """An area; ModelError if the code or a name is invalid.

    Attributes:
        code: unique, such as GM0363 (CBS) or MO0363 (the region whose centrumgemeente that is).
        kind: a municipality (gemeente), a region of municipalities (maatschappelijke-opvangregio), or a province or
            country of regions.
        name: as it is shown; never a key, because sources differ in how they write names.
        other_names: other names that people know it by; used only to suggest the code when someone gives a name.
    """

    code: str = field(validator=check_code)
    name: str = field(validator=check_text)
    kind: AreaKind = field(validator=one_of(get_args(AreaKind)))
    other_names: tuple[str, ...] = field(default=(), converter=_names, eq=False, validator=deep_iterable(check_text))


@frozen
class Membership:
    """A period in which a municipality exists and belongs to a region.

    ModelError if it is backwards, or if a text or a day is invalid; a text may name a day.

    Attributes:
        valid_from: the first day; None if that is before all records.
        valid_until: the first day on which it no longer holds, None while it lasts.
        successor: the municipality that takes over on that day; None if this one itself goes on.
        confidence: how sure this is; `source` says who says so, and `year` when.
        province, country: the one in which the whole region counts; empty if it counts in none.
    """

    municipality: str = field(validator=check_text)
    region: str = field(validator=check_text)
    valid_from: dt.date | None = field(default=None, converter=as_day, validator=optional(check_day))
    valid_until: dt.date | None = field(default=None, converter=as_day, validator=optional(check_day))
    successor: str | None = field(default=None, validator=optional(check_text))
    confidence: str = field(default="", validator=check_text)
    source: str = field(default="", validator=check_text)
    year: str = field(default="", validator=check_text)
    province: str = field(default="", validator=check_text)
    country: str = field(default="", validator=check_text)

    def __attrs_post_init__(self) -> None:
        if wrong := backwards(self.valid_from, self.valid_until):
            raise ModelError(self.fault("valid_until", wrong))

    @property
    def start(self) -> dt.date:
        """The first day, or the first of all days."""
        return self.valid_from or dt.date.min

    def ended(self, on: dt.date) -> bool:
        """Whether the period is over on a day."""
        return self.valid_until is not None and self.valid_until <= on

    def covers(self, on: dt.date) -> bool:
        """Whether the period holds on a day."""
        return self.start <= on and not self.ended(on)

    def fault(self, column: str, why: str) -> str:
        """Say in one line what is wrong with one of the attributes."""
        return fault(f'membership of "{self.municipality}"', column, str(getattr(self, column) or ""), why)


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

    def unknown_on(self, on: dt.date) -> str:
        """Say that areas are not known on a day before all records; '' for a later day."""
        if self.first_day is None or self.first_day <= on:
            return ""
        return f"which areas there were on {on} is not known: the records begin on {self.first_day}"

    @cached_property
    def _periods(self) -> dict[str, list[Membership]]:  # by municipality, and by region
        periods: dict[str, list[Membership]] = {area.code: [] for area in self.areas}
        for each in self.memberships:
            for code in filter(None, (each.municipality, each.region, each.province, each.country)):
                periods[code].append(each)
        return periods

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
        table = Definitions.read(path, REQUIRED, OPTIONAL)
        whole = [row for row in table.rows if not row.faults]
        read = [(row, None if row.faults else _membership(row)) for row in table.rows]
        sound = [(row, each) for row, each in read if each]
        # Of these not every period could be read, so as successors they are not ruled out
        doubtful = {row.cells.get("municipality", "") for row, each in read if each is None}
        for kind in ("region", *ABOVE):
            _check_names(whole, kind)
        for index, column, why in conflicts([each for _, each in sound], doubtful):
            sound[index][0].refuse(column, why)
        table.refuse()
        return cls(_areas(sound), [each for _, each in sound])

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """Give the Dutch areas that come with napd; the README in `data` says how sure they are.

        All regions lie in one country, NL. Provinces are in none: a region may lie in several.
        """
        with as_file(files("napd") / "data" / "areas.csv") as path:
            return cls.from_csv(path).within("NL", "Nederland")

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
        hint = self.names.hint(code) or " `napd areas` lists the codes."
        raise UnknownName(f'There is no area with the code "{code}".{hint}')

    def __contains__(self, item: object) -> bool:
        return self._area.get(item.code) == item if isinstance(item, Area) else item in self._area

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __len__(self) -> int:
        return len(self.areas)

    def __repr__(self) -> str:
        return f"<AreaRegistry: {len(self.regions())} regions, {len(self.municipalities())} municipalities>"


def _membership(row: DefinitionRow) -> Membership | None:
    municipality, region = row.code("municipality"), row.code("region")
    since, until = row.date("valid_from"), row.date("valid_until")
    if wrong := backwards(since, until):
        row.refuse("valid_until", wrong)
    broken = bool(row.faults) or not municipality  # with other faults, the period can still be compared
    texts = ("name", "region_name", "other_names", *OPTIONAL[3:6])
    _, _, _, *rest = (row.text(column, required=column in REQUIRED) for column in texts)
    heir, *above = (row.code(column, required=False) for column in ("successor", *ABOVE))
    successor = heir if is_code(heir) else None
    return None if broken else Membership(municipality, region, since, until, successor, *rest, *above)


def _check_names(rows: Sequence[DefinitionRow], kind: AreaKind) -> None:
    """Look for areas of a kind with two names, and for codes that areas of another kind have too."""
    others = {row.cells.get(other): other for other in get_args(AreaKind) if other != kind for row in rows}
    named: dict[str, DefinitionRow] = {}
    for row in rows:
        if (code := row.cells.get(kind)) and (name := row.cells.get(f"{kind}_name")):
            first = named.setdefault(code, row)
            if name != (other := first.cells[f"{kind}_name"]):
                row.refuse(f"{kind}_name", f'{code} is "{other}" on line {first.line}. Give it one name.')
            elif row is first and code in others:
                row.refuse(kind, f"a {others[code]} has this code too. Give one of them another code.")
        elif code and f"{kind}_name" in row.cells:
            row.refuse(f"{kind}_name", "this is empty. Fill it in.")


def _areas(sound: Sequence[tuple[DefinitionRow, Membership]]) -> Iterator[Area]:
    latest = {each.municipality: row for row, each in sorted(sound, key=lambda pair: pair[1].start)}
    for code, row in latest.items():
        others = filter(None, map(str.strip, row.cells.get("other_names", "").split("|")))
        yield Area(code, row.cells["name"], "municipality", others)
    for kind in ("region", *ABOVE):
        names = {code: row.cells[f"{kind}_name"] for row, each in sound if (code := getattr(each, kind))}
        yield from (Area(code, name, kind) for code, name in names.items())
