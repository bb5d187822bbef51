"""Merge forms: what several people filled in for one region becomes one form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from attrs import evolve

from napd import NapdError, hookimpl
from napd.plugin import answer_files, is_device, name_of, options, protecting, say, show_json
from napd_forms.source import WORKBOOKS
from napd_forms.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence


XLSX = ".xlsx"
LOST = ("typed_outside", "not_read", "unknown_code", "moved_row", "merged_cell")
"""Kinds of problems of a form that say what in it is not read, and so is not taken over."""


def merge(
    forms: Annotated[list[str], typer.Argument(metavar="FORMS...", help="Two or more forms of one region.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The .xlsx file.")],
    *,
    overwrite: options.Overwrite = False,
    json: options.Json = False,
) -> int:
    """Merge the forms that several people filled in for one region, into one form.

    What one of them says is taken over, and every note is kept. Where they disagree the cell is left empty, and a
    comment says what each of them says; `napd score` reads the form as it is.

    Example: napd merge first.xlsx second.xlsx -o both.xlsx
    """
    from napd_forms.making import write_form
    from napd_forms.merged_book import merged_book
    from napd_forms.merging import FormPart, Merger

    words, target, paths = options.words(), Path(output), _paths(forms)
    if target.suffix.casefold() != XLSX and not is_device(target):
        raise NapdError(f"{target}: the name of a form must end in {XLSX}")
    with protecting(paths):
        merger = Merger.of([FormPart.of(path) for path in paths])
        written = write_form(target, merged_book(merger, words.language), overwrite=overwrite)
    file, region = name_of(written), merger.first.asked.area
    found = [
        evolve(one, file=file, region=region) if one.problem == "contradiction" else one for one in merger.problems
    ]
    found += [one for part in merger.parts[1:] for one in part.problems if one.problem in LOST]
    if json:
        show_json([one.to_dict(words) for one in found])
    say(*(one.text(words) for one in found), words.worded(message("told.merged", count=len(paths), path=written)))
    return 1 if found else 0


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `merge`."""
    return merge


def _paths(forms: Sequence[str]) -> list[Path]:
    """The workbooks, also those in folders, each once."""
    given = [file for form in forms for file in answer_files(Path(form))]
    if odd := [file for file in given if file.suffix.casefold() not in WORKBOOKS]:
        raise NapdError(f"{odd[0]}: it is not a workbook, and forms are")
    paths = list({file.resolve(): file for file in given}.values())
    if len(paths) < 2:
        raise NapdError("give two or more forms to merge, such as napd merge first.xlsx second.xlsx -o both.xlsx")
    return paths
