"""The value of a row: a number, rounded or not, a range, words that bound it, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from napd.errors import ModelError
from napd.model.measures import Number
from napd.model.values import BadValue
from napd.observations.interval import Exact, Interval, exactly
from napd.observations.status import WITHOUT
from napd.texts import Message

if TYPE_CHECKING:
    from napd.observations.cells import Row

COLUMNS = ("value", "rounded_to", "low", "high")
"""The columns with numbers of a value."""
BELOW = ("ruim", "meer dan", "minstens", "ten minste", "minimaal", "vanaf")
ABOVE = ("bijna", "minder dan", "hoogstens", "ten hoogste", "maximaal", "tot")
ABOUT = ("ongeveer", "circa", "ca.", "rond", "zo'n")
"""Words that bound a number from below, from above, and not at all."""
BOUNDED = re.compile(rf"({'|'.join(map(re.escape, (*BELOW, *ABOVE, *ABOUT)))})\s+(\S+)", re.IGNORECASE)


def amount_in(row: Row, unit: str, kind: str) -> Interval | None:
    """The range of a row; None where it has none, for what is noted in it.

    Args:
        row: the row.
        unit: of its measure.
        kind: likewise.
    """
    number = _whole(unit, kind)
    point, low, high = (_number(row, column, number) for column in ("value", "low", "high"))
    to = _number(row, "rounded_to", number)
    if any(fault.column in COLUMNS and fault.severity == "error" for fault in row.faults):
        return None
    if row.get("low") or row.get("high"):
        return _ranged(row, low, high, point)
    if point is not None:
        return Interval.exact(point) if to is None else _rounded(row, point, to)
    return _bounded(row, number)


def _number(row: Row, column: str, number: Number) -> Exact | None:
    text = row.get(column)
    if not text:
        return None
    try:
        found: Exact = exactly(number.parse(text))
    except BadValue as bad:
        row.refuse(bad.kind, column, bad.message, bad.hint)
        return None
    return found


def _whole(unit: str, kind: str) -> Number:
    """The rules by which a number is read: those of an answer."""
    return Number(
        "value", "value", unit=unit, minimum=0, maximum=100 if (unit, kind) == ("%", "share") else None,
        whole=kind != "share",
    )  # fmt: skip


def _ranged(row: Row, low: Exact | None, high: Exact | None, point: Exact | None) -> Interval | None:
    try:
        return Interval(low or 0, high, point)
    except ModelError as error:
        message = Message("problem.out_of_range.cannot", reason=str(error))
        hint = Message("problem.out_of_range.ends")
        row.refuse("out_of_range", "low" if row.get("low") else "high", message, hint)
        return None


def _rounded(row: Row, point: Exact, to: Exact) -> Interval | None:
    if to <= 0 or point % to:
        message = Message("problem.out_of_range.rounded", value=row.get("value"), to=row.get("rounded_to"))
        row.refuse("out_of_range", "rounded_to", message, Message("problem.out_of_range.rounded_hint"))
        return None
    return Interval.rounded(point, to=to)


def _bounded(row: Row, number: Number) -> Interval | None:
    """What words say of a number; nothing of a figure that has none."""
    if row.get("status") in WITHOUT:
        return Interval.unknown()
    found = BOUNDED.fullmatch(row.get("published"))
    if not found:
        message = Message("problem.empty_cell.message", what=Message("answer.value"))
        row.refuse("empty_cell", "value", message, Message("problem.empty_cell.value", names=tuple(WITHOUT)))
        return None
    try:
        bound = exactly(number.parse(found[2]))
    except BadValue as bad:
        row.refuse(bad.kind, "published", bad.message, bad.hint)
        return None
    word = found[1].casefold()
    return (
        Interval.unknown() if word in ABOUT else Interval.at_least(bound) if word in BELOW else Interval.at_most(bound)
    )
