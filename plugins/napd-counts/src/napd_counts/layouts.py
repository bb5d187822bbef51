"""The layouts that plugins give: by their own names, and by the measures that can be counted of them."""

from __future__ import annotations

from napd import NapdError
from napd.plugin import LAYOUTS, Offer, each_offered, local_plugins, nearest, say
from napd_counts.layout import Countable, RecordLayout
from napd_counts.words import telling


def layouts() -> dict[str, RecordLayout]:
    """Every layout that is there, by its name; what has to be left out is said on stderr. Imports their plugins."""
    tell = telling()
    found: dict[str, RecordLayout] = {}
    for given in each_offered(local_plugins().among(LAYOUTS), LAYOUTS):
        if not isinstance(given, Offer):
            say(f"napd: {given}")
        elif not isinstance(given.value, RecordLayout):
            say(tell("layouts.no_layout", plugin=str(given.plugin)))
        elif found.setdefault(given.value.id, given.value) is not given.value:
            say(tell("layouts.twice", plugin=str(given.plugin), name=given.value.id))
    return found


def layout_named(name: str) -> RecordLayout:
    """The layout of a name.

    Raises:
        NapdError: where there is none, with those that there are.
    """
    found = layouts()
    if name not in found:
        raise NapdError(f"there is no layout {name!r}: {_there(found, 'layout')}.{nearest(name, found)}")
    return found[name]


def counted_named(name: str) -> tuple[RecordLayout, Countable]:
    """What a measure counts, and the layout of the records of which it is counted.

    Raises:
        NapdError: where no layout has it, with those that there are.
    """
    found = {each.id: (layout, each) for layout in layouts().values() for each in layout.counted}
    if name not in found:
        raise NapdError(f"there is no measure {name!r} to count: {_there(found, 'measure')}.{nearest(name, found)}")
    return found[name]


def _there(
    names: dict[str, object] | dict[str, RecordLayout] | dict[str, tuple[RecordLayout, Countable]], what: str
) -> str:
    found = sorted(names)
    return f"use one of {', '.join(found)}" if found else f"no plugin that is installed gives a {what}"
