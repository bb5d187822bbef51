"""The shell: what every page stands in. One file each, whole by itself, that asks nothing of any server."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from napd import NapdError, __version__
from napd.plugin import STATUS_COLOURS, Texts, colours_of, edge, ink, on_page, web_address
from napd_report.drawing import NEEDS, NO_XML
from napd_report.report_data import ReportData

if TYPE_CHECKING:
    import jinja2

MARK = f'<meta name="generator" content="napd {__version__}">'
"""By what a page of ours is known."""


class BasePage:
    """Renders pages of one report.

    Style and script stand in each page, and the page allows just these by their hashes: so it works from a folder, from
    a server and when it is mailed alone, and nothing that a text might bring can run.
    """

    def __init__(self, data: ReportData, maps: int) -> None:
        """The shell of a report.

        Args:
            data: what it tells.
            maps: how many maps a page has to choose between.

        Raises:
            NapdError: where jinja2 is not installed.
        """
        self._templates = _templates()
        style = "".join((_file("style.css"), *_colours(data), *_places(data), *_choices(maps)))
        script = _file("script.js").replace("{found}", _found(data))
        self._same = {
            "style": style, "script": script, "policy": _policy(style, script), "mark": MARK,
            "data": data, "fictional": data.result.fictional }  # fmt: skip
        self._templates.globals |= {"say": data.say, "tell": _Told(data.tell)}

    def page(self, template: str, root: str = "", **facts: Any) -> bytes:
        """A page; what HTML cannot hold, as a null, is told by a sign of its own, and what steers or hides is a blank.

        Args:
            template: the name of its template.
            root: the way from its folder to that of the first page.
            facts: what the template tells.
        """
        text = self._templates.get_template(f"{template}.html").render(self._same, root=root, **facts)
        return on_page(NO_XML.sub("\ufffd", text)).encode()


class _Told:
    """The texts of the pages as HTML, in which what they speak of is escaped."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, key: str, *places: object, **counts: int) -> str:
        """The text of a key; see `napd.texts`."""
        from markupsafe import Markup, escape

        # A whole number stays one, to get the sign for thousands
        safe = (place if isinstance(place, int) else escape(place) for place in places)
        return Markup(self._texts(key, *safe, **counts))  # noqa: S704 - the texts are ours


def _templates() -> jinja2.Environment:
    try:
        import jinja2
    except ImportError as error:
        raise NapdError(NEEDS) from error
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("napd_report"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["address"] = web_address
    return made


def _found(data: ReportData) -> str:
    """What the script says of how many rows it found, as a template of its own language."""
    return data.tell("script.found", "${count}", "${rows.length}")


def _file(name: str) -> str:
    return (files("napd_report") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy: nothing from anywhere, but this style and this script."""
    allowed = {"style-src": style, "script-src": script}
    hashes = (f"{what} 'sha256-{_hash(text)}'" for what, text in allowed.items())
    return "; ".join(("default-src 'none'", *hashes, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def _colours(data: ReportData) -> Iterable[str]:
    """The colours of the levels, each with that of text on it."""
    for number, scale in enumerate(data.scales):
        for place, colour in enumerate(colours_of(scale, data.framework.levels)):
            look = f"background:{colour};color:{ink(colour)};border-color:{edge(colour)}"
            yield f".scale-{number}-{place}{{{look}}}\n"
    for status, colour in STATUS_COLOURS.items():
        yield f".{status}{{border-left:.45rem solid {edge(colour)}}}\n"


def _places(data: ReportData) -> Iterable[str]:
    """Where tiles stand: on a narrow screen one after another, else each in its place."""
    tiles = [tile for round_ in data.rounds for tile in data.tiles(round_)]
    yield "@media print,(min-width:62rem){\n"
    for column in sorted({tile.column for tile in tiles}):
        yield f".c{column}{{grid-column:{column}}}\n"
    for row in sorted({tile.row for tile in tiles}):
        yield f".r{row}{{grid-row:{row}}}\n"
    yield "}\n"


def _choices(maps: int) -> Iterable[str]:
    """What shows the map that is chosen, and no other; a browser that cannot do so shows all."""
    yield "@supports selector(:has(*)){.map{display:none}\n"
    for place in range(maps):
        yield f":root:has(#kaart-{place}:checked) .map-{place}{{display:block}}\n"
    yield "}\n"
