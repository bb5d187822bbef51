"""Colours of levels and statuses, and the ink that can be read on them, as WCAG 2.2 reckons contrast."""

from __future__ import annotations

import re

from napd.model.scale import Level

PLAIN = "#767676"
"""The colour of a level whose own is none."""
STATUS_COLOURS = {
    "undetermined": "#4a4f94",
    "unanswered": "#374151",
    "not_applicable": "#6b7280",
    "absent": "#8b93a1",
}
"""The colour of each status of a score that is not a level: each 3 to 1 or more on white."""
BLACK, WHITE = "#000000", "#ffffff"
HEX = r"#[0-9a-fA-F]{6}"


def colour_of(level: Level) -> str:
    """The colour of a level as #rrggbb, and never any other text."""
    return level.colour.lower() if re.fullmatch(HEX, level.colour) else PLAIN


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
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the definition
