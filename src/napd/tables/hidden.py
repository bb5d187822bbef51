"""Hidden figures: what may not be shown is taken out before any format sees it, by the code lists of SDMX."""

from __future__ import annotations

import pyarrow as pa

HIDES = {"status": ("Q",), "obs_status": ("Q",), "conf_status": ("C", "D", "S", "N")}
"""The columns that say of each row whether its figures are hidden, with the letters by which they do."""


def without_hidden(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows, with null for each number of a row that is hidden; the very same where nothing is.

    All of its numbers are taken out, its n as well: a margin beside a gap fills the gap.
    """
    import pyarrow.compute as pc

    hidden = pa.repeat(False, len(batch))  # noqa: FBT003 - of an array
    for name in [name for name in HIDES if name in batch.schema.names]:
        letters = pa.array(HIDES[name], pa.string())
        hidden = pc.or_(hidden, pc.is_in(batch[name].cast(pa.string()), letters))
    if not pc.any(hidden).as_py():
        return batch
    columns = [_without(column, hidden) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _without(column: pa.Array, hidden: pa.BooleanArray) -> pa.Array:
    """A column without the numbers of hidden rows: 0 stands under each Arrow null, since a file keeps what is there."""
    import pyarrow.compute as pc

    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        return column
    numbers = pc.if_else(hidden, pa.scalar(0, column.type), column)
    shown = pc.and_(pc.is_valid(numbers), pc.invert(hidden))
    return pa.Array.from_buffers(column.type, len(column), [shown.buffers()[1], numbers.buffers()[1]])
