"""Results: the tables of a scoring run, with the receipt that says what made them; for anything that reads Arrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from attrs import frozen

from napd.answers.intake import Gathered
from napd.answers.reader import Reader
from napd.errors import NapdError, UnknownName, nearest
from napd.framework.framework import Framework
from napd.framework.hooks import FORMATS
from napd.framework.plugins import installed
from napd.scoring.framework_tables import told
from napd.scoring.scoring import Scored
from napd.scoring.trail import Trail
from napd.tables.arrays import met
from napd.tables.inputs import reading
from napd.tables.lazy import LazyTables
from napd.tables.problems import Problem, Severity

if TYPE_CHECKING:
    import pandas as pd

    from napd.framework.formats import Format
    from napd.framework.kinds import Offer

ON_REQUEST = ("answers", "trace")
"""The tables that are written only when they are asked for: they have a row, or several, for each answer or score."""

LEFT_BEHIND = "the answers stayed with the engine that scored them"


@frozen(eq=False, repr=False)
class Result:
    """The result of scoring.

    Args:
        tables: "scores", "rollups", "problems", "indicators", "decision_table" and, unless an engine for several
            machines scored, "answers" and "trace"; each a pyarrow.Table with the schema that `napd.tables.schemas`
            states, the receipt in its metadata.
        framework: the framework that scored.
        gathered: what was read; None if an engine for several machines scored.
        said: reads the answers again; None if an engine for several machines scored.
        scored: what was scored; None if an engine for several machines scored.
    """

    tables: LazyTables
    framework: Framework
    gathered: Gathered | None = None
    said: Reader | None = None
    scored: Sequence[Scored] | None = None

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made these tables, of napd, plugins, answers and decision tables.

        It holds no time of day, so equal input gives equal bytes.
        """
        return self.tables.receipt

    @property
    def scores(self) -> pa.Table:
        """One row for each round, area, perspective and indicator."""
        return self.tables["scores"]

    @property
    def dashboards(self) -> tuple[str, ...]:
        """The ids of the dashboards to show: those on which anything was answered, or all where nothing was."""
        on = self.framework.dashboard
        answered = {on(indicator) for indicator in met(self.scores["indicator"])}
        return tuple(key for key in self.framework.dashboards if key in answered or not answered)

    @property
    def problems(self) -> pa.Table:
        """One row for each fault in the answers."""
        return self.tables["problems"]

    @property
    def problem_records(self) -> Iterable[Problem]:
        """The problems as records, in the order in which they were found; none where several machines scored."""
        return told(self.gathered.problems, self.framework) if self.gathered else ()

    @property
    def answers(self) -> pa.Table:
        """One row for each answer that counts, and for each note; made when first asked for, from the sources again.

        Raises:
            NapdError: where an engine for several machines scored: the answers stayed there.
        """
        return self._of_this_machine("answers")

    @property
    def trace(self) -> pa.Table:
        """For each score a row for each question that decides it, or can still change it; made when first asked for.

        Raises:
            NapdError: where an engine for several machines scored.
        """
        return self._of_this_machine("trace")

    def _of_this_machine(self, name: str) -> pa.Table:
        if name not in self.tables:
            raise NapdError(f"{LEFT_BEHIND}: score on this machine to have them")
        return self.tables[name]

    @property
    def problem_counts(self) -> Mapping[tuple[str, Severity], int]:
        """How many problems there are of each kind and severity; of very many the table has only the first."""
        if self.gathered is not None:
            return self.gathered.problems.counts
        kinds = (self.problems[name].to_pylist() for name in ("problem", "severity"))
        return Counter(zip(*kinds, strict=True))

    @property
    def reader(self) -> Reader:
        """What reads the answers again.

        Raises:
            NapdError: where an engine for several machines scored.
        """
        if self.said is None:
            raise NapdError(f"{LEFT_BEHIND}: score on this machine to read them")
        return self.said

    @property
    def trail(self) -> Trail:
        """The way back to the answers behind each score.

        Raises:
            NapdError: where an engine for several machines scored.
        """
        if self.said is None or self.scored is None:
            raise NapdError(f"{LEFT_BEHIND}: score on this machine to have scores explained")
        return Trail(self.scored, self.said)

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional."""
        return bool(self.receipt["answers"]["fictional"])

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The scores, for whatever reads Arrow: `pandas`, `polars.DataFrame(result)`, duckdb.

        They come round by round: what reads them that way never has all of them in memory.
        """
        reader = pa.RecordBatchReader.from_batches(self.tables.schema("scores"), self.tables.batches("scores"))
        return reader.__arrow_c_stream__(requested_schema)

    def to_pandas(self, table: str = "scores") -> pd.DataFrame:
        """A table as a pandas frame; loads pandas. Text columns become pandas' own, with categories.

        Raises:
            UnknownName: when there is no such table.
        """
        if table not in self.tables:
            raise UnknownName(f"there is no table {table!r}.{nearest(table, self.tables)}")
        frame: pd.DataFrame = self.tables[table].to_pandas()
        return frame

    def write(
        self,
        folder: str | Path,
        format: str | Offer[Format] = "parquet",  # noqa: A002 - the word users know
        also: Sequence[str] = (),
        *,
        overwrite: bool = False,
        labels: bool = False,
    ) -> list[Path]:
        """Write the tables to a folder, each file whole or not at all, batch by batch as they come.

        Args:
            folder: made if it does not exist. For a format that has all tables in one file, it may be the name of that
                file, such as "out.xlsx".
            format: "parquet", "arrow" (IPC file) or "csv"; in CSV, anything that a spreadsheet could take for a formula
                gets an apostrophe before it, which reading removes. Or the name of an installed plugin that provides a
                format, such as "xlsx".
            also: names of tables that are written on request only: "answers", "trace".
            overwrite: whether a file in which people have typed may be replaced; a file that was scored never is.
            labels: whether the tables have names and words beside the codes, and headings in the language of the
                framework, as `napd.labelled` gives them.

        Returns:
            The paths, one for each table; some formats put all tables in one file.

        Raises:
            NapdError: if the format is unknown, has no place for labels, or cannot be written there; if a plugin fails
                on a table, or a file is left alone, it is named, and the other tables are written
                (`napd.scoring.writing.NotWritten`).
        """
        from napd.framework.kinds import format_named
        from napd.scoring.labels import LabelledTables
        from napd.scoring.writers import WRITERS
        from napd.scoring.writing import insist_on_labels, write_tables

        wanted = format
        if isinstance(wanted, str) and wanted not in WRITERS:
            wanted = format_named(wanted, installed(FORMATS), tuple(WRITERS))
        if labels:
            insist_on_labels(wanted)
        tables = LabelledTables(self.tables, self.framework) if labels else self.tables
        names = [name for name in self.tables if name not in ON_REQUEST or name in also]
        with reading(self.files):
            return write_tables(wanted, tables, names, Path(folder), overwrite=overwrite)

    @property
    def files(self) -> Sequence[Path]:
        """The files that were scored."""
        sources = self.gathered.sources if self.gathered else ()
        return [path for path in (Path(getattr(one, "path", one.name)) for one in sources) if path.is_file()]

    def __repr__(self) -> str:
        return f"<Result: {len(self.scores)} scores, {len(self.problems)} problems>"
