"""All commands that napd lists, also those of the distributions that come with it."""

from __future__ import annotations

from typing import Any

from typer import Context
from typer.main import get_command

from napd.cli.app import app


def every_command() -> dict[str, Any]:
    """Each by its name, in the order of `napd --help`; imports those of plugins."""
    group: Any = get_command(app)
    top = Context(group)
    return {name: group.resolve_command(top, [name])[1] for name in group.list_commands(top)}
