"""Dashboards: indicators that are shown together, under one title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
        indicators: all that are in use.
        named: titles that a framework gives, in its order. The first is that of the indicators that name none; a
            dashboard that is not named here comes after these, by its title.
    """
    given = dict(named) or FIRST
    first = next(iter(given))
    names = sorted((one.dashboard for one in indicators), key=_is_title)  # a title that is given wins
    titles = {dashboard_id(name) or first: _title(name) for name in names}
    others = sorted(titles.keys() - given.keys(), key=lambda key: (titles[key].casefold(), key))
    return {key: given.get(key) or titles[key] for key in (*given, *others) if key in titles}


def _is_title(name: str) -> bool:
    return name != dashboard_id(name)


def _title(name: str) -> str:
    """A title; where only an id is given, that in words."""
    return name if _is_title(name) else name.replace("-", " ").capitalize()
