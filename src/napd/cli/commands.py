"""The group of all commands: those of napd, and those of plugins, which are listed without being imported.

A command of napd is a function of its name in a module of its name, which is imported when it is asked for.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from importlib import import_module
from importlib.metadata import EntryPoint, distributions, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
import typer.main

# The group of typer, and what it raises; pyproject.toml says which typer it is
from typer._click.exceptions import ClickException
from typer.core import TyperCommand, TyperGroup

from napd.cli.inputs import protecting
from napd.cli.once import Once
from napd.cli.options import GLOBAL, blocked_names, keep
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.framework.kinds import Offer
    from napd.framework.plugins import Plugin

GROUP = "napd.commands"
"""As in `napd.framework.hooks`, which takes a library that the help does without."""
OWN = (
    "score", "check", "explain", "divergence", "compare", "conversation", "summary", "figures", "indicators",
    "table", "prove", "lint", "new", "plugins", "areas", "rounds", "demo",
)  # fmt: skip
MODULES = {"lint": "author", "new": "author", "rounds": "areas"}
"""Commands that share a module with another."""
CODES = (None, 0, 1, 2)
"""What a command may end with: nothing counts as 0."""
EXTRAS = {
    "ask": "rechten", "audit": "disclosure", "comments": "forms", "count": "counts", "dask": "dask", "form": "forms",
    "key": "counts", "merge": "forms", "progress": "progress", "quality": "counts", "records": "counts",
    "report": "report", "spark": "spark",
}  # fmt: skip
"""Commands of the distributions that come with napd, each with the extra that brings it."""


class OwnCommands(Mapping[str, Any]):
    """The commands of napd itself by name, each made when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        if name not in OWN:
            raise KeyError(name)
        return _made(name, getattr(import_module(f"napd.cli.{MODULES.get(name, name)}"), name))

    def __iter__(self) -> Iterator[str]:
        return iter(OWN)

    def __len__(self) -> int:
        return len(OWN)


