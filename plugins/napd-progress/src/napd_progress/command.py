"""Show who has delivered what in a round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from napd import hookimpl
from napd.plugin import options, say, steps
from napd_progress.words import own

if TYPE_CHECKING:
    from napd_progress.overview import Progress


def progress(
    answers: options.Answers,
    *,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option("--round", metavar="ROUND", help="The round; by default the last of which anything came in."),
    ] = None,
    indicator: Annotated[list[str] | None, options.several("--indicator", "ID", "Only this one")] = None,
    dashboard: options.Dashboards = None,
    closed: Annotated[
        bool, typer.Option("--closed", help="The round is over: who sent nothing did not take part.")
    ] = False,
    mail: Annotated[
        str | None,
        typer.Option(
            "--mail", metavar="DIR", show_default=False,
            help="Write a text for each region to this folder, to paste into an e-mail.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help=f"Write a row for each region to {options.FILES}."),
    ] = None,
    overwrite: options.Overwrite = False,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
) -> int:  # fmt: skip
    """Show who has delivered what in a round.

    For each region: what came in, how much is filled in, what is to be confirmed or mended, and who sent nothing yet.
    Forms that nobody filled in, that came twice, or that are for another round are named.

    Example: napd progress examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    from napd.plugin import Selection, Session, output_to

    target = output_to(output, overwrite=overwrite)
    session = Session.of(framework, json=json, dashboard=dashboard)
    Selection.of(session.framework, round=round, indicator=indicator or None)  # before the answers are read
    tell = own(session.framework.say)
    result = session.score(answers, tell("told.reading"))

    from napd_progress.overview import progress as found_in

    found = found_in(result, round=round, indicator=indicator or None, closed=closed)
    if target:
        target.write_all(found.tables, session.framework)
    else:
        session.deliver("progress", found, None)
    left = _write_letters(found, Path(mail), overwrite=overwrite) if mail else []
    sent = sum(one.status not in ("nothing", "absent") for one in found.deliveries)
    say(f"{session.made_up(found)}{tell('progress.said', found.round, count=sent)}", *left)
    return session.code(result, left=bool(left))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `progress`."""
    return progress


def _write_letters(found: Progress, folder: Path, *, overwrite: bool) -> list[str]:
    """Write a text for each region; gives a line for each that is left as it is."""
    from napd.plugin import LeftAlone, area_file, make_folder, write_whole

    tell = own(found.framework.say)
    make_folder(folder)
    left = []
    with steps(tell("told.writing_letters"), len(found.deliveries)) as done:
        for area, text in found.letters():
            try:
                path = folder / area_file(found.round, area.code, area.name, ending=".txt")
                write_whole(path, f"{text}\n", partial(_changed, text), overwrite=overwrite)
            except LeftAlone as why:
                left.append(f"napd: {why}")
            done()
    say(tell("told.letters", folder=folder))
    return left


def _changed(text: str, path: Path) -> str:
    """Spare a letter that says something else: it may be one that somebody changed before sending it."""
    same = path.read_bytes() == f"{text}\n".encode()
    return "" if same else "it says something else, and somebody may have changed it"
