"""Options: the possible answers of a question that has a few."""

from __future__ import annotations

from typing import Any

from attrs import Factory, field, frozen

from napd.model.record import Record, listed
from napd.model.spelling import slug


@frozen
class Option(Record):
    """One possible answer of a choice.

    Args:
        label: as people read it.
        id: as it stands in tables; made from the label where it is not given.
    """

    label: str
    id: str = field(default=Factory(lambda self: slug(str(self.label)), takes_self=True))


def as_options(options: Any) -> Any:
    """Options of what stands among them as text."""
    options = listed(options)
    return tuple(map(_option, options)) if isinstance(options, tuple) else options


def _option(option: Any) -> Any:
    return Option(option) if isinstance(option, str) else option
