"""Hints: what somebody seems to have meant, as messages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from napd.errors import closest
from napd.texts import Message


def did_you_mean(name: str, names: Iterable[str]) -> Message | None:
    """Ask whether the nearest of the names is meant; None where nothing is near."""
    near = closest(name, names)
    return None if near is None else Message("hint.meant", name=near)


def available(names: Iterable[str | Message]) -> Message:
    """Say which names there are."""
    return Message("hint.available", names=tuple(names))


def meant_instead(names: Iterable[str]) -> Message | None:
    """Ask whether one of a few names is meant; None where there are none."""
    every: list[str | Message] = list(names)
    return Message("hint.meant_words", names=reduce(_either, every)) if every else None


def _either(one: str | Message, other: str | Message) -> Message:
    return Message("hint.or", a=one, b=other)
