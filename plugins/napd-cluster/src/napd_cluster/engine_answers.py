"""The answers that an engine is given: which files it reads itself, and which were read here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from napd.plugin import AnswerSource, Problem


@frozen(eq=False)
class EngineAnswers:
    """The answers that were given.

    Args:
        paths: as they were given.
        parquet: by the name that problems give them, the Parquet files and folders that the engine reads together.
        tables: by name, the rows of a file that was read here.
        problems: what is wrong with the files that were read here.
    """

    paths: list[str]
    parquet: dict[str, list[str]] = field(factory=dict)
    tables: dict[str, Any] = field(factory=dict)
    problems: list[Problem] = field(factory=list)

    @classmethod
    def of(cls, paths: Sequence[str], local: Any = None) -> EngineAnswers:
        """Sort out what was given; Parquet files with the same columns are read together.

        Args:
            paths: as they were given.
            local: the plugins that are tried or blocked, as a framework has them.
        """
        from napd.plugin import ParquetSource, name_of, sources_of

        given = cls(list(paths))
        alike: dict[str, list[str]] = {}
        for path in paths:
            if "://" in path:
                given.parquet[path] = [path]
                continue
            for source in sources_of(path, local=local):
                if isinstance(source, ParquetSource) and source.name == name_of(source.path):
                    columns = str(source.schema.remove_metadata())
                    alike.setdefault(columns, []).append(str(source.path.resolve()))
                else:
                    given.read(source)
        given.parquet.update({_name(files): files for files in alike.values()})
        return given

    def read(self, source: AnswerSource) -> None:
        """Read a file here."""
        import pyarrow as pa

        from napd.plugin import FICTIONAL

        report = self.problems.append
        batches = [batch.columns for piece in source.pieces(report) for batch in piece(report)]
        tables = [pa.table({name: column.cast(pa.string()) for name, column in one.items()}) for one in batches]
        if any(map(len, tables)):
            whole = pa.concat_tables(tables)
            mark = pa.nulls(len(whole), pa.string())
            self.tables[source.name] = whole.append_column(FICTIONAL, mark) if source.fictional else whole


def _name(files: Sequence[str]) -> str:
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1:,} more"
