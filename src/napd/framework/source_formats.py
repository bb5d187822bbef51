"""Kinds of files that plugins read answers from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, is_callable

if TYPE_CHECKING:
    from pathlib import Path

    from napd.tables.source import AnswerSource


def _several(begins: bytes | Iterable[bytes]) -> tuple[bytes, ...]:
    return (begins,) if isinstance(begins, bytes) else tuple(begins)


@frozen
class SourceFormat:
    """Files of one kind that answers can be read from.

    Args:
        open: gives the source of a file, from its path and the name that problems call it by. It may be called in any
            thread, and what it gives is read more than once. Whatever goes wrong in it makes the file a problem; the
            other files are scored.
        begins: what such a file begins with, such as (b"PK",); empty where only the ending of its name tells. It is
            asked only where no plugin goes by the ending.
    """

    open: Callable[[Path, str], AnswerSource] = field(validator=is_callable())
    begins: tuple[bytes, ...] = field(default=(), converter=_several, validator=deep_iterable(instance_of(bytes)))
