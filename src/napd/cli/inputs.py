"""The files that a command reads, found in what it was given, so that no command can write over one of them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

import typer

from napd.cli.options import GLOBAL
from napd.errors import NapdError
from napd.tables.inputs import reading

OUTPUTS = ("output", "diagram", "mail")
"""The options that say where something is written; every other may name what is read."""
DEFAULT = "napd.toml"
CODE = ("*.py", "*.toml")


def protecting(command: Callable[..., int | None]) -> Callable[..., None]:
    """A command that writes over none of its inputs: whatever of its arguments is a file, and what napd.toml names.

    Its own function gives the exit code; that of a plugin may give nothing.
    """

    @wraps(command)
    def run(**arguments: Any) -> None:
        with reading(_inputs(arguments)):
            code = command(**arguments)
        raise typer.Exit(code or 0)

    return run


def _inputs(arguments: Mapping[str, Any]) -> Iterator[str | Path]:
    for name, value in arguments.items():
        if name not in OUTPUTS:
            yield from (file for text in _texts(value) for file in _answers(text))
    added = GLOBAL.get()
    yield from added.files
    yield from (file for path in added.plugins for file in _code(Path(path)))
    yield from _named_in(Path(arguments.get("framework") or DEFAULT))


def _texts(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else [each for each in value if each] if isinstance(value, list) else ()


def _answers(text: str) -> Iterable[str | Path]:
    """A file itself; of a folder those that are read, not what napd wrote there before, which gives way to the new."""
    if not os.path.isdir(text):  # noqa: PTH112 - a text that may be no path at all
        return [text]
    from napd.answers.folders import files_in
    from napd.cli.beside import stories_among
    from napd.cli.start import local

    found = list[Path]()
    with suppress(NapdError):  # nothing is read, as the command will say
        found += files_in(Path(text), local())
    return [*found, *stories_among(Path(text))]


def _stories(folder: Path) -> Iterable[Path]:
    """Every file of a folder that napd.toml gives as one with stories."""
    from napd.telling.reading import story_files

    with suppress(NapdError):
        return story_files(folder)
    return []


def _code(plugin: Path) -> Iterable[Path]:
    """The files of a plugin that is not installed."""
    return [path for kind in CODE for path in plugin.rglob(kind)] if plugin.is_dir() else [plugin]


def _named_in(settings: Path) -> Iterator[Path]:
    """A file of settings, and the files that it names."""
    with suppress(OSError, ValueError, RecursionError):  # what is wrong with it is said when it is read
        found = tomllib.loads(settings.read_text(encoding="utf-8"))
        yield settings
        yield from (path for text in _strings(found) if (path := settings.parent / text).is_file())
        yield from (path for text in _strings(found.get("stories")) for path in _stories(settings.parent / text))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for value in data.values() for text in _strings(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in _strings(value))
