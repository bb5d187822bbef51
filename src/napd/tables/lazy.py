"""Tables on demand: each is made when it is first asked for, and says what made it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa
from attrs import field, frozen

from napd.tables.schemas import MARK, schema, schema_id

Batches = Iterator[pa.RecordBatch]
MARKED = ("answers", "summary", "progress", "filled", "received")
"""The tables that say in a column of their own that they are fictional: they travel as CSV, without the receipt."""


@frozen(eq=False, repr=False)
class LazyTables(Mapping[str, pa.Table]):
    """Tables by name, each with the receipt in its metadata; made when first asked for, and kept.

    The decision tables of a large rubric take longer to write out in words than its answers to score.

    Args:
        makers: what makes each table, or its batches one by one.
        receipt: what made them.
        framework: the framework (`napd.Framework`) whose indicators, areas and rounds they are about; None for none.
    """

    makers: Mapping[str, Callable[[], pa.Table | Batches]]
    receipt: Mapping[str, Any]
    framework: Any = None
    _made: dict[str, pa.Table] = field(factory=dict, init=False)

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._made:
            self._made[name] = pa.Table.from_batches(self.batches(name), self.schema(name))
        return self._made[name]

    def batches(self, name: str) -> Batches:
        """The batches of a table; what is not there yet is made as it is asked for, and not kept."""
        made = self._made[name] if name in self._made else self.makers[name]()
        batches = made.to_batches() if isinstance(made, pa.Table) else made
        return (batch.replace_schema_metadata(self.schema(name).metadata) for batch in batches)

    def schema(self, name: str) -> pa.Schema:
        """The schema of a table, with its id and the receipt in its metadata."""
        text = json.dumps(self.receipt, sort_keys=True, ensure_ascii=False)
        wanted = schema(name)
        if name in MARKED and self.receipt["answers"]["fictional"]:
            wanted = wanted.append(MARK)
        return wanted.with_metadata({"napd.schema": schema_id(name), "napd.receipt": text})

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)
