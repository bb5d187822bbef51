"""Output: one table in a file, in a format of napd or of a plugin; the end of its name says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from napd.cli.options import OWN
from napd.cli.session import local
from napd.cli.terminal import say
from napd.writing.whole import insist_free, is_device

if TYPE_CHECKING:
    import pyarrow as pa

    from napd.framework.formats import Format
    from napd.framework.kinds import Offer

Write = Callable[["pa.RecordBatch"], None]


class Output(NamedTuple):
    """Where a table goes.

    Args:
        path: the file.
        offer: the format of a plugin; None for those of napd.
        overwrite: whether a file in which people may have typed is replaced.
    """

    path: Path
    offer: Offer[Format] | None
    overwrite: bool

    def write(self, name: str, table: pa.Table, receipt: Mapping[str, Any]) -> None:
        """Write a table by its name, with the receipt of what made it; and say so. Raises as `taking` does."""
        with self.taking(name, table.schema, receipt) as write:
            for batch in table.to_batches():
                write(batch)

    @contextmanager
    def taking(self, name: str, schema: pa.Schema, receipt: Mapping[str, Any]) -> Iterator[Write]:
        """What takes the rows of a table; those of a plugin's format wait in memory for the end, and for the receipt.

        Raises:
            NapdError: when the file cannot be written, or the plugin fails on it.
        """
        from napd.scoring.writers import written
        from napd.scoring.writing import write_offered_to
        from napd.tables.lazy import LazyTables

        if self.offer is None:
            with written(self.path, schema, overwrite=self.overwrite) as write:
                yield write
        else:
            batches: list[pa.RecordBatch] = []
            yield batches.append
            tables = LazyTables({name: lambda: iter(batches)}, receipt)
            write_offered_to(self.path, self.offer, tables, overwrite=self.overwrite)
        say(f"wrote {self.path}")


def output_to(name: str | None, *, overwrite: bool) -> Output | None:
    """Where a table goes, None for nowhere; imports plugins of formats where it is none of napd's own.

    Raises:
        NapdError: when no format has this ending, or several have, or what is there is left alone; and as `local` does.
            So before any work is done.
    """
    if name is None:
        return None
    from napd.framework.hooks import FORMATS
    from napd.framework.kinds import format_for

    path = Path(name)
    insist_free(path, overwrite=overwrite)
    if path.suffix.lower().removeprefix(".") in OWN or (not path.suffix and is_device(path)):
        return Output(path, None, overwrite)
    return Output(path, format_for(path, local().among(FORMATS), OWN), overwrite)
