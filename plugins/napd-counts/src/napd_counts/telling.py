"""What is wrong with records, told: as lines for people, as rows for programs, and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve

from napd import NapdError
from napd.plugin import Problem, Texts, guarded, options, problems_table, shortened, write_whole
from napd_counts.checks import CheckFound, Degree, RecordFault
from napd_counts.delivery import RecordDelivery
from napd_counts.words import telling

DEGREES: tuple[Degree, ...] = ("stop", "error", "remark")


def problem_of(delivery: RecordDelivery, fault: RecordFault) -> Problem:
    """A fault as a problem of napd: where it is, what is wrong and what to do."""
    place = delivery.place(fault)
    return Problem(
        problem=fault.check, message=fault.message, hint=fault.hint, value=shortened(fault.value), file=place.file,
        sheet=place.sheet, cell=place.cell, line=place.line, column=fault.column,
        severity="remark" if fault.degree == "remark" else "error",
    )  # fmt: skip


def faults_of(delivery: RecordDelivery) -> list[RecordFault]:
    """Every fault that is told one by one, worst first."""
    return [fault for found in delivery.found for fault in found.faults]


def counts_of(delivery: RecordDelivery) -> Counter[Degree]:
    """How many there are of each degree, those that are not told one by one too."""
    counts: Counter[Degree] = Counter()
    for found in delivery.found:
        counts[found.faults[0].degree] += found.count
    return counts


def lines(delivery: RecordDelivery, few: int) -> Iterator[str]:
    """What people read: under a heading for each degree what each check found, the first few of it, and what to do."""
    tell = telling()
    for degree in DEGREES:
        mine = [found for found in delivery.found if found.faults[0].degree == degree]
        if mine:
            yield tell(f"degree.{degree}")
        for found in mine:
            yield from (f"  {line}" for line in _block(delivery, found, few))


def _block(delivery: RecordDelivery, found: CheckFound, few: int) -> Iterator[str]:
    """What one check found; what to do once, where it is the same for all."""
    say, shown = options.words(), found.faults[:few]
    hints = {say.worded(fault.hint) for fault in shown}
    for fault in shown:
        problem = problem_of(delivery, fault)
        yield (problem if len(hints) > 1 else evolve(problem, hint="")).text(say)
    if found.count > few:
        yield telling()("records.more", count=found.count - len(shown))
    if len(hints) == 1 and (hint := hints.pop()):
        yield f"  {hint}"


def rows(delivery: RecordDelivery) -> list[dict[str, Any]]:
    """The same for a program; each has its degree."""
    say = options.words()
    return [
        {
            "degree": fault.degree,
            **{
                name: value
                for name, value in problem_of(delivery, fault).to_dict(say).items()
                if name not in ("region", "other", "severity")
            },
        }
        for fault in faults_of(delivery)
    ]


def write_problems(path: Path, delivery: RecordDelivery, *, overwrite: bool) -> None:
    """Write them to a CSV or Parquet file, with the columns of napd's table `problems`.

    Raises:
        NapdError: where the name ends otherwise, or the file is left alone.
    """
    table = problems_table([problem_of(delivery, fault) for fault in faults_of(delivery)], options.words())
    write_whole(path, table_bytes(table, path), overwrite=overwrite)


def table_bytes(table: Any, path: Path) -> bytes:
    """A table of Arrow or Polars as a file, by how its name ends; in CSV no text is run by a spreadsheet.

    Raises:
        NapdError: where it ends in something else.
    """
    frame = table if isinstance(table, pl.DataFrame) else pl.DataFrame(pl.from_arrow(table))
    sink = BytesIO()
    if path.suffix.casefold() == ".parquet":
        frame.write_parquet(sink)
    elif path.suffix.casefold() == ".csv":
        texts = [name for name, kind in frame.schema.items() if kind in (pl.String, pl.Categorical, pl.Enum)]
        frame.with_columns(_guarded(frame[name].cast(pl.String)) for name in texts).write_csv(sink)
    else:
        raise NapdError(f"{path}: its name must end in .csv or .parquet")
    return sink.getvalue()


def _guarded(texts: pl.Series) -> pl.Series:
    import pyarrow as pa

    found = pl.from_arrow(guarded(texts.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.string())))
    return pl.Series(found).alias(texts.name)


def summary(counts: Counter[Degree], tell: Texts) -> str:
    """How many of each degree, in words."""
    return ", ".join(tell(f"records.{degree}", count=counts[degree]) for degree in DEGREES)


def first_lines(delivery: RecordDelivery, few: int) -> Iterable[str]:
    """The first few faults that make a file useless, for a command that stops there."""
    say = options.words()
    return (f"  {problem_of(delivery, fault).text(say)}" for fault in delivery.stops[:few])
