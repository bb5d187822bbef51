"""What a person can do wrong, in words that say how to put it right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple, Self

KeyPath = tuple[str | int, ...]
"""The keys, and places in lists, that lead to something in nested data."""
LONGEST = 2_000
"""Of the text of an exception, in signs."""


class Fault(NamedTuple):
    """What is wrong with a definition, and where.

    Args:
        path: what leads to it, such as `("rules", 2, "when")`, from the whole definition or from the part that says so.
        text: one line.
        may_follow: whether it may only be there because a condition elsewhere could not be read.
        is_extra: whether it is of a setting that nothing asks for, so that the rest can be read without it.
    """

    path: KeyPath
    text: str
    may_follow: bool = False
    is_extra: bool = False

    def below(self, *path: str | int) -> Fault:
        """The same of the part that stands at a path in a whole."""
        return self._replace(path=(*path, *self.path))


class NapdError(Exception):
    """A user's mistake, in one sentence (or one line per fault).

    The command line prints it and exits with 2.

    Args:
        message: a line for each fault.
        faults: the same as data, if their places are known.
    """

    def __init__(self, message: str = "", faults: Iterable[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> Self:
        """One error for some faults."""
        return cls("\n".join(fault.text for fault in faults), faults)

    def at(self, *path: str | int) -> tuple[Fault, ...]:
        """Its faults; if their places are not known, each line of its message as one at a place."""
        return self.faults or tuple(Fault(path, line) for line in str(self).splitlines())


class ModelError(NapdError, ValueError):
    """A definition that cannot be right: an area, a round, a question, a rule, a rubric."""


class ProofError(ModelError):
    """A rubric whose proof fails."""


class UnknownName(NapdError, KeyError):  # noqa: N818 - reads as what it says: the name is unknown
    """A name or code that does not exist."""

    def __str__(self) -> str:
        """The plain message; a KeyError's own would stand in quotes."""
        return Exception.__str__(self)


def nearest(name: str, names: Iterable[str]) -> str:
    """Give ' Did you mean "x"?' with the nearest of the names, or '' where nothing is near.

    Upper and lower case count as the same, and the order of the names does not matter. What has another number in it is
    not near, but for zeros before it: another round or code is another thing, and not a slip of the pen.
    """
    found = closest(name, names)
    return "" if found is None else f' Did you mean "{found}"?'


def closest(name: str, names: Iterable[str]) -> str | None:
    """Give the nearest of the names as it is written there, or None where nothing is near."""
    folded = {each.casefold(): each for each in sorted(names, reverse=True) if _numbers(each) == _numbers(name)}
    found = get_close_matches(name.casefold(), folded, n=1)
    return folded[found[0]] if found else None


def _numbers(name: str) -> list[str]:
    return [number.lstrip("0") for number in re.findall("[0-9]+", name)]


def in_words(write: Callable[[Any], str], value: object) -> str:
    """What `str` or `repr` makes of a value of somebody else's; that it cannot be made, where that fails."""
    try:
        return f"{write(value)}"
    except BaseException as error:  # noqa: BLE001 - whatever it does, it must not hide what is to be told
        return f"(its {write.__name__}() raises {type(error).__name__})"


def shortened(text: str) -> str:
    """A text that fits on a screen."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def one_line(error: BaseException) -> str:
    """An exception in one line: its message, after its kind where it is not one of napd's own."""
    if isinstance(error, SystemExit):
        return f"it called sys.exit({in_words(repr, error.code)})"
    lines = in_words(str, error).splitlines()
    said = shortened("; ".join(line.strip() for line in lines if line.strip()))
    if said and isinstance(error, NapdError):
        return said
    return ": ".join(filter(None, (type(error).__name__, said)))
