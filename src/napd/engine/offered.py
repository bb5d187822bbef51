"""Writing tables in the format of a plugin: what it cannot write is left out and told, and the rest is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from napd.engine.writing import whole
from napd.errors import NapdError, one_line
from napd.formats import Format, Tables
from napd.guest import guest
from napd.offers import Offer
from napd.plugins import Step, last_line

if TYPE_CHECKING:
    import pyarrow as pa

TOGETHER = "tables"
"""What a file with all tables is called."""


class NotWritten(NapdError):  # noqa: N818 - reads as what it says
    """Tables that a plugin failed to write, in one line for each file.

    Args:
        faults: the lines.
        written: the files that are there all the same.
    """

    def __init__(self, faults: Sequence[str], written: Sequence[Path]) -> None:
        super().__init__("\n".join(faults))
        self.written = list(written)


@frozen
class Chosen:
    """Those of some tables that go into one file."""

    tables: Tables
    names: tuple[str, ...]

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made them."""
        return self.tables.receipt

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def schema(self, name: str) -> pa.Schema:
        """The schema of a table."""
        return self.tables.schema(name)

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, in parts."""
        return self.tables.batches(name)


def write_offered(offer: Offer[Format], tables: Tables, names: Sequence[str], folder: Path) -> list[Path]:
    """Write tables to a folder in the format of a plugin, each file whole or not at all.

    Raises:
        NotWritten: after all others are written, where the plugin fails on a file; it is named with its last line.
        NapdError: when the folder cannot be written, or a table cannot be made.
    """
    ending = offer.value.ending
    files = {TOGETHER: tuple(names)} if offer.value.together else {name: (name,) for name in names}
    written, faults = [], []
    for name, chosen in files.items():
        path = folder / f"{name}.{ending}"
        if fault := _fault(offer, Chosen(tables, chosen), path):
            faults.append(fault)
        else:
            written.append(path)
    if faults:
        raise NotWritten(faults, written)
    return written


def write_offered_to(path: Path, offer: Offer[Format], tables: Tables) -> None:
    """Write some tables to one file, likewise; raises as `write_offered` does."""
    if fault := _fault(offer, tables, path):
        raise NotWritten([fault], [])


def _fault(offer: Offer[Format], tables: Tables, path: Path) -> str:
    """Write a file; gives what went wrong in the plugin, and nothing where all went well."""
    step: Step = "write"
    try:
        with whole(path) as file, guest():
            offer.value.write(file, tables)
    except (KeyboardInterrupt, NapdError):
        raise
    except BaseException as error:
        where = last_line(offer.plugin, error)
        if isinstance(error, OSError) and not where:
            raise NapdError(f"{path}: it cannot be written: {error.strerror or error}") from error
        if not isinstance(error, Exception | SystemExit):
            raise
        return f"{path} is not written: plugin {offer.plugin} failed, at the step {step!r}: {one_line(error)}{where}"
    return ""
