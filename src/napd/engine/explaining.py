"""Explaining scores: what one looks back on is found again, and what an explanation needs of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product

import numpy as np
from attrs import frozen

from napd.engine.gather import Gathered
from napd.engine.index import Index, Reader
from napd.engine.layout import Layout
from napd.engine.rollup import Rolled
from napd.engine.scoring import Scored, codes_of, free_codes_of
from napd.errors import NapdError, UnknownName, nearest
from napd.explain.levels import score_words
from napd.explain.make import Facts, explanation
from napd.explain.records import Explanation, Explanations, Said
from napd.explain.values import Value
from napd.framework import Framework
from napd.model.area_kinds import BELOW, AreaKind
from napd.model.areas import Area
from napd.model.questions import Question


@frozen(eq=False, repr=False)
class Trail:
    """What an explanation looks back on.

    Args:
        scored: the scores.
        said: reads what was said.
        together: whether what all areas said is read in one pass, and kept: for who explains many areas. Else that of
            an area is read when it is explained.
    """

    scored: Sequence[Scored]
    said: Reader
    together: bool = False

    @property
    def gathered(self) -> Gathered:
        """The answers as they were laid out, and where they are."""
        return self.said.gathered

    @property
    def layout(self) -> Layout:
        """The framework as arrays."""
        return self.gathered.grid.layout

    def said_by(self, areas: Collection[Area]) -> Index:
        """What some areas said, at the least."""
        numbers = self.layout.area_numbers
        return self.said.whole if self.together else self.said.about({numbers[area.code] for area in areas})


@frozen
class Wanted:
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


def explain(trail: Trail, wanted: Wanted) -> Explanations:
    """Explain the scores of an area.

    Raises:
        UnknownName: for an area, indicator, round or perspective that the framework does not have.
        NapdError: where the area has no such score, or the answers have changed since they were scored.

    Costs another pass over the answers, for their notes, and for each score what `napd.explain.make` says.
    """
    area = wanted.checked(trail.layout.framework)
    found = _chosen(trail, wanted, area)
    below = (_members(trail, found[0], area, kind) for kind in BELOW[area.kind])
    who = [area, *chain.from_iterable(below)]
    return Explanations(tuple(_explanations(trail, found, [area], trail.said_by(who))))


def explain_each(trail: Trail, round_id: str, perspective: str) -> Iterator[tuple[Area, Explanations]]:
    """Explain every score of a round as one perspective sees it, a region at a time, in the order of their codes.

    Raises:
        NapdError: where the answers have changed since they were scored.

    Costs one pass over the answers for all of them, and memory for all that was said.
    """
    layout = trail.layout
    page = layout.round_ids.index(round_id), layout.framework.perspectives.index(perspective)
    found = [one for one in trail.scored if one.page == page]
    scored = {layout.areas[number].code for one in found for number in one.areas}
    index = trail.said.whole
    for region in layout.framework.areas.regions():
        areas = [region, *(_members(trail, found[0], region, "municipality") if found else ())]
        mine = [area for area in areas if area.code in scored]
        if mine:
            yield region, Explanations(tuple(_explanations(trail, found, mine, index)))


def _explanations(trail: Trail, found: Iterable[Scored], areas: Sequence[Area], index: Index) -> Iterator[Explanation]:
    """Those of some areas, by indicator."""
    for one, area in product(found, areas):
        if trail.layout.area_numbers[area.code] in one.areas:
            yield explanation(_facts(trail, one, area, index))


def codes_behind(trail: Trail, explained: Explanation) -> dict[str, int]:
    """What is known of each answer behind a score that was explained, as codes of its axes."""
    wanted = {"indicator": explained.indicator, "round": explained.round, "perspective": explained.perspective}
    one = next(one for one in trail.scored if _names(trail.layout, one) == wanted)
    row = int(np.searchsorted(one.areas, trail.layout.area_numbers[explained.area]))
    return {name: int(codes[row]) for name, codes in codes_of(trail.gathered.grid, one).items()}


def _chosen(trail: Trail, wanted: Wanted, area: Area) -> list[Scored]:
    """The scores of one round and perspective that are wanted."""
    number = trail.layout.area_numbers[area.code]
    of_area = [one for one in trail.scored if number in one.areas]
    names = [_names(trail.layout, one) for one in of_area]
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


def _names(layout: Layout, one: Scored) -> dict[str, str]:
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


def _members(trail: Trail, one: Scored, area: Area, kind: AreaKind) -> list[Area]:
    """The areas of a kind that lie in another in a round."""
    members, layout = trail.layout.members(one.page[0], area.kind, kind), trail.layout
    place = np.flatnonzero(members.wholes == layout.area_numbers[area.code])
    ends = zip(members.starts[place], members.counts[place], strict=True)
    return [layout.areas[number] for first, count in ends for number in members.parts[first : first + count]]


def _facts(trail: Trail, one: Scored, area: Area, index: Index) -> Facts:
    framework, (round_number, perspective) = trail.layout.framework, one.page
    row = int(np.searchsorted(one.areas, trail.layout.area_numbers[area.code]))
    asked = {question.id: _asked(trail, one, area, question) for question in one.indicator.asked}
    levels = [question for question in one.indicator.questions if question.levels_of is not None]
    return Facts(
        framework=framework, decider=framework.decider(one.indicator),
        round=framework.rounds[trail.layout.round_ids[round_number]], area=area,
        perspective=framework.perspectives[perspective], fictional=trail.gathered.fictional,
        outcome=one.outcomes[int(one.places[row])],
        codes={name: int(codes[row]) for name, codes in codes_of(trail.gathered.grid, one).items()},
        free={name: int(codes[row]) for name, codes in free_codes_of(trail.gathered.grid, one).items()},
        values={name: _value(rolled, row) for name, rolled in one.numbers.items()},
        said={name: tuple(_said(trail, one, name, who, index) for who in areas) for name, areas in asked.items()}
        | {question.id: _levels(trail, one, area, question) for question in levels},
    )  # fmt: skip


def _levels(trail: Trail, one: Scored, area: Area, question: Question) -> tuple[Said, ...]:
    """The levels that the members of an area have in another indicator; who has none says nothing."""
    numbers = trail.layout.area_numbers
    others = [each for each in trail.scored if (each.page, each.indicator.id) == (one.page, question.levels_of)]
    outcomes = {
        number: (each.outcomes[place], each.indicator.scale)
        for each in others
        for number, place in zip(each.areas.tolist(), each.places.tolist(), strict=True)
    }
    found = []
    for member in _members(trail, one, area, one.indicator.answered_by(question)):
        outcome, scale = outcomes.get(numbers[member.code], (None, None))
        words = score_words(scale, outcome.columns) if outcome and scale and outcome.is_answered else ""
        value = outcome.level if outcome else None
        found.append(
            Said(area=member.code, name=member.name, value=value, words=words, note="", status="", unusable=())
        )
    return tuple(found)


def _said(trail: Trail, one: Scored, question: str, area: Area, index: Index) -> Said:
    """What an area said on a question; without words for it."""
    layout, (round_number, perspective) = trail.layout, one.page
    slot = layout.slot(one.indicator, one.indicator.question(question)).number
    where = (round_number, perspective, layout.area_numbers[area.code], slot)
    address = int(trail.gathered.grid.addresses(*(np.array(number) for number in where)))
    value, status = index.answer(address)
    return Said(
        area=area.code, name=area.name, value=value, words="", note=index.note(address), status=status,
        unusable=tuple(index.refused.at(address)),
    )  # fmt: skip


def _value(rolled: Rolled, row: int) -> Value:
    one = rolled.of(np.array([row]))
    return Value(float(one.low.floats[0]), float(one.high.floats[0]), int(one.answered[0]), int(one.members[0]))


def _asked(trail: Trail, one: Scored, area: Area, question: Question) -> list[Area]:
    """The areas that should answer a question."""
    kind = one.indicator.answered_by(question)
    return [area] if kind == area.kind else _members(trail, one, area, kind)
