"""Charts: drawings of what a summary counts, each with its words and its table, so that nothing hangs on seeing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from attrs import frozen

from napd import LevelStyle, Rounds, Scale
from napd.plugin import FICTIONAL, STATUS_COLOURS, WHITE, Texts, colours_of, edge, ink, texts
from napd_report.badges import symbol_of
from napd_report.drawing import SIZE, Bar, Label, draw
from napd_report.short import cut

WIDTH = 400
"""Of a drawing, in pixels, where it is not scaled: narrow, so that its letters can be read on a telephone."""
STEP, TOP, LOW = 64, 22, 54
"""The height of a round; and in it where its bar begins and ends, with words above."""
LINE, SWATCH = 24, 16
"""The height of a line of the legend, and of the colour in it."""
LETTER = 0.55 * SIZE
"""About the width of a letter."""
LEVEL = "scored"
STATUSES = ("undetermined", "unanswered", "not_applicable", "absent")
"""What follows the levels, in this order; as the column `status` of the summary has them."""
Key = tuple[str, str | None]
Rows = Mapping[Key, Mapping[str, Any]]
"""The rows of a summary of one subject in one round, by status and outcome."""


@frozen
class Chart:
    """A drawing, and what it says for whoever does not see it.

    Args:
        svg: the drawing, to be put in HTML as it is: it holds no style, script, id or event, and its texts are escaped.
        title: what it shows.
        description: its main numbers in a few sentences.
        header: the columns of its table.
        rows: the table, as texts; the first of each row is what the row is about.
    """

    svg: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Kind:
    """A level, or a status that is none, and how it is shown."""

    key: Key
    label: str
    symbol: str
    colour: str

    def bar(self, x: float, y: float, x2: float, y2: float) -> Bar:
        """A bar of its colour; a pale one has an edge by which it is seen on white."""
        around = edge(self.colour)
        return Bar(x, y, x2, y2, self.colour, WHITE if around == self.colour else around)

    @property
    def words(self) -> str:
        """Its symbol and label."""
        return f"{self.symbol} {self.label}".strip()


@frozen
class ChartRound:
    """A round, and what is counted in it."""

    label: str
    rows: Rows

    def count(self, kind: Kind) -> int:
        """How many are of a kind."""
        return int(self.rows[kind.key]["count"])

    def cell(self, kind: Kind) -> str:
        """That in words, with the share where there is one."""
        rounded = self.rows[kind.key]["rounded"]
        return f"{self.count(kind)}" if rounded is None else f"{self.count(kind)} ({rounded} %)"

    @property
    def one(self) -> Mapping[str, Any]:
        """Any of its rows: what they say of the whole is the same in each."""
        return next(iter(self.rows.values()))

    @property
    def n(self) -> int:
        """How many the denominator counts."""
        return int(self.one["n"])


def spread_chart(  # noqa: PLR0913 - the last two may be left out
    title: str,
    rows: Iterable[Mapping[str, Any]],
    scale: Scale,
    rounds: Rounds,
    *,
    styles: Mapping[str, LevelStyle] | None = None,
    legend: bool = True,
    language: str = "nl",
) -> Chart:
    """How many regions have which level in each round, as a bar for each round, the oldest on top.

    A part of a bar is as wide as what it counts, and all bars use the same scale. After the levels come the other
    statuses. A part shows its symbol and number if these fit; the table shows everything.

    Args:
        title: such as that of the indicator.
        rows: those of `napd.views.summary.summary`, as dicts, of one scale and one indicator, theme or action line as
            one perspective sees it, in at least one round.
        scale: the levels, worst first.
        rounds: their order, and what they are called.
        styles: the colours that a framework gives levels, by level id.
        legend: whether the drawing explains its colours and symbols.
        language: that of its words.

    Raises:
        NapdError: when Vega-Lite is not installed, or a round is unknown.
    """
    moments = _moments(rows, rounds)
    kinds = _kinds(texts(language), scale, styles or {}, moments)
    shapes, height = [*_bars(kinds, moments)], STEP * len(moments)
    if legend:
        shapes += _legend(kinds, height)
        height = int(shapes[-1].y + LINE / 2)
    tell = texts(language, "napd_report")
    description = _description(tell, texts(language), kinds, moments)
    svg = draw((WIDTH, height), shapes, title=title, description=description)
    header = (tell("chart.round"), *(kind.words for kind in kinds), "n")
    table = [(moment.label, *(moment.cell(kind) for kind in kinds), f"{moment.n}") for moment in moments]
    return Chart(svg, title, description, header, tuple(table))


def _moments(rows: Iterable[Mapping[str, Any]], rounds: Rounds) -> list[ChartRound]:
    """The rounds, oldest first."""
    found: dict[str, dict[Key, Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["round"], {})[row["status"], row["outcome"]] = row
    return [ChartRound(each.label, found[each.id]) for each in sorted(rounds[name] for name in found)]


def _kinds(say: Texts, scale: Scale, styles: Mapping[str, LevelStyle], moments: Sequence[ChartRound]) -> list[Kind]:
    """Every level, and of the statuses that are none those that occur."""
    levels = enumerate(zip(scale.levels, colours_of(scale, styles), strict=True))
    kinds = [Kind((LEVEL, one.id), one.label, symbol_of(one, place), colour) for place, (one, colour) in levels]
    for status in STATUSES:
        symbol, _, label = say(f"status.{status}").partition(" ")
        kind = Kind((status, None), label, symbol, STATUS_COLOURS[status])
        if any(moment.count(kind) for moment in moments if kind.key in moment.rows):
            kinds.append(kind)
    return kinds


def _bars(kinds: Sequence[Kind], moments: Sequence[ChartRound]) -> Iterator[Bar | Label]:
    """A bar for each round, with the round above it and in each part its symbol and number."""
    most = max(1, *(sum(moment.count(kind) for kind in kinds) for moment in moments))
    for number, moment in enumerate(moments):
        y = STEP * number
        n = f"n = {moment.n}"
        yield Label(0, y + TOP / 2, cut(moment.label, int(WIDTH / LETTER) - len(n) - 2))
        yield Label(WIDTH, y + TOP / 2, n, align="right")
        ends = accumulate((WIDTH * moment.count(kind) / most for kind in kinds), initial=0.0)
        for kind, (x, x2) in zip(kinds, pairwise(ends), strict=True):
            if moment.count(kind):
                yield from _part(kind, moment.count(kind), kind.bar(x, y + TOP, x2, y + LOW))


def _part(kind: Kind, count: int, bar: Bar) -> Iterator[Bar | Label]:
    """A part of a bar, with its symbol and number, or at least its symbol, where that fits."""
    yield bar
    texts = (f"{kind.symbol} {count}".strip(), kind.symbol)
    if text := next((each for each in texts if LETTER * (len(each) + 1) <= bar.x2 - bar.x), ""):
        yield Label((bar.x + bar.x2) / 2, (bar.y + bar.y2) / 2, text, ink(bar.colour), "center")


def _legend(kinds: Sequence[Kind], top: int) -> Iterator[Bar | Label]:
    """What each colour and symbol stands for, in two columns where that fits."""
    room = int((WIDTH / 2 - LINE) / LETTER)
    columns = 2 if all(len(kind.words) <= room for kind in kinds) else 1
    for number, kind in enumerate(kinds):
        x = WIDTH / columns * (number % columns)
        y = top + LINE * (number // columns + 0.5)
        yield kind.bar(x, y - SWATCH / 2, x + SWATCH, y + SWATCH / 2)
        yield Label(x + LINE, y, cut(kind.words, int((WIDTH / columns - LINE) / LETTER)))


def _description(tell: Texts, say: Texts, kinds: Sequence[Kind], moments: Sequence[ChartRound]) -> str:
    """The numbers of the last round, and of the first beside them."""
    ends = [moments[0], moments[-1]] if moments[1:] else moments
    join = f" {say('words.and')} ".join
    counts = (f"{kind.label} {join(f'{moment.count(kind)}' for moment in ends)}" for kind in kinds)
    one = ends[-1].one
    areas, names = say(f"areas.{one['counted']}_several"), join(moment.label for moment in ends)
    of = "chart.several" if moments[1:] else "chart.one"
    parts = [
        tell(of, areas=areas, names=names, numbers=", ".join(counts), rounds=len(moments)),
        tell("chart.n", join(f"{moment.n}" for moment in ends), one["rule"]),
        *([tell("chart.fictional")] if FICTIONAL in one else []),
    ]
    return " ".join(parts)
