"""Figures in Dutch: numbers, ranges, days and reasons as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from napd.observations.interval import Exact, Interval
from napd.observations.status import STATUSES, WITHOUT

if TYPE_CHECKING:
    from napd.observations.measure import Measure
    from napd.observations.observation import Observation
    from napd.observations.trend import Trend

KINDS: Mapping[str, str] = {
    "stock": "stand op een moment",
    "persons": "wie er in een periode op enig moment was; één persoon telt één keer",
    "events": "gebeurtenissen in een periode",
    "estimate": "schatting, niet één voor één geteld",
    "share": "aandeel, gemiddelde of verhouding",
}
OVER: Mapping[str, str] = {"areas": "gebieden", "periods": "perioden"}
VERDICTS: Mapping[str, str] = {"up": "hoger", "down": "lager", "same": "gelijk", "open": "niet te zeggen"}
NO_TREND: Mapping[str, str] = {
    "break": "er is tussentijds anders geteld; vergelijk alleen wat op één manier is geteld",
    "other_areas": "het zijn andere gebieden, of een ander deel ervan; vergelijk wat beide tellingen hebben, als dat "
    "gepubliceerd is",
    "other_totals": "het ene totaal heeft categorieën die het andere niet heeft; vergelijk het deel dat beide hebben, "
    "als dat gepubliceerd is",
    "other_categories": "het zijn andere categorieën",
    "other_length": "de perioden zijn niet even lang",
    "not_later": "de perioden overlappen",
    "estimate_and_count": "het ene is een schatting, het andere een telling",
}
"""Why two figures that follow each other are no trend."""
UNKNOWN = "onbekend"
MARGINS = "geschat: een marge die niet is gepubliceerd, telt niet mee"
NOTHING = -100
"""The change of whatever number to none, in percent: what says no more says nothing."""
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def number(value: Exact, decimals: int | None = None) -> str:
    """A number with points between thousands and a decimal comma; whole where it is, else of some decimals."""
    shown = Decimal(value.numerator) / value.denominator
    places = decimals if decimals is not None else 0 if value == int(value) else 2
    shown = shown.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{shown + 0:,}".translate(str.maketrans(",.", ".,"))


def days(first: date, last: date) -> str:
    """A day or a period; a whole year by its number."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} t/m {last.year}"
    if first == last:
        return _day(first)
    return f"{_day(first)} t/m {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def interval(value: Interval, decimals: int | None = None, sign: str = "") -> str:
    """A range: one number, two, or a bound, with a sign such as " %" behind it."""
    low, high = (None if end is None else number(end, decimals) for end in (value.low, value.high))
    if high is None:
        return f"{low}{sign} of meer" if value.low else UNKNOWN
    if low is None:
        return f"{high}{sign} of minder"
    return f"{high}{sign}" if value.is_exact else f"{low} tot {high}{sign}"


def amount(figure: Observation) -> str:
    """What is known of a figure, with of how many where it says so, and its unit."""
    value, unit = figure.value, figure.measure.unit
    if figure.status in WITHOUT:
        return STATUSES[figure.status]
    said, shown = number(value.point) if value.point is not None else figure.published, interval(value)
    if shown == UNKNOWN:
        return f"{said} {unit}" if said else UNKNOWN
    if said and not value.is_exact and said != shown:
        shown = f"{said} [{shown}]"
    return f"{shown}{f' van {number(figure.n)}' if figure.n else ''} {unit}"


def place(figure: Observation) -> str:
    """Where, in names, and of which part of it."""
    names = ", ".join(area.name for area in figure.areas)
    return f"{names} ({figure.coverage})" if figure.coverage else names


def part(figure: Observation) -> str:
    """Which categories it has, in words; '' where its measure has no schemes."""
    return ", ".join(scheme.words(figure.parts[scheme.id]) for scheme in figure.measure.schemes)


def change(trend: Trend) -> str:
    """What is certain of a change, with the percentage that the published numbers give, and its range."""
    found = trend.percentage
    if found.high is None and (found.low or 0) <= NOTHING:
        return VERDICTS[trend.verdict]
    span = interval(found, 1, " %")
    said = span if found.point is None or found.is_exact else f"{number(found.point, 1)} % [{span}]"
    margin = f" ({MARGINS})" if trend.after.is_estimated else ""
    return f"{VERDICTS[trend.verdict]}: {said}{margin}"


def counts(measure: Measure) -> str:
    """What a measure counts, and over what its figures add up."""
    titles = {scheme.id: scheme.title for scheme in measure.schemes}
    over = [OVER.get(each) or titles[each] for each in measure.adds_over]
    adding = f"optelbaar over {' en '.join(over)}" if over else "nergens over op te tellen"
    return f"{measure.population} ({measure.unit}): {KINDS[measure.kind]}; {adding}"
