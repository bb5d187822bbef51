"""The command `check`: what is wrong with answers, and what deserves a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from sys import maxsize
from typing import TYPE_CHECKING, Annotated, Any

import typer

from napd.cli.options import (
    FILES,
    Dashboards,
    Figures,
    FrameworkFile,
    Json,
    Labels,
    MaybeAnswers,
    Overwrite,
    Publish,
    Stories,
    words,
)
from napd.cli.terminal import say, show, show_json
from napd.errors import NapdError
from napd.texts.signs import harmless

if TYPE_CHECKING:
    from napd.cli.output import Output
    from napd.framework.framework import Framework
    from napd.scoring.result import Result
    from napd.tables.problems import Log, Problem

PROBLEM_COLUMNS = ("line", "column", "value", "severity", "message", "hint")
CELL_COLUMNS = ("cell", "value", "severity", "message", "hint")
Found = Callable[[Iterable["Problem"]], None]
Row = Mapping[str, Any]


def check(
    answers: MaybeAnswers = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help=f"Write every problem to {FILES}."),
    ] = None,
    *,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option("--round", metavar="ROUND", help="The round to remark on; by default the last that was answered."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Show only errors, not remarks on answers that can be used.")
    ] = False,
    labels: Labels = False,
    overwrite: Overwrite = False,
    publish: Publish = False,
    figures: Figures = None,
    dashboard: Dashboards = None,
    stories: Stories = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """List the problems in answers, and in figures and stories to show beside them.

    Errors cannot be used or shown; remarks deserve a second look. Those of a workbook are named by sheet and cell.
    Of very many of one kind the first thousand are listed and the others counted; a file gets all of them. Of several
    files a line for each region comes first.

    Example: napd check examples/landelijk-FICTIEF/answers.csv
    """
    from napd.answers.selection import Selection
    from napd.cli.beside import beside, told_among
    from napd.cli.checked import ByRegion
    from napd.cli.output import output_to
    from napd.cli.session import Session
    from napd.cli.start import local, pyarrow_without_pandas

    target = output_to(output, overwrite=overwrite, labels=labels)
    pyarrow_without_pandas()
    from napd.answers.notice import Notice
    from napd.answers.sources import sources_of

    asked, told = told_among(answers or (), local())
    told = [*(stories or ()), *told]
    session = Session.of(framework, publish=publish, json=json, figures=figures, stories=told, dashboard=dashboard)
    Selection.of(session.framework, round=round)
    _insist(session.framework, asked)
    sources = sources_of(asked, local=session.framework.local) if asked else (Notice("", ()),)
    fictional = any(source.fictional for source in sources)
    takes = ("error",) if errors else ("error", "remark")

    def wanted(some: Iterable[Problem]) -> list[Problem]:
        return [problem for problem in some if problem.severity in takes]

    by_region, receipt = ByRegion(), dict[str, Any]()
    with _written(session.framework, target, receipt, fictional=fictional) as write:

        def every(some: Iterable[Problem]) -> None:
            told = wanted(some)
            by_region.count(told)
            if write:
                write(told)

        listening = every if write or len(sources) > 1 else None
        result = session.score(sources, words()("told.checking"), every=listening)
        remarks = _remarks(result, round, listening, wanted=not errors)
        found = beside(result)
        every(found.problems)
        receipt |= result.receipt
    say(*(f"napd: {each}" for each in found.figures.left_out))
    every_count = Counter(result.problem_counts) + remarks.counts + found.counts
    counts = {kind: n for kind, n in every_count.items() if kind[1] in takes}
    problems = wanted(chain(result.gathered.problems if result.gathered else (), remarks, found.problems))
    if json:
        show_json(_rows(problems))
    else:
        if listening:
            by_region.show(session.framework)
        _show(session.framework, () if target else _rows(problems))
    accepted = words()("told.accepted", count=result.receipt["answers"]["count"]) if asked else ""
    say("; ".join(filter(None, (accepted, found.accepted, session.counted(counts, in_answers=not found.problems)))))
    return session.code(left=any(severity == "error" for _, severity in counts))


def _insist(framework: Framework, asked: Sequence[str]) -> None:
    """Refuse to check nothing at all."""
    if not (asked or framework.figures or framework.stories):
        raise NapdError("give the answers to check, such as a filled form; or figures, or stories")


def _remarks(result: Result, round_id: str | None, every: Found | None, *, wanted: bool) -> Log:
    """The remarks on answers that can be used; none where they are not wanted."""
    from napd.tables.problems import FEW, Log
    from napd.views.remarks import remarks

    if not wanted:
        return Log(0)
    log = remarks(result, [round_id] if round_id else None, most=maxsize if every else FEW)
    if every:
        every(log)
    return log


@contextmanager
def _written(
    framework: Framework, target: Output | None, receipt: Mapping[str, Any], *, fictional: bool
) -> Iterator[Found | None]:
    """What writes problems to a file, piece by piece; None where no file is wanted.

    The receipt has to be there in the end.
    """
    if not target:
        yield None
        return
    from napd.scoring.framework_tables import problems_table
    from napd.tables.lazy import LazyTables

    known = LazyTables({}, {"answers": {"fictional": fictional}})  # the rest is not known yet
    with target.taking("problems", known.schema("problems"), receipt, framework) as take:

        def write(some: Iterable[Problem]) -> None:
            for batch in problems_table(list(some), words()).to_batches():
                take(batch)

        yield write


def _rows(problems: Iterable[Problem]) -> list[Row]:
    from napd.tables.problems import columns_of

    columns = columns_of(problems, words())
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _show(framework: Framework, rows: Sequence[Row]) -> None:
    for heading, mine in _grouped(framework, rows):
        print(heading)
        names = CELL_COLUMNS if mine[0]["sheet"] else PROBLEM_COLUMNS
        columns = {name: words()(f"column.check.{name}") for name in names}
        told = [{**row, "severity": words()(f"problem.{row['severity']}")} for row in mine]
        show(told, columns, words(), json=False)
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
