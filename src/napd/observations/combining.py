"""What may be done with two figures, and why not: sums, rests, shares and trends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve

from napd.errors import ModelError
from napd.observations.measure import AREAS, PERIODS, Measure
from napd.observations.refusals import MeasureError
from napd.observations.status import MISSING, worst
from napd.observations.trend import Trend

if TYPE_CHECKING:
    from napd.observations.interval import Interval
    from napd.observations.observation import Observation

DAY = timedelta(1)
ALIKE = timedelta(4)
"""By how much periods of one length may differ: months, halves and years are not all of as many days."""
FLOWS = ("persons", "events")


def added(one: Observation, other: Any) -> Observation:
    """The sum of two figures; `MeasureError` where they may not be added."""
    if reason := why_no_sum(one, other):
        raise MeasureError(reason, "cannot be added", *map(name_of, (one, other)))
    parts = {
        scheme.id: scheme.name((*one.categories(scheme.id), *other.categories(scheme.id)))
        for scheme in one.measure.schemes
    }
    return evolve(
        one,
        areas=tuple({area.code: area for area in (*one.areas, *other.areas)}.values()),
        value=one.value + other.value,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        parts=parts,
        **_said_of(one, other),
    )


def taken(whole: Observation, part: Any) -> Observation:
    """A whole without a part of it; `MeasureError` if that is not one, or nothing would be known."""
    reason = why_no_rest(whole, part)
    try:
        value = None if reason else (whole.value - part.value).from_zero()
    except ModelError:
        reason, value = "part_larger", None
    if reason or value is None:
        raise MeasureError(reason, "cannot be subtracted", *map(name_of, (whole, part)))
    parts = {
        scheme.id: scheme.name(_rest(whole.categories(scheme.id), part.categories(scheme.id)))
        for scheme in whole.measure.schemes
    }
    areas = _rest(whole.areas, part.areas)
    return evolve(whole, areas=areas, value=value, parts=parts, **_said_of(whole, part))


def share(part: Any, whole: Any) -> Interval:
    """Which percentage a part is of its whole; `MeasureError` where it is no part."""
    if reason := "no_figure" if not _is_figure(whole) else why_no_part(whole, part):
        raise MeasureError(reason, "have no share", *map(name_of, (part, whole)))
    found: Interval = part.value.over(whole.value).percent()
    capped = 100 if found.high is None or found.high > 100 else found.high  # noqa: PLR2004 - a whole, in percent
    if (found.low or 0) > capped:
        raise MeasureError("part_larger", "have no share", *map(name_of, (part, whole)))
    return evolve(found, high=capped, point=None if found.point is None or found.point > capped else found.point)


def trend(before: Observation, after: Any) -> Trend:
    """The change between two figures; `MeasureError` where they are no trend."""
    if reason := why_no_trend(before, after):
        raise MeasureError(reason, "are no trend", *map(name_of, (before, after)))
    return Trend(before, after)


def why_no_sum(one: Observation, other: Any) -> str:
    """Why two figures may not be added; '' where they may."""
    if reason := _unlike(one, other):
        return reason
    if one.measure.kind == "share":
        return "shares"
    if one.is_estimated and not one.measure.method:
        return "estimates"
    differing = [*_differing(one, other)]
    if reason := next(filter(None, (_apart(one, other, over) for over in differing)), ""):
        return reason
    if one.coverage != other.coverage and AREAS not in differing:
        return "other_areas"
    return ("same", "")[len(differing)] if len(differing) < 2 else "several_differences"  # noqa: PLR2004


def why_no_part(whole: Observation, part: Any) -> str:
    """Why a figure is no part of another; '' where it is one."""
    if reason := _unlike(whole, part):
        return reason
    if whole.measure.kind == "share":
        return "shares"
    differing = [*_differing(whole, part)]
    if not differing or PERIODS in differing or len(differing) > 1:
        return "not_part"
    if differing == [AREAS]:
        is_part = {area.code for area in part.areas} < {area.code for area in whole.areas}
    else:
        is_part = {*part.categories(differing[0])} < {*whole.categories(differing[0])}
        is_part = is_part and part.coverage == whole.coverage
    return "" if is_part else _outside(whole, part) or "not_part"


def why_no_rest(whole: Observation, part: Any) -> str:
    """Why a figure may not be taken from another; '' where it may."""
    if reason := why_no_part(whole, part):
        return reason
    if whole.is_estimated and not whole.measure.method:
        return "estimates"
    (over,) = _differing(whole, part)
    if over not in whole.measure.adds_over:
        return _not_over(whole.measure, over)
    return "two_lower_bounds" if whole.value.high is None and part.value.high is None else ""


def why_no_trend(before: Observation, after: Any) -> str:
    """Why two figures are no trend; '' where they are."""
    if reason := _unlike(before, after):
        return reason
    if reason := _elsewhere(before, after):
        return reason
    if after.first <= before.last:
        return "not_later"
    if before.measure.kind in FLOWS and abs(_length(before) - _length(after)) > ALIKE:
        return "other_length"
    if _broken(before, after):
        return "break"
    return "missing" if {before.status, after.status} & {*MISSING} else ""


def _elsewhere(before: Observation, after: Observation) -> str:
    """Why two figures are not of the same areas and categories; '' where they are."""
    if before.areas != after.areas or before.coverage != after.coverage:
        return "other_areas"
    for scheme in before.measure.schemes:
        both = {before.parts[scheme.id], after.parts[scheme.id]}
        if len(both) > 1:
            return "other_totals" if both <= scheme.totals.keys() else "other_categories"
    return ""


def name_of(figure: Any) -> str:
    """A figure in a few words, for a message."""
    if not _is_figure(figure):
        return f"{figure!r:.60}"
    days = f"{figure.first}" if figure.first == figure.last else f"{figure.first} to {figure.last}"
    parts = "".join(f", {part}" for part in figure.parts.values())
    return f"{figure.measure.id} ({'+'.join(area.code for area in figure.areas)}, {days}{parts})"


def _is_figure(value: object) -> bool:
    return isinstance(getattr(value, "measure", None), Measure)


def _unlike(one: Observation, other: Any) -> str:
    """Why two figures do not count the same; '' where they do."""
    if not _is_figure(other):
        return "no_figure"
    if one.measure != other.measure:
        return _unlike_measures(one.measure, other.measure)
    return "estimate_and_count" if one.is_estimated != other.is_estimated else ""


def _unlike_measures(one: Measure, other: Measure) -> str:
    kinds = {one.kind, other.kind}
    if "share" in kinds:
        return "shares"
    if "estimate" in kinds and len(kinds) > 1:
        return "estimate_and_count"
    if "stock" in kinds and len(kinds) > 1:
        return "stock_and_flow"
    return "other_unit" if one.unit != other.unit else "other_measure"


def _differing(one: Observation, other: Observation) -> Iterator[str]:
    """In which things two figures of one measure differ."""
    yield from (scheme.id for scheme in one.measure.schemes if one.parts[scheme.id] != other.parts[scheme.id])
    if one.areas != other.areas:
        yield AREAS
    if (one.first, one.last) != (other.first, other.last):
        yield PERIODS


def _apart(one: Observation, other: Observation, over: str) -> str:
    """Why two figures that differ in something may not be added over it; '' where they may."""
    if over == AREAS:
        reason = _areas_apart(one, other)
    elif over == PERIODS:
        reason = "" if PERIODS not in one.measure.adds_over else _periods_apart(one, other)
    else:
        reason = _parts_apart(one, other, over)
    return reason or ("" if over in one.measure.adds_over else _not_over(one.measure, over))


def _areas_apart(one: Observation, other: Observation) -> str:
    codes = {area.code for area in one.areas} & {area.code for area in other.areas}
    return "areas_overlap" if codes or one.areas[0].kind != other.areas[0].kind else ""


def _periods_apart(one: Observation, other: Observation) -> str:
    before, after = sorted((one, other), key=lambda figure: (figure.first, figure.last))
    if after.first <= before.last:
        return "periods_overlap"
    if after.first > before.last + DAY:
        return "gap"
    return "break" if _broken(before, after) else ""


def _parts_apart(one: Observation, other: Observation, scheme: str) -> str:
    mine, theirs = one.categories(scheme), other.categories(scheme)
    totals = one.measure.scheme(scheme).totals
    if {*mine} & {*theirs}:
        return "other_totals" if {one.parts[scheme], other.parts[scheme]} <= totals.keys() else "part_of"
    return _outside(one, other)


def _outside(one: Observation, other: Observation) -> str:
    """That one of them is of a category outside every total, and the other is not."""
    for scheme in one.measure.schemes:
        found = [{*each.categories(scheme.id)} & {*scheme.outside} for each in (one, other)]
        if any(found) and one.parts[scheme.id] != other.parts[scheme.id]:
            return "outside_total"
    return ""


def _not_over(measure: Measure, over: str) -> str:
    """Why a measure does not add up over something."""
    if over not in (AREAS, PERIODS) and measure.scheme(over).overlapping:
        return "registers"
    if measure.kind == "persons":
        return {AREAS: "persons_areas", PERIODS: "persons_periods"}.get(over, "persons_categories")
    return "two_moments" if over == PERIODS and measure.kind == "stock" else "no_adding"


def _broken(before: Observation, after: Observation) -> bool:
    """Whether the way of counting changed between two figures."""
    changed = any(before.first < each.day <= after.last for each in before.measure.breaks)
    return changed or after.status == "B" or (before.status == "D") != (after.status == "D")


def _length(figure: Observation) -> timedelta:
    return figure.last - figure.first


def _rest(whole: Iterable[Any], part: Iterable[Any]) -> tuple[Any, ...]:
    """What is in a whole and not in the part; all of it where they are the same."""
    mine, theirs = tuple(whole), tuple(part)
    return tuple(each for each in mine if each not in theirs) or mine


def _said_of(one: Observation, other: Observation) -> dict[str, Any]:
    """What is said of a figure that is computed of two."""
    return {
        "published": "", "n": None, "status": worst(one.status, other.status),
        "coverage": _joined("coverage", one, other),
        "source": _joined("source", one, other), "doubt": _joined("doubt", one, other),
        "fictional": one.fictional or other.fictional,
    }  # fmt: skip


def _joined(name: str, *figures: Observation) -> str:
    return "; ".join(dict.fromkeys(filter(None, (getattr(each, name) for each in figures))))
