"""Drawing: bars as SVG, of rectangles and texts at computed places.

A bar is as wide as its place: along it all places are percentages, while its height and letters stay as they are, so
that a number can be read on a telephone and is not blown up beside it. What fits where is reckoned for the narrowest
place. There is no style, script, id or event in it: it stays within a strict Content-Security-Policy, and several can
stand in one page. Colours are those of a light page, as attributes; the style sheet of a page is stronger than these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET

from attrs import frozen

from napd.plugin import WHITE, on_page
from napd_report.badges import Badge
from napd_report.levels import Look

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NARROWEST = 280
"""The least width of a bar, in px: that of a small telephone."""
LETTER = 0.62
"""About the width of a figure, as a share of its size."""
INSIDE, BELOW = 15, 13
"""The sizes of numbers, in px."""
PLATE = 22
"""The height of the plain part on which a number stands in a pattern."""
GAP, LINE = 2.0, 1.5
"""Between two parts; and of the line around each."""
TICK, ROOM = 5, 22
"""The height of the line that leads from a thin part to its number; and of both together."""
INK, QUIET = "#14202b", "#47535e"
DOT = 7
"""The distance of dots and of lines in a pattern."""


@frozen
class Segment:
    """A part of a bar.

    Args:
        start, share: where it begins and how wide it is, as shares of the bar.
        count: its number.
        badge: what it is.
    """

    start: float
    share: float
    count: int
    badge: Badge

    @property
    def middle(self) -> float:
        """Where its middle is, as a share of the bar."""
        return self.start + self.share / 2

    @property
    def texts(self) -> tuple[str, str]:
        """What can stand in it or below it, the longest first."""
        return f"{self.badge.symbol} {self.count}".strip(), f"{self.count}"

    def text(self, height: int) -> str:
        """What stands in it: its sign and number, or its number, as far as these fit."""
        room = self.share * NARROWEST - 2 * GAP if height >= PLATE else 0
        return next((text for text in self.texts if width(text, INSIDE) <= room), "")


def width(text: str, size: int) -> float:
    """About how wide a text of figures is, in px. Nothing is measured: that would hang on the fonts of the machine."""
    return LETTER * size * len(text)


def bar(parts: Sequence[Segment], height: int) -> str:
    """A bar in which each part has its number, in it or below it, as an element of SVG that is as wide as its place.

    Args:
        parts: the parts, in order.
        height: that of the bar, in px; numbers below it take `ROOM` more.
    """
    outside = [part for part in parts if not part.text(height)]
    numbers = _numbers(outside)
    whole = height + (ROOM if outside else 0)
    root = ET.Element("svg", {"class": "drawn", "width": "100%", "height": f"{whole}", "aria-hidden": "true"})
    root.extend(_part(part, height, first=not part.start) for part in parts)
    found = zip(outside, numbers, _spread(outside, numbers), strict=True)
    root.extend(_below(part, text, beside, height) for part, text, beside in found)
    return ET.tostring(root, encoding="unicode")


def percent(share: float) -> str:
    """A share of the width, with two decimals at most."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _part(part: Segment, height: int, *, first: bool) -> ET.Element:
    """A part: its ground and pattern, the line around it, and its number on a plain ground."""
    look, kind = part.badge.look, part.badge.kind
    place = {"x": percent(part.start), "width": percent(part.share), "height": f"{height}"}
    group = ET.Element("svg", place | {"class": f"part {kind}"})
    group.extend(filled(look, kind, height))
    gap = 0 if first else round(min(GAP, part.share * NARROWEST / 4), 2)
    if gap:
        ET.SubElement(group, "rect", {"class": "gap", "width": f"{gap:g}", "height": f"{height}", "fill": WHITE})
        left = f"{gap + LINE / 2:g}"
        ET.SubElement(group, "line", {"x1": left, "x2": left, "y2": f"{height}", **_line(look, LINE)})
    if text := part.text(height):
        group.extend(_number(text, look, height))
    return group


def filled(look: Look, kind: str, height: int, across: str = "100%") -> Iterator[ET.Element]:
    """The ground of a part with its pattern, and the line around it; half of that falls outside and is not seen."""
    size = {"width": across, "height": f"{height}"}
    yield ET.Element("rect", {"class": "fill", **size, "fill": look.fill})
    if look.pattern != "plain":
        yield ET.Element("rect", {**size, "fill": f"url(#pattern-{kind})"})
    yield ET.Element("rect", {**size, **_line(look, 2 * LINE)})


