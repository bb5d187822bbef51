"""Showing: lists as readable tables in a terminal, as plain text in a pipe, and as JSON for programs."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from napd.cli.streams import as_it_is
from napd.errors import NapdError
from napd.signs import escaped, harmless

if TYPE_CHECKING:
    from napd.framework.framework import Framework

Rows = Sequence[Mapping[str, Any]]
FEW_STEPS = 3


def show(rows: Rows, columns: Mapping[str, str], *, json: bool, title: str = "") -> None:
    """Show a list on stdout.

    Args:
        rows: what to show; JSON gives every key of each row.
        columns: key -> heading of what people see.
        json: whether a program reads it.
        title: what it is; people only.
    """
    if json:
        show_json(list(rows))
        return
    cells = [[_cell(row.get(key)) for key in columns] for row in rows]
    if sys.stdout.isatty():
        _terminal(cells, list(columns.values()), title)
    else:
        print(*aligned([list(columns.values()), *cells]), sep="\n")


def show_json(data: Any) -> None:
    """Write data as JSON on stdout."""
    text = json_format.dumps(data, ensure_ascii=False, indent=2, default=str)
    print(escaped(text, lambda sign: json_format.dumps(sign)[1:-1]))


def say(*lines: str) -> None:
    """Words for a person, on stderr."""
    if lines:
        print(*map(harmless, lines), sep="\n", file=sys.stderr)


def made_up(fictional: bool) -> str:
    """What stands before the words on stderr where answers are fictional; nothing where they are not."""
    return "FICTIEF: these answers are fictional. " if fictional else ""


def aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    """Lines of cells as text in columns, with two spaces between them."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def _cell(value: Any) -> str:
    """A value in one line; text from users cannot steer the terminal."""
    if isinstance(value, bool):
        return "✓ yes" if value else "✕ no"
    text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return harmless(text)


def _terminal(cells: Sequence[Sequence[str]], headings: Sequence[str], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    above = Text(harmless(title)) if title else None
    table = Table(*headings, title=above, title_justify="left", box=box.SIMPLE, pad_edge=False)
    for line in cells:
        table.add_row(*(Text(cell) for cell in line))
    Console(file=as_it_is(sys.stdout)).print(table)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """Count rows on stderr while long work goes on; silent where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f} rows"))
    with Progress(*columns, console=Console(file=as_it_is(sys.stderr)), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda rows: bar.advance(task, rows)


@contextmanager
def steps(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show on stderr how many of some steps are done; silent where nobody looks, or of a few."""
    if total < FEW_STEPS or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=as_it_is(sys.stderr)), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def load_framework(path: str | None, *, publish: bool = False, as_of: str | None = None) -> Framework:
    """The framework in use, with what the options add; what had to be left out is said on stderr, one line each.

    Args:
        path: the path of the napd.toml, or None.
        publish: whether only aligned answers count, whatever the file says.
        as_of: the round or day whose rules score every round, or None.

    Raises:
        NapdError: when there are no indicators at all, or there is no such round or day.
    """
    from attrs import evolve

    from napd.cli.added import given
    from napd.framework.framework import Framework  # with numpy, which showing does not need

    framework = Framework.load(path, given())
    framework = evolve(framework, publish=True) if publish else framework
    for left_out in framework.quarantined:
        say(f"napd: {left_out}")
    if not framework.indicators and framework.quarantined:
        raise NapdError("no indicator is left to work with")
    if not framework.indicators:
        raise NapdError('there are no indicators: install some, such as with pip install "napd[nap]"')
    return framework.dated(as_of) if as_of else framework
