"""Explaining scores: what one looks back on is found again, and what an explanation needs of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Self

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.index import AnswerIndex
from napd.answers.selection import Names, Selection
from napd.decision.outcomes import Outcome
from napd.explaining.explanations import Explanations
from napd.explaining.levels import score_words
from napd.explaining.make import Facts, explanation
from napd.explaining.records import Explanation, RawAnswer
from napd.explaining.selected import names_of, selected
from napd.explaining.values import Value
from napd.model.area_kinds import BELOW, AreaKind
from napd.model.areas import Area
from napd.model.questions import Question
from napd.model.scale import Scale
from napd.scoring.result import Result
from napd.scoring.rollup import Rolled
from napd.scoring.scoring import Scored
from napd.scoring.trail import Trail


def explain(  # noqa: PLR0913 - each but the first two may be left out
    result: Result,
    area: str,
    indicator: Names = None,
    round: Names = None,  # noqa: A002 - the word users know
    perspective: Names = None,
    *,
    dashboard: Names = None,
) -> Explanations:
    """Explain the scores of an area: why they are what they are, what is missing and what would change them.

    Args:
        result: what `napd.score` gave.
        area: the area, by its code, its name or a part of that.
        indicator: ids of indicators; by default all.
        round: ids of rounds; the last of them in which the area has such scores is taken, by default of all.
        perspective: perspectives; the first of them, in the order of the framework, that has scores then; by default of
            all.
        dashboard: ids or titles of dashboards; by default all.

    Returns:
        An explanation for each indicator: a sequence of records, with `text()`, `to_dict()` and an Arrow `table`.

    Raises:
        UnknownName: for an area, indicator, round, perspective or dashboard that the framework does not have.
        NapdError: if the area has no such score, the answers have changed since they were scored, or an engine for
            several machines scored.

    Costs another pass over the answers, for their notes, and a few milliseconds for each score.
    """
    asked = {"indicator": indicator, "round": round, "perspective": perspective, "dashboard": dashboard}
    chosen = Selection.of(result.framework, area=area, **asked)
    return explained(result.trail, chosen.named["area"][0], chosen)


def explain_each(result: Result, round: str, perspective: str) -> Iterator[tuple[Area, Explanations]]:  # noqa: A002
    """Explain every score of a round as a perspective sees it: what `explain` returns, for each region in turn.

    Args:
        result: what `napd.score` gave.
        round: id of the round.
        perspective: whose view.

    Yields:
        Each region that has any score, in the order of their codes, with the explanations of its scores and of
        those of its municipalities, by indicator; made as they are asked for.

    Raises:
        UnknownName: for a round or perspective that the framework does not have.
        NapdError: where the answers have changed since they were scored, or an engine for several machines scored.

    Costs one pass over the answers, a few milliseconds for each score, and memory for all answers.
    """
    Selection.of(result.framework, round=round, perspective=perspective)
    return explained_each(result.trail, round, perspective)


def explained(trail: Trail, code: str, chosen: Selection) -> Explanations:
    """Explain those scores of an area, by its code, that are selected.

    Raises:
        NapdError: where the area has no such score, or the answers have changed since they were scored.

    Costs another pass over the answers, for their notes, and for each score what `napd.explaining.make` says.
    """
    area = trail.layout.framework.areas[code]
    found = selected(trail, chosen, area)
    below = (_members(trail, found[0], area, kind) for kind in BELOW[area.kind])
    said = trail.said_by([area, *chain.from_iterable(below)])
    framework = trail.layout.framework
    titles = framework.titles(framework.dashboard(one.indicator.id) for one in found)
    on = {key: [one for one in found if framework.dashboard(one.indicator.id) == key] for key in titles}
    above = {one.indicator.id: titles[key] for key, mine in on.items() for one in mine}
    coded = [Coded.of(trail, one) for one in chain.from_iterable(on.values())]
    return Explanations(tuple(_explanations(trail, coded, [area], said)), above)


def explained_each(trail: Trail, round_id: str, perspective: str) -> Iterator[tuple[Area, Explanations]]:
    """Explain every score of a round as one perspective sees it, a region at a time, in the order of their codes.

    Raises:
        NapdError: where the answers have changed since they were scored.

    Costs one pass over the answers for all of them, and memory for all that was said.
    """
    layout = trail.layout
    page = layout.round_ids.index(round_id), layout.framework.perspectives.index(perspective)
    found = [one for one in trail.scored if one.page == page]
    scored = {layout.areas[number].code for one in found for number in one.areas}
    index, coded = trail.said.whole, [Coded.of(trail, one) for one in found]
    for region in layout.framework.areas.regions():
        areas = [region, *(_members(trail, found[0], region, "municipality") if found else ())]
        mine = [area for area in areas if area.code in scored]
        if mine:
            yield region, Explanations(tuple(_explanations(trail, coded, mine, index)))


@frozen(eq=False)
class Coded:
    """Some scores, and what is known of each answer behind them.

    Args:
        scored: the scores.
        codes: for each variable the codes of the answers: an array with one for each score.
        free: what these would be if nobody had answered.
    """

    scored: Scored
    codes: Mapping[str, NDArray[np.intp]]
    free: Mapping[str, NDArray[np.intp]]

    @classmethod
    def of(cls, trail: Trail, scored: Scored) -> Self:
        """With the codes that the trail leads to."""
        return cls(scored, *trail.codes(scored))


def _explanations(
    trail: Trail, found: Iterable[Coded], areas: Sequence[Area], index: AnswerIndex
) -> Iterator[Explanation]:
    """Those of some areas, by indicator."""
    for one, area in product(found, areas):
        if trail.layout.area_numbers[area.code] in one.scored.areas:
            yield explanation(_facts(trail, one, area, index))


def codes_behind(trail: Trail, explained: Explanation) -> dict[str, int]:
    """What is known of each answer behind a score that was explained, as codes of its axes."""
    wanted = {"indicator": explained.indicator, "round": explained.round, "perspective": explained.perspective}
    one = next(one for one in trail.scored if names_of(trail.layout, one) == wanted)
    row = int(np.searchsorted(one.areas, trail.layout.area_numbers[explained.area]))
    return {name: int(codes[row]) for name, codes in trail.codes(one)[0].items()}


def _members(trail: Trail, one: Scored, area: Area, kind: AreaKind) -> list[Area]:
    """The areas of a kind that lie in another in a round."""
    members, layout = trail.layout.members(one.page[0], area.kind, kind), trail.layout
    place = np.flatnonzero(members.wholes == layout.area_numbers[area.code])
    ends = zip(members.starts[place], members.counts[place], strict=True)
    return [layout.areas[number] for first, count in ends for number in members.parts[first : first + count]]


def _facts(trail: Trail, coded: Coded, area: Area, index: AnswerIndex) -> Facts:
    one = coded.scored
    framework, (round_number, perspective) = trail.layout.framework, one.page
    row = int(np.searchsorted(one.areas, trail.layout.area_numbers[area.code]))
    asked = {question.id: _asked(trail, one, area, question) for question in one.indicator.asked}
    levels = [question for question in one.indicator.questions if question.levels_of is not None]
    return Facts(
        framework=framework, decider=framework.decider(one.indicator),
        round=framework.rounds[trail.layout.round_ids[round_number]], area=area,
        perspective=framework.perspectives[perspective], fictional=trail.gathered.fictional,
        outcome=one.outcomes[int(one.places[row])],
        codes={name: int(codes[row]) for name, codes in coded.codes.items()},
        free={name: int(codes[row]) for name, codes in coded.free.items()},
        values={name: _value(rolled, row) for name, rolled in one.numbers.items()},
        said={name: tuple(_said(trail, one, name, who, index) for who in areas) for name, areas in asked.items()}
        | {question.id: _levels(trail, one, area, question) for question in levels},
    )  # fmt: skip


def _levels(trail: Trail, one: Scored, area: Area, question: Question) -> tuple[RawAnswer, ...]:
    """The levels that the members of an area have in another indicator; who has none says nothing."""
    numbers = trail.layout.area_numbers
    others = [each for each in trail.scored if (each.page, each.indicator.id) == (one.page, question.levels_of)]
    found = []
    for member in _members(trail, one, area, one.indicator.answered_by(question)):
        outcome, scale = _outcome(others, numbers[member.code])
        words = (
            score_words(scale, outcome.columns, trail.layout.framework.say)
            if outcome and scale and outcome.is_answered
            else ""
        )
        value = outcome.level if outcome else None
        found.append(
            RawAnswer(area=member.code, name=member.name, value=value, words=words, note="", status="", unusable=())
        )
    return tuple(found)


def _outcome(scored: Iterable[Scored], area: int) -> tuple[Outcome | None, Scale | None]:
    """What an area is in one of some scores, and on which scale; looked up, for a region has few of all areas."""
    for one in scored:
        row = int(np.searchsorted(one.areas, area))
        if row < len(one.areas) and one.areas[row] == area:
            return one.outcomes[int(one.places[row])], one.indicator.scale
    return None, None


def _said(trail: Trail, one: Scored, question: str, area: Area, index: AnswerIndex) -> RawAnswer:
    """What an area said on a question; without words for it."""
    layout, (round_number, perspective) = trail.layout, one.page
    slot = layout.slot(one.indicator, one.indicator.question(question)).number
    address = trail.gathered.grid.address(round_number, perspective, layout.area_numbers[area.code], slot)
    value, status = index.answer(address)
    return RawAnswer(
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
