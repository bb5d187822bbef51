"""Charts: how many regions have which level, with words and a table, so that nothing hangs on seeing the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from attrs import field, frozen

from napd import Round, Rounds
from napd.plugin import FICTIONAL, Texts, texts
from napd_report.badges import Badge, Badges, not_known, status_chips
from napd_report.drawing import Segment, bar

FOLDER = "grafieken"
"""Where the files of charts stand."""
FORMS = ("svg", "csv")
LEVEL = "scored"
UNKNOWN = ("undetermined", "unanswered", "absent")
"""The statuses that the bars show as one: what is not known yet; the table has each."""
HIGH, THIN = 44, 12
"""The height of the bar of the last round, and of those before it, in px."""
Key = tuple[str, str | None]
Rows = Mapping[Key, Mapping[str, Any]]
"""The rows of a summary of one subject in one round, by status and outcome."""


@frozen
class Counted:
    """What is counted in a chart: a level or a status, what it is called and how it looks."""

    keys: tuple[Key, ...]
    badge: Badge

    def row(self, rows: Rows) -> Mapping[str, Any]:
        """The row of the summary of one that is told apart."""
        return rows[self.keys[0]]

    def count(self, rows: Rows) -> int:
        """How many have it."""
        return sum(int(rows[key]["count"]) for key in self.keys if key in rows)


@frozen
class ChartRound:
    """A round, and what is counted in it.

    Args:
        round: the round.
        rows: the rows of the summary.
        parts: how many there are of each, levels from the best, then what is not known and what does not apply;
            without those of which there are none.
        svg: its bar, to be put in HTML as it is: it holds no style, script, id or event.
    """

    round: Round
    rows: Rows = field(repr=False)
    parts: tuple[tuple[int, Badge], ...]
    svg: str = field(repr=False)

    @property
    def label(self) -> str:
        """What the round is called."""
        return self.round.label

    @property
    def one(self) -> Mapping[str, Any]:
        """Any of its rows: what they say of the whole is the same in each."""
        return next(iter(self.rows.values()))

    @property
    def n(self) -> int:
        """How many the denominator counts."""
        return int(self.one["n"])

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(count for count, _ in self.parts)

    @property
    def words(self) -> str:
        """Its parts in words, the best level first."""
        return ", ".join(f"{count} {badge.words}" for count, badge in self.parts)


@frozen
class Chart:
    """How many regions have which level, round after round.

    Args:
        title: what it is about.
        now: the last round, and
        earlier: those before it, the last first.
        description: its main numbers in a few sentences.
        header: the columns of its table.
        rows: the table, as texts; the first of each row is what the row is about.
        badges: what a part can be, in the order of a bar.
        columns: what the table tells apart, in its order.
        name: that of its files, without ending; '' where it has none.
    """

    title: str
    now: ChartRound
    earlier: tuple[ChartRound, ...]
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    badges: tuple[Badge, ...]
    columns: tuple[Counted, ...] = field(repr=False)
    name: str = ""

    @property
    def rounds(self) -> tuple[ChartRound, ...]:
        """All rounds, the last first."""
        return (self.now, *self.earlier)

    @property
    def levels(self) -> int:
        """How many of the columns after the first are levels."""
        return sum(column.badge.is_level for column in self.columns)

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Its files beside the pages: what they are, and where."""
        return tuple((form.upper(), f"{FOLDER}/{self.name}.{form}") for form in FORMS if self.name)


def spread_chart(title: str, rows: Iterable[Mapping[str, Any]], badges: Badges, rounds: Rounds, language: str) -> Chart:
    """How many regions have which level in each round: a bar for each, all by the same measure.

    Args:
        title: such as that of the indicator.
        rows: those of `napd.summary`, as dicts, of one scale and one indicator, theme or action line as one perspective
            sees it, in at least one round.
        badges: the chips of the scale.
        rounds: their order, and what they are called.
        language: that of its words.

    Raises:
        UnknownName: for a round that is not among the rounds.
    """
    say, tell = texts(language), texts(language, "napd_report")
    found: dict[str, dict[Key, Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["round"], {})[row["status"], row["outcome"]] = row
    ordered = sorted((rounds[name] for name in found), reverse=True)
    kinds = _kinds(badges, language)
    most = max(1, *(sum(kind.count(some) for kind in kinds) for some in found.values()))
    drawn = [_drawn(one, found[one.id], kinds, most, HIGH if one == ordered[0] else THIN) for one in ordered]
    table = _columns(badges, drawn, language)
    return Chart(
        title, drawn[0], tuple(drawn[1:]), _description(tell, say, table, drawn[::-1]),
        (tell("chart.round"), *(f"{kind.badge.symbol} {kind.badge.words}".strip() for kind in table), "n"),
        tuple((one.label, *(_cell(kind, one.rows) for kind in table), f"{one.n}") for one in drawn),
        tuple(kind.badge for kind in kinds), tuple(table),
    )  # fmt: skip


def _kinds(badges: Badges, language: str) -> list[Counted]:
    """What the parts of a bar are: every level from the best, what is not known yet, and what does not apply."""
    levels = [Counted(((LEVEL, name),), badge) for name, badge in badges.by_id.items()]
    others = Counted(tuple((status, None) for status in UNKNOWN), not_known(language))
    return [*levels, others, Counted((("not_applicable", None),), status_chips(language)["not_applicable"])]


def _columns(badges: Badges, drawn: Sequence[ChartRound], language: str) -> list[Counted]:
    """The columns of the table: every level, and of the statuses that are none those that occur."""
    levels = [Counted(((LEVEL, name),), badge) for name, badge in badges.by_id.items()]
    others = [Counted(((name, None),), badge) for name, badge in status_chips(language).items()]
    return [*levels, *(kind for kind in others if any(kind.count(one.rows) for one in drawn))]


def _drawn(round_: Round, rows: Rows, kinds: Sequence[Counted], most: int, height: int) -> ChartRound:
    counts = [kind.count(rows) for kind in kinds]
    ends = list(accumulate(counts, initial=0))
    parts = [
        Segment(start / most, count / most, count, kind.badge)
        for start, count, kind in zip(ends, counts, kinds, strict=False)
        if count
    ]
    pairs = zip(counts, kinds, strict=True)
    return ChartRound(round_, rows, tuple((count, kind.badge) for count, kind in pairs if count), bar(parts, height))


def _cell(kind: Counted, rows: Rows) -> str:
    """How many, with the share where there is one."""
    rounded = kind.row(rows)["rounded"]
    return f"{kind.count(rows)}" if rounded is None else f"{kind.count(rows)} ({rounded} %)"


def _description(tell: Texts, say: Texts, kinds: Sequence[Counted], rounds: Sequence[ChartRound]) -> str:
    """The numbers of the last round, and of the first beside them."""
    ends = [rounds[0], rounds[-1]] if rounds[1:] else [*rounds]
    join = f" {say('words.and')} ".join
    counts = (f"{kind.badge.words} {join(f'{kind.count(one.rows)}' for one in ends)}" for kind in kinds)
    one = ends[-1].one
    areas, names = say(f"areas.{one['counted']}_several"), join(each.label for each in ends)
    of = "chart.several" if rounds[1:] else "chart.one"
    parts = [
        tell(of, areas=areas, names=names, numbers=", ".join(counts), rounds=len(rounds)),
        tell("chart.n", join(f"{each.n}" for each in ends), one["rule"]),
        *([tell("chart.fictional")] if FICTIONAL in one else []),
    ]
    return " ".join(parts)