class Commands(TyperGroup):
    """Commands by name: napd's own first, then those of plugins."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        own: Any = OwnCommands()  # to which nothing is added, as typer would
        self.commands = own

    def invoke(self, ctx: Any) -> Any:
        """Keep what the options before the command say, then run it."""
        _take(ctx)
        return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands; imports no plugin."""
        _take(ctx)
        return [*self.commands, *(name for name in _points() if name not in self.commands)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as typer calls it
        """A command; of a plugin only its name and what it is for."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        points = _points()
        if cmd_name not in points:
            return None
        return TyperCommand(cmd_name, help=_line(points[cmd_name]), rich_markup_mode=None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was typed; imports the plugin that gives it.

        Raises:
            NapdError: where the plugin is not installed, or has to be left out.
        """
        name, *rest = args
        _take(ctx)
        if name not in self.commands and name in _points():
            return name, _command(name), rest
        if name not in self.commands and name in EXTRAS and not ctx.resilient_parsing:
            raise NapdError(f'the command {name!r} is not installed: pip install "napd[{EXTRAS[name]}]"')
        return super().resolve_command(ctx, args)


def _take(ctx: Any) -> None:
    """Keep what the options before a command say, once."""
    said = (*map(ctx.params.get, ("indicator", "plugin", "block", "lang")),)
    if ctx.meta.get(GROUP) != said:
        ctx.meta[GROUP] = said
        keep(*said)


def _points() -> dict[str, EntryPoint | Plugin]:
    """The commands of plugins by name, from metadata alone; a plugin that is tried has no entry point."""
    blocked = blocked_names()
    found: dict[str, EntryPoint | Plugin] = {
        point.name: point
        for point in sorted(_installed())
        if not {point.name, _distribution(point)}.intersection(blocked)
    }
    if GLOBAL.get().plugins:
        found |= {plugin.name: plugin for plugin in _tried()}
    return dict(sorted(found.items()))


def _tried() -> Iterator[Plugin]:
    from napd.cli.start import local
    from napd.framework.hooks import COMMANDS

    return (plugin for plugin in local().plugins if plugin.group == COMMANDS)


def _installed() -> list[EntryPoint]:
    """Every installed command; of distributions that cannot be read, none."""
    try:
        return list(entry_points(group=GROUP))
    except Exception:  # noqa: BLE001 - a malformed file of any distribution at all stops it
        return [point for each in distributions() for point in _points_of(each)]


def _points_of(distribution: Any) -> list[EntryPoint]:
    try:
        return [point for point in distribution.entry_points if point.group == GROUP]
    except Exception:  # noqa: BLE001 - as above; `napd plugins` tells
        return []


def _distribution(point: EntryPoint) -> str:
    try:
        return str(point.dist.name) if point.dist else ""
    except Exception:  # noqa: BLE001 - its metadata cannot be read
        return ""


def _line(point: EntryPoint | Plugin) -> str:
    """What a command is for: the first line of the docstring of its module, else the summary of its distribution."""
    try:
        text = ast.get_docstring(ast.parse(_file(point).read_bytes()))
        return text.splitlines()[0] if text else _summary(point)
    except Exception:  # noqa: BLE001 - whatever is wrong with it is told when it is called
        return ""


def _summary(point: EntryPoint | Plugin) -> str:
    if not isinstance(point, EntryPoint):
        return "A command of a plugin that is tried."
    return str(point.dist.metadata["Summary"] or "")  # type: ignore[union-attr]


def _file(point: EntryPoint | Plugin) -> Path:
    """The file of a module, found without importing it or the packages that it is in."""
    places = _places(point) if isinstance(point, EntryPoint) else [point.entry_point.path]  # type: ignore[attr-defined]
    files = [file for place in places for file in (place, place / "__init__.py", place.with_suffix(".py"))]
    return next(file for file in files if file.is_file())


def _places(point: EntryPoint) -> list[Path]:
    """Where the module of an entry point may be; a package without __init__.py may be in several folders."""
    top, *inner = point.value.partition(":")[0].strip().split(".")
    spec = find_spec(top)
    if spec is None:
        raise FileNotFoundError(top)
    folders = spec.submodule_search_locations
    return [Path(folder, *inner) for folder in folders] if folders is not None else [Path(str(spec.origin))]


def _command(name: str) -> Any:
    """The command of a plugin, which is imported."""
    from napd.cli.start import local
    from napd.framework.hooks import COMMANDS
    from napd.framework.kinds import command_named

    offer = command_named(name, local().among(COMMANDS))
    try:
        return _made(name, _guarded(offer, name))
    except Exception as error:
        raise _fault(offer, name, "describe", error) from error


def _made(name: str, function: Callable[..., int | None]) -> Any:
    """The command that typer makes of a function."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Once)(protecting(function))
    return typer.main.get_command(app)


def _guarded(offer: Offer[Callable[..., Any]], name: str) -> Callable[..., int | None]:
    """The function of a plugin; what goes wrong in it is one line."""

    @wraps(offer.value)
    def run(*arguments: Any, **options: Any) -> int | None:
        try:
            code: int | None = offer.value(*arguments, **options)
        except (NapdError, OSError, ClickException, typer.Abort):
            raise
        except typer.Exit as end:
            code = end.exit_code
        except SystemExit as end:
            if end.code not in CODES:
                raise _fault(offer, name, "run", end) from end
            code = int(end.code or 0)
        except Exception as error:
            raise _fault(offer, name, "run", error) from error
        if code not in CODES:
            raise _fault(offer, name, "run", ValueError(f"an exit code is 0, 1 or 2, not {code!r}"))
        return code

    return run


def _fault(offer: Offer[Any], name: str, step: str, error: BaseException) -> NapdError:
    from napd.errors import one_line
    from napd.framework.plugins import last_line

    why = one_line(error) + last_line(offer.plugin, error)
    return NapdError(f"command {name!r} of plugin {offer.plugin} failed, at the step {step!r}: {why}")
