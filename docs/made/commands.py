"""The commands with all their options, from typer's own."""

from __future__ import annotations

from typing import Any

from typer import Context
from typer.main import get_command

from made.markdown import code, joined, plain, table
from napd.cli.app import app

EXAMPLE = "Example: "


def every_command() -> str:
    """The options before a command, then each command."""
    group: Any = get_command(app)
    top = Context(group)
    own = joined("## napd", plain(group.help), _usage("napd [OPTIONS] COMMAND [ARGS]..."), _options(group))
    return joined(own, *(_described(name, group.resolve_command(top, [name])[1]) for name in group.list_commands(top)))


def _described(name: str, command: Any) -> str:
    told = [part for part in command.help.split("\n\n") if not part.startswith(EXAMPLE)]
    examples = [part.removeprefix(EXAMPLE) for part in command.help.split("\n\n") if part.startswith(EXAMPLE)]
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    usage = " ".join(["napd", name, "[OPTIONS]", *map(_argument, arguments)])
    return joined(
        f"## napd {name}",
        *map(plain, told),
        _usage(usage, *(f"$ {example}" for example in examples)),
        table(("argument", ""), ((code(_argument(each)), _meaning(each)) for each in arguments)),
        _options(command),
    )


def _usage(*lines: str) -> str:
    return "\n".join(("```console", *lines, "```"))


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    several = "..." if parameter.nargs == -1 else ""
    return f"{name}{several}" if parameter.required or name.startswith("[") else f"[{name}]{several}"


def _options(command: Any) -> str:
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    return table(("option", ""), ((_written(each), _meaning(each)) for each in options))


def _written(option: Any) -> str:
    """An option as it is written, its long form first."""
    value = "" if option.is_flag else f" {option.metavar or _choices(option.type) or 'TEXT'}"
    return "<br>".join(code(name + value) for name in sorted(option.opts, key=len, reverse=True))


def _choices(kind: Any) -> str:
    """What can be chosen, as a sign for it."""
    return "|".join(kind.choices) if hasattr(kind, "choices") else "NAME"


def _meaning(parameter: Any) -> str:
    default = parameter.default
    shown = default not in (None, False, ()) and getattr(parameter, "show_default", False)
    more = " Required." if parameter.required else f" By default `{default}`." if shown else ""
    return plain(parameter.help or "") + more