def _line(look: Look, wide: float) -> dict[str, str]:
    broken = {} if look.is_level else {"stroke-dasharray": "4 3"}
    return {"class": "edge", "fill": "none", "stroke": look.edge, "stroke-width": f"{wide:g}", **broken}


def _number(text: str, look: Look, height: int) -> Iterator[ET.Element]:
    """A number in the middle of a part, on a plain ground."""
    wide = width(text, INSIDE) + 8
    plate = {"x": "50%", "y": f"{(height - PLATE) / 2:g}", "width": f"{wide:.4g}", "height": f"{PLATE}"}
    if look.pattern != "plain":
        yield ET.Element(
            "rect", {"class": "fill", **plate, "transform": f"translate({-wide / 2:.4g})", "fill": look.fill}
        )
    yield text_at("50%", height / 2, text, INSIDE, kind="on", colour=look.ink, bold=True)


def _numbers(parts: Sequence[Segment]) -> list[str]:
    """What stands below parts: sign and number, or numbers alone where not all of that fits."""
    texts = [part.texts[0] for part in parts]
    return texts if sum(map(_room, texts)) <= NARROWEST else [part.texts[1] for part in parts]


def _room(text: str) -> float:
    """How much of a bar a text below it takes, in px."""
    return width(text, BELOW) + 4


def _below(part: Segment, text: str, beside: float, height: int) -> ET.Element:
    """The number of a part that is too small for it, and the line that leads there, from the middle of the part."""
    place = {"x": percent(part.middle), "y": f"{height}", "overflow": "visible"}
    group = ET.Element("svg", {**place, "width": "1", "height": f"{ROOM}"})
    ends = {"y1": "1", "x2": f"{beside:.4g}", "y2": f"{TICK}"}
    ET.SubElement(group, "line", {"class": "tick", **ends, "stroke": QUIET})
    y = TICK + BELOW / 2 + 1
    group.append(text_at(f"{beside:.4g}", y, text, BELOW, kind="count", colour=INK))
    return group


def text_at(  # noqa: PLR0913 - what a text has
    x: str, y: float, text: str, size: int, *, kind: str, colour: str, bold: bool = False, anchor: str = "middle"
) -> ET.Element:
    """A text in one line; y is that of its middle, which not every program knows how to find by itself."""
    look = {"class": kind, "font-size": f"{size}", "fill": colour, "text-anchor": anchor}
    look |= {"font-weight": "700"} if bold else {}
    found = ET.Element("text", {"x": x, "y": f"{y + 0.35 * size:.4g}", **look})
    found.text = as_xml(text)
    return found


def _spread(parts: Sequence[Segment], texts: Sequence[str]) -> list[float]:
    """How far each number below a bar stands from the middle of its part, in px, so that all are apart and within it.

    What is apart where the bar is narrowest, is apart wherever it is wider.
    """
    halves = [_room(text) / 2 for text in texts]
    middles = [part.middle * NARROWEST for part in parts]
    places: list[float] = []
    least = 0.0
    for middle, half in zip(middles, halves, strict=True):
        places.append(max(middle, least + half))
        least = places[-1] + half
    most = float(NARROWEST)
    for number in reversed(range(len(parts))):
        places[number] = min(places[number], most - halves[number])
        most = places[number] - halves[number]
    return [place - middle for place, middle in zip(places, middles, strict=True)]


def patterns(looks: Iterable[tuple[str, Look]]) -> ET.Element:
    """What the patterns of some looks are, each by the class of its level: once for all drawings of a page."""
    found = ET.Element("defs")
    for kind, look in looks:
        if look.pattern == "plain":
            continue
        size = {"width": f"{DOT}", "height": f"{DOT}", "patternUnits": "userSpaceOnUse"}
        one = ET.SubElement(found, "pattern", {"id": f"pattern-{kind}", "class": kind, **size})
        if look.pattern == "dots":
            ET.SubElement(one, "circle", {"class": "dots", "cx": "3.5", "cy": "3.5", "r": "1.3", "fill": look.mark})
        else:
            one.set("patternTransform", "rotate(45)")
            ET.SubElement(one, "rect", {"class": "hatch", "width": "1.8", "height": f"{DOT}", "fill": look.mark})
    return found


def as_xml(text: str) -> str:
    """A text in one line, without the characters that XML cannot have."""
    return " ".join(on_page(NO_XML.sub("\ufffd", text)).split())
