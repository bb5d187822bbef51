"""Indicators that cannot stand side by side: of one id from several plugins, or asking levels that there are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from napd.errors import nearest
from napd.framework.plugins import Plugin, Provided, Quarantined
from napd.model.area_kinds import ABOVE
from napd.model.areas import AreaRegistry
from napd.model.indicator import Indicator
from napd.model.level_of import LevelOf


def conflicts(provided: Sequence[Provided]) -> tuple[Quarantined, ...]:
    """Indicators that several plugins provide, or one plugin twice in the same version; one entry for each plugin."""
    found = {}
    for one in provided:
        if rivals := [other for other in provided if other is not one and _clash(one, other)]:
            message = _choice(one, sorted({other.plugin for other in rivals} - {one.plugin}))
            found[one.plugin, one.indicator.id] = Quarantined(one.plugin, "conflict", message, one.indicator.id)
    return tuple(found.values())


def _clash(one: Provided, other: Provided) -> bool:
    same_plugin = one.plugin == other.plugin
    return one.indicator.id == other.indicator.id and (not same_plugin or one.indicator.since == other.indicator.since)


def _choice(one: Provided, rivals: Sequence[Plugin]) -> str:
    """What to do about an indicator that others provide too, or that one plugin provides twice."""
    if not rivals:
        return f"the plugin gives version {one.indicator.version} of it twice; let one begin on another day (since=)"
    siblings = any(rival.distribution == one.plugin.distribution for rival in rivals)
    called = one.plugin.name if siblings else one.plugin.distribution
    others = " and ".join(map(str, rivals))
    return (
        f"an indicator of {others} has this id too, so none of them is used. List in the framework file, under "
        f'indicators, which to use, with one of them for this id, such as "{called}:{one.indicator.id}"'
    )


def level_faults(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Say where a level is asked of areas that another indicator does not score, or that it does not give; a line each.

    An indicator that is not there at all has no levels, as in a round before it begins.
    """
    for indicator in indicators:
        for question in _of_others(indicator):
            for other in (one for one in indicators if one.id == question.indicator):
                if why := _no_level(question, other):
                    yield f"indicator {indicator.id!r}: question {question.id!r} {why}"


def _no_level(question: LevelOf, other: Indicator) -> str:
    if other.area != question.answered_by:
        return f"asks the level of each {question.answered_by}, and {other.id!r} scores each {other.area}"
    theirs, ours = ", ".join(other.scale.ids), ", ".join(question.ids)
    return (
        "" if theirs == ours else f"has the levels {ours}, and {other.id!r} {other.version} {theirs}: give its scale="
    )


def _of_others(indicator: Indicator) -> Iterator[Any]:
    yield from (question for question in indicator.questions if question.levels_of)


def nowhere(indicator: Indicator, areas: AreaRegistry) -> str:
    """Say that there are no areas of the kind that an indicator scores; '' where there are."""
    if indicator.area not in ABOVE or areas.of_kind(indicator.area):
        return ""
    return (
        f"it scores each {indicator.area}, and the areas have none: give a file of areas with the columns "
        f"{indicator.area} and {indicator.area}_name, or areas.within(code, name, {indicator.area!r})"
    )


def alone(provided: Sequence[Provided], areas: AreaRegistry) -> tuple[Quarantined, ...]:
    """Indicators that score areas that there are not, or ask the level of one not in use; and those that ask these."""
    left, out = list(provided), list[Quarantined]()
    while odd := [(one, why) for one in left if (why := nowhere(one.indicator, areas) or _unknown(one, left))]:
        out += [Quarantined(one.plugin, "conflict", why, one.indicator.id) for one, why in odd]
        left = [one for one in left if not any(one is each for each, _ in odd)]
    return tuple(dict.fromkeys(out))


def _unknown(one: Provided, provided: Iterable[Provided]) -> str:
    known = {other.indicator.id for other in provided}
    names = (question.indicator for question in _of_others(one.indicator) if question.indicator not in known)
    return next(
        (f"it asks the level of {n!r}, which is not an indicator in use.{nearest(n, known)}" for n in names), ""
    )
