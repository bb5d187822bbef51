"""The command `check`: what is wrong with answers, and what deserves a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from pathlib import Path
from sys import maxsize
from typing import TYPE_CHECKING, Any, NamedTuple

from napd.cli.output import Output
from napd.cli.scoring import counted
from napd.cli.show import load_framework, progress, say, show, show_json
from napd.cli.views import insist
from napd.cli.without_pandas import pyarrow_without_pandas
from napd.signs import harmless
from napd.tables.problems import FEW, Log, Problem, columns_of

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.scoring.result import Result
    from napd.tables.source import AnswerSource

PROBLEM_COLUMNS = {
    "line": "line", "column": "column", "value": "value", "severity": "severity", "message": "message", "hint": "hint",
}  # fmt: skip
CELL_COLUMNS = {
    "cell": "cell", "value": "value", "severity": "severity", "message": "message", "hint": "hint",
}  # fmt: skip
Found = Callable[[Iterable[Problem]], None]
Row = Mapping[str, Any]


class Wanted(NamedTuple):
    """What to check, and where it goes.

    Args:
        output: where every problem goes, or None.
        comments: where the copies of workbooks go, or None.
        round: the round whose remarks are wanted; None for the last.
        errors: whether remarks are left out.
        publish: whether only aligned answers count.
        overwrite: whether files in which people may have typed are replaced.
    """

    output: Output | None
    comments: str | None
    round: str | None
    errors: bool
    publish: bool
    overwrite: bool

    def of(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that are wanted."""
        return [problem for problem in problems if problem.severity == "error" or not self.errors]


def run_check(answers: Sequence[str], wanted: Wanted, framework: str | None, *, json: bool) -> int:
    """List the problems in answers, by file, region and sheet; or write every one. Returns the exit code.

    Raises:
        NapdError: for a round that is not there, or a file that cannot be read or written.
    """
    pyarrow_without_pandas()
    from napd.answers.sources import sources_of

    used = load_framework(framework, publish=wanted.publish)
    insist(used, {"round": wanted.round})
    found: list[Problem] = []
    receipt: dict[str, Any] = {}
    sources = sources_of(list(answers), local=used.local)
    fictional = any(source.fictional for source in sources)
    with _kept(wanted, found, receipt, fictional=fictional) as every:
        result, remarks = _checked(used, sources, wanted, every)
        receipt |= result.receipt
    left = _commented(answers, found, wanted)
    every_count = Counter(result.problem_counts) + remarks.counts
    counts = {kind: count for kind, count in every_count.items() if kind[1] == "error" or not wanted.errors}
    _tell(used, wanted.of(chain(result.gathered.problems if result.gathered else (), remarks)), wanted, json=json)
    say(f"{result.receipt['answers']['count']:,} answers accepted; {counted(counts)}")
    say(*(f"napd: {line}" for line in left))
    return int(bool(left) or bool(used.quarantined) or any(severity == "error" for _, severity in counts))


def _commented(answers: Sequence[str], found: Sequence[Problem], wanted: Wanted) -> list[str]:
    """Write the comments, where they are wanted; gives a line for each workbook of which there is no copy."""
    from napd.cli.forms import write_comments

    return write_comments(answers, found, Path(wanted.comments), wanted.overwrite) if wanted.comments else []


def _checked(
    used: Framework, sources: Sequence[AnswerSource], wanted: Wanted, every: Found | None
) -> tuple[Result, Log]:
    """The result of scoring, and the remarks on it."""
    from napd.scoring.run import score
    from napd.views.remarks import remarks

    with progress("Checking") as count:
        result = score(list(sources), used, progress=count, every=every)
        if wanted.errors:
            return result, Log(0)
        log = remarks(result, [wanted.round] if wanted.round else None, most=maxsize if every else FEW)
    if every:
        every(log)
    return result, log


@contextmanager
def _kept(
    wanted: Wanted, found: list[Problem], receipt: Mapping[str, Any], *, fictional: bool
) -> Iterator[Found | None]:
    """What takes every problem, piece by piece: the file, and for comments a list. None where neither is wanted.

    The receipt has to be there in the end.
    """
    if not wanted.output:
        yield (lambda some: found.extend(wanted.of(some))) if wanted.comments else None
        return
    from napd.scoring.framework_tables import problems_table
    from napd.tables.lazy import LazyTables

    known = LazyTables({}, {"answers": {"fictional": fictional}})  # the rest is not known yet
    with wanted.output.taking("problems", known.schema("problems"), receipt) as write:

        def every(some: Iterable[Problem]) -> None:
            told = wanted.of(some)
            for batch in problems_table(told).to_batches():
                write(batch)
            found.extend(problem for problem in told if problem.sheet and wanted.comments)

        yield every


def _tell(framework: Framework, problems: Iterable[Problem], wanted: Wanted, *, json: bool) -> None:
    """Show the problems, unless a file has them."""
    columns = columns_of(problems)
    rows: list[Row] = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    if json:
        show_json(rows)
    elif not wanted.output:
        for heading, mine in _grouped(framework, rows):
            print(heading)
            show(mine, CELL_COLUMNS if mine[0]["sheet"] else PROBLEM_COLUMNS, json=False)
            print()


def _grouped(framework: Framework, rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The problems of each file, region (by name) and sheet; a file about one region is about it as a whole."""
    names = {area.code: f"{area.name} ({area.code})" for area in framework.areas.regions()}
    for file, mine in groupby(rows, key=lambda row: row["file"]):
        of_file = list(mine)
        regions = {row["region"] for row in of_file} - {""}
        one = names[regions.pop()] if len(regions) == 1 else None

        def place(row: Row, one: str | None = one) -> tuple[str, str]:
            return one or names.get(row["region"], ""), row["sheet"]

        for (region, sheet), some in groupby(sorted(of_file, key=place), key=place):
            yield harmless(" · ".join(filter(None, (file, region, sheet)))), list(some)
