"""Dashboards: indicators that are shown together, under one title."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from napd.errors import UnknownName, nearest
from napd.model.indicator import Indicator
from napd.model.spelling import slug

FIRST = {"nap": "Nationaal Actieplan Dakloosheid"}
"""The dashboard of indicators that name none, where a framework names none either; with its title."""


def dashboard_id(title: str) -> str:
    """The id of a dashboard, from its title; an id stays as it is.

    >>> dashboard_id("Beschermd Thuis"), dashboard_id("beschermd-thuis")
    ('beschermd-thuis', 'beschermd-thuis')
    """
    return slug(title).replace("_", "-")


def dashboards_of(indicators: Sequence[Indicator], named: Mapping[str, str]) -> dict[str, str]:
    """The title of each dashboard that has indicators, by its id, in the order in which they are shown.

    Args:
        indicators: every version of those in use; the last says on which dashboard an indicator is.
        named: titles that a framework gives, in its order. The first is that of the indicators that name none; a
            dashboard that is not named here comes after these, by its title.
    """
    given = dict(named) or FIRST
    first = next(iter(given))
    latest = {one.id: one.dashboard for one in indicators}
    names = sorted(latest.values(), key=_is_title)  # a title that is given wins
    titles = {dashboard_id(name) or first: _title(name) for name in names}
    others = sorted(titles.keys() - given.keys(), key=lambda key: (titles[key].casefold(), key))
    return {key: given.get(key) or titles[key] for key in (*given, *others) if key in titles}


def dashboards_named(dashboards: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """The ids of the dashboards with these ids or titles, in the order of the dashboards.

    Raises:
        UnknownName: with a line for each name that none has, and the nearest, or else all, that there are.
    """
    ids = {**{dashboard_id(title): key for key, title in dashboards.items()}, **{key: key for key in dashboards}}
    if odd := [name for name in names if dashboard_id(name) not in ids]:
        raise UnknownName("\n".join(f"there is no dashboard {name!r}.{_instead(name, dashboards)}" for name in odd))
    wanted = {ids[dashboard_id(name)] for name in names}
    return [key for key in dashboards if key in wanted]


def set_aside(name: str, aside: Collection[str]) -> str:
    """Say that an indicator, named alone or as indicator:question, is set aside; '' where it is not."""
    indicator = name.partition(":")[0]
    return f"indicator {indicator!r} is on a dashboard that is not chosen here" if indicator in aside else ""


def with_asked(indicators: Sequence[Indicator], ids: Collection[str]) -> set[str]:
    """Some indicators, by their ids, with those whose levels they ask, and so on."""
    asked = {one.id: {q.levels_of for q in one.questions if q.levels_of is not None} for one in indicators}
    found: set[str] = set()
    left = {*ids}
    while left:
        found |= left
        left = {other for each in left for other in asked.get(each, ())} - found
    return found


def _instead(name: str, dashboards: Mapping[str, str]) -> str:
    return nearest(name, dashboards) or f" Available: {', '.join(dashboards)}."


def _is_title(name: str) -> bool:
    return name != dashboard_id(name)


def _title(name: str) -> str:
    """A title; where only an id is given, that in words."""
    return name if _is_title(name) else name.replace("-", " ").capitalize()
