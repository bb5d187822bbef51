"""Sections that plugins add: asked one by one, so that one that fails takes nothing with it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from napd.errors import one_line
from napd.offers import Offer, sections
from napd.pages.story import Story
from napd.plugins import Plugin, last_line, shown
from napd.sections import Reported, Section, Told


@frozen
class Added:
    """A section of a page.

    Args:
        title: its heading.
        told: what it tells.
        plugin: whose it is.
    """

    title: str
    told: Told
    plugin: Plugin


def added(story: Story, plugins: Iterable[Plugin]) -> tuple[dict[str, list[Added]], list[str]]:
    """The sections by the indicator whose page they are on, and a line for each that is left out."""
    offers, left_out = sections(plugins)
    faults = [str(each) for each in left_out]
    found: dict[str, list[Added]] = {}
    about = Reported(story.result.tables, tuple(one.id for one in story.rounds), story.perspective)
    ids = {one.id for one in story.indicators}
    for offer in (each for each in offers if each.value.indicator in ids):
        told = _told(offer, about)
        if isinstance(told, str):
            faults.append(told)
        else:
            found.setdefault(offer.value.indicator, []).append(Added(offer.value.title, told, offer.plugin))
    return found, faults


def _told(offer: Offer[Section], about: Reported) -> Told | str:
    """What a section tells, or what went wrong in the plugin."""
    try:
        told = offer.value.tell(about)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin does, the report goes on
        return f"plugin {offer.plugin} gives no section: {one_line(error)}{last_line(offer.plugin, error)}"
    if isinstance(told, Told):
        return told
    return f"plugin {offer.plugin} gives no section: its tell() must return a napd.Told, not {shown(told)}"
