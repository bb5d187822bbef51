"""Figures in words: numbers, ranges, days and reasons as people read them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from napd.model.questions import unit_words
from napd.observations.interval import Exact, Interval
from napd.observations.status import WITHOUT
from napd.texts import Texts

if TYPE_CHECKING:
    from napd.observations.measure import Measure
    from napd.observations.observation import Observation
    from napd.observations.trend import Trend

NOTHING = -100
"""The change of whatever number to none, in percent: what says no more says nothing."""


def number(value: Exact, say: Texts, decimals: int | None = None) -> str:
    """A number with the signs of the language for thousands and decimals; whole where it is, else of some decimals."""
    shown = Decimal(value.numerator) / value.denominator
    places = decimals if decimals is not None else 0 if value == int(value) else 2
    shown = shown.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{shown + 0:,}".translate(str.maketrans(",.", say("words.thousands") + say("words.decimal")))


def days(first: date, last: date, say: Texts) -> str:
    """A day or a period; a whole year by its number."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = dict.fromkeys((f"{first.year}", f"{last.year}"))
    else:
        ends = dict.fromkeys(map(say.day, (first, last)))
    a, *rest = ends
    return say("words.through", a=a, b=rest[0]) if rest else a


def interval(value: Interval, say: Texts, decimals: int | None = None, sign: str = "") -> str:
    """A range: one number, two, or a bound, with a sign such as " %" behind it."""
    low, high = (None if end is None else number(end, say, decimals) for end in (value.low, value.high))
    if high is None:
        return say("figures.or_more", f"{low}{sign}") if value.low else say("figures.unknown")
    if low is None:
        return say("figures.or_less", f"{high}{sign}")
    return f"{high}{sign}" if value.is_exact else say("figures.between", low, f"{high}{sign}")


def amount(figure: Observation, say: Texts) -> str:
    """What is known of a figure, with of how many where it says so, and its unit."""
    value = figure.value
    if figure.status in WITHOUT:
        return status(figure, say)
    unit = unit_words(figure.measure.unit, say, value.point if value.is_exact and not figure.n else None)
    said = number(value.point, say) if value.point is not None else figure.published
    shown, unknown = interval(value, say), say("figures.unknown")
    if shown == unknown:
        return f"{said} {unit}" if said else unknown
    if said and not value.is_exact and said != shown:
        shown = f"{said} [{shown}]"
    known = say("words.of", a=shown, b=number(figure.n, say)) if figure.n else shown
    return f"{known} {unit}"


def status(figure: Observation, say: Texts) -> str:
    """What the status of a figure means to people; of a normal value nothing is said."""
    return say(f"figures.status.{figure.status}")


def place(figure: Observation) -> str:
    """Where, in names, and of which part of it."""
    names = ", ".join(area.name for area in figure.areas)
    return f"{names} ({figure.coverage})" if figure.coverage else names


def part(figure: Observation, say: Texts) -> str:
    """Which categories it has, in words; '' where its measure has no schemes."""
    return ", ".join(scheme.words(figure.parts[scheme.id], say) for scheme in figure.measure.schemes)


def change(trend: Trend, say: Texts) -> str:
    """What is certain of a change, with the percentage that the published numbers give, and its range."""
    found, verdict = trend.percentage, say(f"figures.verdict.{trend.verdict}")
    if found.high is None and (found.low or 0) <= NOTHING:
        return verdict
    span = interval(found, say, 1, " %")
    said = span if found.point is None or found.is_exact else f"{number(found.point, say, 1)} % [{span}]"
    margin = f" ({say('figures.margins')})" if trend.after.is_estimated else ""
    return f"{verdict}: {said}{margin}"


def counts(measure: Measure, say: Texts) -> str:
    """What a measure counts, and over what its figures add up."""
    titles = {scheme.id: scheme.title for scheme in measure.schemes}
    over = [titles.get(each) or say(f"figures.over.{each}") for each in measure.adds_over]
    adding = say("figures.adds", f" {say('words.and')} ".join(over)) if over else say("figures.adds_nothing")
    return f"{measure.population} ({measure.unit}): {say(f'figures.kind.{measure.kind}')}; {adding}"
