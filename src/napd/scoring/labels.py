"""Labels: tables for people, with names and words beside the codes, and headings in the language of the framework."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from napd.framework.formats import COLOURS, Tables
from napd.framework.framework import Framework
from napd.model.colours import colours_by_label
from napd.scoring.label_words import ColumnLabel, label_of
from napd.tables.arrays import numbers, texts
from napd.tables.hidden import without_hidden
from napd.tables.schemas import headings

RECEIPT = b"napd.receipt"
LABELLED = b"napd.labelled"
"""In the place of the id of a schema: napd wrote it, and it has the columns of none."""


def labelled(table: pa.Table, framework: Framework) -> pa.Table:
    """A table of napd with names and words beside its codes, and headings in the language of the framework.

    Args:
        table: such as `result.scores`, or `napd.summary(result).table`. napd reads no answers back from it.
        framework: that of the result.

    Returns:
        The same rows. After each column with the codes of areas, rounds, indicators, questions, levels, answers,
        statuses, causes or problems comes a column of text with their names or words, null where the code is. The
        headings are for people, so this is a table of no schema in `schemas/`.

    Costs a pass over the codes, and a look-up for each that occurs.
    """
    batches = table.to_batches() or [none_of(table.schema)]
    return pa.Table.from_batches([with_labels(batch, framework) for batch in batches])


@frozen(eq=False)
class LabelledTables(Mapping[str, pa.Table]):
    """Some tables, each as `labelled` gives it, made batch by batch.

    Args:
        tables: what they are made of.
        framework: whose names and words they have.
    """

    tables: Tables
    framework: Framework

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made them."""
        return self.tables.receipt

    def schema(self, name: str) -> pa.Schema:
        """The columns of a table."""
        return with_labels(none_of(self.tables.schema(name)), self.framework).schema

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, in parts."""
        return (with_labels(batch, self.framework) for batch in self.tables.batches(name))

    def __getitem__(self, name: str) -> pa.Table:
        return pa.Table.from_batches(self.batches(name), self.schema(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(tuple(self.tables))


def none_of(schema: pa.Schema) -> pa.RecordBatch:
    """No rows of a table."""
    return pa.RecordBatch.from_pylist([], schema=schema)


def with_labels(batch: pa.RecordBatch, framework: Framework) -> pa.RecordBatch:
    """Some rows of a table, as `labelled` gives them, without what is hidden: afterwards no column says that it is."""
    batch = without_hidden(batch)
    known, names = headings(framework.language), batch.schema.names
    fields, columns = [], []
    for field in batch.schema:
        heading = known.get(field.name, field.name)
        fields.append(field.with_name(heading))
        columns.append(batch[field.name])
        label = label_of(field.name)
        if label and label.is_in(names):
            fields.append(
                pa.field(
                    framework.say(f"label.{label.kind}", heading), pa.string(), metadata=_colours(label, framework)
                )
            )
            columns.append(_words(batch, field.name, label, framework))
    kept = (batch.schema.metadata or {}).get(RECEIPT)
    metadata = {b"napd.schema": LABELLED, **({RECEIPT: kept} if kept else {})}
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields, metadata=metadata))


def _colours(label: ColumnLabel, framework: Framework) -> dict[str, str] | None:
    """What a workbook may show the words for levels in; the colour only goes with the word."""
    if not label.is_of_levels:
        return None
    return {COLOURS: json.dumps(colours_by_label([each.scale for each in framework.indicators], framework.levels))}


def _words(batch: pa.RecordBatch, name: str, label: ColumnLabel, framework: Framework) -> pa.StringArray:
    """The words for each code of a column; those of rows that have all in common that matters are found once."""
    own = [name, *(each for each in label.needs if each in batch.schema.names)]
    encoded = [_encoded(batch[each]) for each in own]
    key = np.zeros(len(batch), dtype=np.int64)
    for column in encoded:
        places = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        key = key * (len(column.dictionary) + 1) + places + 1
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    values = [column.take(numbers(first)).to_pylist() for column in encoded]
    rows = [dict(zip(own, row, strict=True)) for row in zip(*values, strict=True)]
    found = [None if row[name] is None else label.words(framework, row[name], row) for row in rows]
    return texts(found).take(numbers(which))


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    return column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
