"""Formats of result tables that plugins add to those of napd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from attrs import field, frozen
from attrs.validators import instance_of, is_callable, matches_re

if TYPE_CHECKING:
    import pyarrow as pa


class Tables(Protocol):
    """The tables that go into one file, in order."""

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made them; `receipt["answers"]["fictional"]` says whether the answers are fictional.

        Of changes between two rounds, `receipt["from"]` and `receipt["to"]` say what made each side.
        """

    def __iter__(self) -> Iterator[str]:
        """Their names."""

    def schema(self, name: str) -> pa.Schema:
        """The schema of a table."""

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, in parts; a large table is made part by part, as they are asked for."""


@frozen
class Format:
    """A format of files with result tables.

    Args:
        write: writes the tables to a file that is open for it. napd puts the file in its place when it is complete, and
            takes it away when this raises anything. Equal tables must give equal bytes: put no clock in it. It gives a
            list with a line for each thing that does not fit in the format and is not there whole, or None.
        ending: of the name of a file, such as "xlsx".
        together: whether all tables go into one file; else each has a file of its own.
    """

    write: Callable[[BinaryIO, Tables], Sequence[str] | None] = field(validator=is_callable())
    ending: str = field(validator=matches_re(r"[a-z0-9]+(\.[a-z0-9]+)*"))
    together: bool = field(default=False, validator=instance_of(bool))
