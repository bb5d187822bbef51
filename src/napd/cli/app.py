"""The commands. Each is a thin face: it loads its room when it runs, so that `--help` loads nothing but typer."""

from __future__ import annotations

from typing import Annotated

import typer

from napd._version import VERSION
from napd.cli import on_answers, on_content, on_conversation, on_counts
from napd.cli.commands import Commands
from napd.cli.inputs import protecting
from napd.cli.once import Once

app = typer.Typer(
    name="napd",
    cls=Commands,
    help="Indicators whose rules are proved decision tables: answers in, explained scores out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich doubles the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _top(
    indicator: Annotated[  # noqa: ARG001 - what these three say, the group has taken
        list[str] | None,
        typer.Option(
            "--indicator", metavar="FILE.toml", show_default=False, is_eager=True,
            help="An indicator in a file, in place of that version of it or beside the others; may be repeated.",
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
            help="An installed plugin to leave alone, as in the variable NAPD_BLOCK; may be repeated.",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:  # fmt: skip
    if version:
        typer.echo(f"napd {VERSION}")
        raise typer.Exit


for command in (
    on_answers.score, on_answers.check, on_answers.explain, on_answers.divergence, on_answers.compare,
    on_conversation.conversation, on_counts.summary, on_answers.report, on_answers.form,
    on_content.indicators, on_content.table, on_content.prove, on_content.lint, on_content.new,
    on_content.plugins, on_content.areas, on_content.rounds, on_content.demo,
):  # fmt: skip
    app.command(cls=Once)(protecting(command))
