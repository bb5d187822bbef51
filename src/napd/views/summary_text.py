"""The text of a summary: a block for each subject with a column for each round, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil, floor
from typing import Any, NamedTuple

from napd.explaining.levels import level_words
from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.scale import Scale
from napd.model.values import joined
from napd.tables.columns import aligned
from napd.texts import Texts
from napd.texts.signs import harmless
from napd.views.denominators import ANSWER
from napd.views.percentages import Percentage, half_up

Row = Mapping[str, Any]
SUBJECT = ("dashboard", "perspective", "kind", "theme", "action_line", "indicator", "question")
MARK = "*"
"""Behind a percentage that is not what its share is rounded to by itself."""
ENDS = {"low": floor, "high": ceil}
"""How each bound is rounded, where it is not the share itself."""


class OutcomeKey(NamedTuple):
    """What a line of a table is about: it has one cell for each round."""

    status: str
    outcome: str | None


def lines(framework: Framework, rows: Sequence[Row]) -> Iterator[str]:
    """For each dashboard a block for each subject and perspective; then what the signs mean."""
    blocks: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        blocks.setdefault((*_subject(row), row["scale"]), []).append(row)
    shown = [mine for mine in blocks.values() if not _repeats(mine[0], rows)]
    shown.sort(key=lambda mine: (framework.perspectives.index(mine[0]["perspective"]), _order(mine[0])))
    for key, title in framework.titles(mine[0]["dashboard"] for mine in shown).items():
        yield from (title, "") if title else ()
        yield from _blocks(framework, [mine for mine in shown if mine[0]["dashboard"] == key], rows)
    if any(_has_bounds(row) for mine in shown for row in mine):
        yield framework.say("summary.bounds")
    if adjusted := [row for mine in shown for row in mine if _is_adjusted(row)]:
        yield framework.say("summary.adjusted", _ordinary(framework.say, adjusted))
    if any(mine[0]["kind"] not in ("indicator", "question") for mine in shown):
        yield framework.say("summary.scores_counted")
    yield framework.say("summary.rounded" if shown else "summary.nothing")


def _blocks(framework: Framework, shown: Sequence[Sequence[Row]], rows: Sequence[Row]) -> Iterator[str]:
    """A block for each subject and perspective, with a column for each round."""
    scales: dict[tuple[Any, ...], set[str]] = {}
    for row in rows:
        scales.setdefault(_subject(row), set()).add(row["scale"])
    for mine in shown:
        yield from _block(framework, mine, apart=len(scales[_subject(mine[0])]) > 1)
        yield ""


def _subject(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in SUBJECT)


def _order(row: Row) -> int:
    """Indicators and questions first, then themes, then action lines; each as they came."""
    return {"theme": 1, "action_line": 2}.get(row["kind"], 0)


def _repeats(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a theme or an action line has but one indicator with these levels, and says the same."""
    if row["kind"] not in ("theme", "action_line"):
        return False
    alike = {"kind": "indicator", **{name: row[name] for name in ("scale", "dashboard", row["kind"])}}
    ids = {one["indicator"] for one in rows if all(one[name] == value for name, value in alike.items())}
    return len(ids) == 1


def _block(framework: Framework, rows: Sequence[Row], *, apart: bool) -> Iterator[str]:
    """One subject: what it is, who n counts, and the counts and shares of each round.

    Args:
        framework: that of the summary.
        rows: those of the subject, of one scale.
        apart: whether other levels of the subject stand in another block.
    """
    first, by_round = rows[0], {name: list(some) for name, some in groupby(rows, key=lambda row: row["round"])}
    indicator = version_of(framework, rows[-1])
    cells = {(row["round"], OutcomeKey(row["status"], row["outcome"])): _cell(row) for row in rows}
    lines = sorted(dict.fromkeys(line for _, line in cells), key=lambda line: _is_outside(rows, line))
    outside = next((place for place, line in enumerate(lines) if _is_outside(rows, line)), len(lines))
    table = [
        (outcome_words(framework, indicator, first, line), *(cells.get((name, line), "") for name in by_round))
        for line in lines
    ]
    table.insert(outside, ("n", *(str(some[0]["n"]) for some in by_round.values())))
    levels = framework.say("summary.levels", ", ".join(_labels(framework, first))) if apart else ""
    yield " · ".join(filter(None, (title_of(framework.say, indicator, first), levels)))
    yield f"  n: {first['rule']}"
    yield from (f"  {line}" for line in aligned([("", *by_round), *table]))


