"""Output: one table in a file, in a format of napd or of a plugin; the end of its name says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from napd.cli.options import OWN, words
from napd.cli.start import local
from napd.cli.terminal import say
from napd.errors import NapdError
from napd.tables.whole import insist_free, is_device

if TYPE_CHECKING:
    import pyarrow as pa

    from napd.framework.formats import Format
    from napd.framework.framework import Framework
    from napd.framework.kinds import Offer
    from napd.tables.lazy import LazyTables

Write = Callable[["pa.RecordBatch"], None]


class Output(NamedTuple):
    """Where a table goes.

    Args:
        path: the file.
        offer: the format of a plugin; None for those of napd.
        overwrite: whether a file in which people may have typed is replaced.
        labels: whether it has names and words beside the codes, and headings in the language of the framework.
    """

    path: Path
    offer: Offer[Format] | None
    overwrite: bool
    labels: bool = False

    def write(self, name: str, table: pa.Table, receipt: Mapping[str, Any], framework: Framework) -> None:
        """Write a table by its name, with the receipt of what made it; and say so. Raises as `taking` does."""
        with self.taking(name, table.schema, receipt, framework) as write:
            for batch in table.to_batches():
                write(batch)

    def write_all(self, tables: LazyTables, framework: Framework) -> None:
        """Write several tables, the main one first: a file that has room for one only gets that one. As `taking`."""
        from napd.scoring.labels import LabelledTables
        from napd.scoring.writing import write_offered_to

        name = next(iter(tables))
        if self.offer is None or not self.offer.value.together:
            self.write(name, tables[name], tables.receipt, framework)
        else:
            given = LabelledTables(tables, framework) if self.labels else tables
            write_offered_to(self.path, self.offer, given, overwrite=self.overwrite)
            say(words()("told.wrote", path=self.path))

    @contextmanager
    def taking(self, name: str, schema: pa.Schema, receipt: Mapping[str, Any], framework: Framework) -> Iterator[Write]:
        """What takes the rows of a table; those of a plugin's format wait in memory for the end, and for the receipt.

        Raises:
            NapdError: when the file cannot be written, or the plugin fails on it.
        """
        from napd.scoring.labels import none_of, with_labels
        from napd.scoring.writers import written
        from napd.scoring.writing import write_offered_to

        def shown(batch: pa.RecordBatch) -> pa.RecordBatch:
            return with_labels(batch, framework) if self.labels else batch

        wanted = shown(none_of(schema)).schema
        if self.offer is None:
            with written(self.path, wanted, overwrite=self.overwrite) as write:
                yield lambda batch: write(shown(batch))
        else:
            batches: list[pa.RecordBatch] = []
            yield lambda batch: batches.append(shown(batch))
            alone = _OneTable(name, wanted, batches, receipt, framework)
            write_offered_to(self.path, self.offer, alone, overwrite=self.overwrite)
        say(words()("told.wrote", path=self.path))


@frozen
class _OneTable:
    """A table, as a format takes it: its columns need not be those of `schemas/`."""

    name: str
    columns: pa.Schema
    rows: list[pa.RecordBatch]
    receipt: Mapping[str, Any]
    framework: Framework

    def __iter__(self) -> Iterator[str]:
        yield self.name

    def schema(self, _: str) -> pa.Schema:
        """Its columns."""
        return self.columns

    def batches(self, _: str) -> Iterator[pa.RecordBatch]:
        """Its rows."""
        return iter(self.rows)


def output_to(name: str | None, *, overwrite: bool, labels: bool = False) -> Output | None:
    """Where a table goes, None for nowhere; imports plugins of formats if it is not one of napd's own.

    Raises:
        NapdError: when no format has this ending, or several have, or the one has no place for labels; when labels are
            wanted but no file; when what is there is left alone; and as `local` does. So before any work is done.
    """
    if name is None:
        if labels:
            raise NapdError("--labels goes with --output: what is shown has its names and words already")
        return None
    from napd.framework.hooks import FORMATS
    from napd.framework.kinds import format_for

    path = Path(name)
    insist_free(path, overwrite=overwrite)
    if path.suffix.lower().removeprefix(".") in OWN or (not path.suffix and is_device(path)):
        return Output(path, None, overwrite, labels)
    offer = format_for(path, local().among(FORMATS), OWN)
    if labels:
        from napd.scoring.writing import insist_on_labels

        insist_on_labels(offer)
    return Output(path, offer, overwrite, labels)
