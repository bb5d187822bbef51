"""The page of a region: its levels now and before, why they are what they are, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from napd.explain.records import Answer, Explanation
from napd.explain.text import fixed, grouped, how_many
from napd.explain.values import answer_words
from napd.explain.words import DUTCH
from napd.framework import STATUSES
from napd.model.areas import Area
from napd.model.indicator import Indicator
from napd.pages.chips import Chip
from napd.pages.story import Row, Story
from napd.views.words import CAUSES, CHANGES


def facts(story: Story, region: Area, explained: Sequence[Explanation]) -> dict[str, Any]:
    """What the page of a region tells.

    Args:
        story: the story.
        region: the region.
        explained: the explanations of its scores in the round, and of those of its municipalities.
    """
    by_indicator: dict[str, list[Explanation]] = {}
    for one in explained:
        by_indicator.setdefault(one.indicator, []).append(one)
    members = story.framework.areas.members(region.code, story.round.date)
    return {
        "region": region,
        "members": sorted(area.name for area in members),
        "rounds": story.rounds[::-1],
        "levels": list(_levels(story, region)),
        "parts_of_region": [_part(story, region, one, by_indicator.get(one.id, ())) for one in story.indicators],
    }  # fmt: skip


def _levels(story: Story, region: Area) -> Iterator[tuple[Indicator, list[Any]]]:
    """For each indicator what stands of it in each round, the last first."""
    for one in story.indicators:
        yield one, [story.cell(round_, region.code, one) for round_ in story.rounds[::-1]]


def _part(story: Story, region: Area, indicator: Indicator, explained: Sequence[Explanation]) -> dict[str, Any]:
    """What the page tells of one indicator."""
    mine = {"indicator": indicator.id}
    return {
        "indicator": indicator,
        "cell": story.cell(story.round, region.code, indicator),
        "explained": [_explained(story, one) for one in explained],
        "changes": [_change(story, row) for row in _of(story.changes, region, mine)],
        "answers": [_answer_change(story, indicator, row) for row in _of(story.changed_answers, region, mine)],
        "views": list(_views(story, region, indicator)),
        "support": () if _is_best(story, region, indicator) else indicator.support,
        "differences": [_difference(story, indicator, row) for row in _of(story.differences, region, mine)],
    }


def _is_best(story: Story, region: Area, indicator: Indicator) -> bool:
    """Whether every score is the best there is: support is for where there is something to win."""
    best = story.chips.level(story.framework.scale.ids[-1])
    return all(chip == best for _, chip in story.cell(story.round, region.code, indicator))


def _of(rows: Mapping[str, Iterable[Row]], region: Area, wanted: Mapping[str, str]) -> list[Row]:
    return [row for row in rows.get(region.code, ()) if wanted.items() <= row.items()]


# Why it is what it is


def _explained(story: Story, e: Explanation) -> dict[str, Any]:
    """An explanation, with what its sections say in sentences."""
    shown = {*(e.decisive or ()), *(one.question for one in e.missing)}
    return {
        "e": e,
        "chip": story.chip(story.round, e.area, e.indicator),
        "decisive": [_known(e, e.answer(name)) for name in e.decisive or ()],
        "fixed": fixed(e),
        "missing": [(_known(e, e.answer(one.question)), one) for one in e.missing],
        "next": how_many(e.next) if e.next and e.next.ways else "",
        "others": [_known(e, one) for one in e.answers if one.question not in shown],
        "by_area": [_known(e, one) for one in e.answers if one.members is not None and one.said],
    }


def _known(e: Explanation, answer: Answer) -> dict[str, Any]:
    """An answer: who gave which, the notes that stand with it, and the answers it is computed from."""
    return {
        "answer": answer,
        "by_area": list(grouped(answer.said)) if answer.members is not None else [],
        "remarks": [_remark(answer, one) for one in answer.said if one.note or one.unusable or _is_draft(one.status)],
        "parts": [_known(e, e.answer(part)) for part in answer.parts],
    }


def _remark(answer: Answer, said: Any) -> dict[str, Any]:
    return {
        "who": "" if answer.members is None else said.name,
        "note": said.note,
        "unusable": said.unusable,
        "status": said.status if _is_draft(said.status) and answer.members is None else "",
    }


def _is_draft(status: str) -> bool:
    return status not in ("", STATUSES[-1])


# What changed, and how others see it


def _change(story: Story, row: Row) -> dict[str, Any]:
    """A change: the ends, what can be said of it, and each cause with what it led to."""
    steps = (step.partition(": ") for step in row["path"].split(" > ")[1:])
    return {
        "who": _who(story, row),
        "old": story.chips.outcome(row["from_status"], row["from_outcome"]),
        "new": story.chips.outcome(row["to_status"], row["to_outcome"]),
        "words": CHANGES[row["change"]],
        "steps": [(CAUSES[cause], _reached(story, after)) for cause, _, after in steps],
    }


def _reached(story: Story, outcome: str) -> Chip:
    return story.chips.outcome(None if outcome == "-" else "scored", None if outcome == "-" else outcome)


def _answer_change(story: Story, indicator: Indicator, row: Row) -> dict[str, Any]:
    return {
        "who": _who(story, row),
        "question": indicator.question(row["question"]).text,
        "cause": CAUSES[row["cause"]],
        "old": _in_words(indicator, row["question"], row["from_value"]),
        "new": _in_words(indicator, row["question"], row["to_value"]),
        "note": row["to_note"] or "",
    }


def _who(story: Story, row: Row) -> str:
    """Whose it is, where that is not plain: a municipality, another perspective than the first."""
    area = "" if row["area"] == row["region"] else story.framework.areas[row["area"]].name
    view = "" if row["perspective"] == story.perspective else row["perspective"]
    return ", ".join(filter(None, (area, view)))


def _views(story: Story, region: Area, indicator: Indicator) -> Iterator[tuple[str, str, Chip]]:
    """The levels that other perspectives give: who, whose score, and what it is."""
    absent = story.chips.status("absent")
    for view in story.views:
        for area in story.areas(story.round, region.code, indicator):
            chip = story.chip(story.round, area.code, indicator.id, view)
            if chip != absent:
                yield view, area.name, chip


def _difference(story: Story, indicator: Indicator, row: Row) -> dict[str, Any]:
    """What two perspectives see otherwise, side by side."""
    name = row["question"]
    area = "" if row["area"] == row["region"] else story.framework.areas[row["area"]].name
    sides = [
        {"view": row[f"{other}perspective"], "value": _side(story, indicator, name, row[f"{other}value"]),
         "note": row[f"{other}note"] or ""}
        for other in ("", "other_")
    ]  # fmt: skip
    return {"area": area, "question": indicator.question(name).text if name else "Het niveau", "sides": sides}


def _side(story: Story, indicator: Indicator, question: str | None, value: str) -> str:
    return _in_words(indicator, question, value) if question else story.chips.outcome("scored", value).text


def _in_words(indicator: Indicator, question: str, value: str | None) -> str:
    """An answer in its standard form as people read it."""
    if value is None:
        return DUTCH.no_answer
    return answer_words(indicator.question(question), value)
