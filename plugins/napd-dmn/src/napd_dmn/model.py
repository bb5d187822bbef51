"""What a DMN document consists of: inputs, and decisions that are tables, each of which may ask for others."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from napd import NapdError

MOST = 2000
"""The most rows that a table may come to: no person reads more, and no tool shows them."""


class Unwritable(NapdError):  # noqa: N818 - reads as what it says
    """Rules that DMN cannot show in tables of a size that anybody could use."""


@frozen
class Input:
    """What is answered, or computed before the rules are asked.

    Args:
        name: the name of the variable.
        type: string, number, boolean or date.
        text: what it is, as people read it.
        allowed: the texts that it can be; empty for anything of its type.
    """

    name: str
    type: str
    text: str
    allowed: tuple[str, ...] = ()


@frozen
class DecisionRow:
    """A row of a table: what it asks of each variable, what it gives, and why."""

    cells: dict[str, str]
    output: str
    because: str = ""


@frozen
class Decision:
    """A table.

    Args:
        name: the name of the variable that it gives.
        text: what it is, as people read it.
        type: string or number.
        rows: in order.
        hit: FIRST gives that of the first row that holds; SUM, MIN and MAX collect those of all rows that hold.
        allowed: the texts that it can give.
    """

    name: str
    text: str
    type: str
    rows: tuple[DecisionRow, ...]
    hit: Literal["FIRST", "SUM", "MIN", "MAX"] = "FIRST"
    allowed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Variables that its outputs name, beside those that its cells ask for."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The variables that its cells ask for, as they come."""
        return tuple(dict.fromkeys(name for row in self.rows for name in row.cells))

    @property
    def needs(self) -> tuple[str, ...]:
        """Every variable that it asks for, each once."""
        return tuple(dict.fromkeys((*self.columns, *self.asked)))


@frozen
class Model:
    """A document: the inputs and the decisions, each after those that it needs; the last gives the level."""

    id: str
    version: str
    title: str
    description: str = ""
    inputs: tuple[Input, ...] = ()
    decisions: tuple[Decision, ...] = field(default=())
