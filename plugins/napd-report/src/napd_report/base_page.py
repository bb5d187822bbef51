"""The shell: what every page stands in. One file each, whole by itself, that asks nothing of any server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from napd import NapdError, __version__
from napd.plugin import Texts, on_page, web_address
from napd_report import maps
from napd_report.cover import ReportCover
from napd_report.drawing import NO_XML, patterns
from napd_report.levels import style_of
from napd_report.prose import Marked, Prose
from napd_report.report_data import LANGUAGE, ReportData

if TYPE_CHECKING:
    import jinja2

MARK = f'<meta name="generator" content="napd {__version__}">'
"""By what a page of ours is known."""
NEEDS = 'napd report needs more: pip install "napd[report]"'
"""What is said where what makes pages is not installed."""


class BasePage:
    """Renders pages of one report.

    Style and script stand in each page, and the page allows just these by their hashes: so it works from a folder, from
    a server and when it is mailed alone, and nothing that a text might bring can run.
    """

    def __init__(self, data: ReportData, cover: ReportCover) -> None:
        """The shell of a report.

        Args:
            data: what it tells.
            cover: who publishes it, when and where.

        Raises:
            NapdError: where jinja2 is not installed.
        """
        self._templates, self._data = _templates(), data
        style = "".join(
            (_file("style.css"), _file("drawn.css"), *_looks(data), *maps.style_of(data), _paper(data, cover))
        )
        script = _file("script.js")
        self._same = {
            "style": style, "patterns": _patterns(data), "script": script,
            "policy": _policy(style, script), "mark": MARK, "data": data,
            "fictional": data.result.fictional, "cover": cover,
        }  # fmt: skip
        self._marked = Marked(data, _language(data))
        self._templates.globals |= {
            "say": data.say, "tell": _Told(data.tell), "lang": _language(data), "blank": "{}", "marked": self._marked,
        }  # fmt: skip

    def page(self, template: str, path: str, **facts: Any) -> bytes:
        """A page; what HTML cannot hold, as a null, is told by a sign of its own, and what steers or hides is a blank.

        Args:
            template: the name of its template.
            path: where it is, from the folder of the first page.
            facts: what the template tells.
        """
        root = "../" * path.count("/")
        same = self._same | {"root": root, "path": path, "prose": Prose(self._data, self._marked, root)}
        text = self._templates.get_template(f"{template}.html").render(same, **facts)
        return on_page(NO_XML.sub("\ufffd", text)).encode()


class _Told:
    """The texts of the pages as HTML, in which what they speak of is escaped."""

    def __init__(self, texts: Texts) -> None:
        from markupsafe import Markup, escape

        self._texts, self._html, self._escape = texts, Markup, escape
        self._plain: dict[str, str] = {}

    def __call__(self, key: str, *places: object, **counts: int) -> str:
        """The text of a key; see `napd.texts`."""
        if not places and not counts and key in self._plain:
            return self._plain[key]  # most of them, thousands of times
        # A whole number stays one, to get the sign for thousands
        safe = (place if isinstance(place, int) else self._escape(place) for place in places)
        made = self._html(self._texts(key, *safe, **counts))  # the texts are ours
        if not places and not counts:
            self._plain[key] = made
        return made


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


def _language(data: ReportData) -> str:
    """The attribute that says in which language content is, where that is not the language of the pages."""
    from markupsafe import Markup, escape

    content = data.framework.report.get("content_language", LANGUAGE)
    return Markup("") if content == data.language else Markup(f' lang="{escape(content)}"')  # noqa: S704 - escaped


def _paper(data: ReportData, cover: ReportCover) -> str:
    """What stands at the foot of each sheet of paper: what it is, of when, where it is found, and its number."""
    parts = (data.title, data.label(data.round), cover.date, cover.address)
    text = " · ".join(part for part in parts if part)
    safe = "".join(each if each.isalnum() or each in " ·.:/-," else f"\\{ord(each):x} " for each in text)
    mark = data.tell("shell.mark") if data.result.fictional else ""
    left, right = f'"{mark}{safe}"', 'counter(page) " / " counter(pages)'
    return f"@page{{@bottom-left{{content:{left}}}@bottom-right{{content:{right}}}}}\n"


def _file(name: str) -> str:
    return (files("napd_report") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy: nothing from anywhere, but this style and this script."""
    allowed = {"style-src": style, "script-src": script}
    hashes = (f"{what} 'sha256-{_hash(text)}'" for what, text in allowed.items())
    return "; ".join(("default-src 'none'", *hashes, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def _looks(data: ReportData) -> Iterator[str]:
    """The colours and patterns of the levels of each scale."""
    for number, scale in enumerate(data.legends.scales):
        yield from style_of(f"scale-{number}", scale, data.framework.levels)


def _patterns(data: ReportData) -> str:
    """The patterns of all drawings of a page, as an element of SVG that is not seen itself."""
    badges = (badge for scale in data.legends.scales for badge in data.legends.chips_of(scale).levels)
    size = {"class": "patterns", "width": "0", "height": "0", "aria-hidden": "true", "focusable": "false"}
    found = ET.Element("svg", size)
    found.append(patterns((badge.kind, badge.look) for badge in badges))
    return ET.tostring(found, encoding="unicode")
