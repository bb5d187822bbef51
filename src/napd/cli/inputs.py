"""The files that a command reads, found in what it was given, so that no command can write over one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

from napd.cli.added import ADDED
from napd.writing.inputs import reading

OUTPUTS = ("output", "comments")
"""The options that say where something is written; every other may name what is read."""
DEFAULT = "napd.toml"


def protecting(command: Callable[..., None]) -> Callable[..., None]:
    """A command that writes over none of its inputs: whatever of its arguments is a file, and what napd.toml names."""

    @wraps(command)
    def run(**arguments: Any) -> None:
        with reading(_inputs(arguments)):
            command(**arguments)

    return run


def _inputs(arguments: Mapping[str, Any]) -> Iterator[str | Path]:
    for name, value in arguments.items():
        if name not in OUTPUTS:
            yield from _texts(value)
    added = ADDED.get()
    yield from added.files
    yield from (path for path in added.plugins if Path(path).is_file())
    yield from _named_in(Path(arguments.get("framework") or DEFAULT))


def _texts(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else [each for each in value if each] if isinstance(value, list) else ()


def _named_in(settings: Path) -> Iterator[Path]:
    """A file of settings, and the files that it names."""
    with suppress(OSError, ValueError, RecursionError):  # what is wrong with it is said when it is read
        found = tomllib.loads(settings.read_text(encoding="utf-8"))
        yield settings
        yield from (path for text in _strings(found) if (path := settings.parent / text).is_file())


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for value in data.values() for text in _strings(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in _strings(value))
