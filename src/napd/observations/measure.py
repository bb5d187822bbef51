"""Measures: what a figure counts, and so what may be added to it and compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, get_args

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of

from napd.errors import ModelError, nearest
from napd.model.days import as_day
from napd.model.record import Record, listed
from napd.model.rows import check_day, is_code
from napd.observations.scheme import Scheme

Kind = Literal["stock", "persons", "events", "estimate", "share"]
KINDS: tuple[Kind, ...] = get_args(Kind)
AREAS, PERIODS = "areas", "periods"
MAY: Mapping[Kind, tuple[str, ...]] = {
    "stock": (AREAS,), "persons": (), "events": (AREAS, PERIODS), "estimate": (AREAS, PERIODS), "share": ()
}  # fmt: skip
"""Over what figures of each kind can add up beside schemes, at most."""
WHY_NOT: Mapping[Kind, str] = {
    "stock": "a stock is of one moment: those of two moments hold the same people twice",
    "persons": "one person may be counted in several",
    "events": "events add up over areas, periods and schemes",
    "estimate": "estimates add up over nothing unless the method says so: say it in method=...",
    "share": "shares, means and rates add up over nothing: add what they are shares of",
}


@frozen
class Break(Record):
    """A break in a series: figures before the day are counted differently from those on and after it.

    Args:
        day: the first day that is counted in the new way.
        why: what changed, in words.
    """

    day: date = field(converter=as_day, validator=check_day)
    why: str


def _kept(adds_over: Any) -> Any:
    return (adds_over,) if isinstance(adds_over, str) else listed(adds_over)


@frozen(kw_only=True)
class Measure(Record):
    """Something that is counted, and what may be done with its figures.

    Args:
        id: lower case letters, digits and hyphens.
        title: as people read it.
        population: who or what is counted, in words, such as "mensen zonder thuis van 18 tot 65 jaar".
        unit: what is counted, such as "personen", "huisuitzettingen", "plekken", "euro" or "%".
        kind: "stock" (on a day), "persons" (whoever is there at any moment of a period), "events" (in a period),
            "estimate" (of a stock or of events, not counted one by one) or "share" (a share, mean or rate).
        adds_over: what figures add up over: "areas", "periods", ids of schemes.
        schemes: how figures are broken down.
        method: how an estimate is made, if by that method estimates add up.
        breaks: days on which the way of counting changed.
        source: where its figures come from, if they do not say.
        doubts: what is uncertain; shown with every figure.
        beside: ids of the indicators beside which it is shown.

    Raises:
        ModelError: with a line for each fault, such as persons that would add up over periods.
    """

    id: str
    title: str
    population: str
    unit: str
    kind: Kind
    adds_over: tuple[str, ...] = field(default=(), converter=_kept)
    schemes: tuple[Scheme, ...] = field(default=(), converter=listed)
    method: str = ""
    breaks: tuple[Break, ...] = field(default=(), converter=listed)
    source: str = ""
    doubts: tuple[str, ...] = field(default=(), converter=_kept, validator=deep_iterable(instance_of(str)))
    beside: tuple[str, ...] = field(default=(), converter=_kept, validator=deep_iterable(instance_of(str)))

    def __attrs_post_init__(self) -> None:
        Record.__attrs_post_init__(self)
        if faults := [f"measure {self.id!r}: {fault}" for fault in self._faults()]:
            raise ModelError("\n".join(faults))

    def _faults(self) -> Iterator[str]:
        if not is_code(self.id):
            yield "the id is no code: write it without spaces and without |"
        for name in ("title", "population", "unit"):
            if not getattr(self, name).strip():
                yield f"{name}= is empty; say it in words"
        if self.kind not in KINDS:
            yield f"kind {self.kind!r} is not one of {', '.join(KINDS)}.{nearest(str(self.kind), KINDS)}"
            return
        ids = [scheme.id for scheme in self.schemes]
        yield from (f"two schemes have the id {name!r}" for name in {*ids} if ids.count(name) > 1)
        yield from (f"a scheme cannot have the id {name!r}" for name in ids if name in (AREAS, PERIODS))
        yield from filter(None, map(self._adding_fault, self.adds_over))

    def _adding_fault(self, over: str) -> str:
        """Why figures of this kind cannot add up over something; '' where they can."""
        schemes = {scheme.id: scheme for scheme in self.schemes}
        known = (AREAS, PERIODS, *schemes)
        if over not in known:
            near = nearest(over, known) or f" Available: {', '.join(known)}."
            return f"adds_over: there is no {over!r}.{near}"
        if self.kind == "estimate" and not self.method.strip():
            return f"adds_over {over!r}: {WHY_NOT['estimate']}"
        if over in schemes and schemes[over].overlapping:
            return f"adds_over {over!r}: its categories overlap, so that what is in both would count twice"
        if over in MAY[self.kind] or (over in schemes and self.kind not in ("persons", "share")):
            return ""
        return f"adds_over {over!r}: {WHY_NOT[self.kind]}"

    def scheme(self, name: str) -> Scheme:
        """One of its schemes, by id."""
        return next(each for each in self.schemes if each.id == name)
