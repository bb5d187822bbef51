"""Cover: who publishes the pages, when, and where: what napd.toml says under [report], in words."""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

from napd_report.report_data import ReportData

MAIL = re.compile(r"[^\s@<>\"'()]+@[^\s@<>\"'()]+\.[a-z]{2,}", re.IGNORECASE)
WEB = re.compile(r"https://[^\s<>\"']+")


@frozen
class ReportCover:
    """What the pages say of themselves; '' for what nobody said.

    Args:
        introduction: the paragraph under the headline.
        sender: who publishes the pages.
        contact: whom to ask.
        contact_link: where that leads, if it is an address.
        date: the day of publication, in words.
        next_round: when the next round is.
        address: the web address of the folder, with a slash at its end.
        search_engines: whether search engines may show the pages.
    """

    introduction: str
    sender: str
    contact: str
    contact_link: str
    date: str
    next_round: str
    address: str
    search_engines: bool

    @classmethod
    def of(cls, data: ReportData) -> ReportCover:
        """What a framework says; what it leaves out is found where it can be."""
        said = data.framework.report
        contact, published = said.get("contact", ""), said.get("date")
        address = said.get("address", "")
        return cls(
            introduction=said.get("introduction") or _introduction(data),
            sender=said.get("sender", ""),
            contact=contact,
            contact_link=_link(contact),
            date=data.day(published) if isinstance(published, date) else "",
            next_round=said.get("next_round") or _next(data),
            address=address if not address or address.endswith("/") else f"{address}/",
            search_engines=said.get("search_engines", True) and not data.result.fictional,
        )


def _introduction(data: ReportData) -> str:
    """What the pages are about: how many regions and topics, of which dashboards."""
    topics, regions = len(data.in_force(data.round)), len(data.regions(data.round))
    about = f" {data.say('words.and')} ".join(f"“{title}”" for title in data.dashboard_titles)
    return data.tell("overview.introduction", regions, about, count=topics)


def _next(data: ReportData) -> str:
    """The round after the one of the pages, if there is one."""
    later = [one for one in data.framework.rounds if one > data.round]
    return data.label(later[0]) if later else ""


def _link(contact: str) -> str:
    """Where a contact leads that is an address and no more."""
    if MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    return contact if WEB.fullmatch(contact) else ""
