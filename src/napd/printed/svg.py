"""SVG: the diagrams of a rubric as one drawing, for a page or a document.

It holds only texts and lines, in black on white: no script, no style sheet, no font. A screen reader reads out its
title, and every line in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

from attrs import frozen

from napd.decision.rubric import Rubric
from napd.printed.drawing import Picture, title_of
from napd.printed.layout import Spot, joined, laid_out
from napd.texts import DUTCH, Texts

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
LETTER, LINE = 14, 18
"""The height of letters and of lines, in pixels, as is all that follows."""
PAD, MARGIN = 11.0, 20.0
BETWEEN = 18.0
"""From one row to the next."""
SHAPE_WIDTH, WORDS_WIDTH = 210.0, 150.0
MOST_LINES = 4
PASSING = 2.0
"""The width of a line that passes a row."""
NARROW, WIDE = frozenset("fijlrtI.,:;'|!()[]- "), frozenset("mwMW@%—")
POINT = 7.0
"""The length of the point of an arrow."""


@frozen(eq=False)
class Block:
    """A text in lines, in the middle of its place; a tooltip has the whole text, where it is cut."""

    text: str
    lines: tuple[str, ...]
    place: Spot

    @property
    def height(self) -> float:
        """How high it is, with the room around it."""
        return LINE * len(self.lines) + PAD

    def svg(self, top: float) -> Iterator[str]:
        """The lines from some height on."""
        for n, line in enumerate(self.lines):
            y = top + PAD / 2 + LINE * n + LETTER
            yield f'<text x="{self.place.x:g}" y="{y:g}" text-anchor="middle">{escape(line)}</text>'

    def frame(self, top: float, style: str) -> str:
        """The rectangle that it fills."""
        place = self.place
        left = place.x - place.width / 2
        title = "" if self.text == " ".join(self.lines) else f"<title>{escape(self.text)}</title>"
        return f'<rect x="{left:g}" y="{top:g}" width="{place.width:g}" height="{self.height:g}" {style}>{title}</rect>'


def _block(text: str, width: float, pull: float) -> Block:
    lines = tuple(_wrapped(text.split(" "), width))
    return Block(text, lines, Spot(round(max(map(_width, lines)) + 2 * PAD), pull))


def _wrapped(words: Sequence[str], width: float) -> Iterator[str]:
    """Lines of words, as wide as they may be, or as a word is that is wider; where they are too many, an ellipsis."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        lines[-1:] = [lines[-1], word] if lines[-1] and _width(longer) > width else [longer]
    yield from (
        lines[:MOST_LINES] if len(lines) <= MOST_LINES else (*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …")
    )


def _width(text: str) -> float:
    """About the width of a text; no font is asked, so that a drawing is the same everywhere."""
    share = (0.36 if sign in NARROW else 0.9 if sign in WIDE else 0.68 if sign.isupper() else 0.57 for sign in text)
    return sum(share) * LETTER


def svg(rubric: Rubric, pictures: Sequence[Picture], say: Texts = DUTCH) -> str:
    """Draw the diagrams of a rubric under each other; the same rubric gives the same bytes.

    Args:
        rubric: the rubric.
        pictures: its diagrams, as `napd.printed.drawing.pictures_of` gives them.
        say: the texts of the language.
    """
    title, top, width = title_of(rubric, say), MARGIN, 0.0
    drawn: list[str] = []
    for picture in pictures:
        if picture.title:
            drawn.append(f'<text x="0" y="{top + LETTER:g}" font-weight="bold">{escape(picture.title)}</text>')
            width, top = max(width, 1.1 * _width(picture.title)), top + LINE + MARGIN
        sheet = _laid(picture)
        drawn += sheet.svg(top)
        width, top = max(width, sheet.width), top + sheet.height + 2 * MARGIN
    said = [line for picture in pictures for line in (*filter(None, [picture.title]), *picture.lines())]
    size = round(width + 2 * MARGIN), round(top - MARGIN)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="{-MARGIN:g} 0 {size[0]} {size[1]}" role="img" aria-label={quoteattr(title)} '
        f'font-family="{FONT}" font-size="{LETTER}" fill="#111111">'
    )
    return "\n".join([
        head,
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(chr(10).join(said))}</desc>",
        f'<rect x="{-MARGIN:g}" width="{size[0]}" height="{size[1]}" fill="#ffffff"/>',
        *drawn,
        "</svg>",
        "",
    ])  # fmt: skip


