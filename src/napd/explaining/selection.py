"""Selecting the scores of an area that are to be explained; where there are none, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from attrs import frozen

from napd.answers.layout import Layout
from napd.errors import NapdError, UnknownName, nearest
from napd.framework.framework import Framework
from napd.model.area_kinds import BELOW
from napd.model.areas import Area
from napd.scoring.scoring import Scored
from napd.scoring.trail import Trail


@frozen
class ScoreSelection:
    """Which scores are to be explained; None for the default.

    Args:
        area: code of the area.
        indicator: id of the indicator; by default each.
        round: id of the round; by default the last of which the area has such scores.
        perspective: by default the first, in the order of the framework, of which it has them in that round.
    """

    area: str
    indicator: str | None = None
    round: str | None = None
    perspective: str | None = None

    def checked(self, framework: Framework) -> Area:
        """The area; everything that is wanted is in the framework.

        Raises:
            UnknownName: for what is not, with the nearest that is.
        """
        self.check_names(framework)
        return framework.areas[self.area]

    def check_names(self, framework: Framework) -> None:
        """Whether everything but the area is in the framework; raises as `checked`."""
        if self.round is not None:
            framework.rounds[self.round]
        known = {"indicator": [i.id for i in framework.indicators], "perspective": framework.perspectives}
        for what, names in known.items():
            name = getattr(self, what)
            if name is not None and name not in names:
                hint = nearest(name, names) or f" Available: {', '.join(dict.fromkeys(names))}."
                raise UnknownName(f"there is no {what} {name!r}.{hint}")


def selected(trail: Trail, wanted: ScoreSelection, area: Area) -> list[Scored]:
    """The scores of one round and perspective that are wanted."""
    number = trail.layout.area_numbers[area.code]
    of_area = [one for one in trail.scored if number in one.areas]
    names = [names_of(trail.layout, one) for one in of_area]
    asked = {what: getattr(wanted, what) for what in ("indicator", "round", "perspective")}
    asked = {what: name for what, name in asked.items() if name is not None}
    found = [one for one, its in zip(of_area, names, strict=True) if asked.items() <= its.items()]
    if not found:
        lacking = ", ".join(f"{what} {name}" for what, name in asked.items())
        message = f"{area.code} ({area.name}) has no score" + (f" for {lacking}" if lacking else "")
        raise NapdError(f"{message}. {_instead(trail.layout, area, asked, names)}{_noted(trail, area, asked)}")
    last = max(one.page[0] for one in found)
    first = min(one.page[1] for one in found if one.page[0] == last)
    return [one for one in found if one.page == (last, first)]


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


def _noted(trail: Trail, area: Area, asked: Mapping[str, str]) -> str:
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
        if asked.items() <= names.items():
            where = f"{layout.areas[int(who) - 1].code} in round {round_id} on {slot.indicator.id} {slot.question.id}"
            found.append(f" Noted by {where}: {text!r}.")
    return "".join(found)
