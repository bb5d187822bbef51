"""Conditions as rows: what a rule asks, as cases of which one has to hold, each with a test for every variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from attrs import field, frozen

from napd_dmn.feel import compared, one_of
from napd_dmn.model import MOST, Unwritable

OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@frozen
class Conjunction:
    """Tests that hold together.

    Args:
        texts: by variable, the texts that it may be.
        numbers: by variable, the relations in which it stands.
        truths: by variable, whether it is so.
    """

    texts: Mapping[str, frozenset[str]] = field(factory=dict)
    numbers: Mapping[str, tuple[tuple[str, str], ...]] = field(factory=dict)
    truths: Mapping[str, bool] = field(factory=dict)

    def both(self, other: Conjunction) -> Conjunction | None:
        """This and another; None where they cannot hold together."""
        texts = {**self.texts, **other.texts}
        for name in self.texts.keys() & other.texts.keys():
            texts[name] = self.texts[name] & other.texts[name]
        clash = any(self.truths[name] != other.truths[name] for name in self.truths.keys() & other.truths.keys())
        if clash or not all(texts.values()):
            return None
        shared = self.numbers.keys() | other.numbers.keys()
        numbers = {name: (*self.numbers.get(name, ()), *other.numbers.get(name, ())) for name in sorted(shared)}
        return Conjunction(texts, numbers, {**self.truths, **other.truths})

    def cells(self, orders: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
        """The cell of each variable; `orders` says in which order texts stand, and which there are."""
        found = {name: compared(tests) for name, tests in self.numbers.items()}
        found |= {name: "true" if truth else "false" for name, truth in self.truths.items()}
        for name, texts in self.texts.items():
            if len(texts) < len(orders[name]):
                found[name] = one_of(text for text in orders[name] if text in texts)
        return {name: found[name] for name in sorted(found, key=[*orders, *sorted(found)].index)}


Cases = tuple[Conjunction, ...]
ALWAYS: Cases = (Conjunction(),)
NEVER: Cases = ()


def every(parts: Iterable[Cases], rule: str) -> Cases:
    """The cases in which all parts hold; `Unwritable` where those are too many."""
    found: Cases = ALWAYS
    for part in parts:
        if len(found) * len(part) > MOST:
            raise Unwritable(f"{rule} comes to more than {MOST:,} rows of a DMN table: write it with stages")
        joined = (one.both(other) for one, other in product(found, part))
        found = _distinct(case for case in joined if case)
    return found


def any_of(parts: Iterable[Cases]) -> Cases:
    """The cases in which one of the parts holds."""
    return _distinct(case for part in parts for case in part)


def _distinct(cases: Iterable[Conjunction]) -> Cases:
    found: list[Conjunction] = []
    for case in cases:
        if case not in found:
            found.append(case)
    return tuple(found)
