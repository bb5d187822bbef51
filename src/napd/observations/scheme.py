"""Schemes: the categories by which figures of a measure are told apart, and the totals that have a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError, nearest
from napd.model.record import Record, listed
from napd.model.rows import is_code
from napd.texts import DUTCH, Texts

PLUS = "+"
"""Stands between the categories of a part that has no name of its own."""


def _copied(given: Any) -> Any:
    return dict(given) if isinstance(given, Mapping) else given


def _totals(totals: Any) -> Any:
    return {name: listed(parts) for name, parts in totals.items()} if isinstance(totals, Mapping) else totals


@frozen
class Scheme(Record):
    """How the figures of a measure are broken down, such as by age, or by the categories of ETHOS Light.

    Args:
        id: the name under which parts are given: lower case letters, digits and hyphens.
        title: what it distinguishes, in words.
        categories: id of each category, with its words; no category contains another.
        totals: name of each total, with the categories that it adds up. "1-6" and "1-7" are two totals.
        outside: categories that are reported separately and are in no total, such as children indirectly involved.
        overlapping: whether one person or thing may be in two categories, as with registers.

    Raises:
        ModelError: with a line for each fault.
    """

    id: str
    title: str
    categories: Mapping[str, str] = field(converter=_copied)
    totals: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=_totals)
    outside: tuple[str, ...] = field(default=(), converter=listed)
    overlapping: bool = False

    def __attrs_post_init__(self) -> None:
        Record.__attrs_post_init__(self)
        if faults := [f"scheme {self.id!r}: {fault}" for fault in self._faults()]:
            raise ModelError("\n".join(faults))

    def _faults(self) -> Iterable[str]:
        names = (*self.categories, *self.totals)
        yield from (f"{name!r} is no id: write it without spaces, | and {PLUS}" for name in names if not _is_id(name))
        yield from (f"{name!r} is a category and a total" for name in self.totals if name in self.categories)
        for name, parts in self.totals.items():
            if not parts:
                yield f"total {name!r} needs categories to add"
            known = [each for each in self.categories if each not in self.outside]
            lost = [each for each in parts if each not in known]
            yield from (f"total {name!r} has no category {each!r} to add.{nearest(each, known)}" for each in lost)
        yield from (f"outside: there is no category {each!r}" for each in self.outside if each not in self.categories)

    def part(self, name: str) -> tuple[str, ...]:
        """The categories of a part, in the order of the scheme.

        Args:
            name: of a category or a total, or several categories with + between them.

        Raises:
            ModelError: where there is no such part.
        """
        if name in self.totals:
            return self._ordered(self.totals[name])
        parts = name.split(PLUS)
        known = (*self.categories, *self.totals)
        if lost := [each for each in parts if each not in self.categories]:
            near = nearest(lost[0], known) or f" Available: {', '.join(known)}."
            raise ModelError(f"scheme {self.id!r} has no part {lost[0]!r}.{near}")
        if len({*parts}) < len(parts):
            raise ModelError(f"scheme {self.id!r}: {name!r} has a category twice")
        return self._ordered(parts)

    def name(self, parts: Iterable[str]) -> str:
        """The name of a part: that of a category or a total, or else its categories with + between them."""
        ordered = self._ordered(parts)
        named = (name for name, total in self.totals.items() if self._ordered(total) == ordered)
        return next(named, PLUS.join(ordered))

    def words(self, name: str, say: Texts = DUTCH) -> str:
        """A part as people read it."""
        if name in self.totals:
            return name
        return f" {say('words.and')} ".join(self.categories[each] for each in self.part(name))

    def _ordered(self, parts: Iterable[str]) -> tuple[str, ...]:
        given = {*parts}
        return tuple(each for each in self.categories if each in given)


def _is_id(name: object) -> bool:
    return isinstance(name, str) and is_code(name) and PLUS not in name and "=" not in name
