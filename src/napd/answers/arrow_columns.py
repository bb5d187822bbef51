"""Arrow: a record batch, from a file or an object, as a batch of text. Nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from napd.answers.text import as_text, insist_sound
from napd.tables.batch import Batch
from napd.tables.problems import Problem
from napd.texts import Message

BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, OverflowError, MemoryError)
"""What reading a file that is damaged, or made to do harm, may raise: of names that are no text, of sizes that lie."""


def text_batch(file: str, batch: pa.RecordBatch, names: Sequence[str], first: int) -> Batch:
    """Rows as a batch of text.

    Args:
        file: how problems name it.
        batch: the rows, and no columns but those that are read.
        names: what each column is called.
        first: the line of its first row.

    Raises:
        one of `BROKEN`: where it is damaged.
    """
    batch.validate()
    for column in batch.columns:
        insist_sound(column)
    columns = dict(zip(names, map(as_text, batch.columns), strict=True))
    return Batch(file, columns, lambda rows: rows + first)


def breaks_off(file: str, line: int, error: BaseException) -> Problem:
    """Say from where a table cannot be read."""
    message, hint = Message("problem.unreadable.breaks_off", reason=reason(error)), Message("problem.unreadable.again")
    return Problem(problem="unreadable", message=message, hint=hint, file=file, line=line)


def reason(error: BaseException) -> Message | str:
    """What a library says is wrong, in one line."""
    if isinstance(error, UnicodeDecodeError):
        return Message("problem.unreadable.name", value=error.object.decode(errors="replace"))
    said = " ".join(str(error).split()).removesuffix(".")
    return said[:LONG] or type(error).__name__


LONG = 300
