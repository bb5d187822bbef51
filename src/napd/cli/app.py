"""The application: what stands before a command. A command is imported when it is asked for, and loads the rest."""

from __future__ import annotations

from typing import Annotated

import typer

from napd._version import VERSION
from napd.cli.commands import Commands
from napd.cli.options import LANG

app = typer.Typer(
    name="napd",
    cls=Commands,
    help="Indicators whose rules are proved decision diagrams: answers in, explained scores out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich doubles the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _top(
    indicator: Annotated[  # noqa: ARG001 - what these say, the group has taken
        list[str] | None,
        typer.Option(
            "--indicator", metavar="FILE.toml", show_default=False, is_eager=True,
            help="An indicator in a file, to replace that version of it or to add one; may be repeated.",
        ),
    ] = None,
    plugin: Annotated[  # noqa: ARG001
        list[str] | None,
        typer.Option(
            "--plugin", metavar="PATH", show_default=False, is_eager=True,
            help="A plugin that is not installed, as a .py file or a folder; it is trusted code, and is run. "
            "May be repeated.",
        ),
    ] = None,
    block: Annotated[  # noqa: ARG001
        list[str] | None,
        typer.Option(
            "--block", metavar="NAME", show_default=False, is_eager=True,
            help="An installed plugin to leave out, as with the variable NAPD_BLOCK; may be repeated.",
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", show_default=False, is_eager=True, **LANG)] = None,  # noqa: ARG001
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:  # fmt: skip
    if version:
        typer.echo(f"napd {VERSION}")
        raise typer.Exit