def _is_outside(rows: Sequence[Row], line: OutcomeKey) -> bool:
    """Whether n never counts what a line is about; such lines stand under it."""
    return all(row["share"] is None for row in rows if (row["status"], row["outcome"]) == line)


def _cell(row: Row) -> str:
    """A count with its share and, where they say more, the bounds of that; bounds are rounded outwards."""
    if row["share"] is None:
        return str(row["count"])
    shown = f"{row['count']} · {row['rounded']}{MARK if _is_adjusted(row) else ''} %"
    if not _has_bounds(row):
        return shown
    low, high = (row["rounded"] if row[end] == row["share"] else out(row[end]) for end, out in ENDS.items())
    return f"{shown} [{low}–{high} %]"


def _is_adjusted(row: Row) -> bool:
    """Whether a share was not rounded by itself, so that a column adds up to 100."""
    return row["share"] is not None and row["count"] not in Percentage(row["rounded"], 0).counts(row["n"])


def _ordinary(say: Texts, rows: Sequence[Row]) -> str:
    """How the marked shares are rounded by themselves, each once."""
    each = (
        say("shares.beside", say("words.of", a=row["count"], b=row["n"]), f"{half_up(row['count'], row['n'])} %")
        for row in rows
    )
    return "; ".join(dict.fromkeys(each))


def _has_bounds(row: Row) -> bool:
    return row["low"] is not None and (row["low"], row["high"]) != (row["share"], row["share"])


def version_of(framework: Framework, row: Row) -> Indicator | None:
    """The version of the indicator that a row is about; None for a theme or an action line."""
    version = (row["indicator"], row["version"])
    return next((one for one in framework.indicators if (one.id, one.version) == version), None)


def title_of(say: Texts, indicator: Indicator | None, row: Row) -> str:
    """What a row is about: the indicator, theme, action line or question, and the perspective."""
    view = say("explain.perspective", row["perspective"])
    if indicator is None:
        kind = row["kind"]
        return " · ".join((say(f"summary.{kind}", row[kind]), view))
    if row["question"]:
        asked = indicator.question(row["question"])
        return f"{indicator.title}: {asked.text} ({indicator.id}:{asked.id}) · {view}"
    line = say("summary.line", row["action_line"]) if row["action_line"] else ""
    return " · ".join(filter(None, (indicator.title, row["theme"], line, view)))


def _scale(framework: Framework, row: Row) -> Scale:
    """The scale of a row that counts levels, in the words of the last version that has it."""
    about = {name: row[name] for name in ("indicator", "theme", "action_line") if row[name] is not None}
    about = {"id" if name == "indicator" else name: value for name, value in about.items()}
    mine = [one for one in framework.indicators if framework.dashboard(one.id) == row["dashboard"]]
    return next(
        one.scale
        for one in reversed(mine)
        if joined(one.scale.ids) == row["scale"] and all(getattr(one, name) == value for name, value in about.items())
    )


def _labels(framework: Framework, row: Row) -> list[str]:
    return [level.label for level in _scale(framework, row).levels]


def outcome_words(framework: Framework, indicator: Indicator | None, row: Row, line: OutcomeKey) -> str:
    """A level, an option or a status as people read it."""
    if line.outcome is None:
        return framework.say("summary.answered" if line.status == ANSWER else f"status.{line.status}")
    if row["question"] is None or indicator is None:
        return level_words(_scale(framework, row), line.outcome)
    asked = indicator.question(row["question"])
    return harmless(
        next((asked.named(one, framework.say) for one in asked.options if one.id == line.outcome), line.outcome)
    )
