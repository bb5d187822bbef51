"""A view: what was found in a result, as an Arrow table, as records and as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from napd.framework.framework import Framework

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]


@frozen(eq=False, repr=False)
class View:
    """What `napd.summary` or `napd.divergence` found.

    Args:
        table: a row for each record, with the schema that `schemas/` states, and the receipt in its metadata. Whatever
            reads Arrow takes the view itself: `polars.DataFrame(view)`, `pyarrow.table(view)`.
        framework: that of the result.
        receipt: what made the result.
        lines: makes the text, from the framework and the records.
    """

    table: pa.Table
    framework: Framework
    receipt: Mapping[str, Any]
    lines: Callable[[Framework, Sequence[Row]], Iterator[str]]

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional."""
        return bool(self.receipt["answers"]["fictional"])

    def to_dict(self) -> list[dict[str, Any]]:
        """The records as plain data, for JSON: a dict for each row, with a key for each column."""
        records: list[dict[str, Any]] = self.table.to_pylist()
        return records

    def text(self) -> str:
        """What was found, as people read it, in the language of the framework; may be empty."""
        return text_of(
            self.lines(self.framework, self.to_dict()), self.framework.say("page.mark") if self.fictional else ""
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table, for whatever reads Arrow."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.table)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<View: {len(self)} rows>"


def text_of(lines: Iterator[str], mark: str) -> str:
    """Lines as one text, with a mark above it; empty without lines."""
    found = list(lines)
    return "\n".join([*([mark, ""] if mark and found else []), *found])
