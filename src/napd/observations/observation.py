"""Observations: a figure is what is known of something counted, in an area and a period, as a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import Factory, field, frozen

from napd.errors import ModelError, nearest
from napd.model.areas import Area
from napd.model.days import as_day
from napd.model.record import Record, all_of
from napd.model.rows import check_day
from napd.observations import combining
from napd.observations.interval import Interval
from napd.observations.measure import Measure
from napd.observations.scheme import Scheme
from napd.observations.status import ESTIMATED, STATUSES, WITHOUT
from napd.observations.trend import Trend

HUNDRED = 100


def _areas(given: Any) -> tuple[Area, ...]:
    areas = all_of(Area, (given,) if isinstance(given, Area) else given, "Observation")
    return tuple(sorted(areas, key=lambda area: area.code))


def _named_parts(parts: Mapping[str, str], schemes: Iterable[Scheme]) -> dict[str, str]:
    """The part in each scheme, by its name; what is wrong stays, to be refused with the other faults."""
    found = {scheme.id: scheme for scheme in schemes}
    return {name: _named(found[name], part) if name in found else part for name, part in parts.items()}


def _source_of(self_: Any) -> str:
    return str(getattr(self_.measure, "source", ""))


def _named(scheme: Scheme, part: str) -> str:
    try:
        return scheme.name(scheme.part(part))
    except ModelError:
        return part


@frozen(kw_only=True, order=False)
class Observation(Record):
    """What is known about one figure.

    `+` and `-` do what the measure allows, and otherwise raise `MeasureError` with the reason. There is no
    order: figures are never sorted by size.

    Args:
        measure: what it counts.
        areas: where; one area, or the areas of which it is the sum.
        value: the range in which it lies.
        first: the day, or the first day of the period; a text may name it.
        last: the last day; by default the first.
        parts: id of each scheme of the measure, with one of its categories or totals: totals are named, never assumed.
        coverage: which part of the areas it covers, in words, such as "6 regio's"; empty if it covers all.
        published: as it was published, such as "ruim 90".
        n: how many were asked or visited, if it is based on a sample.
        status: a letter of SDMX: A normal, P provisional, E estimated, I imputed, B break, D other definition, U low
            reliability; without a value Q hidden, L not collected, M cannot exist, O missing.
        source: where it comes from; by default that of the measure.
        doubt: what is uncertain about it.
        fictional: whether it is invented.

    Raises:
        ModelError: with a line for each fault.
    """

    measure: Measure
    areas: tuple[Area, ...] = field(converter=_areas)
    value: Interval
    first: date = field(converter=as_day, validator=check_day)
    last: date = field(default=Factory(lambda self: self.first, takes_self=True), converter=as_day, validator=check_day)
    parts: Mapping[str, str] = field(factory=dict)
    coverage: str = ""
    published: str = ""
    n: int | None = None
    status: str = "A"
    source: str = field(default=Factory(_source_of, takes_self=True))
    doubt: str = ""
    fictional: bool = False

    def __attrs_post_init__(self) -> None:
        Record.__attrs_post_init__(self)
        object.__setattr__(self, "parts", _named_parts(self.parts, self.measure.schemes))
        if faults := [f"figure of {self.measure.id!r} on {self.first}: {fault}" for fault in self._faults()]:
            raise ModelError("\n".join(faults))

    def _faults(self) -> Iterator[str]:
        if not self.areas or len({area.kind for area in self.areas}) > 1:
            yield "it needs areas of one kind"
        if len({area.code for area in self.areas}) < len(self.areas):
            yield "an area stands there twice"
        if self.last < self.first:
            yield f"its period ends on {self.last}, before it begins"
        if self.status not in STATUSES:
            yield f"status {self.status!r} is not one of {', '.join(STATUSES)}"
        yield from self._value_faults()
        yield from self._part_faults()

    def _value_faults(self) -> Iterator[str]:
        if self.value.low is None or self.value.low < 0:
            yield "what is counted is 0 or more: give the range a low end of 0 or more"
        if self.status in WITHOUT and self.value != Interval.unknown():
            yield f"its status {self.status} says that it has no value, and it has one"
        if self.n is not None and (self.n < 1 or self.value.low is None or self.value.low > self.n):
            yield f"n is {self.n}, which is fewer than it counts"
        if self.measure.kind == "share" and self.measure.unit == "%" and (self.value.low or 0) > HUNDRED:
            yield "a share is 100 % at most"

    def _part_faults(self) -> Iterator[str]:
        schemes = {scheme.id: scheme for scheme in self.measure.schemes}
        for name in self.parts:
            if name not in schemes:
                yield f"its measure has no scheme {name!r}.{nearest(name, schemes)}"
        for name, scheme in schemes.items():
            if name not in self.parts:
                yield f"it does not say which part of scheme {name!r} it is; the totals are {', '.join(scheme.totals)}"
                continue
            try:
                scheme.part(self.parts[name])
            except ModelError as error:
                yield str(error)

    @property
    def is_estimated(self) -> bool:
        """Whether it is an estimate: by its measure, or by its status."""
        return self.measure.kind == "estimate" or self.status in ESTIMATED

    def categories(self, scheme: str) -> tuple[str, ...]:
        """The categories of a scheme that it includes."""
        return self.measure.scheme(scheme).part(self.parts[scheme])

    def __add__(self, other: Any) -> Observation:
        """The sum, where the measure adds up over the one thing in which they differ; else `MeasureError`."""
        return combining.added(self, other)

    def __radd__(self, other: Any) -> Observation:
        """So that `sum` can begin with its 0; any other number raises `MeasureError`."""
        return self if isinstance(other, int) and other == 0 else combining.added(self, other)

    def __sub__(self, other: Any) -> Observation:
        """The rest of a whole without a part of it; `MeasureError` where it is no part, or nothing would be known."""
        return combining.taken(self, other)

    def share_of(self, whole: Observation) -> Interval:
        """What percentage it is of a whole; `MeasureError` if it is not a part of that whole."""
        return combining.share(self, whole)

    def change_to(self, later: Observation) -> Trend:
        """How it changed; `MeasureError` if the two do not make a trend, with what to compare instead."""
        return combining.trend(self, later)
