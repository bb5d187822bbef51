"""Areas, and memberships: which municipality belongs to which region in which period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import get_args

from attrs import field, frozen
from attrs.validators import deep_iterable, optional

from napd.errors import ModelError
from napd.model.area_kinds import AreaKind
from napd.model.days import as_day
from napd.model.periods import backwards
from napd.model.rows import check_code, check_day, check_text, fault, one_of


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
