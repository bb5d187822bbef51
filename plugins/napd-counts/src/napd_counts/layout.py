"""Layouts: what the records of a count look like, what is checked in them, and what can be counted of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, get_args

from attrs import field, frozen

from napd import Choice, Date, Measure, ModelError, Option, Question, Scheme
from napd_counts.births import YearOfBirth
from napd_counts.checks import UNKNOWN, DeliveryCheck

Way = Literal["stock", "persons", "entries", "exits", "days"]
ALL = "alle"
"""The total of a scheme that has no other."""
DAYS = "days"
"""What bands of the length of an episode are of."""
ADDS: Mapping[Way, tuple[str, ...]] = {
    "stock": ("areas",), "persons": (), "entries": ("areas", "periods"), "exits": ("areas", "periods"),
    "days": ("areas", "periods"),
}  # fmt: skip
"""Over what figures add up, beside the schemes."""


@frozen(kw_only=True)
class Bands:
    """Classes of a number, by which counts can be broken down.

    Args:
        id: as it is asked for: `--by ID`.
        title: as people read it.
        of: id of the field with the number; `DAYS` for the length of an episode, in days. A `YearOfBirth` counts as the
            age that is reached in the year of the count.
        classes: id of each class, with its first and last whole number, None for no end, and its words.
    """

    id: str
    title: str
    of: str
    classes: Mapping[str, tuple[int, int | None, str]]


@frozen(kw_only=True)
class Countable:
    """Something that can be counted of records.

    Args:
        id: of its measure.
        title: as people read it.
        population: who or what is counted, in words.
        way: "stock" (on a day), "persons" (in a period), "entries" and "exits" (episodes that begin or end in a
            period), or "days" (that persons were there in a period).
        unit: as people read it.
        within: fields that an episode may not cross, such as the shelter: by default a person has one episode as long
            as there is no gap, wherever that was.
        doubts: what is uncertain, in the language of the author.
        beside: ids of indicators beside which it is shown.
    """

    id: str
    title: str
    population: str
    way: Way
    unit: str = "personen"
    within: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class RecordLayout:
    """What records look like. A record is of one person: in one night, or from a day to a day.

    Args:
        id: as it is asked for, and the name of the entry point.
        title: as people read it.
        version: which of its versions it is; a file may name it.
        fields: the columns, as questions; a `Choice` has the option "onbekend" where people may not know.
        key: id of the field with the pseudonym of the person.
        start: id of the field with the first day, or with the night.
        place: id of the field with the code of the gemeente.
        end: id of the field with the last day, empty while somebody is there; "" where a record is of one night.
        category: id of the field with the category, such as of ETHOS Light.
        schemes: of fields that have totals of their own; of every other choice the total is "alle".
        of_person: ids of fields that say something of the person, and not of the place: of these a person has one.
        of_end: ids of fields that say something of the end of a record, such as why somebody left.
        first_counts: ids of fields in which, where reports of one night differ, the option that comes first counts;
            in any other field it is unknown then.
        facility: id of the field with the shelter; "" without one.
        deliverer: id of the field with the organisation; "" without one.
        made: id of the field with the day on which the delivery was made; "" without one.
        bands: further breakdowns.
        required: ids of fields that a record cannot do without, besides key and start.
        names: other names of columns, each with the id of its field.
        checks: what is looked at in the records.
        counted: what can be counted.
        source: where the layout is from; shown with every figure.

    Raises:
        ModelError: with a line for each fault.
    """

    id: str
    title: str
    fields: tuple[Question, ...]
    key: str
    start: str
    place: str
    version: str = "1"
    end: str = ""
    category: str = ""
    schemes: tuple[Scheme, ...] = ()
    of_person: tuple[str, ...] = ()
    of_end: tuple[str, ...] = ()
    first_counts: tuple[str, ...] = ()
    facility: str = ""
    deliverer: str = ""
    made: str = ""
    bands: tuple[Bands, ...] = ()
    required: tuple[str, ...] = ()
    names: Mapping[str, str] = field(factory=dict)
    checks: tuple[DeliveryCheck, ...] = ()
    counted: tuple[Countable, ...] = ()
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if faults := [f"layout {self.id!r}: {fault}" for fault in self._faults()]:
            raise ModelError("\n".join(faults))

    def _faults(self) -> Iterator[str]:
        ids = [each.id for each in self.fields]
        yield from (f"two fields have the id {name!r}" for name in {*ids} if ids.count(name) > 1)
        roles = {
            "key": self.key, "start": self.start, "place": self.place, "end": self.end, "category": self.category,
            "facility": self.facility, "deliverer": self.deliverer, "made": self.made,
        }  # fmt: skip
        for role, name in roles.items():
            if name not in ids and (name or role in ("key", "start", "place")):
                yield f"{role}: there is no field {name!r}"
        listed = {
            "of_person": self.of_person, "first_counts": self.first_counts, "required": self.required,
            "names": self.names.values(), "schemes": [each.id for each in self.schemes],
            "bands": [each.of for each in self.bands if each.of != DAYS],
            "checks": [name for check in self.checks for name in check.needs],
            "counted": [name for each in self.counted for name in each.within],
        }  # fmt: skip
        for role, names in listed.items():
            yield from (f"{role}: there is no field {name!r}" for name in names if name not in ids)
        days = (name for name in (self.start, self.end, self.made) if name in ids)
        yield from (f"field {name!r} has to be a Date" for name in days if not isinstance(self.field(name), Date))
        yield from (f"{each.id!r} is not counted in a way that there is" for each in self._strange())

    def _strange(self) -> Iterator[Countable]:
        """What is counted in no way that there is, or as episodes of nights."""
        ways = get_args(Way) if self.end else ("stock",)
        return (each for each in self.counted if each.way not in ways)

    def field(self, name: str) -> Question:
        """A field, by its id."""
        return next(each for each in self.fields if each.id == name)

    @cached_property
    def choices(self) -> Mapping[str, Scheme]:
        """The schemes of the fields that are a choice."""
        given = {each.id: each for each in self.schemes}
        return {
            each.id: given.get(each.id) or _scheme(each.id, each.text, {one.id: one.label for one in each.options})
            for each in self.fields
            if isinstance(each, Choice)
        }

    def of_age(self, bands: Bands) -> bool:
        """Whether bands are age bands."""
        return bands.of != DAYS and isinstance(self.field(bands.of), YearOfBirth)

    def banded(self, way: Way) -> Mapping[str, Bands]:
        """The bands by which a way of counting can be broken down: only an episode that ended has a length."""
        return {each.id: each for each in self.bands if each.of != DAYS or way == "exits"}

    def schemes_of(self, way: Way) -> Mapping[str, Scheme]:
        """All schemes by which a way of counting can be broken down."""
        bands = {
            each.id: _scheme(each.id, each.title, {name: words for name, (*_, words) in each.classes.items()})
            for each in self.banded(way).values()
        }
        choices = {name: one for name, one in self.choices.items() if way == "exits" or name not in self.of_end}
        return {**choices, **bands}

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, for `napd figures` and everything that shows them."""
        return tuple(map(self._measure, self.counted))

    def _measure(self, counted: Countable) -> Measure:
        schemes = self.schemes_of(counted.way)
        kind: Literal["stock", "persons", "events"] = counted.way if counted.way in ("stock", "persons") else "events"
        return Measure(
            id=counted.id, title=counted.title, population=counted.population, unit=counted.unit, kind=kind,
            adds_over=(*ADDS[counted.way], *(() if kind == "persons" else schemes)),
            schemes=tuple(schemes.values()), source=self.source, doubts=counted.doubts, beside=counted.beside,
        )  # fmt: skip


def _scheme(name: str, title: str, categories: Mapping[str, str]) -> Scheme:
    """A scheme with the unknown as a class of its own, and one total."""
    every = {**categories, UNKNOWN: categories.get(UNKNOWN, UNKNOWN)}
    return Scheme(name, title, categories=every, totals={ALL: tuple(every)})


def unknown(label: str = UNKNOWN) -> Option:
    """The option of a field of which people may not know the answer, or not want to tell it."""
    return Option(label, id=UNKNOWN)
