"""The command `form`, and the comments of `check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from napd.cli.options import FrameworkFile, Overwrite
from napd.cli.terminal import say, steps
from napd.errors import NapdError
from napd.writing.names import file_name
from napd.writing.people import typed_in
from napd.writing.whole import insist_free, is_device

if TYPE_CHECKING:
    from napd.forms.previous import EarlierAnswers
    from napd.framework.framework import Framework
    from napd.tables.problems import Problem

XLSX = ".xlsx"
T = TypeVar("T")


def form(
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="PATH", help="The .xlsx file; of several regions, the folder."),
    ],
    *,
    area: Annotated[
        list[str] | None,
        typer.Option("--area", metavar="CODE", help="A region; give it again for more.", show_default=False),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Make one for each region.")] = False,  # noqa: A002
    round: Annotated[  # noqa: A002
        str | None, typer.Option("--round", metavar="ROUND", help="The round; by default the last.")
    ] = None,
    perspective: Annotated[
        str | None,
        typer.Option("--perspective", metavar="NAME", help="Whose view it asks for.", show_default=False),
    ] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous", metavar="ANSWERS", show_default=False,
            help="Take over the answers of the round before, to be confirmed, and those of this round.",
        ),
    ] = None,
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
) -> int:  # fmt: skip
    """Make a form: a workbook for a region to fill in.

    A sheet for each indicator, a row for each question and municipality. The filled form goes to `napd score` and
    `napd check` as it is. A file that is there is left as it is, unless it is a form in which nobody typed.

    Example: napd form --round 2025-12 --area MO0402 -o form.xlsx
    """
    from napd.cli.session import Session, pyarrow_without_pandas

    if not all and not area:
        raise NapdError("name a region with --area, such as --area MO0402, or use --all")
    pyarrow_without_pandas()
    session = Session.of(framework)
    used = session.framework
    chosen = round or list(used.rounds)[-1].id
    paths = _paths(used, chosen, None if all else area, Path(output))
    earlier = _earlier(used, previous)
    left = _write(used, chosen, paths, perspective, earlier, overwrite=overwrite)
    made_up = "FICTIEF: the answers that were taken over are fictional. " if earlier and earlier.fictional else ""
    count = len(paths) - len(left)
    say(
        f"{made_up}wrote {count} {'form' if count == 1 else 'forms'} for round {chosen}: {output}",
        *(f"napd: {line}" for line in left),
    )
    return session.code(left=bool(left))


def _paths(used: Framework, round_id: str, areas: Sequence[str] | None, output: Path) -> dict[str, Path]:
    """Where the form of each region goes."""
    from napd.forms.making import regions

    codes = [area.code for area in regions(used, round_id)] if areas is None else list(dict.fromkeys(areas))
    if len(codes) == 1 and areas is not None:
        if output.suffix.casefold() != XLSX and not is_device(output):
            raise NapdError(f"{output}: the name of a form must end in {XLSX}")
        return {codes[0]: output}
    if output.suffix.casefold() == XLSX:
        raise NapdError(f"{output}: of several regions the forms go to a folder: leave out {XLSX}")
    return {code: output / file_name(round_id, code, ending=XLSX) for code in codes}


def _earlier(used: Framework, previous: Sequence[str] | None) -> EarlierAnswers | None:
    from napd.forms.previous import EarlierAnswers

    if not previous:
        return None
    earlier = EarlierAnswers.of(list(previous), used)
    if errors := sum(count for (_, severity), count in earlier.problems.items() if severity == "error"):
        say(f"{errors:,} errors in the earlier answers: these are not taken over; `napd check` lists them")
    return earlier


def _write(
    used: Framework,
    round_id: str,
    paths: dict[str, Path],
    perspective: str | None,
    earlier: EarlierAnswers | None,
    *,
    overwrite: bool,
) -> list[str]:
    """Write the forms; gives a line for each that could not be, where others could."""
    from napd.forms.making import form, write_form

    view = perspective or used.perspectives[0]
    taken = earlier.taken_over(round_id, view) if earlier else None

    def write(code: str, path: Path) -> None:
        insist_free(path, typed_in, overwrite=overwrite)  # before it is made
        try:
            made = form(used, round_id, code, perspective=perspective, previous=taken)
        except NapdError as error:
            raise NapdError(f"{code}: {error}") from error
        write_form(path, made, overwrite=overwrite)

    return _each("Making forms", paths, write)


def write_comments(answers: Sequence[str], problems: Sequence[Problem], output: Path, overwrite: bool) -> list[str]:
    """Write the problems of each workbook into a copy of it: of one a file, of several a folder of them.

    Returns:
        A line for each workbook of which no copy could be written.

    Raises:
        NapdError: with these lines, where none could.
    """
    from napd.answers.stamp import name_of
    from napd.forms.comments import commented
    from napd.forms.making import write_form

    def write(path: Path, target: Path) -> None:
        own = [problem for problem in problems if problem.file == name_of(path)]
        say(f"wrote {write_form(target, commented(path, own), overwrite=overwrite)}")

    return _each("Writing comments", _targets(answers, output), write)


def _each(what: str, targets: Mapping[T, Path], write: Callable[[T, Path], None]) -> list[str]:
    """Write each of some files, whatever becomes of the others; NapdError where none could be."""
    faults = []
    with steps(what, len(targets)) as done:
        for one, target in targets.items():
            try:
                write(one, target)
            except NapdError as error:
                faults.append(str(error))
            done()
    if targets and len(faults) == len(targets):
        raise NapdError("\n".join(dict.fromkeys(faults)))
    return faults


def _targets(answers: Sequence[str], output: Path) -> dict[Path, Path]:
    """Where the copy of each workbook goes."""
    from napd.answers.files import WORKBOOKS
    from napd.answers.folders import files_in
    from napd.answers.streams import STDIN

    files = [
        file
        for path in answers
        if path != STDIN
        for file in files_in(Path(path))
        if file.suffix.casefold() in WORKBOOKS
    ]
    if not files:
        raise NapdError("--comments writes into a copy of a workbook, and none is given")
    if output.suffix.casefold() == XLSX and len(files) > 1:
        raise NapdError(f"{output}: of several workbooks the copies go to a folder: leave out {XLSX}")
    one = output.suffix.casefold() == XLSX or is_device(output)
    targets = {file: output if one else output / f"{file.stem}{XLSX}" for file in files}
    if len({str(target).casefold() for target in targets.values()}) < len(targets):
        raise NapdError("two workbooks have the same name, so their copies would be one file: check them apart")
    return targets
