"""Write the problems in forms into a copy of each, as comments."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from napd import NapdError, hookimpl
from napd.plugin import answer_files, is_device, name_of, options, say
from napd_forms.each import each_of
from napd_forms.source import WORKBOOKS
from napd_forms.words import message

if TYPE_CHECKING:
    from napd.plugin import Problem, Texts

XLSX = ".xlsx"


def comments(
    answers: options.Answers,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="PATH", help="The .xlsx file; of several workbooks, the folder."),
    ],
    *,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option("--round", metavar="ROUND", help="The round to remark on; by default the last answered."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Write only errors, not remarks on answers that can be used.")
    ] = False,
    overwrite: options.Overwrite = False,
    publish: options.Publish = False,
    dashboard: options.Dashboards = None,
    framework: options.FrameworkFile = None,
) -> int:
    """Write the problems in workbooks into a copy of each, as comments.

    Whoever filled in the form sees at each cell what is wrong with it, and what to do. `napd check` lists the same.

    Example: napd comments form.xlsx -o checked.xlsx
    """
    from napd import remarks, stories
    from napd.plugin import Session, pyarrow_without_pandas

    pyarrow_without_pandas()
    session = Session.of(framework, publish=publish, dashboard=dashboard)
    takes = ("error",) if errors else ("error", "remark")
    kept: list[Problem] = []

    def every(some: Iterable[Problem]) -> None:
        kept.extend(problem for problem in some if problem.severity in takes)

    result = session.score(answers, session.framework.say("told.checking"), every=every)
    counts = Counter(result.problem_counts)
    if not errors:
        log = remarks(result, [round] if round else None, most=sys.maxsize)
        every(log)
        counts += log.counts
    told = stories(result).problems
    every(told)
    counts += Counter((problem.problem, problem.severity) for problem in told)
    left = write_comments(answers, kept, Path(output), session.framework.say, overwrite=overwrite)
    counts = Counter({kind: n for kind, n in counts.items() if kind[1] in takes})
    accepted = session.framework.say("told.accepted", count=result.receipt["answers"]["count"])
    say(f"{accepted}; {session.counted(counts)}")
    say(*(f"napd: {line}" for line in left))
    return session.code(left=bool(left) or any(severity == "error" for _, severity in counts))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `comments`."""
    return comments


def write_comments(
    answers: Sequence[str], problems: Sequence[Problem], output: Path, words: Texts, *, overwrite: bool
) -> list[str]:
    """Write the problems of each workbook into a copy of it: of one a file, of several a folder of them.

    Returns:
        A line for each workbook of which no copy could be written.

    Raises:
        NapdError: with these lines, where none could.
    """
    from napd_forms.comments import commented
    from napd_forms.making import write_form

    def write(path: Path, target: Path) -> None:
        own = [problem for problem in problems if problem.file == name_of(path)]
        written = write_form(target, commented(path, own, words.language), overwrite=overwrite)
        say(words("told.wrote", path=written))

    return each_of(words.worded(message("told.commenting")), _targets(answers, output), write)


def _targets(answers: Sequence[str], output: Path) -> dict[Path, Path]:
    """Where the copy of each workbook goes."""
    files = [
        file
        for path in answers
        if path != "-"
        for file in answer_files(Path(path))
        if file.suffix.casefold() in WORKBOOKS
    ]
    if not files:
        raise NapdError("comments are written into a copy of a workbook, and none is given")
    if output.suffix.casefold() == XLSX and len(files) > 1:
        raise NapdError(f"{output}: of several workbooks the copies go to a folder: leave out {XLSX}")
    one = output.suffix.casefold() == XLSX or is_device(output)
    targets = {file: output if one else output / f"{file.stem}{XLSX}" for file in files}
    if len({str(target).casefold() for target in targets.values()}) < len(targets):
        raise NapdError("two workbooks have the same name, so their copies would be one file: check them apart")
    return targets
