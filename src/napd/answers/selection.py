"""Selection: the rounds, areas, indicators, themes, dashboards, perspectives and questions that somebody names.

Every view and explanation selects with it, so a name means the same everywhere, and a wrong one is told alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from napd.answers.layout import Layout, Slot
from napd.errors import UnknownName, nearest
from napd.framework.dashboards import dashboards_named, set_aside
from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.naming import area_named

Names = str | Iterable[str] | None
"""One name, or several; None for every one."""
ALL = "all"
"""Instead of the names of questions: every one."""


@frozen
class Selection:
    """What is selected, by names of the framework; None for every one.

    Args:
        framework: it has all these names.
        names: by "round", "area", "indicator", "theme", "dashboard" and "perspective"; of areas the codes.
    """

    framework: Framework
    names: Mapping[str, tuple[str, ...] | None]

    @classmethod
    def of(  # noqa: PLR0913 - each may be left out
        cls,
        framework: Framework,
        *,
        round: Names = None,  # noqa: A002 - the word users know
        area: Names = None,
        indicator: Names = None,
        theme: Names = None,
        dashboard: Names = None,
        perspective: Names = None,
    ) -> Selection:
        """Select by names; an area goes by its code, its name, or a part of that which no other has.

        Raises:
            UnknownName: with a line for each name that the framework does not have, and the nearest that it has; or
                that can be that of several areas, with each.
        """
        asked = {
            "round": round, "area": area, "indicator": indicator, "theme": theme, "dashboard": dashboard,
            "perspective": perspective,
        }  # fmt: skip
        names = {kind: None if some is None else names_of(some) for kind, some in asked.items()}
        finders: dict[str, Callable[[str], str]] = {
            "round": lambda name: framework.rounds[name].id,
            "area": lambda name: area_named(framework.areas, name).code,
            "indicator": _among("indicator", [each.id for each in framework.indicators], framework.aside),
            "theme": _among("theme", [each.theme for each in framework.indicators if each.theme]),
            "dashboard": lambda name: dashboards_named(framework.dashboards, [name])[0],
            "perspective": _among("perspective", framework.perspectives),
        }
        faults: list[str] = []
        known = {kind: some and _all(finders[kind], some, faults) for kind, some in names.items()}
        if faults:
            raise UnknownName("\n".join(faults))
        return cls(framework, known)

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """What is named, without what is not."""
        return {kind: some for kind, some in self.names.items() if some is not None}

    def has(self, kind: str, name: str) -> bool:
        """Whether one is selected."""
        some = self.names[kind]
        return some is None or name in some

    def takes(self, indicator: Indicator) -> bool:
        """Whether an indicator is selected, by its id, theme and dashboard."""
        return self.has_indicator(indicator.id) and self.has("theme", indicator.theme)

    def has_indicator(self, name: str) -> bool:
        """Whether an indicator is selected, by its id and dashboard."""
        on = self.names["dashboard"]  # another framework, with which this one is compared, may have other indicators
        return self.has("indicator", name) and (on is None or self.framework.dashboard(name) in on)

    def has_row(self, row: Mapping[str, Any]) -> bool:
        """Whether the row of a view is selected: by its area or region, and by its round or, of two, the one after."""
        is_there = self.has("area", row["area"]) or self.has("area", row["region"])
        return (
            is_there
            and ("round" not in row or self.has("round", row["round"]))
            and self.has_indicator(row["indicator"])
        )

    def pages(self, layout: Layout, pages: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str, str]]:
        """Those of some rounds and perspectives that are selected, with their names."""
        for page in pages:
            names = layout.round_ids[page[0]], self.framework.perspectives[page[1]]
            if self.has("round", names[0]) and self.has("perspective", names[1]):
                yield page, *names

    def slots(self, layout: Layout, names: Sequence[str]) -> list[Slot]:
        """The questions with some names that are asked by what is selected.

        Args:
            layout: the framework as arrays.
            names: "indicator:question", "indicator" for each question of it, or "all".

        Raises:
            UnknownName: with a line for each name that is none of these.
        """
        known = {f"{slot.indicator.id}:{slot.question.id}" for slot in layout.slots}
        asked = known | {slot.indicator.id for slot in layout.slots} | {ALL}
        aside = self.framework.aside
        if faults := [set_aside(name, aside) or _no_question(name, asked) for name in names if name not in asked]:
            raise UnknownName("\n".join(faults))
        return [slot for slot in layout.slots if self.takes(slot.indicator) and set(_called(slot)) & set(names)]


def _among(kind: str, names: Sequence[str], aside: Collection[str] = ()) -> Callable[[str], str]:
    """What finds a name; UnknownName, with the nearest or else all there are, if there is none, or it is set aside."""

    def find(name: str) -> str:
        if why := set_aside(name, aside):
            raise UnknownName(why)
        if name not in names:
            hint = nearest(name, names) or f" Available: {', '.join(dict.fromkeys(names))}."
            raise UnknownName(f"there is no {kind} {name!r}.{hint}")
        return name

    return find


def _all(find: Callable[[str], str], names: Iterable[str], faults: list[str]) -> tuple[str, ...]:
    """What each of some names stands for; what is wrong with the others is added to the faults."""
    found: list[str] = []
    for name in names:
        try:
            found.append(find(name))
        except UnknownName as error:
            faults.append(str(error))
    return tuple(found)


def _called(slot: Slot) -> tuple[str, str, str]:
    """Each name by which a question goes."""
    return ALL, slot.indicator.id, f"{slot.indicator.id}:{slot.question.id}"


def _no_question(name: str, asked: Iterable[str]) -> str:
    hint = nearest(name, asked) or ' Write indicator:question, as in regioplan:status, or "all".'
    return f"there is no question {name!r}.{hint}"


def names_of(names: str | Iterable[str]) -> tuple[str, ...]:
    """The names; one text is one of them."""
    return (names,) if isinstance(names, str) else tuple(names)
