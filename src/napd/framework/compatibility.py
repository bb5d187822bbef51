"""Which napd a plugin is made for: its requirement of napd, as its metadata has it for installers.

Nearly all are ranges of plain versions, such as napd>=0.1,<0.2, which take no library. Whatever else there may be in
one, a condition or a pre-release, is read by `packaging`, which takes longer to load than all plugins to be looked at.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable
from itertools import zip_longest

from napd._version import VERSION

NAME = re.compile(r"napd(?![A-Za-z0-9._-])", re.IGNORECASE)
RANGE = re.compile(r"\s*(>=|<=|==|!=|<|>)\s*(\d+(?:\.\d+)*)\s*")
COMPARE = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt,
}  # fmt: skip


def requirement(required: Iterable[str]) -> str:
    """The versions of napd that a distribution requires, such as ">=0.1,<0.2"; empty where it does not say.

    Args:
        required: its requirements, such as "napd>=0.1"; those of an extra, and anything else, are passed over.
    """
    for text in required:
        if name := NAME.match(text):
            rest = text[name.end() :]
            found = _sorted(rest.split(",")) if _plain(rest) else _read(text)
            if found is not None:
                return found
    return ""


def for_another(wanted: str) -> str:
    """Why a plugin that wants these versions of napd cannot be used with this one; empty where it can."""
    if not wanted or _takes(wanted):
        return ""
    return (
        f"it is made for napd {wanted}, and this is napd {VERSION}; install a version of it that is made for this one"
    )


def _plain(ranges: str) -> list[tuple[str, str]]:
    """The comparisons of ranges of plain versions; empty where something else is in them."""
    found = [RANGE.fullmatch(each) for each in ranges.split(",")]
    return [(each[1], each[2]) for each in found if each] if all(found) else []


def _sorted(ranges: Iterable[str]) -> str:
    return ",".join(sorted((re.sub(r"\s", "", each) for each in ranges), reverse=True))  # ">=" before "<"


def _read(text: str) -> str | None:
    """The ranges of a requirement of any kind; None where it does not hold here, or is none."""
    from packaging.requirements import Requirement

    try:
        found = Requirement(text)
        applies = found.marker is None or found.marker.evaluate({"extra": ""})
    except ValueError:  # no requirement, or one whose condition has no meaning
        return None
    return _sorted(map(str, found.specifier)) if applies else None


def _takes(wanted: str) -> bool:
    """Whether ranges have this version in them."""
    ranges, own = _plain(wanted), re.fullmatch(r"\d+(\.\d+)*", VERSION)
    if ranges and own:
        return all(COMPARE[sign](*_numbers(VERSION, version)) for sign, version in ranges)
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(wanted).contains(VERSION, prereleases=True)


def _numbers(one: str, other: str) -> tuple[list[int], list[int]]:
    """The numbers of two versions, the shorter one with zeros behind it."""
    pairs = list(zip_longest(map(int, one.split(".")), map(int, other.split(".")), fillvalue=0))
    return [first for first, _ in pairs], [second for _, second in pairs]
