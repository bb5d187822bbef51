"""The command `compare`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from napd.cli.options import FILES, FrameworkFile, Json, OnlyArea, OnlyIndicator, Overwrite, Publish
from napd.cli.terminal import say, show_json
from napd.errors import NapdError

Row = Mapping[str, Any]
MOST = 2
"""How many files or folders there can be."""


def compare(
    answers: Annotated[
        list[str],
        typer.Argument(help="The answers of two rounds, or one file or folder that has both.", show_default=False),
    ],
    *,
    from_round: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="ROUND", show_default=False, help="The round before; by default the last but one, or of "
            "two files the last of the first.",
        ),
    ] = None,
    to_round: Annotated[
        str | None,
        typer.Option("--to", metavar="ROUND", help="The round after; by default the last.", show_default=False),
    ] = None,
    area: OnlyArea = None,
    indicator: OnlyIndicator = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help=f"Write the changes to {FILES}."),
    ] = None,
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
    json: Json = False,
    publish: Publish = False,
) -> int:  # fmt: skip
    """Show what changed between two rounds, and why.

    For each score that changed: other rules, other municipalities, an answer that was missing, another answer, or one
    that is missing now. What may be no change is not called one.

    Example: napd compare examples/landelijk-FICTIEF/answers.csv --from 2024-12 --to 2025-12
    """
    from napd.cli.divergence import insist
    from napd.cli.output import output_to
    from napd.cli.session import Session, keeps_back, made_up

    target = output_to(output, overwrite=overwrite)
    if len(answers) > MOST:
        raise NapdError("give the answers of two rounds, or one file or folder that has both, with --from and --to")
    session, chosen = Session.of(framework, publish=publish, json=json), {"region": area, "indicator": indicator}
    insist(session.framework, chosen)
    results = [session.score([path]) for path in answers]

    from napd.views.compare import compare as compared
    from napd.views.compare_text import text
    from napd.views.words import CERTAIN

    found = compared(*results, from_round=from_round, to_round=to_round)
    rows = {name: _chosen(table.to_pylist(), chosen) for name, table in found.tables.items()}
    changes = rows["changes"]
    if target:
        table = type(found.changes).from_pylist(changes, found.tables.schema("changes"))
        target.write("changes", table, found.tables.receipt)
    elif json:
        show_json({"receipt": found.tables.receipt, **rows})
    elif any(rows.values()):
        print(*(["FICTIEF", ""] if found.fictional else []), *text(session.framework, rows), sep="\n")
    certain = sum(row["change"] in CERTAIN for row in changes)
    between = f"from {found.from_round} to {found.to_round}"
    say(f"{made_up(found)}scores that moved {between}: {len(changes)}, for certain to another outcome: {certain}")
    left = [keeps_back(result) for result in results]
    return session.code(*results, left=any(left))


def _chosen(rows: Iterable[Row], chosen: Mapping[str, str | None]) -> list[Row]:
    return [row for row in rows if all(row[name] == only for name, only in chosen.items() if only)]
