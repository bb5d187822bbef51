"""The names of formats, for the help and the completion of `--format`: from metadata alone, when they are asked for."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

# typer takes such a type for `click_type`, and has no public name for it; pyproject.toml says which typer it is
from typer._click.shell_completion import CompletionItem
from typer._click.types import ParamType

OWN = ("parquet", "arrow", "csv")
GROUP = "napd.formats"
"""As in `napd.framework.hooks`, which takes a library that the help does without."""


def names() -> tuple[str, ...]:
    """The formats of napd, and those that plugins give by the names of their entry points; imports none."""
    try:
        found = sorted({point.name for point in entry_points(group=GROUP)})
    except Exception:  # noqa: BLE001 - a malformed file of any distribution at all stops it; `napd plugins` tells
        found = []
    return (*OWN, *found)


class FormatName(ParamType):
    """A format; whether it is there, is found out with the plugins that are given, before scoring begins."""

    name = "format"

    def get_metavar(self, param: Any, ctx: Any) -> str:  # noqa: ARG002 - as typer calls it
        """How the help shows what can be given."""
        return f"[{'|'.join(names())}]"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The name as it is."""
        return value

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The names that begin so."""
        return [CompletionItem(name) for name in names() if name.startswith(incomplete)]
