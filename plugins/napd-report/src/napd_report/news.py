"""News: what a round says, as a headline and some sentences made of the same counts as the bars.

A sentence has one fact, with n and, where an answer is missing that could change it, the most that it can become. None
names a region, and none ranks: topics come in the order of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from attrs import frozen

from napd import Indicator
from napd_report.counts import NONE, LevelCount, Moves, RoundCounts, counts, moves
from napd_report.report_data import ReportData

SPREAD = 2
"""From how many topics on a sentence speaks of all of them."""


@frozen
class News:
    """What a round says of the indicators of a dashboard.

    Args:
        headline: the first thing to know: how often levels rose and fell or, where nothing can be compared, who
            answered.
        points: further sentences.
    """

    headline: str
    points: tuple[str, ...]


@frozen
class TopicNews:
    """What stands beside the chart of an indicator: how it stands, and what changed; '' where there is nothing."""

    now: str
    changed: str


def news(data: ReportData, indicators: Sequence[Indicator], dashboard: str) -> News:
    """The news of the round that the pages are about."""
    found = _found(data, indicators)
    moved = _moved(data, indicators)
    answered = _answered(data, len(indicators), [dashboard])
    points = (*_same(data, moved), *_levels(data, found))
    if not moved.up + moved.down:
        return News(answered, points)
    return News(_headline(data, moved, found), (*points, f"{answered}."))


def headline(data: ReportData) -> str:
    """The first thing to know of the round, of all its dashboards together; the title where no region is scored."""
    indicators = data.in_force(data.round)
    dashboards = [key for key, _, _ in data.by_dashboard(indicators)]
    if not dashboards:
        return data.title
    moved = _moved(data, indicators)
    if not moved.up + moved.down:
        return _answered(data, len(indicators), dashboards)
    return _headline(data, moved, _found(data, indicators))


def told(data: ReportData, indicator: Indicator) -> TopicNews:
    """What is said of one indicator: of its best level, and of what changed."""
    now = counts(data, data.round, indicator)
    return TopicNews(_first(data, now) if now else "", changed(data, moves(data, indicator), indicator.area))


def changed(data: ReportData, moved: Moves, of: str) -> str:
    """What changed since the round before, in words, without what is nothing; '' where nothing can be compared.

    Args:
        data: what all pages tell of.
        moved: how many did what.
        of: what is counted: "region", "municipality", or "topic" for the indicators of one region.
    """
    if not moved.compared:
        return ""
    parts = [
        data.tell(f"news.moved.{name}", count)
        for name in ("up", "down", "other", "same")
        if (count := getattr(moved, name))
    ]
    compared = data.tell(f"news.compared.{of}", count=moved.compared)
    said = data.tell("news.changed", data.before_label, ", ".join(parts), compared)
    return f"{said} {data.tell('news.open', moved.open)}" if moved.open else said


def _found(data: ReportData, indicators: Sequence[Indicator]) -> list[RoundCounts]:
    return [each for one in indicators if (each := counts(data, data.round, one))]


def _moved(data: ReportData, indicators: Sequence[Indicator]) -> Moves:
    return reduce(add, (moves(data, one) for one in indicators), NONE)


def _headline(data: ReportData, moved: Moves, found: Sequence[RoundCounts]) -> str:
    """How often levels rose and fell; of what is nothing it says nothing."""
    times = {name: data.tell("news.times", count=count) for name in ("up", "down") if (count := getattr(moved, name))}
    key = f"news.headline.{'_'.join(times)}"
    return data.tell(key, data.before_label, _areas(data, found), *times.values())


def _answered(data: ReportData, topics: int, dashboards: Sequence[str]) -> str:
    """How many regions answered any of these topics."""
    regions = data.regions(data.round)
    some = sum(any(data.standing.took_part(data.round, each.code, key) for key in dashboards) for each in regions)
    key = "news.received" if data.open else "news.alone" if some == 1 else "news.answered"
    return data.tell(key, some, len(regions), count=topics)


def _areas(data: ReportData, found: Sequence[RoundCounts]) -> str:
    """What the levels are of: "regio's", "gemeenten", or both."""
    kinds = dict.fromkeys(one.kind for one in found) or ("region",)
    return f" {data.say('words.and')} ".join(data.tell(f"areas.{kind}") for kind in kinds)


def _same(data: ReportData, moved: Moves) -> Iterator[str]:
    """How often a level stayed what it was, of all times that this can be told."""
    if moved.compared:
        key = "news.mostly_same" if 2 * moved.same > moved.compared else "news.same"
        yield data.tell(key, moved.same, count=moved.compared)
    if moved.compared and moved.open:
        yield data.tell("news.not_compared", count=moved.open)


def _levels(data: ReportData, found: Sequence[RoundCounts]) -> Iterator[str]:
    """What topics with one scale and one kind of area have in common; then the first by itself, and what is unknown."""
    alike = [one for one in found if _alike(one, found[0])]
    if len(alike) >= SPREAD and len(alike) == len(found):
        yield from _commonest(data, alike)
    if found:
        yield _first(data, found[0], title=True)
    if len(alike) >= SPREAD and len(alike) == len(found):
        yield from _lowest(data, alike)
    if unknown := sum(one.unknown for one in found):
        yield data.tell("news.unknown", unknown, count=sum(one.total for one in found))


def _alike(one: RoundCounts, other: RoundCounts) -> bool:
    return one.kind == other.kind and one.total == other.total and one.indicator.scale.ids == other.indicator.scale.ids


def _commonest(data: ReportData, found: Sequence[RoundCounts]) -> Iterator[str]:
    """The level that is certainly the commonest of every topic, if there is one."""
    firsts = [one.commonest for one in found]
    same = [each for each in firsts if each and firsts[0] and each.level.id == firsts[0].level.id]
    if len(same) == len(found):
        yield data.tell("news.commonest", _capital(same[0].level.label), _all(data, found), _between(data, found, same))


def _lowest(data: ReportData, found: Sequence[RoundCounts]) -> Iterator[str]:
    """In how many topics the lowest level occurs."""
    lowest = [one.levels[0] for one in found]
    some = [each for each in lowest if each.count]
    if some:
        label, between = _capital(some[0].level.label), _between(data, found, some)
        if len(some) == len(found):
            yield data.tell("news.lowest_all", label, _all(data, found), between)
        else:
            yield data.tell("news.lowest_some", label, len(some), len(found), between)


def _all(data: ReportData, found: Sequence[RoundCounts]) -> str:
    """Such as "alle 7 onderwerpen"; of two, both."""
    return data.tell("news.both") if len(found) == SPREAD else data.tell("news.all", len(found))


def _between(data: ReportData, found: Sequence[RoundCounts], some: Sequence[LevelCount]) -> str:
    """Such as "23 tot 36 van de 46 regio's (hooguit 38)"."""
    least, largest, most = min(e.count for e in some), max(e.count for e in some), max(e.most for e in some)
    number = f"{least}" if least == largest else data.tell("news.between", least, largest)
    said = data.tell("news.of_total", number, found[0].total, data.tell(f"areas.{found[0].kind}"))
    return f"{said}{_most(data, largest, most)}"


def _first(data: ReportData, now: RoundCounts, *, title: bool = False) -> str:
    """How many have the best level of an indicator now, and had it the round before, each with its n."""
    top = now.top
    areas = data.say(f"areas.{now.kind}_one") if now.n == 1 else data.tell(f"areas.{now.kind}")
    said = data.tell("news.top", top.level.label, top.count, areas, _most(data, top.count, top.most), count=now.n)
    before = counts(data, data.before, now.indicator) if data.before else None
    if before:
        top = before.top
        was = data.tell("news.top_before", data.before_label, top.count, before.n, _most(data, top.count, top.most))
        said = f"{said} {was}"
    return f"{now.indicator.title}: {said}" if title else _capital(said)


def _most(data: ReportData, count: int, most: int) -> str:
    """The most that it can become, if that is more."""
    return data.tell("news.most", most) if most > count else ""


def _capital(text: str) -> str:
    """A text that begins a sentence."""
    return f"{text[:1].upper()}{text[1:]}"
