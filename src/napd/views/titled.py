"""Lines about several dashboards: each has its own under its title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from napd.framework.framework import Framework

One = TypeVar("One")


def titled(
    framework: Framework,
    every: Sequence[One],
    indicator: Callable[[One], str],
    lines: Callable[[Sequence[One]], Iterator[str]],
) -> Iterator[str]:
    """The lines about what there is of each dashboard, with its title above them where there are several.

    Args:
        framework: it has the dashboards.
        every: whatever is about an indicator each; the order stays.
        indicator: the id of that indicator.
        lines: makes the lines about those of one dashboard.
    """
    found: dict[str, list[One]] = {}
    for one in every:
        found.setdefault(framework.dashboard(indicator(one)), []).append(one)
    for number, (key, title) in enumerate(framework.titles(found).items()):
        yield from ("",) if number else ()
        yield from (title, "") if title else ()
        yield from lines(found[key])
