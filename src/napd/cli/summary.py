"""The command `summary`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from napd.cli.options import (
    Dashboards,
    FileOrFolder,
    Formats,
    FrameworkFile,
    Json,
    Labels,
    Overwrite,
    Publish,
    language,
    several,
    words,
)
from napd.cli.terminal import say, show_json
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.scoring.result import Result

Names = list[str] | None


def summary(
    answers: Annotated[
        list[str] | None,
        typer.Argument(help="What to count: files or folders, as for `napd score`.", show_default=False),
    ] = None,
    *,
    round: Annotated[Names, several("--round", "ROUND", "Only this round")] = None,  # noqa: A002
    theme: Annotated[Names, several("--theme", "NAME", "Only this theme")] = None,
    indicator: Annotated[Names, several("--indicator", "ID", "Only this one")] = None,
    perspective: Annotated[
        Names,
        typer.Option(
            "--perspective", metavar="NAME", show_default=False,
            help="Whose view; by default the first of the framework. May be repeated.",
        ),
    ] = None,
    question: Annotated[
        Names,
        typer.Option(
            "--question", metavar="ID:QUESTION", show_default=False,
            help="Count the answers to this question instead of levels; ID for each of an indicator, or all. "
            "May be repeated.",
        ),
    ] = None,
    of: Annotated[
        Literal["answered", "existing", "scored"],
        typer.Option("--of", help="What n counts: areas that answered, all areas, or those whose level is known."),
    ] = "answered",
    who: Annotated[
        bool, typer.Option("--who", help="With --question: which regions gave which answer, by name.")
    ] = False,
    output: FileOrFolder = None,
    format: Formats = None,  # noqa: A002
    labels: Labels = False,
    overwrite: Overwrite = False,
    could_be: Annotated[
        Names,
        typer.Option(
            "--could-be", metavar="PERCENTAGE", show_default=False,
            help="Without answers: for which n can this rounded percentage be a share? Several: for the same n.",
        ),
    ] = None,
    n: Annotated[
        int | None, typer.Option("--n", metavar="N", show_default=False, help="With --could-be: for this n?")
    ] = None,
    publish: Publish = False,
    dashboard: Dashboards = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:  # fmt: skip
    """Count how many regions have which level.

    For each round, theme, action line and indicator, or for single questions: numbers and shares, with n, who n counts,
    and bounds where something is not known yet. No mean of levels, no ranking. With --who the regions behind the
    counts of a question are named, in alphabetical order.

    Example: napd summary examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    if could_be or n is not None:
        others = (
            round,
            theme,
            indicator,
            perspective,
            question,
            who,
            output,
            format,
            publish,
            labels,
            dashboard,
            framework,
        )
        alone = not answers and not any(others) and of == "answered"
        return _could_be(could_be or [], n, alone=alone, json=json)
    from napd.cli.delivery import TablesOutput
    from napd.cli.session import Session

    target = TablesOutput.of(output, format, labels=labels, overwrite=overwrite)
    if not answers:
        raise NapdError("name the answers to count, as in: napd summary answers.csv")
    if who and (not question or of != "answered"):
        raise NapdError("--who goes with --question, as in --question regioplan:status --who, and not with --of")
    session = Session.of(framework, publish=publish, json=json, dashboard=dashboard)
    result = session.score(answers)

    from napd.tables.lazy import LazyTables
    from napd.views.summary import summary as counted
    from napd.views.who import who as named

    chosen = {"round": round, "theme": theme, "indicator": indicator, "perspective": perspective, "question": question}
    chosen = {kind: names or None for kind, names in chosen.items()}
    found = named(result, **chosen) if who else counted(result, of=of, **chosen)
    name, faults = "who" if who else "summary", list[str]()
    if target:
        tables = LazyTables({name: lambda: found.table}, found.receipt, session.framework)
        faults = target.write(tables, session.framework)
    elif json:
        show_json({"receipt": result.receipt, name: found.to_dict()})
    else:
        session.deliver(name, found, None)
    say(f"{session.made_up(result)}{words()('told.counts', count=len(found))}{_left_out(result, perspective)}")
    return session.code(result, left=bool(faults))


def _left_out(result: Result, perspectives: Sequence[str] | None) -> str:
    """What other perspectives there are."""
    framework, seen = result.framework, result.scores["perspective"].unique().to_pylist()
    shown = perspectives or framework.perspectives[:1]
    others = [name for name in framework.perspectives if name in seen and name not in shown]
    return f"; {words()('told.other_perspectives', names=tuple(others))}" if others else ""


def _could_be(percentages: Sequence[str], n: int | None, *, alone: bool, json: bool) -> int:
    """Show of which n percentages can be the shares, and whether of one that is given.

    Args:
        percentages: as they were published.
        n: the one to ask about; None for all up to 100.
        alone: whether nothing else was asked.
        json: whether a program reads it.

    Raises:
        NapdError: for what is not a percentage, an n below 1, or where something else was asked too.
    """
    if not percentages:
        raise NapdError("--n goes with --could-be, as in: napd summary --could-be 79% --n 45")
    if not alone:
        raise NapdError("--could-be takes no answers, and no other options but --n and --json")
    from napd.views.shares import Shares

    found = Shares.of(percentages, n)
    if json:
        show_json(found.to_dict())
    else:
        print(found.text(language()))
    return 0
