"""Options: the possible answers of a question that has a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from attrs import Factory, field, frozen

from napd.model.record import Record, listed
from napd.model.spelling import as_read, slug


@frozen
class Option(Record):
    """One possible answer of a choice.

    Args:
        label: as people read it.
        id: as it is written in tables; made from the label if it is not given.
    """

    label: str
    id: str = field(default=Factory(lambda self: slug(str(self.label)), takes_self=True))


def as_options(options: Any) -> Any:
    """Options of what stands among them as text."""
    options = listed(options)
    return tuple(map(_option, options)) if isinstance(options, tuple) else options


def _option(option: Any) -> Any:
    return Option(option) if isinstance(option, str) else option


def option_faults(options: tuple[Option, ...], fewest: int) -> Iterator[str]:
    """Say what is wrong with the options of a question."""
    if len(options) < fewest:
        yield f"has too few options ({len(options)})"
    ids = [option.id for option in options]
    yield from (f"has two options {name!r}" for name in repeated(ids))
    odd = [name for name in ids if name != slug(name)]
    yield from (f"has an option with the id {name!r}, which is not a valid id{instead(slug(name))}" for name in odd)
    labels = {option.id: option.label for option in options}
    yield from _alike_faults(options)
    yield from (f"has two options labelled {name!r}" for name in repeated(labels.values()))
    if "" in labels:
        yield f"has an option {labels['']!r} without an id; give it one, as in Option({labels['']!r}, id='...')"


def _alike_faults(options: tuple[Option, ...]) -> Iterator[str]:
    """Options that a reader takes for each other: an answer would name both."""
    reads: dict[str, list[Option]] = {}
    for option in options:
        for text in dict.fromkeys((as_read(option.label), as_read(option.id))):
            reads.setdefault(text, []).append(option)
    for one, other in dict.fromkeys(pair for alike in reads.values() for pair in combinations(alike, 2)):
        if one.label != other.label and one.id != other.id:
            yield f"has two options that read alike, {one.label!r} and {other.label!r}; change a label or an id"


def in_a_row(parts: Sequence[str], last: str) -> str:
    """Write parts in a row: "a, b of c"."""
    return f" {last} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def repeated(names: Iterable[str]) -> list[str]:
    """The names that stand there more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


def instead(right: str) -> str:
    """What to try, where that can be told."""
    return f"; try {right!r}" if right else ""
