"""Figures told: a block for each measure, and the same as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from napd.model.values import joined
from napd.observations import wording
from napd.observations.interval import Exact
from napd.observations.status import STATUSES
from napd.observations.trend import Trend
from napd.signs import harmless

if TYPE_CHECKING:
    from napd.observations.figures import Figures, NoTrend
    from napd.observations.measure import Measure
    from napd.observations.observation import Observation

MARK = "FICTIEF"
FICTIONAL = f"{MARK}: van deze cijfers zijn er verzonnen."
NOTHING = "Er zijn geen cijfers."
FOOT = (
    "Cijfers staan op volgorde van tijd en naam, nooit van grootte. Ze zijn geen niveau, en tellen niet op bij een "
    "cijfer van een andere soort. [a tot b]: daartussen ligt het. Wat ze tellen, zegt wie ze geeft."
)


def lines(figures: Figures) -> Iterator[str]:
    """The lines of the text."""
    if figures.fictional:
        yield FICTIONAL
        yield ""
    changes = list(figures.trends())
    for measure in sorted(figures.measures, key=lambda each: (each.title, each.id)):
        mine = [figure for figure in figures if figure.measure.id == measure.id]
        yield from (harmless(line) for line in _block(measure, mine, changes))
        yield ""
    yield FOOT if len(figures) else NOTHING


def _block(measure: Measure, figures: Iterable[Observation], changes: Iterable[Trend | NoTrend]) -> Iterator[str]:
    """What a measure counts, its figures, what changed, and what is not certain."""
    yield f"{measure.title} ({measure.id})"
    yield f"  telt: {wording.counts(measure)}"
    if measure.beside:
        yield f"  naast: {', '.join(measure.beside)}"
    for _, some in groupby(figures, key=lambda figure: (figure.first, figure.last)):
        for figure in some:
            yield from _figure(figure)
    mine = [each for each in changes if each.before.measure.id == measure.id]
    yield from (f"  {told(each)}" for each in mine)
    for doubt in measure.doubts:
        yield f"  twijfel: {doubt}"


def _figure(figure: Observation) -> Iterator[str]:
    yield f"  - {sentence(figure)}"
    for name, text in (("bron", figure.source), ("twijfel", figure.doubt)):
        if text:
            yield f"      {name}: {text}"


def sentence(figure: Observation) -> str:
    """A figure in one line: when, where, what part, how many, how it was published, its status."""
    when = wording.days(figure.first, figure.last)
    about = " · ".join(filter(None, (when, wording.place(figure), wording.part(figure))))
    words = filter(None, (STATUSES[figure.status], _published(figure)))
    said = "; ".join(dict.fromkeys(words))
    shown = wording.amount(figure)
    return f"{about}: {shown}" + (f" ({said})" if said and said != shown else "")


def brief(figure: Observation) -> str:
    """A figure by itself: what it counts, when, where, how many, from where, and what is not certain."""
    measure, mark = figure.measure, f"{MARK}: " if figure.fictional else ""
    doubts = "; ".join(each.removesuffix(".") for each in (figure.doubt, *measure.doubts) if each)
    more = [f"{name}: {text}" for name, text in (("bron", figure.source), ("twijfel", doubts)) if text]
    return harmless("; ".join((f"{mark}{measure.title}: {sentence(figure)}", f"telt {measure.population}", *more)))


def _published(figure: Observation) -> str:
    """How it was published, where the figure does not show that already."""
    is_shown = figure.value.point is None or not figure.published
    return "" if is_shown else f'gepubliceerd als "{figure.published}"'


def told(change: Trend | NoTrend) -> str:
    """A change in one line, or why there is no trend."""
    before, after = (wording.days(each.first, each.last) for each in (change.before, change.after))
    if isinstance(change, Trend):
        return (
            " · ".join(filter(None, (f"{before} → {after}", wording.place(change.after), wording.part(change.after))))
            + f": {wording.change(change)}"
        )
    return f"{before} → {after}: geen trend: {wording.NO_TREND[change.reason]}"


def row(figure: Observation) -> dict[str, Any]:
    """A figure as a row of the table `observations`."""
    measure = figure.measure
    return {
        "measure": measure.id, "title": measure.title, "population": measure.population, "unit": measure.unit,
        "kind": measure.kind, "adds_over": joined(measure.adds_over), "beside": joined(measure.beside),
        "area": joined(area.code for area in figure.areas), "coverage": figure.coverage,
        "parts": joined(f"{scheme}={part}" for scheme, part in figure.parts.items()),
        "first_day": f"{figure.first}", "last_day": f"{figure.last}", "published": figure.published,
        "value": _float(figure.value.point), "low": _float(figure.value.low), "high": _float(figure.value.high),
        "n": figure.n, "status": figure.status, "source": figure.source,
        "doubt": figure.doubt, "measure_doubt": "; ".join(measure.doubts),
    }  # fmt: skip


def change_row(change: Trend | NoTrend) -> dict[str, Any]:
    """A change as plain data: what is certain of it, in percent; or why there is no trend."""
    before, after = change.before, change.after
    found: dict[str, Any] = {"verdict": None, "percentage": None, "low": None, "high": None, "reason": None}
    if isinstance(change, Trend):
        ends = change.percentage
        found |= {
            "verdict": change.verdict, "percentage": _float(ends.point), "low": _float(ends.low),
            "high": _float(ends.high),
        }  # fmt: skip
    else:
        found["reason"] = change.reason
    return {
        "measure": before.measure.id, "area": joined(area.code for area in after.areas), "parts": row(after)["parts"],
        "from_day": f"{before.first}", "to_day": f"{after.first}", **found,
    }  # fmt: skip


def _float(value: Exact | None) -> float | None:
    return None if value is None else float(value)
