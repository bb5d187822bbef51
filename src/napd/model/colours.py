"""Colours of levels and statuses, and what can be read or seen on them, as WCAG 2.2 reckons contrast.

Levels go from light to dark, so that their order is seen in grey and by whoever does not see colours; none is red or
green, which judge, and look alike to many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from napd.model.scale import LevelStyle, Scale

SHADES = {
    2: ("#fdebc8", "#083350"),
    3: ("#fdebc8", "#3a958d", "#083350"),
    4: ("#fdebc8", "#72ab9c", "#256e76", "#083350"),
    5: ("#fdebc8", "#94baa6", "#368d89", "#1d5f6d", "#083350"),
    6: ("#fdebc8", "#a7c3ac", "#579f94", "#2c7a7d", "#195767", "#083350"),
    7: ("#fdebc8", "#b5c9b1", "#72ab9c", "#368d89", "#256e76", "#165163", "#083350"),
}
"""By how many levels there are their colours, worst first: steps of equal contrast, from sand by teal to navy."""
MOST = max(SHADES)
"""Where there are more levels, neighbours share a colour; symbol and word tell them apart."""
STATUS_COLOURS = {
    "undetermined": "#f7f8fa",
    "unanswered": "#e6eaee",
    "not_applicable": "#d3dae0",
    "absent": "#bfc8d0",
}
"""The colour of each status of a score that is not a level: greys."""
BLACK, WHITE = "#000000", "#ffffff"
HEX = r"#[0-9a-fA-F]{6}"
SEEN = 3
"""The contrast from which an edge is seen: https://www.w3.org/TR/WCAG22/#non-text-contrast."""


def colours_of(scale: Scale, styles: Mapping[str, LevelStyle]) -> tuple[str, ...]:
    """The colour of each level of a scale as #rrggbb, and never any other text.

    Args:
        scale: the scale.
        styles: the colours that a framework gives, by level id; what is not a colour is left out.
    """
    last = len(scale.levels) - 1
    shades = SHADES[min(last + 1, MOST)]
    own = [shades[place * (len(shades) - 1) // last] for place in range(last + 1)]
    given = [styles[level.id].colour if level.id in styles else "" for level in scale.levels]
    return tuple(
        colour.lower() if re.fullmatch(HEX, colour) else shade for colour, shade in zip(given, own, strict=True)
    )


def colours_by_label(scales: Iterable[Scale], styles: Mapping[str, LevelStyle]) -> dict[str, str]:
    """The colour of each level by its label, without labels that have several.

    Args:
        scales: those of some indicators.
        styles: as for `colours_of`.
    """
    found: dict[str, set[str]] = {}
    for scale in scales:
        for level, colour in zip(scale.levels, colours_of(scale, styles), strict=True):
            found.setdefault(level.label, set()).add(colour)
    return {label: colours.pop() for label, colours in found.items() if len(colours) == 1}


def edge(colour: str, page: str = WHITE) -> str:
    """The colour itself where it is seen on a page, else as much further from that of the page as it takes."""
    away = WHITE if ink(page) == WHITE else BLACK
    return next(shade for shade in between(colour, away) if contrast(shade, page) >= SEEN)


def between(colour: str, end: str) -> Iterator[str]:
    """A colour, and from there in twenty equal steps to another."""
    pairs = [(int(colour[place : place + 2], 16), int(end[place : place + 2], 16)) for place in (1, 3, 5)]
    for step in range(21):
        yield "#" + "".join(f"{one + (other - one) * step // 20:02x}" for one, other in pairs)


def ink(colour: str) -> str:
    """Black or white, whichever is read best on a colour: the contrast is at least 4.5 to 1."""
    return max(WHITE, BLACK, key=lambda each: contrast(each, colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#rrggbb), from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """From 0 (black) to 1 (white): https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - as WCAG defines it
