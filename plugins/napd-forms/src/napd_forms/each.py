"""Files one by one: what becomes of one does not keep the others from being written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from napd import NapdError
from napd.plugin import steps

T = TypeVar("T")


def each_of(what: str, targets: Mapping[T, Path], write: Callable[[T, Path], None]) -> list[str]:
    """Write each of some files, whatever becomes of the others; NapdError where none could be."""
    faults = []
    with steps(what, len(targets)) as done:
        for one, target in targets.items():
            try:
                write(one, target)
            except NapdError as error:
                faults.append(str(error))
            done()
    if targets and len(faults) == len(targets):
        raise NapdError("\n".join(dict.fromkeys(faults)))
    return faults
