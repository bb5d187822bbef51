"""Chosen: the rounds, themes, indicators, perspectives and questions that somebody names; what is no name is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from napd.answers.layout import Layout, Slot
from napd.errors import NapdError, nearest
from napd.framework.framework import Framework
from napd.model.indicator import Indicator

Names = str | Iterable[str] | None
ALL = "all"
"""Instead of the names of questions: every one."""


@frozen
class Selection:
    """The rounds, themes, indicators and perspectives to count; None for every one."""

    framework: Framework
    names: Mapping[str, frozenset[str] | None]

    @classmethod
    def of(cls, framework: Framework, names: Mapping[str, Names]) -> Selection:
        """Those with some names.

        Raises:
            NapdError: with a line for each name that the framework does not have.
        """
        known: dict[str, list[str]] = {
            "round": [each.id for each in framework.rounds],
            "theme": [each.theme for each in framework.indicators if each.theme],
            "indicator": [each.id for each in framework.indicators],
            "perspective": list(framework.perspectives),
        }
        given = {kind: None if some is None else names_of(some) for kind, some in names.items()}
        faults = [
            f"there is no {kind} {name!r}.{nearest(name, known[kind])}{_all(known[kind])}"
            for kind, some in given.items()
            for name in some or ()
            if name not in known[kind]
        ]
        if faults:
            raise NapdError("\n".join(faults))
        given["perspective"] = given["perspective"] or framework.perspectives[:1]
        return cls(framework, {kind: None if some is None else frozenset(some) for kind, some in given.items()})

    def has(self, kind: str, name: str) -> bool:
        """Whether one is among them."""
        some = self.names[kind]
        return some is None or name in some

    def takes(self, indicator: Indicator) -> bool:
        """Whether an indicator is among them, by its id and theme."""
        return self.has("indicator", indicator.id) and self.has("theme", indicator.theme)

    def pages(self, layout: Layout, pages: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str, str]]:
        """Those of some rounds and perspectives that are among them, with their names."""
        for page in pages:
            names = layout.round_ids[page[0]], self.framework.perspectives[page[1]]
            if self.has("round", names[0]) and self.has("perspective", names[1]):
                yield page, *names

    def slots(self, layout: Layout, names: Sequence[str]) -> list[Slot]:
        """The questions with some names that are asked by what is among them.

        Args:
            layout: the framework as arrays.
            names: "indicator:question", "indicator" for each question of it, or "all".

        Raises:
            NapdError: with a line for each name that is none of these.
        """
        known = {f"{slot.indicator.id}:{slot.question.id}" for slot in layout.slots}
        asked = known | {slot.indicator.id for slot in layout.slots} | {ALL}
        if faults := [_no_question(name, asked) for name in names if name not in asked]:
            raise NapdError("\n".join(faults))
        return [slot for slot in layout.slots if self.takes(slot.indicator) and set(_called(slot)) & set(names)]


def _called(slot: Slot) -> tuple[str, str, str]:
    """Each name by which a question goes."""
    return ALL, slot.indicator.id, f"{slot.indicator.id}:{slot.question.id}"


def _no_question(name: str, asked: Iterable[str]) -> str:
    hint = nearest(name, asked) or ' Write indicator:question, as in regioplan:status, or "all".'
    return f"there is no question {name!r}.{hint}"


def names_of(names: str | Iterable[str]) -> tuple[str, ...]:
    """The names; one text is one of them."""
    return (names,) if isinstance(names, str) else tuple(names)


def _all(known: Iterable[str]) -> str:
    return f" Available: {', '.join(dict.fromkeys(known))}."
