"""The command `form`, and the comments of `check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from napd.cli.show import load_framework, say, steps
from napd.cli.without_pandas import pyarrow_without_pandas
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


def run_form(
    round_id: str | None, areas: Sequence[str] | None, output: str, framework: str | None,
    *, perspective: str | None, previous: Sequence[str] | None, overwrite: bool,
) -> int:  # fmt: skip
    """Make forms: of one region a file, of several a folder of them. Returns the exit code.

    Args:
        round_id: the round; None for the last.
        areas: codes of regions; None for all.
        output: the file or the folder.
        framework: the path of the napd.toml, or None.
        perspective: whose view they ask for; None for the default.
        previous: files of answers to take over.
        overwrite: whether files in which people may have typed are replaced.

    Raises:
        NapdError: when no region is named, a name is unknown, or no file is written; with a line for each.
    """
    if areas is not None and not areas:
        raise NapdError("name a region with --area, such as --area MO0402, or use --all")
    pyarrow_without_pandas()
    used = load_framework(framework)
    chosen = round_id or list(used.rounds)[-1].id
    paths = _paths(used, chosen, areas, Path(output))
    earlier = _earlier(used, previous)
    left = _write(used, chosen, paths, perspective, earlier, overwrite=overwrite)
    made_up = "FICTIEF: the answers that were taken over are fictional. " if earlier and earlier.fictional else ""
    count = len(paths) - len(left)
    say(
        f"{made_up}wrote {count} {'form' if count == 1 else 'forms'} for round {chosen}: {output}",
        *(f"napd: {line}" for line in left),
    )
    return int(bool(left) or bool(used.quarantined))


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
