"""Figures told: a block for each measure, and the same as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from napd.model.values import joined
from napd.observations import wording
from napd.observations.interval import Exact
from napd.observations.status import HIDDEN
from napd.observations.trend import Trend
from napd.texts import Texts
from napd.texts.signs import harmless

if TYPE_CHECKING:
    from napd.observations.figures import Figures, NoTrend
    from napd.observations.measure import Measure
    from napd.observations.observation import Observation


def lines(figures: Figures, say: Texts) -> Iterator[str]:
    """The lines of the text."""
    if figures.fictional:
        yield say("figures.fictional")
        yield ""
    changes = list(figures.trends())
    for measure in sorted(figures.measures, key=lambda each: (each.title, each.id)):
        mine = [figure for figure in figures if figure.measure.id == measure.id]
        yield from (harmless(line) for line in _block(measure, mine, changes, say))
        yield ""
    yield say("figures.foot" if len(figures) else "figures.nothing")


def _block(
    measure: Measure, figures: Iterable[Observation], changes: Iterable[Trend | NoTrend], say: Texts
) -> Iterator[str]:
    """What a measure counts, its figures, what changed, and what is not certain."""
    yield f"{measure.title} ({measure.id})"
    yield f"  {say('figures.counts', wording.counts(measure, say))}"
    if measure.beside:
        yield f"  {say('figures.beside', ', '.join(measure.beside))}"
    for _, some in groupby(figures, key=lambda figure: (figure.first, figure.last)):
        for figure in some:
            yield from _figure(figure, say)
    mine = [each for each in changes if each.before.measure.id == measure.id]
    yield from (f"  {told(each, say)}" for each in mine)
    for doubt in measure.doubts:
        yield f"  {say('figures.doubt', doubt)}"


def _figure(figure: Observation, say: Texts) -> Iterator[str]:
    yield f"  - {sentence(figure, say)}"
    yield from (f"      {each}" for each in _grounds(figure.source, figure.doubt, say))


def _grounds(source: str, doubt: str, say: Texts) -> Iterator[str]:
    """From where a figure is, and what is not certain of it, as far as that is told."""
    if source:
        yield say("figures.source", source)
    if doubt:
        yield say("figures.doubt", doubt)


def sentence(figure: Observation, say: Texts) -> str:
    """A figure in one line: when, where, what part, how many, how it was published, its status."""
    when = wording.days(figure.first, figure.last, say)
    about = " · ".join(filter(None, (when, wording.place(figure), wording.part(figure, say))))
    words = filter(None, (wording.status(figure, say), _published(figure, say)))
    said = "; ".join(dict.fromkeys(words))
    shown = wording.amount(figure, say)
    return f"{about}: {shown}" + (f" ({said})" if said and said != shown else "")


def brief(figure: Observation, say: Texts) -> str:
    """A figure by itself: what it counts, when, where, how many, from where, and what is not certain."""
    measure, mark = figure.measure, f"{say('page.mark')}: " if figure.fictional else ""
    doubts = "; ".join(each.removesuffix(".") for each in (figure.doubt, *measure.doubts) if each)
    counted = say("figures.counts_briefly", measure.population)
    more = _grounds(figure.source, doubts, say)
    return harmless("; ".join((f"{mark}{measure.title}: {sentence(figure, say)}", counted, *more)))


def _published(figure: Observation, say: Texts) -> str:
    """How it was published, where the figure does not show that already."""
    is_shown = figure.value.point is None or not figure.published
    return "" if is_shown else say("figures.published", figure.published)


def told(change: Trend | NoTrend, say: Texts) -> str:
    """A change in one line, or why there is no trend."""
    before, after = (wording.days(each.first, each.last, say) for each in (change.before, change.after))
    if isinstance(change, Trend):
        where = wording.place(change.after), wording.part(change.after, say)
        return f"{' · '.join(filter(None, (f'{before} → {after}', *where)))}: {wording.change(change, say)}"
    return f"{before} → {after}: {say('figures.no_trend', say(f'figures.why.{change.reason}'))}"


def row(figure: Observation) -> dict[str, Any]:
    """A figure as a row of the table `observations`; a hidden one is without its n too."""
    measure = figure.measure
    return {
        "measure": measure.id, "title": measure.title, "population": measure.population, "unit": measure.unit,
        "kind": measure.kind, "adds_over": joined(measure.adds_over), "beside": joined(measure.beside),
        "area": joined(area.code for area in figure.areas), "coverage": figure.coverage,
        "parts": joined(f"{scheme}={part}" for scheme, part in figure.parts.items()),
        "first_day": f"{figure.first}", "last_day": f"{figure.last}", "published": figure.published,
        "value": _float(figure.value.point), "low": _float(figure.value.low), "high": _float(figure.value.high),
        "n": None if figure.status == HIDDEN else figure.n, "status": figure.status, "source": figure.source,
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
