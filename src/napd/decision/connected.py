"""Connected: things in groups that have something in common, also by way of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

Key = TypeVar("Key")


def connected(marks: Mapping[Key, Collection[str]]) -> list[list[Key]]:
    """The keys in groups; each group stands where its first key does.

    Args:
        marks: for each key what it may have in common with others.
    """
    groups: list[tuple[list[Key], set[str]]] = []
    for key, mine in marks.items():
        joined = [group for group in groups if not group[1].isdisjoint(mine)]
        first, *others = joined or [([], set())]
        for keys, some in (*others, ([key], {*mine})):
            first[0].extend(keys)
            first[1].update(some)
        groups = [group for group in groups if group not in others] + ([] if joined else [first])
    return [keys for keys, _ in groups]
