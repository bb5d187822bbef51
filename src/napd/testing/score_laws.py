"""The laws of an indicator's scores, tried on answers that are drawn, the same each time; each yields its faults."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from napd.decision.rubric import compile_rubric, sharing
from napd.model.indicator import Indicator
from napd.model.values import parted
from napd.testing.samples import FEW, ROUND, Sheet, Town
from napd.testing.slow_sheets import sheets

SAMPLES, COMPLETIONS, TRACED = 120, 4, 24
COMPARED = ("level", "level_low", "level_high", "may_not_apply", "possible", "rule", "status", "open_questions")


def scores(indicator: Indicator, _: Path | None) -> Iterator[str]:
    """Complete answers of which the score is not what the rules say."""
    town = Town(indicator, [1 + number % FEW for number in range(SAMPLES)])
    rng = random.Random(indicator.id)  # noqa: S311 - to draw the same ones each time
    drawn = {place: town.sheet(place, town.draw(place, rng)) for place in town.places}
    found = town.scores({key: answer for sheet in drawn.values() for key, answer in sheet.items()})
    perspective = town.framework.perspectives[0]
    keyed = {(ROUND, perspective, w, indicator.id, q): a for sheet in drawn.values() for (w, q), a in sheet.items()}
    for whose, sheet in sheets(town.framework, keyed):
        row, wanted = found[whose["area"]], sheet.score()
        if odd := [f"{name} {row[name]}, not {wanted[name]}" for name in COMPARED if row[name] != wanted[name]]:
            yield f"of {_shown(indicator, drawn[whose['area']])} napd makes {'; '.join(odd)}"


def bounds(indicator: Indicator, _: Path | None) -> Iterator[str]:
    """Answers with which a score leaves the bounds that it had with fewer."""
    groups = SAMPLES // (1 + COMPLETIONS)
    town = Town(indicator, [1 + group % FEW for group in range(groups) for _ in range(1 + COMPLETIONS)])
    rng = random.Random(indicator.id)  # noqa: S311 - to draw the same ones each time
    drawn = {}
    for first in range(0, len(town.places), 1 + COMPLETIONS):
        partly, *wholly = town.places[first : first + 1 + COMPLETIONS]
        share = rng.choice((0.2, 0.5, 0.8, 0.9))
        kept = [answer if rng.random() < share else None for answer in town.draw(partly, rng)]
        drawn[partly] = town.sheet(partly, kept)
        for place in wholly:
            pairs = zip(kept, town.draw(place, rng), strict=True)
            drawn[place] = town.sheet(place, [new if answer is None else answer for answer, new in pairs])
    found = town.scores({key: answer for sheet in drawn.values() for key, answer in sheet.items()})
    for number, place in enumerate(town.places):
        partly = town.places[number - number % (1 + COMPLETIONS)]
        if partly in found and not _within(found[place], found[partly]):
            outside = f"{_bounded(found[place])}, which is outside {_bounded(found[partly])}"
            yield f"{_shown(indicator, drawn[place])} gives {outside}, that of {_shown(indicator, drawn[partly])}"


def _within(inner: Mapping[str, Any], outer: Mapping[str, Any]) -> bool:
    """Whether a score with more answers keeps to what was said with fewer."""
    return all({*parted(inner[name])} <= {*parted(outer[name])} for name in ("possible", "rule"))


def _bounded(row: Mapping[str, Any]) -> str:
    return f"{row['possible']}, by rule {row['rule']}"


def _shown(indicator: Indicator, sheet: Mapping[tuple[str, str], Any]) -> str:
    shown = [f"{name} = {indicator.question(name).show(answer)}" for (_, name), answer in sheet.items()]
    return f"({', '.join(shown) or 'no answers'})"


def decisive(indicator: Indicator, _: Path | None) -> Iterator[str]:
    """Answers that are said to decide a score, and do not, or would do without one of them."""
    town = Town(indicator, [1 + number % FEW for number in range(TRACED)])
    rng = random.Random(indicator.id)  # noqa: S311 - to draw the same ones each time
    drawn = {}
    for place in town.places:
        share = rng.choice((0.5, 0.8, 1.0))
        drawn[place] = town.sheet(place, [one if rng.random() < share else None for one in town.draw(place, rng)])
    found, said = town.traced(_together(drawn.values()))
    kept = {place: _only(indicator, drawn[place], names) for place, names in said.items()}
    alone = town.scores(_together(kept.values()), all_speak=True)
    for place in said:
        if (now := _fixed(alone[place])) != (was := _fixed(found[place])):
            decides = f"which {_shown(indicator, kept[place])} is said to decide; alone that gives {now}"
            yield f"{_shown(indicator, drawn[place])} gives {was}, {decides}"
    yield from _needless(indicator, town, kept, said)


def _needless(
    indicator: Indicator, town: Town, kept: Mapping[str, Sheet], said: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Answers that are said to decide, and without which the others do so as well; those behind one value together."""
    with_all = town.scores(_together(kept.values()), all_speak=True)
    every = sharing(indicator, compile_rubric(indicator).questions)
    groups = {place: _in_groups(names, every) for place, names in said.items()}
    for number in range(max(map(len, groups.values()), default=0)):
        others = {place: chain.from_iterable(some[:number] + some[number + 1 :]) for place, some in groups.items()}
        less = {place: _only(indicator, kept[place], names) for place, names in others.items()}
        without = town.scores(_together(less.values()), all_speak=True)
        for place, some in groups.items():
            if number < len(some) and _fixed(without[place]) == _fixed(with_all[place]):
                names = " and ".join(map(repr, some[number]))
                yield f"of {_shown(indicator, kept[place])} {names} is said to decide, and does not matter"


def _in_groups(names: Sequence[str], groups: Iterable[Collection[str]]) -> list[list[str]]:
    return [some for group in groups if (some := [name for name in names if name in group])]


def _together(sheets: Iterable[Sheet]) -> dict[tuple[str, str], Any]:
    return {key: answer for sheet in sheets for key, answer in sheet.items()}


def _only(indicator: Indicator, sheet: Sheet, names: Iterable[str]) -> Sheet:
    """The answers to some questions; of a derived value, to those that it is computed from."""
    wanted = {origin for name in names for origin in indicator.question(name).origins}
    return {key: answer for key, answer in sheet.items() if key[1] in wanted}


def _fixed(row: Mapping[str, Any]) -> str:
    return f"{row['level_low']}..{row['level_high']}" + (" or not applicable" if row["may_not_apply"] else "")