@frozen(eq=False)
class Canvas:
    """A diagram of which every place is known.

    Args:
        picture: what is drawn.
        shapes: its shapes, and
        words: the words of its arrows.
        ways: for each arrow the places that it passes after its shape: its words, the rows below, and a shape.
        heights: of each row.
    """

    picture: Picture
    shapes: tuple[Block, ...]
    words: tuple[Block, ...]
    ways: tuple[tuple[Spot, ...], ...]
    heights: tuple[float, ...]

    @property
    def width(self) -> float:
        """From its left to its right."""
        return max(block.place.x + block.place.width / 2 for block in (*self.shapes, *self.words))

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return sum(self.heights) + BETWEEN * (len(self.heights) - 1)

    def svg(self, start: float) -> Iterator[str]:
        """The drawing from some height on: lines first, so that words and shapes stand over them."""
        tops = [start + top for top in accumulate((height + BETWEEN for height in self.heights), initial=0.0)]
        for arrow, way in zip(self.picture.arrows, self.ways, strict=True):
            yield from self._line(arrow.start, way, tops)
        for arrow, block in zip(self.picture.arrows, self.words, strict=True):
            top = tops[2 * self.picture.shapes[arrow.start].layer + 1]
            yield block.frame(top, 'fill="#ffffff"')
            yield from block.svg(top)
        for shape, block in zip(self.picture.shapes, self.shapes, strict=True):
            round_ = 'rx="16" stroke-width="2.5"' if shape.is_result else 'rx="3"'
            yield block.frame(tops[2 * shape.layer], f'{round_} fill="#ffffff" stroke="#111111"')
            yield from block.svg(tops[2 * shape.layer])

    def _line(self, start: int, way: Sequence[Spot], tops: Sequence[float]) -> Iterator[str]:
        block, row = self.shapes[start], 2 * self.picture.shapes[start].layer
        x, y = block.place.x, tops[row] + block.height
        path = [f"M{x:g} {y:g}"]
        for place in way:
            row += 1
            top = tops[row] - (POINT if place is way[-1] else 0)
            middle = round((y + top) / 2, 1)
            path.append(f"C{x:g} {middle:g} {place.x:g} {middle:g} {place.x:g} {top:g}")
            x, y = place.x, top + self.heights[row]
            path += [f"V{y:g}"] if place is not way[-1] else []
        yield f'<path d="{" ".join(path)}" fill="none" stroke="#111111"/>'
        yield f'<path d="M{x:g} {tops[row]:g}l-4 {-POINT:g}h8z"/>'


def _laid(picture: Picture) -> Canvas:
    """Give every shape, the words of every arrow, and every row that an arrow passes its place."""
    shapes = tuple(_block(shape.text, SHAPE_WIDTH, 1) for shape in picture.shapes)
    words = tuple(_block(arrow.text, WORDS_WIDTH, 2) for arrow in picture.arrows)
    count = 2 * max(shape.layer for shape in picture.shapes) + 1
    rows: list[list[Spot]] = [[] for _ in range(count)]
    heights = [0.0] * count
    for shape, block in zip(picture.shapes, shapes, strict=True):
        rows[2 * shape.layer].append(block.place)
        heights[2 * shape.layer] = max(heights[2 * shape.layer], block.height)
    ways = []
    for arrow, block in zip(picture.arrows, words, strict=True):
        first, last = (2 * picture.shapes[n].layer for n in (arrow.start, arrow.end))
        passed = [block.place, *(Spot(PASSING, 8) for _ in range(first + 2, last))]
        for row, place in enumerate(passed, start=first + 1):
            rows[row].append(place)
        heights[first + 1] = max(heights[first + 1], block.height)
        ways.append((*passed, shapes[arrow.end].place))
        joined(shapes[arrow.start].place, *ways[-1])
    laid_out(rows)
    return Canvas(picture, shapes, words, tuple(ways), tuple(heights))
