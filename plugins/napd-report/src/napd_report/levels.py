"""How levels look: a colour, a pattern and the colour of what stands on it, light and dark; as styles and in drawings.

Levels differ in lightness and in pattern, so that they are told apart without colours: on a grey printer, and by
whoever does not see them. In the dark the order turns over: more is always further from the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from napd import LevelStyle, Scale
from napd.plugin import BLACK, WHITE, between, colours_of, contrast, edge, ink

DARK = {
    2: ("#3d2e10", "#c9e9fa"),
    3: ("#3d2e10", "#2f8c84", "#c9e9fa"),
    4: ("#3d2e10", "#3f6b5c", "#61a7a5", "#c9e9fa"),
    5: ("#3d2e10", "#415c4a", "#308b82", "#7ab6b8", "#c9e9fa"),
    6: ("#3d2e10", "#42533f", "#3b786b", "#4e9b97", "#89bfc4", "#c9e9fa"),
    7: ("#3d2e10", "#424d38", "#3f6b5c", "#308b82", "#61a7a5", "#93c6cc", "#c9e9fa"),
}
"""On a dark page, by how many levels there are their colours, worst first: steps of equal contrast."""
NIGHT = "#12191f"
"""The colour of a dark page."""
THREE = ("dots", "hatch", "plain")
CYCLE = ("dots", "plain", "hatch", "plain")
"""The patterns of three levels, and in turn those of any other number, worst first: neighbours never share one."""
MARKED = 1.6
"""The contrast of a pattern with its ground: seen, and calm."""
BACKGROUNDS = {
    "plain": "none",
    "dots": "radial-gradient({} 1.1px,transparent 1.6px) 0 0/6px 6px",
    "hatch": "repeating-linear-gradient(135deg,{} 0 1.5px,transparent 1.5px 5px)",
}
"""The patterns in a style sheet, with a place for their colour."""


@frozen
class Look:
    """How a level looks on a page of one colour.

    Args:
        fill: its colour, as #rrggbb.
        pattern: "plain", "dots" or "hatch".
        page: the colour of the page.
        is_level: whether it is one; else its edge is broken.
    """

    fill: str
    pattern: str
    page: str
    is_level: bool = True

    @property
    def ink(self) -> str:
        """The colour of words on it: a contrast of 4.5 to 1 or more."""
        return ink(self.fill)

    @property
    def edge(self) -> str:
        """The colour of the line around it: a contrast with the page of 3 to 1 or more."""
        return edge(self.fill, self.page)

    @property
    def mark(self) -> str:
        """The colour of its pattern: lighter than its ground where that can be seen, so that dark words stay clear."""
        shades = (shade for end in (WHITE, BLACK) for shade in between(self.fill, end))
        return next(shade for shade in shades if contrast(shade, self.fill) >= MARKED)


def looks(scale: Scale, styles: Mapping[str, LevelStyle], *, dark: bool = False) -> tuple[Look, ...]:
    """How the levels of a scale look, worst first.

    Args:
        scale: the scale.
        styles: the colours that a framework gives levels, by level id; these stay as they are in the dark.
        dark: whether on a dark page.
    """
    count, chosen, usual = len(scale.levels), colours_of(scale, styles), colours_of(scale, {})
    patterns = THREE if count == len(THREE) else [CYCLE[place % len(CYCLE)] for place in range(count)]
    if dark:
        shades = DARK[min(count, max(DARK))]
        night = [shades[place * (len(shades) - 1) // (count - 1)] for place in range(count)]
        fills = [one if one != light else other for one, light, other in zip(chosen, usual, night, strict=True)]
    else:
        fills = list(chosen)
    return tuple(Look(*each, NIGHT if dark else WHITE) for each in zip(fills, patterns, strict=True))


def unknown(*, dark: bool = False) -> Look:
    """How what is not a level looks."""
    page = NIGHT if dark else WHITE
    return Look(page, "plain", page, is_level=False)


def style_of(kind: str, scale: Scale, styles: Mapping[str, LevelStyle]) -> Iterator[str]:
    """The rules of a style sheet that give each level of a scale its look; paper is always light.

    Args:
        kind: the class of a level, to which a hyphen and its place are added.
        scale: the scale.
        styles: as for `looks`.
    """
    yield from _rules(kind, looks(scale, styles))
    yield "@media screen and (prefers-color-scheme:dark){\n"
    yield from _rules(kind, looks(scale, styles, dark=True))
    yield "}\n"


def _rules(kind: str, found: Iterable[Look]) -> Iterator[str]:
    for place, one in enumerate(found):
        look = f"--fill:{one.fill};--on:{one.ink};--edge:{one.edge};--mark:{one.mark}"
        yield f".{kind}-{place}{{{look};--pattern:{BACKGROUNDS[one.pattern].format('var(--mark)')}}}\n"
