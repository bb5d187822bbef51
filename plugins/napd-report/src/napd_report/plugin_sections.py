"""Sections that plugins add: asked one by one, so that one that fails takes nothing with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from attrs import frozen

from napd import NapdError, Reported, Section, Told
from napd.plugin import SECTIONS, Offer, offered_sections, told_by
from napd_report.report_data import ReportData

SLIP = 0.85
"""How like a name has to be to be a slip of the pen for another: a letter or two of ten."""


@frozen
class PluginSection:
    """A section of a page.

    Args:
        title: its heading.
        told: what it tells.
        plugin: whose it is.
    """

    title: str
    told: Told
    plugin: str


@frozen
class Sections:
    """All sections of a report.

    Args:
        on: those of each page, by the id of its indicator.
        faults: a line for each that is left out, for what went wrong.
        remarks: a line for each whose indicator may be misspelt.
    """

    on: Mapping[str, Sequence[PluginSection]]
    faults: Sequence[str]
    remarks: Sequence[str]


def added(data: ReportData) -> Sections:
    """What plugins add to the pages of the indicators of a report."""
    offers, left_out = offered_sections(data.framework.local.among(SECTIONS))
    faults = [str(each) for each in left_out]
    found: dict[str, list[PluginSection]] = {}
    about = Reported(data.result.tables, tuple(one.id for one in data.rounds), data.perspective)
    ids = {one.id for one in data.indicators}
    for offer in (each for each in offers if each.value.indicator in ids):
        try:
            section = PluginSection(offer.value.title, told_by(offer, about), str(offer.plugin))
        except NapdError as fault:
            faults.append(str(fault))
        else:
            found.setdefault(offer.value.indicator, []).append(section)
    return Sections(found, faults, list(_misspelt(offers, {one.id for one in data.framework.indicators})))


def _misspelt(offers: Iterable[Offer[Section]], ids: Collection[str]) -> Iterator[str]:
    """Of the sections without a page those whose indicator is nearly one that there is: the others may be left out."""
    for offer in offers:
        name = offer.value.indicator
        if name not in ids and (near := get_close_matches(name, sorted(ids), n=1, cutoff=SLIP)):
            said = f"has a section for {name!r}, and no indicator is called so"
            yield f'plugin {offer.plugin} {said}. Did you mean "{near[0]}"?'
