"""Writing tables to a folder, in a format of napd or of a plugin: what is not written is told, and the rest is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from napd.errors import NapdError, one_line
from napd.framework.formats import Format, Tables
from napd.framework.guest import guest
from napd.framework.kinds import Offer
from napd.framework.plugins import Step, last_line
from napd.scoring.writers import write_batches
from napd.writing.whole import LeftAlone, whole

if TYPE_CHECKING:
    import pyarrow as pa

TOGETHER = "tables"
"""What a file with all tables is called."""


class NotWritten(NapdError):  # noqa: N818 - reads as what it says
    """Tables that are not written, or not whole: what a plugin failed at, and what is left alone, in a line each.

    Args:
        faults: the lines.
        written: the files that are there all the same.
    """

    def __init__(self, faults: Sequence[str], written: Sequence[Path]) -> None:
        super().__init__("\n".join(faults))
        self.written = list(written)


@frozen
class TableSelection:
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


def write_tables(
    form: str | Offer[Format], tables: Tables, names: Sequence[str], folder: Path, *, overwrite: bool = False
) -> list[Path]:
    """Write tables to a folder, in a format of napd by its name or in that of a plugin; as `write_offered` does."""
    if isinstance(form, Offer):
        return write_offered(form, tables, names, folder, overwrite=overwrite)
    written, faults = [], []
    for name in names:
        path = folder / f"{name}.{form}"
        try:
            written.append(write_batches(tables.batches(name), tables.schema(name), path, overwrite=overwrite))
        except LeftAlone as why:
            faults.append(str(why))
    if faults:
        raise NotWritten(faults, written)
    return written


def write_offered(
    offer: Offer[Format], tables: Tables, names: Sequence[str], folder: Path, *, overwrite: bool = False
) -> list[Path]:
    """Write tables to a folder in the format of a plugin, each file whole or not at all.

    Raises:
        NotWritten: after all others are written, where the plugin fails on a file, which is named with its last line,
            or says that something does not fit in its format; and where a file is left alone.
        NapdError: when the folder cannot be written, or a table cannot be made.
    """
    ending = offer.value.ending
    files = {TOGETHER: tuple(names)} if offer.value.together else {name: (name,) for name in names}
    written, faults = [], []
    for name, chosen in files.items():
        path = folder / f"{name}.{ending}"
        try:
            faults += (said := _written(offer, TableSelection(tables, chosen), path, overwrite=overwrite)).lines
            written += [path] if said.is_there else []
        except LeftAlone as why:
            faults.append(str(why))
    if faults:
        raise NotWritten(faults, written)
    return written


def write_offered_to(path: Path, offer: Offer[Format], tables: Tables, *, overwrite: bool = False) -> None:
    """Write some tables to one file, likewise; raises as `write_offered` does, and LeftAlone for the file."""
    said = _written(offer, tables, path, overwrite=overwrite)
    if said.lines:
        raise NotWritten(said.lines, [path] if said.is_there else [])


class _Said(NamedTuple):
    """What is to be said of a file, and whether it is there."""

    lines: list[str]
    is_there: bool


def _written(offer: Offer[Format], tables: Tables, path: Path, *, overwrite: bool) -> _Said:
    """Write a file; gives what did not fit in the format, or what went wrong in the plugin."""
    step: Step = "write"
    try:
        with whole(path, overwrite=overwrite, sealed=True) as file, guest():
            told = offer.value.write(file, tables)
            # What returns nothing by intent may yet return how many bytes it wrote last
            unfit = [f"{path}: {one}" for one in told] if isinstance(told, list | tuple) else []
    except NapdError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the plugin raises is its own
        where = last_line(offer.plugin, error)
        fault = f"plugin {offer.plugin} failed, at the step {step!r}: {one_line(error)}{where}"
        return _Said([f"{path} is not written: {fault}"], is_there=False)
    return _Said(unfit, is_there=True)
