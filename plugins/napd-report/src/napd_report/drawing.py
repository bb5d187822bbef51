"""Drawing: bars and texts as an SVG that stands in a page, rendered by Vega-Lite and then stripped.

What is left of it has no style, script, id or event: it stays within a strict Content-Security-Policy, and several can
stand in one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from attrs import asdict, frozen

from napd import NapdError
from napd.plugin import on_page

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
"""What stands on the reader's own device; a page may say otherwise, as this is weaker than its style sheet."""
KEPT = {
    "path": ("d", "fill", "stroke", "stroke-width"),
    "text": ("transform", "text-anchor", "font-size", "fill"),
}
"""What is kept of a rendered drawing: elements, and their attributes."""
NAMESPACE = "http://www.w3.org/2000/svg"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEEDS = 'napd report needs more: pip install "napd[report]"'
"""What is said where what makes pages and drawings is not installed."""
SIZE = 15
"""The size of letters."""
LONG = re.compile(r"\d+\.\d+(?:e-?\d+)?")


@frozen
class Bar:
    """A filled rectangle, in pixels from the left and the top, with a thin line around it: white, as a gap, or not."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    edge: str = "#ffffff"

    @property
    def gap(self) -> float:
        """The width of the line: never so wide that a thin bar goes under in it."""
        return min(2.0, (self.x2 - self.x) / 4)


@frozen
class Label:
    """A text in one line, in letters of `SIZE` pixels: its place is that of its `align` and of its middle."""

    x: float
    y: float
    text: str
    colour: str = "#1f2933"
    align: str = "left"


def draw(size: tuple[int, int], shapes: Sequence[Bar | Label], *, title: str, description: str) -> str:
    """The SVG of some bars and texts, for use inside HTML: as wide as its place, with its size as view box.

    Args:
        size: its width and height in pixels, where it is not scaled.
        shapes: bars, and the words over them.
        title: what it is called by those who hear it, and
        description: what they then hear.

    Raises:
        NapdError: when Vega-Lite is not installed.
    """
    root = ET.Element("svg", {"xmlns": NAMESPACE, "viewBox": f"0 0 {size[0]} {size[1]}", "width": "100%"})
    root.attrib |= {"class": "chart", "role": "img", "font-family": FONT}
    for tag, text in (("title", title), ("desc", description)):
        ET.SubElement(root, tag).text = as_xml(text)
    root.extend(_stripped(_rendered(_spec(size, shapes))))
    return ET.tostring(root, encoding="unicode")


def as_xml(text: str) -> str:
    """A text in one line, without the characters that XML cannot have."""
    return " ".join(on_page(NO_XML.sub("\ufffd", text)).split())


def _spec(size: tuple[int, int], shapes: Sequence[Bar | Label]) -> dict[str, Any]:
    """The drawing for Vega-Lite. Nothing in it is measured, as that would hang on the fonts of the machine."""
    mark = {"type": "text", "fontSize": SIZE, "baseline": "middle"}
    mark |= {"align": {"expr": "datum.align"}, "color": {"expr": "datum.colour"}}
    bars = [asdict(each) | {"gap": each.gap} for each in shapes if isinstance(each, Bar)]
    words = [asdict(each) | {"text": as_xml(each.text)} for each in shapes if isinstance(each, Label)]
    gaps = {"stroke": {"expr": "datum.edge"}, "strokeWidth": {"expr": "datum.gap"}}
    layers = [
        {
            "data": {"values": bars},
            "mark": {"type": "rect", "color": {"expr": "datum.colour"}, **gaps},
            "encoding": _at("x", "y") | {"x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {"data": {"values": words}, "mark": mark, "encoding": _at("x", "y") | {"text": {"field": "text"}}},
    ]
    return {"width": size[0], "height": size[1], "padding": 0, "autosize": "none", "layer": layers}


def _at(*channels: str) -> dict[str, Any]:
    """Places in pixels."""
    return {name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in channels}


def _rendered(spec: dict[str, Any]) -> ET.Element:
    try:
        from vl_convert import vegalite_to_svg
    except ImportError:
        raise NapdError(NEEDS) from None
    return ET.fromstring(vegalite_to_svg(spec))  # noqa: S314 - it was made here and now


def _stripped(drawing: ET.Element) -> Iterator[ET.Element]:
    """The bars and texts of a rendered drawing; its groups move nothing, and its frame has no fill."""
    for element in drawing.iter():
        tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        if tag in KEPT and "fill" in element.attrib:
            kept = {name: _short(element.attrib[name]) for name in KEPT[tag] if name in element.attrib}
            new = ET.Element(tag, kept)
            new.text = element.text
            yield new


def _short(text: str) -> str:
    """An attribute with at most two decimals in its numbers."""
    return LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), text)
