"""The work: what is done with one part of the answers, the same on every engine, and what travels to where it is done.

Everything here is a pure function of Arrow tables, so that an engine may do it again, elsewhere, when a worker died.
"""

from __future__ import annotations

import json
import pickle
import zlib
from functools import lru_cache
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, field, frozen

from napd import Framework, NapdError, Result, score
from napd.plugin import answer_columns, problems_table, schema
from napd_cluster.homes import RegionBuckets

Table = Literal["scores", "rollups", "problems"]
TABLES: tuple[Table, ...] = ("scores", "rollups", "problems")
KEY = ("round", "area", "perspective", "indicator", "question")
"""The columns by which a row of answers is told where it has no line."""
PARTS = pa.schema([("kind", pa.string()), ("data", pa.binary())])
"""Everything that comes of one part of the answers: the three tables as Arrow IPC, and "answers" as JSON."""
FIRST_LINE = 2
"""The line of the first row of a table: a header would be line 1."""


@frozen
class PackedFramework:
    """A framework made ready to travel: packed once, and opened once in each process that it comes to.

    Indicators, areas and rounds are data, objects of napd's own classes, so a worker needs napd but none of the
    plugins; only a plugin that derives a class of its own from one of napd's must be there as well.
    Where the indicators came from, and what was left out and why, stays behind.
    """

    data: bytes = field(repr=False)

    @classmethod
    def of(cls, framework: Framework) -> PackedFramework:
        """Pack a framework.

        Raises:
            NapdError: when it holds something that cannot leave this process.
        """
        try:
            return cls(zlib.compress(pickle.dumps(framework.bare)))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            message = f"the framework cannot be sent to other machines: {error}. Define its classes in a module"
            raise NapdError(message) from error

    @property
    def framework(self) -> Framework:
        """The framework."""
        return self.homes.framework

    @property
    def homes(self) -> RegionBuckets:
        """Where its areas belong."""
        return _opened(self.data)


@lru_cache(maxsize=4)
def _opened(data: bytes) -> RegionBuckets:
    return RegionBuckets(pickle.loads(zlib.decompress(data)))  # noqa: S301 - it comes from the process that sends the code


def plain(table: Table) -> pa.Schema:
    """The schema of `napd.tables.schemas`, with plain text for dictionaries, which not every engine has."""
    kinds = ((f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in schema(table))
    return pa.schema(list(kinds))


def shape(table: Table) -> pa.Schema:
    """The schema of a table as an engine has it: plain text, and for problems the columns `KEY` after the others.

    Rows of a distributed frame have no line, so `line` is null; what stands in the columns `KEY` tells the row.
    """
    return pa.schema([*plain(table), *((name, pa.string()) for name in KEY if table == "problems")])


def score_table(answers: pa.Table, framework: Framework, table: Table = "scores") -> pa.Table:
    """Score complete areas: a pure function from an Arrow table to an Arrow table.

    Args:
        answers: the columns of answers, perspective and status if need be left out; others are not looked at. For an
            area that is here all its answers are here, and those of every municipality of its region.
        framework: the framework.
        table: "scores", "rollups" or "problems".

    Returns:
        The table, with the schema `shape(table)` and no metadata.
    """
    if not len(answers):
        return shape(table).empty_table()
    rows = answers.select([name for name in answer_columns.READ if name in answers.column_names])
    return _as_shaped(score(rows, framework), rows, table)


def packed(answers: pa.Table, framework: Framework) -> pa.Table:
    """Score complete areas, with the schema `HOMED`; all that comes of it as one table `PARTS`, to travel back."""
    if not len(answers):
        return PARTS.empty_table()
    answers = answers.select(answer_columns.READ)
    result = score(answers, framework)
    data = [_as_bytes(_as_shaped(result, answers, table)) for table in TABLES]
    return pa.table([[*TABLES, "answers"], [*data, json.dumps(result.receipt["answers"]).encode()]], schema=PARTS)


def unpacked(parts: pa.Table, table: Table) -> pa.Table:
    """One of the tables, from all parts."""
    found = [data for kind, data in _pairs(parts) if kind == table]
    return pa.concat_tables([shape(table).empty_table(), *(pa.ipc.open_stream(data).read_all() for data in found)])


def receipts(parts: pa.Table) -> list[dict[str, Any]]:
    """What the receipt of each part says of its answers."""
    return [json.loads(data) for kind, data in _pairs(parts) if kind == "answers"]


def _pairs(parts: pa.Table) -> list[tuple[str, bytes]]:
    return list(zip(parts["kind"].to_pylist(), parts["data"].to_pylist(), strict=True))


def _as_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _as_shaped(result: Result, answers: pa.Table, table: Table) -> pa.Table:
    made = _told_by_row(result, answers) if table == "problems" else result.tables[table]
    return made.cast(shape(table))


def _told_by_row(result: Result, answers: pa.Table) -> pa.Table:
    """Problems with the row that each is about, in place of lines that mean nothing outside this part."""
    records = (evolve(problem, other=None) for problem in result.problem_records)
    problems = problems_table(records, result.framework.say)
    rows = pc.subtract(problems["line"], FIRST_LINE)
    columns = {name: problems[name] for name in problems.column_names}
    columns["line"] = pa.nulls(len(problems), pa.int64())
    empty = pa.nulls(len(problems), pa.string())
    told = {name: answers[name].take(rows).cast(pa.string()) for name in KEY if name in answers.column_names}
    columns |= {name: told.get(name, empty) for name in KEY}
    return pa.table(columns)
