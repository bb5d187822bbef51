"""Sharing: what others find the pages by: a site map, a feed of the rounds, and a picture to show beside an address.

They need to know where the pages will be, and are made where napd.toml says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from napd import Round
from napd.plugin import on_page
from napd_report.cover import ReportCover
from napd_report.drawing import NO_XML
from napd_report.news import headline
from napd_report.overview import file_of
from napd_report.preview import MARK, preview
from napd_report.report_data import ReportData

SITE_MAP, FEED, PREVIEW = "sitemap.xml", "metingen.xml", "voorbeeld.png"
FILES = (SITE_MAP, FEED, PREVIEW)
MAPS, ATOM = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/2005/Atom"
"""The names of the formats, which no one fetches."""
HEAD = 200
"""In how many bytes from its begin a file says whose it is."""


def write_sharing(data: ReportData, cover: ReportCover, pages: Iterable[str], folder: Path) -> None:
    """Write the site map, the feed and the picture to the folder of the pages, if their address is known."""
    if cover.address:
        if not data.result.fictional:  # it has no words to say so
            (folder / PREVIEW).write_bytes(preview(chart.now.parts for chart in data.charts.values()))
        (folder / FEED).write_bytes(feed(data, cover))
        if cover.search_engines:
            (folder / SITE_MAP).write_bytes(site_map(cover, pages))


def is_ours(path: Path) -> bool:
    """Whether a file is one of these, as it was written here."""
    return path.name in FILES and path.is_file() and MARK.encode() in path.read_bytes()[:HEAD]


def site_map(cover: ReportCover, pages: Iterable[str]) -> bytes:
    """The addresses of all pages, for search engines."""
    root = ET.Element("urlset", xmlns=MAPS)
    for page in pages:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{cover.address}{quote(page)}"
    return _written(root)


def feed(data: ReportData, cover: ReportCover) -> bytes:
    """The rounds as an Atom feed, the last first: each with the day that it is of, and the last with its news."""
    mark = data.tell("shell.mark") if data.result.fictional else ""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": data.tell("shell.lang")})
    _texts(root, title=f"{mark}{data.tell('feed.title', data.title)}", id=f"{cover.address}{FEED}")
    _texts(root, updated=_moment(data.round))
    ET.SubElement(root, "link", rel="self", href=f"{cover.address}{FEED}")
    _texts(ET.SubElement(root, "author"), name=cover.sender or data.title)
    for round_ in data.rounds[::-1]:
        entry = ET.SubElement(root, "entry")
        address = f"{cover.address}{file_of(data, round_)}"
        text = headline(data) if round_ == data.round else data.tell("overview.round_description", data.label(round_))
        _texts(
            entry,
            title=f"{mark}{data.label(round_)}",
            id=f"{cover.address}#{quote(round_.id)}",
            updated=_moment(round_),
        )
        _texts(entry, summary=f"{mark}{text}")
        ET.SubElement(entry, "link", href=address)
    return _written(root)


def _moment(round_: Round) -> str:
    """The day of a round, as a feed wants it."""
    return f"{round_.date.isoformat()}T00:00:00Z"


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = on_page(NO_XML.sub("\ufffd", text))


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!-- {MARK} -->\n{ET.tostring(root, encoding="unicode")}\n'.encode()
    )
