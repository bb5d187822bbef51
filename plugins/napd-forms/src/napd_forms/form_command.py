"""Make a form: a workbook for a region to fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from napd import NapdError, hookimpl
from napd.plugin import ABOVE, area_file, insist_free, is_device, options, say, texts, typed_in
from napd_forms.each import each_of
from napd_forms.words import message

if TYPE_CHECKING:
    from napd import Framework
    from napd_forms.previous import EarlierAnswers

XLSX = ".xlsx"


def form(
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="PATH", help="The .xlsx file; of several regions, the folder."),
    ],
    *,
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area", metavar="AREA", show_default=False, help="A region, by code or name; give it again for more."
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Make one for each region.")] = False,  # noqa: A002
    round: Annotated[  # noqa: A002
        str | None, typer.Option("--round", metavar="ROUND", help="The round; by default the next by date.")
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
    overwrite: options.Overwrite = False,
    dashboard: options.Dashboards = None,
    framework: options.FrameworkFile = None,
) -> int:  # fmt: skip
    """Make a form: a workbook for a region to fill in.

    A sheet for each indicator, a row for each question and municipality. The filled form goes to `napd score` and
    `napd check` as it is. A file that is there is left as it is, unless it is a form in which nobody typed.

    Example: napd form --round 2025-12 --area MO0402 -o form.xlsx
    """
    from napd.plugin import Selection, Session, pyarrow_without_pandas

    if not all and not area:
        raise NapdError("name a region with --area, such as --area MO0402, or use --all")
    if all and area:
        raise NapdError("--all makes a form for each region: leave out --all or --area")
    pyarrow_without_pandas()
    session = Session.of(framework, dashboard=dashboard)
    used = session.framework
    today = datetime.now(tz=UTC).date()
    coming = used.rounds.coming(today)
    chosen = round or coming.id
    Selection.of(used, round=chosen, perspective=perspective)  # once, and not of each region
    codes = None if all else [session.region(one, chosen, ABOVE) for one in area or ()]
    paths = _paths(used, chosen, codes, Path(output))
    earlier = _earlier(used, previous)
    left = _write(used, chosen, paths, perspective, earlier, overwrite=overwrite)
    fictional = session.made_up(earlier) if earlier else ""
    wrote = used.say.worded(message("told.forms", count=len(paths) - len(left), round=chosen, path=output))
    tell = texts(used.language, "napd_forms")
    say(
        *([] if round else [tell("form.next_round", coming.label, chosen)]),
        *([tell("form.too_late", tell.day(due))] if (due := used.form.deadline) and due < today else []),
        f"{fictional}{wrote}",
        *(f"napd: {line}" for line in left),
    )
    return session.code(left=bool(left))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `form`."""
    return form


def _paths(used: Framework, round_id: str, areas: Sequence[str] | None, output: Path) -> dict[str, Path]:
    """Where the form of each region goes."""
    from napd_forms.making import regions

    codes = [area.code for area in regions(used, round_id)] if areas is None else list(dict.fromkeys(areas))
    if len(codes) == 1 and areas is not None:
        if output.suffix.casefold() != XLSX and not is_device(output):
            name = area_file(round_id, codes[0], used.areas[codes[0]].name, ending=XLSX)
            raise NapdError(f"{output}: the name of a form must end in {XLSX}, such as -o {output / name}")
        return {codes[0]: output}
    if output.suffix.casefold() == XLSX:
        raise NapdError(f"{output}: of several regions the forms go to a folder: leave out {XLSX}")
    return {code: output / area_file(round_id, code, used.areas[code].name, ending=XLSX) for code in codes}


def _earlier(used: Framework, previous: Sequence[str] | None) -> EarlierAnswers | None:
    from napd_forms.previous import EarlierAnswers

    if not previous:
        return None
    earlier = EarlierAnswers.of(list(previous), used)
    if errors := sum(count for (_, severity), count in earlier.problems.items() if severity == "error"):
        say(used.say.worded(message("told.not_taken", count=errors)))
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
    from napd_forms.making import form, write_form

    view = perspective or used.perspectives[0]
    taken = earlier.taken_over(round_id, view) if earlier else None

    def write(code: str, path: Path) -> None:
        insist_free(path, typed_in, overwrite=overwrite)  # before it is made
        try:
            made = form(used, round_id, code, perspective=perspective, previous=taken)
        except NapdError as error:
            raise NapdError(f"{code}: {error}") from error
        write_form(path, made, overwrite=overwrite)

    return each_of(used.say.worded(message("told.making")), paths, write)
