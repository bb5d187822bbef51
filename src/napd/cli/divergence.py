"""The command `divergence`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from napd.cli.options import Answers, FrameworkFile, Json, OnlyArea, OnlyIndicator, Overwrite, TableFile
from napd.cli.terminal import say, show_json
from napd.errors import NapdError, nearest

if TYPE_CHECKING:
    from napd.framework.framework import Framework


def divergence(
    answers: Answers,
    *,
    area: OnlyArea = None,
    indicator: OnlyIndicator = None,
    round: Annotated[str | None, typer.Option("--round", metavar="ROUND", help="Only this round.")] = None,  # noqa: A002
    output: TableFile = None,
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """Show where perspectives differ.

    The levels and answers of a region that two perspectives see otherwise, with both notes side by side.

    Example: napd divergence examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    from napd.cli.output import output_to
    from napd.cli.session import Session, keeps_back, made_up

    target, chosen = output_to(output, overwrite=overwrite), {"region": area, "indicator": indicator, "round": round}
    session = Session.of(framework, json=json)
    insist(session.framework, chosen)
    result = session.score(answers)

    from napd.views.divergence import divergence as diverging
    from napd.views.divergence_text import text

    table = diverging(result)
    rows = [row for row in table.to_pylist() if all(row[name] == only for name, only in chosen.items() if only)]
    if target:
        target.write("divergence", type(table).from_pylist(rows, table.schema), result.receipt)
    elif json:
        show_json(rows)
    elif rows:
        print(*(["FICTIEF", ""] if result.fictional else []), *text(session.framework, rows), sep="\n")
    say(f"{made_up(result)}{len(rows)} differences between perspectives")
    return session.code(result, left=keeps_back(result))


def insist(framework: Framework, chosen: Mapping[str, str | None]) -> None:
    """Refuse a region, indicator or round that is asked for and is not there; NapdError."""
    known: dict[str, tuple[str, list[str]]] = {
        "region": ("areas", [area.code for area in framework.areas.regions()]),
        "indicator": ("indicators", [indicator.id for indicator in framework.indicators]),
        "round": ("rounds", [round_.id for round_ in framework.rounds]),
    }
    for name, only in chosen.items():
        command, names = known[name]
        if only and only not in names:
            hint = nearest(only, names) or f" `napd {command}` lists them."
            raise NapdError(f"there is no {name} {only!r}.{hint}")
