"""Selecting the scores of an area that are to be explained; if there are none, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from napd.answers.layout import Layout
from napd.answers.selection import Selection
from napd.errors import NapdError
from napd.model.area_kinds import BELOW
from napd.model.areas import Area
from napd.scoring.scoring import Scored
from napd.scoring.trail import Trail


def selected(trail: Trail, chosen: Selection, area: Area) -> list[Scored]:
    """The scores of an area that are selected, of one round and perspective.

    That is the last round in which it has such scores, and its first perspective, in the order of the framework.

    Raises:
        NapdError: where it has none, with those that it has.
    """
    number = trail.layout.area_numbers[area.code]
    of_area = [one for one in trail.scored if number in one.areas]
    names = [_with_dashboard(chosen, names_of(trail.layout, one)) for one in of_area]
    found = [one for one, its in zip(of_area, names, strict=True) if _has(chosen, its)]
    if not found:
        asked = {
            what: chosen.named[what]
            for what in ("indicator", "round", "perspective", "dashboard")
            if what in chosen.named
        }
        lacking = ", ".join(f"{what} {', '.join(some)}" for what, some in asked.items())
        message = f"{area.code} ({area.name}) has no score" + (f" for {lacking}" if lacking else "")
        raise NapdError(f"{message}. {_instead(trail.layout, area, asked, names)}{_noted(trail, area, chosen)}")
    last = max(one.page[0] for one in found)
    first = min(one.page[1] for one in found if one.page[0] == last)
    return [one for one in found if one.page == (last, first)]


def _has(chosen: Selection, names: Mapping[str, str]) -> bool:
    return all(chosen.has(kind, name) for kind, name in names.items())


def _with_dashboard(chosen: Selection, names: Mapping[str, str]) -> dict[str, str]:
    return {**names, "dashboard": chosen.framework.dashboard(names["indicator"])}


def names_of(layout: Layout, one: Scored) -> dict[str, str]:
    """The indicator, round and perspective of some scores."""
    round_number, perspective = one.page
    views = layout.framework.perspectives
    return {"indicator": one.indicator.id, "round": layout.round_ids[round_number], "perspective": views[perspective]}


def _instead(layout: Layout, area: Area, asked: Iterable[str], names: Sequence[Mapping[str, str]]) -> str:
    """Which scores there are of an area, by what was asked for; or why there are none."""
    if names:
        there = (f"{what} {', '.join(sorted({its[what] for its in names}))}" for what in asked)
        return f"It has scores for {'; '.join(there)}."
    last = list(layout.framework.rounds)[-1].date
    region = layout.framework.areas.region_of(area.code, last) if area.kind == "municipality" else None
    return f"Scores are of its region: {region.code} ({region.name})." if region else "Nobody answered for it."


def _noted(trail: Trail, area: Area, chosen: Selection) -> str:
    """The notes of an area on what is asked for and has no score, in a sentence for each."""
    layout, found = trail.layout, []
    areas = layout.framework.areas
    members = areas.members(area.code, list(layout.framework.rounds)[-1].date) if BELOW[area.kind] else ()
    notes = trail.said_by([area, *members]).notes.placed
    for address, text in zip(notes.addresses.tolist(), notes.texts.tolist(), strict=True):
        page, who, number = np.unravel_index(address, trail.gathered.grid.shape)
        round_number, view = divmod(int(page), len(layout.framework.perspectives))
        slot, round_id = layout.slots[number], layout.round_ids[round_number]
        names = {"indicator": slot.indicator.id, "round": round_id, "perspective": layout.framework.perspectives[view]}
        if _has(chosen, _with_dashboard(chosen, names)):
            where = f"{layout.areas[int(who) - 1].code} in round {round_id} on {slot.indicator.id} {slot.question.id}"
            found.append(f" Noted by {where}: {text!r}.")
    return "".join(found)
