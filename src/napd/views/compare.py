"""Compare: what changed between two rounds, and which cause moved what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from napd._version import VERSION
from napd.answers.selection import Names, Selection
from napd.errors import NapdError
from napd.framework.framework import Framework
from napd.scoring.result import Result
from napd.scoring.run import score
from napd.tables.arrays import numbers
from napd.tables.lazy import LazyTables
from napd.tables.schemas import schema
from napd.views.changes import Between, Row, answer_rows, carried_rows, change_rows
from napd.views.compare_text import lines
from napd.views.reach import parts, reach
from napd.views.sides import RoundRows
from napd.views.view import text_of

MANY = 100_000
"""How many answers of two rounds are compared in one go: they take some 100 MiB."""
ROWS = {"changes": change_rows, "changed_answers": answer_rows, "carried": carried_rows}
"""What makes the rows of each table."""


@frozen(eq=False, repr=False)
class Comparison:
    """What changed between two rounds.

    Args:
        tables: "changes", "changed_answers" and "carried"; each a pyarrow.Table with the schema that
            `napd.tables.schemas` states, the receipt of both sides in its metadata.
        framework: that of the round after.
        earlier: that of the round before.
        from_round, to_round: the ids of the rounds.
        fictional: whether the answers of either round are marked as fictional.
        one_sided: the ids of the dashboards that are not compared, because only one of two results has answers to them.
    """

    tables: LazyTables
    framework: Framework
    earlier: Framework
    from_round: str
    to_round: str
    fictional: bool
    one_sided: tuple[str, ...] = ()

    @property
    def changes(self) -> pa.Table:
        """A row for each score that changed, or whose causes cancelled each other out."""
        return self.tables["changes"]

    @property
    def table(self) -> pa.Table:
        """The same as `changes`: the main table of a comparison."""
        return self.changes

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made the results of both rounds."""
        return self.tables.receipt

    @property
    def changed_answers(self) -> pa.Table:
        """A row for each answer that is different, or missing in one of the two."""
        return self.tables["changed_answers"]

    @property
    def carried(self) -> pa.Table:
        """A row for each answer of municipalities that merged in between."""
        return self.tables["carried"]

    def to_dict(self) -> dict[str, Any]:
        """The receipt, what is not compared, and the records of each table as plain data, for JSON."""
        tables = {name: table.to_pylist() for name, table in self.tables.items()}
        return {"receipt": self.tables.receipt, "one_sided": list(self.one_sided), **tables}

    def text(self) -> str:
        """For each region, what moved and why, in the language of the framework; empty if nothing moved.

        What is not compared is said first, even then.
        """
        rows, mark = {name: self.tables[name].to_pylist() for name in self.tables}, self.framework.say("page.mark")
        moved = text_of(lines(self.framework.knowing(self.earlier), rows), mark if self.fictional else "")
        return "\n\n".join(filter(None, [self.not_compared, moved]))

    @property
    def not_compared(self) -> str:
        """The dashboards that are not compared, and why, in words; empty if there are none."""
        titles = tuple(self.framework.dashboards[key] for key in self.one_sided)
        return self.framework.say("compare.one_sided", titles=titles) if titles else ""

    def __str__(self) -> str:
        return self.text()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The changes, for whatever reads Arrow."""
        return self.changes.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Comparison: {len(self.changes)} changes from {self.from_round} to {self.to_round}>"


def compare(  # noqa: PLR0913 - each but the first may be left out
    old: Any,
    new: Any = None,
    *,
    from_round: str | None = None,
    to_round: str | None = None,
    area: Names = None,
    indicator: Names = None,
    dashboard: Names = None,
    framework: Framework | str | Path | None = None,
) -> Comparison:
    """Compare two rounds: which scores changed, and why.

    Args:
        old: a result of `napd.score`, or answers, as that takes them.
        new: another; None if both rounds are in the first.
        from_round: id of the round in `old`; by default the last that was answered or, if both rounds are in one
            result, the one answered before `to_round`.
        to_round: id of the round in `new`; by default the last that was answered.
        area: the regions or municipalities to show, by code or name; by default every one. Of a region its
            municipalities too.
        indicator: ids of the indicators to show; by default every one.
        dashboard: ids or titles of the dashboards to show; by default every one or, of two results, every one to which
            both have answers, so that what was left out of one file is not taken for answers that were lost.
        framework: scores whatever is given as answers; as in `napd.score`.

    Returns:
        The comparison. Each change is split by *causes*, in this order: method (a different version of the indicator),
        composition (different municipalities), time (a day that was answered is longer ago), previous (a different
        previous round to look back on), known (an answer that was missing), answers (a different answer), lost (an
        answer that is missing now). After each the engine scores the state in between, so the causes always add up to
        the whole. They are applied from the earlier round to the later one; in the opposite direction every number
        changes sign, and known and lost change places.

    Raises:
        UnknownName: if there is no such round, area, indicator or dashboard.
        NapdError: when there is nothing to compare, as where two results are of different dashboards, a file has
            changed since it was scored, or an engine for several machines scored.

    Costs another pass over the answers, and scoring one round at most eight times; equal states are scored once. With
    areas only these are read and scored, those in them, and those that merged into them. Of a large country one part
    after another is compared, so memory does not grow with it but for what is found.
    """
    results = [each if isinstance(each, Result) else score(each, framework) for each in (old, new) if each is not None]
    before, after = results[0], results[-1]
    if new is not None:
        _insist_on_shared(before, after)
    to_round = to_round or _last(after, 1)
    from_round = from_round or (_last(before, 1) if new is not None else _before(before, to_round))
    one_sided = () if dashboard or indicator else _one_sided(before, after)
    if one_sided:
        dashboard = [key for key in after.framework.dashboards if key not in one_sided]
    chosen = Selection.of(after.framework, area=area, indicator=indicator, dashboard=dashboard)
    codes = chosen.names["area"]
    about = None if codes is None else reach(codes, [result.framework.areas for result in results])
    sides = RoundRows.of(before, from_round, about), RoundRows.of(after, to_round, about)
    tables = _compared(sides, [about] if about is not None else _parts(sides), chosen)
    return _comparison(tables, (before, after), (from_round, to_round), one_sided)


def _parts(sides: Sequence[RoundRows]) -> Sequence[frozenset[str] | None]:
    """The parts of the country that are compared one after another; None is all of it, which has few answers."""
    if sum(len(side.answers) for side in sides) <= MANY:
        return [None]
    kinds = {indicator.area for side in sides for indicator in side.framework.indicators}
    sizes = Counter(sides[0].sizes) + Counter(sides[1].sizes)
    return parts([side.framework.areas for side in sides], kinds, sizes, MANY)


def _compared(
    sides: Sequence[RoundRows], portions: Iterable[frozenset[str] | None], chosen: Selection
) -> dict[str, pa.Table]:
    """The tables, in the order of regions; no region is in two parts."""
    found: dict[str, list[pa.Table]] = {name: [] for name in ROWS}
    for part in portions:
        between = Between(*(side.side(part) for side in sides))
        for name, rows in ROWS.items():
            found[name].append(_table(name, [row for row in rows(between) if chosen.has_row(row)]))
    return {name: _by_region(pa.concat_tables(tables)) for name, tables in found.items()}


def _table(name: str, rows: Sequence[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema(name))


def _by_region(table: pa.Table) -> pa.Table:
    if len(table["region"].chunks) == 1:
        return table  # a part by itself is in order
    regions = np.array(table["region"].to_pylist(), dtype=np.str_)
    return table.unify_dictionaries().take(numbers(np.argsort(regions, kind="stable"))).combine_chunks()


def _comparison(
    tables: Mapping[str, pa.Table], results: Sequence[Result], ids: tuple[str, str], one_sided: tuple[str, ...]
) -> Comparison:
    sides = [{"round": id_, **result.receipt} for id_, result in zip(ids, results, strict=True)]
    fictional = any(result.fictional for result in results)
    receipt = {"napd": VERSION, "from": sides[0], "to": sides[1], "answers": {"fictional": fictional}}
    old, new = (result.framework for result in results)
    makers = {name: partial(tables.__getitem__, name) for name in tables}
    return Comparison(LazyTables(makers, receipt, new), new, old, *ids, fictional, one_sided)


def _insist_on_shared(before: Result, after: Result) -> None:
    """Two files may be the two dashboards of one round: that nothing is answered any more would then be no change."""
    if set(before.dashboards).isdisjoint(after.dashboards):
        sides = [", ".join(result.framework.dashboards[key] for key in result.dashboards) for result in (before, after)]
        raise NapdError(
            f"there is nothing to compare: the first answers are about {sides[0]}, the others about {sides[1]}. "
            "Files that belong together go in one folder; two of these, or two rounds in one, can be compared"
        )


def _one_sided(before: Result, after: Result) -> tuple[str, ...]:
    """The dashboards that both know, and to which only one has answers."""
    only = set(before.dashboards) ^ set(after.dashboards)
    return tuple(key for key in after.framework.dashboards if key in only and key in before.framework.dashboards)


def _answered(result: Result) -> list[str]:
    """The rounds with any score, in order."""
    there = set(result.scores["round"].unique().to_pylist())
    return [round_.id for round_ in result.framework.rounds if round_.id in there]


def _last(result: Result, count: int) -> str:
    rounds = _answered(result)
    if len(rounds) < count:
        raise NapdError("nothing was answered that can be compared")
    return rounds[-count]


def _before(result: Result, round_id: str) -> str:
    """The answered round before another."""
    later = result.framework.rounds[round_id]
    earlier = [name for name in _answered(result) if result.framework.rounds[name] < later]
    if not earlier:
        raise NapdError(f"no round before {round_id} was answered: name two rounds, or give the answers of another")
    return earlier[-1]
