"""What is shown of several dashboards: each under its title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from napd.framework.framework import Framework

One = TypeVar("One")


def titled(
    framework: Framework, every: Sequence[One], indicator: Callable[[One], str]
) -> Iterator[tuple[str, list[One]]]:
    """What there is of each dashboard, with its title: empty where one, which nobody chose, is all there is.

    Args:
        framework: it has the dashboards.
        every: whatever is about an indicator each; the order stays.
        indicator: the id of that indicator.
    """
    found: dict[str, list[One]] = {}
    for one in every:
        found.setdefault(framework.dashboard(indicator(one)), []).append(one)
    for key, title in framework.titles(found).items():
        yield title, found[key]
