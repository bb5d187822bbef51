"""The command `plugins`; it loads no plugin, nor what indicators need, unless it is asked to."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import Json, words
from napd.cli.terminal import say, show

NAMES = ("name", "distribution", "version", "gives", "made_for")


def plugins(
    ctx: typer.Context,
    *,
    load: Annotated[bool, typer.Option("--load", help="Load each plugin too, and say what is wrong with it.")] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Load each plugin, and say how long that takes.")] = False,
    json: Json = False,
) -> int:
    """List the installed plugins.

    This reads what is installed and imports nothing, unless you ask for --load.

    Example: napd plugins
    """
    from napd.cli import loading
    from napd.cli.start import local
    from napd.framework.plugins import every

    load, added = load or timings, local()
    own = getattr(ctx.find_root().command, "commands", ())
    found = (*added.unblocked(every()), *added.plugins)
    rows = [loading.row(plugin) for plugin in found]
    left_out = loading.load_all(found, rows, added, own, timings=timings) if load else loading.unusable(found)
    more = [name for name, wanted in (("state", load), ("milliseconds", timings)) if wanted]
    columns = {name: words()(f"column.plugins.{name}") for name in (*NAMES, *more)}
    show(rows, columns, words(), json=json)
    say(words()("told.trusted"))
    return int(bool(left_out))
