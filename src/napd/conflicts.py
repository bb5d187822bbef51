"""Indicators that cannot stand side by side: of one id from several plugins, or asking levels that there are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from napd.errors import nearest
from napd.model.indicator import Indicator
from napd.model.level_of import LevelOf
from napd.model.scale import Scale
from napd.plugins import Plugin, Provided, Quarantined


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


def misfits(provided: Iterable[Provided], scale: Scale) -> tuple[Quarantined, ...]:
    """Indicators with other levels than the scale of the framework, which cannot be shown beside the rest."""
    odd = (each for each in provided if each.indicator.scale.ids != scale.ids)
    return tuple(dict.fromkeys(_misfit(each, scale) for each in odd))


def _misfit(one: Provided, scale: Scale) -> Quarantined:
    theirs, ours = ", ".join(one.indicator.scale.ids), ", ".join(scale.ids)
    message = f"it has the levels {theirs}, and the framework has {ours}"
    return Quarantined(one.plugin, "conflict", message, one.indicator.id)


def level_faults(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Say what is wrong with the levels of other indicators that some ask, in one line each."""
    for indicator in indicators:
        for question in indicator.questions:
            if isinstance(question, LevelOf) and (why := _no_level(indicator, question, indicators)):
                yield f"indicator {indicator.id!r}: question {question.id!r} {why}"


def _no_level(indicator: Indicator, question: LevelOf, indicators: Sequence[Indicator]) -> str:
    versions = [one for one in indicators if one.id == question.indicator]
    if not versions:
        known = sorted({one.id for one in indicators} - {indicator.id})
        hint = nearest(question.indicator, known) or f" There are: {', '.join(known) or 'no others'}."
        return f"asks the level of {question.indicator!r}, which is no indicator in use.{hint}"
    for one in versions:
        if one.area != question.answered_by:
            return f"asks the level of each {question.answered_by}, and {one.id!r} scores each {one.area}"
        if one.scale.ids != question.ids:
            theirs, ours = ", ".join(one.scale.ids), ", ".join(question.ids)
            return f"has the levels {ours}, and {one.id!r} {one.version} has {theirs}: give its scale="
    return ""
