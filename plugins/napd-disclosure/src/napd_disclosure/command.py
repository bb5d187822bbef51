"""Audit a table: can what is hidden in it be worked out from what is shown, and by which sum?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from napd import Framework, hookimpl
from napd.plugin import local_plugins, options, say, show_json, steps, texts


def audit(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE", show_default=False,
            help="A CSV file with a column for each breakdown and one for the figures; or a folder of counts.",
        ),
    ],
    *,
    threshold: Annotated[
        int | None,
        typer.Option("--threshold", metavar="N", show_default=False, help="A figure below this has to stay uncertain."),
    ] = None,
    round_to: Annotated[
        int | None,
        typer.Option("--round-to", metavar="N", show_default=False, help="What figures are rounded to, if they are."),
    ] = None,
    zeros: Annotated[
        str | None,
        typer.Option("--zeros", metavar="hide|show", show_default=False, help="Whether a 0 is hidden as well."),
    ] = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--earlier", metavar="TABLE", show_default=False,
            help="Another table of the same count that is published, or that people have; may be repeated.",
        ),
    ] = None,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
) -> int:  # fmt: skip
    """Audit a table: can what is hidden in it be worked out from what is shown, and by which sum?

    For each hidden figure it gives the range in which it must lie, given all that is shown: every margin, rounding, and
    the tables that you name. Where that is too narrow it shows the sum that gives the figure away. It reads no records,
    and changes nothing; exit code 1 says that something is given away.

    Example: napd audit examples/openbaarmaking-FICTIEF/opvang-FICTIEF.csv --threshold 11
    """
    from napd_disclosure.auditing import Audited
    from napd_disclosure.rules import Rules

    used = Framework.load(framework, local_plugins())
    rules = Rules.of(used, threshold=threshold, round_to=1 if round_to is None else round_to, zeros=zeros)
    tell = texts(options.GLOBAL.get().language or used.language, "napd_disclosure")
    audited = Audited.of(table, rules, tuple(earlier or ()))
    with steps(tell("audit.doing"), audited.asked) as step:
        found = audited.found(step)
    if json:
        show_json(found.to_dict(tell))
    else:
        sys.stdout.write(f"{found.text(tell)}\n")
    say(tell("audit.told", count=len(found.narrow), asked=str(audited.asked), known=str(found.known)))
    return int(bool(found.narrow))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `audit`."""
    return audit
