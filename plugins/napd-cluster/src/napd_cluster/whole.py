"""The whole: what is known before any row is read, and the result of all parts together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen

from napd import Framework, NapdError, Result, UnknownName, score
from napd.plugin import LazyTables, Problem, nearest, problems_table, schema
from napd_cluster.work import KEY, TABLES, PackedFramework, Table, plain, receipts, unpacked


@frozen(eq=False)
class FramePlan:
    """What is known of frames of answers before any row is read: whether their columns are right.

    Args:
        framework: the framework.
        heads: by the name of a frame, the result of scoring none of its rows.
    """

    framework: Framework
    heads: Mapping[str, Result]

    @classmethod
    def of(cls, schemas: Mapping[str, pa.Schema], framework: Framework | str | Path | None) -> FramePlan:
        """Look at the schemas of frames, by their names; the framework is as for `napd.score`.

        Raises:
            NapdError: when the framework file is wrong.
        """
        used = framework if isinstance(framework, Framework) else Framework.load(framework)
        return cls(used, {name: score(columns.empty_table(), used) for name, columns in schemas.items()})

    @property
    def parcel(self) -> PackedFramework:
        """What travels to the workers."""
        return PackedFramework.of(self.framework)

    @property
    def readable(self) -> list[str]:
        """The names of the frames whose columns are those of answers."""
        return [name for name in self.heads if not self._refused(name)]

    def insist(self) -> None:
        """Refuse frames whose columns are not those of answers.

        Raises:
            NapdError: with a line for each fault.
        """
        faults = [f"{name}: {row['message']}. {row['hint']}" for name in self.heads for row in self._refused(name)]
        if faults:
            raise NapdError("\n".join(faults))

    def _refused(self, name: str) -> list[dict[str, Any]]:
        rows = self.heads[name].problems.to_pylist()
        return [row for row in rows if row["severity"] == "error" and row["problem"] != "empty_file"]

    def problems(self, *, empty: bool) -> pa.Table:
        """What is wrong with the frames themselves; that they have no rows, only where nothing came of all of them."""
        tables = [
            head.problems.set_column(0, "file", pa.array([name] * len(head.problems), pa.string()))
            for name, head in self.heads.items()
        ]
        found = pa.concat_tables([table.cast(plain("problems")) for table in tables])
        return found if empty else found.filter(pc.not_equal(found["problem"], "empty_file"))

    def result(self, parts: pa.Table) -> Result:
        """The result of all parts together: as if one machine had scored them."""
        found = {table: unpacked(parts, table) for table in TABLES}
        found["problems"] = pa.concat_tables([self.problems(empty=not len(parts)), _in_words(found["problems"])])
        first = next(iter(self.heads.values()))
        makers: dict[str, Callable[[], pa.Table]] = {
            name: partial(ordered, name, table, self.framework) for name, table in found.items()
        }
        for name in ("indicators", "decision_table"):
            makers[name] = partial(first.tables.__getitem__, name)
        receipt = {**first.receipt, "answers": self._answers(parts)}
        return Result(LazyTables(makers, receipt, self.framework), self.framework)

    def _answers(self, parts: pa.Table) -> dict[str, Any]:
        """What the receipt says of the answers: fingerprints are sums, so those of the parts add up."""
        found = receipts(parts)
        total = sum(int(one["fingerprint"], 16) for one in found) % 2**64
        fictional = any(head.fictional for head in self.heads.values())
        return {"count": sum(one["count"] for one in found), "fingerprint": f"{total:016x}", "fictional": fictional}


def named(answers: Any) -> dict[str, Any]:
    """Frames by the names that problems give them."""
    return dict(answers) if isinstance(answers, Mapping) else {"answers": answers}


def known(table: str) -> Table:
    """The name of a table that engines can give.

    Raises:
        UnknownName: when there is no such table.
    """
    for name in TABLES:
        if name == table:
            return name
    raise UnknownName(f"there is no table {table!r}: use one of {', '.join(TABLES)}.{nearest(table, TABLES)}")


def with_problems(result: Result, problems: Iterable[Problem]) -> Result:
    """A result with further problems, such as those of reading a file."""
    found = pa.concat_tables(
        [
            problems_table(problems, result.framework.say).cast(plain("problems")),
            result.problems.cast(plain("problems")),
        ]
    )
    problems_of_both = partial(ordered, "problems", found, result.framework)
    makers: dict[str, Callable[[], Any]] = {**result.tables.makers, "problems": problems_of_both}
    return evolve(result, tables=LazyTables(makers, result.receipt, result.framework))


def ordered(name: str, table: pa.Table, framework: Framework) -> pa.Table:
    """A table in the order and with the schema of the single machine, from plain rows in any order."""
    order = _problem_order(table) if name == "problems" else _order(table, framework)
    return _encoded(table.take(order), schema(name))


def _order(table: pa.Table, framework: Framework) -> pa.Array:
    """By round, area, perspective and indicator; equal rows come from one part, and stay as they were."""
    ranks = {
        "round": [round_.id for round_ in framework.rounds],
        "area": sorted(area.code for area in framework.areas),
        "perspective": framework.perspectives,
        "indicator": list(dict.fromkeys(indicator.id for indicator in framework.indicators)),
    }
    keys = [pc.index_in(table[name], pa.array(texts, pa.string())).to_numpy() for name, texts in ranks.items()]
    return pa.array(np.lexsort(keys[::-1]))


def _problem_order(table: pa.Table) -> pa.Array:
    keyed = table.append_column("place", pc.coalesce(table["line"], 0))
    return pc.sort_indices(keyed, [(name, "ascending") for name in ("file", "place", "column", "message", "value")])


def _in_words(problems: pa.Table) -> pa.Table:
    """Problems with the schema of the single machine: what tells the row stands before the message."""
    told = [pc.utf8_trim_whitespace(pc.coalesce(problems[name], "")) for name in KEY]
    joined = pc.binary_join_element_wise(*told, " ")
    where = pc.utf8_trim_whitespace(pc.replace_substring_regex(joined, r"\s+", " "))
    message = pc.binary_join_element_wise(where, problems["message"], ": ")
    place = problems.schema.get_field_index("message")
    return problems.set_column(place, "message", message).select(schema("problems").names).cast(plain("problems"))


def _encoded(table: pa.Table, wanted: pa.Schema) -> pa.Table:
    columns = [
        column.combine_chunks().dictionary_encode() if pa.types.is_dictionary(field.type) else column
        for column, field in zip(table.select(wanted.names).columns, wanted, strict=True)
    ]
    return pa.table(columns, schema=wanted)
