"""A chart as files of its own: a picture with its source, n and date in it, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from xml.etree import ElementTree as ET

from attrs import frozen

from napd.plugin import FICTIONAL, WHITE, Texts
from napd_report.charts import Chart, ChartRound
from napd_report.csv_file import Cells, csv_file
from napd_report.drawing import INK, QUIET, as_xml, filled, patterns, text_at

NAMESPACE = "http://www.w3.org/2000/svg"
MADE = "<!-- napd chart -->\n"
"""By what a picture of ours is known."""
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
WIDTH, MARGIN = 720, 24
"""Of a picture, in px; and the white around what is in it."""
INNER = WIDTH - 2 * MARGIN
TITLE, TEXT, SMALL = 20, 15, 13
"""The sizes of letters."""
LETTER = 0.52
"""About the width of a letter, as a share of its size."""
SWATCH = 18


@frozen
class Strip:
    """Something in a picture, which stands below what comes before it.

    Args:
        height: how much of the picture it takes, in px.
        elements: what is drawn, from its own top.
    """

    height: float
    elements: tuple[ET.Element, ...]


def picture(chart: Chart, source: str, tell: Texts, areas: str) -> str:
    """A chart as an SVG file: all rounds, what the colours stand for, n and its rule, the source and the dates.

    It has no style sheet and measures nothing, so that other programs show it as it is.

    Args:
        chart: the chart.
        source: where it comes from.
        tell: the texts of these pages.
        areas: what is counted, in words.
    """
    marks = FICTIONAL in chart.now.one
    blocks = [
        *([_line(tell("chart.fictional"), SMALL, INK)] if marks else []),
        *(_line(text, TITLE, INK, bold=True) for text in _wrapped(chart.title, TITLE)),
        *(block for one in chart.rounds for block in _round(one, tell, areas)),
        _gap(8),
        *_legend(chart),
        _gap(8),
        *(_line(text, SMALL, QUIET) for line in _foot(chart, source, tell) for text in _wrapped(line, SMALL)),
    ]
    return f"{MADE}{ET.tostring(_stacked(blocks, chart), encoding='unicode')}\n"


def _stacked(blocks: Sequence[Strip], chart: Chart) -> ET.Element:
    """The blocks below each other, on a white ground."""
    height = sum(block.height for block in blocks) + 2 * MARGIN
    size = {"width": f"{WIDTH}", "height": f"{height:g}", "viewBox": f"0 0 {WIDTH} {height:g}"}
    root = ET.Element("svg", {"xmlns": NAMESPACE, **size, "role": "img", "font-family": FONT})
    ET.SubElement(root, "title").text = as_xml(chart.title)
    ET.SubElement(root, "desc").text = as_xml(chart.description)
    root.append(patterns((badge.kind, badge.look) for badge in chart.badges))
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": WHITE})
    y = float(MARGIN)
    for block in blocks:
        place = {"x": f"{MARGIN}", "y": f"{y:g}", "width": f"{INNER}", "height": f"{max(block.height, 1):g}"}
        ET.SubElement(root, "svg", place).extend(block.elements)
        y += block.height
    return root


def _gap(height: float) -> Strip:
    return Strip(height, ())


def _line(text: str, size: int, colour: str, *, bold: bool = False) -> Strip:
    one = text_at("0", 0.75 * size, text, size, kind="words", colour=colour, bold=bold, anchor="start")
    return Strip(1.5 * size, (one,))


def _round(one: ChartRound, tell: Texts, areas: str) -> Iterator[Strip]:
    """A round: what it is called and n, and below that its bar."""
    yield _gap(10)
    said = tell("chart.answered", count=one.n, total=one.total, areas=areas)
    label = text_at("0", 0.75 * TEXT, one.label, TEXT, kind="words", colour=INK, bold=True, anchor="start")
    many = text_at("100%", 0.75 * TEXT, said, SMALL, kind="words", colour=QUIET, anchor="end")
    yield Strip(1.6 * TEXT, (label, many))
    drawn = ET.fromstring(one.svg)  # noqa: S314 - it was made here
    yield Strip(float(drawn.get("height", "0")), (drawn,))


def _legend(chart: Chart) -> Iterator[Strip]:
    """What each colour, pattern and sign stands for, of what occurs."""
    there = {badge.kind for one in chart.rounds for _, badge in one.parts}
    for badge in (badge for badge in chart.badges if badge.kind in there):
        swatch = ET.Element("svg", {"y": "2", "width": f"{SWATCH}", "height": f"{SWATCH}"})
        swatch.extend(filled(badge.look, badge.kind, SWATCH, f"{SWATCH}"))
        words = f"{badge.symbol} {badge.words}".strip()
        text = text_at(
            f"{SWATCH + 8}", SWATCH / 2 + 2, words, SMALL, kind="words", colour=INK, anchor="start"
        )  # fmt: skip
        yield Strip(SWATCH + 6, (swatch, text))


def _foot(chart: Chart, source: str, tell: Texts) -> Iterator[str]:
    """Of whom n counts, where it comes from, and of which day it is."""
    yield tell("chart.of", chart.now.one["rule"])
    yield tell("chart.source", source=source, date=chart.now.round.date.isoformat())


def _wrapped(text: str, size: int) -> list[str]:
    """A text in lines that fit."""
    return wrap(as_xml(text), int(INNER / (LETTER * size)))


def table(chart: Chart, source: str, tell: Texts) -> bytes:
    """The table of a chart as CSV, with in each row the round and its date, n and its rule, and the source."""
    rows = [row for one in chart.rounds for row in _rows(chart, one, source)]
    return csv_file(tuple(tell.table("chart_file").values()), rows, fictional=FICTIONAL in chart.now.one)


def _rows(chart: Chart, one: ChartRound, source: str) -> Iterator[Cells]:
    for kind in chart.columns:
        row = kind.row(one.rows)
        most = None if row["most"] is None else str(row["most"])
        date = one.round.date.isoformat()
        yield (
            chart.title, one.label, date, kind.badge.words, str(row["count"]), most, str(one.n), row["rule"], source
        )  # fmt: skip
