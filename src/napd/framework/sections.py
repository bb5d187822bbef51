"""Sections that plugins add to the page of an indicator in a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen
from attrs.validators import and_, deep_iterable, instance_of, is_callable, min_len

if TYPE_CHECKING:
    from napd.framework.formats import Tables

_TEXT = instance_of(str)


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts as a tuple; one text alone is one, not its letters."""
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_texts, rows))


@frozen
class Told:
    """The content of a section: text, which is shown as text whatever it holds.

    Args:
        paragraphs: a text for each paragraph.
        header: the headings of its table, in order; empty without a table.
        rows: the table, as texts, as many in a row as there are headings; the first of each is what the row is about.

    Raises:
        TypeError: if something is not text.
        ValueError: if a row does not have as many cells as there are headings.
    """

    paragraphs: tuple[str, ...] = field(default=(), converter=_texts, validator=deep_iterable(_TEXT))
    header: tuple[str, ...] = field(default=(), converter=_texts, validator=deep_iterable(_TEXT))
    rows: tuple[tuple[str, ...], ...] = field(
        default=(), converter=_rows, validator=deep_iterable(deep_iterable(_TEXT))
    )

    @rows.validator
    def _as_wide_as_its_header(self, _: object, rows: Sequence[Sequence[str]]) -> None:
        if odd := [number for number, row in enumerate(rows, start=1) if len(row) != len(self.header)]:
            raise ValueError(
                f"row {odd[0]} has {len(rows[odd[0] - 1])} cells, but there are {len(self.header)} headings"
            )


@frozen(eq=False)
class Reported:
    """What a report is about.

    Args:
        tables: those of the result, by name: `batches(name)` gives the rows as pyarrow.RecordBatch, with the columns
            that `schemas/` states.
        rounds: the ids of its rounds, the earliest first; the report is about the last.
        perspective: whose view it shows.
    """

    tables: Tables
    rounds: tuple[str, ...]
    perspective: str


@frozen
class Section:
    """A section on the page of one indicator.

    Args:
        indicator: the id of the indicator.
        title: its heading.
        tell: makes its content from what the report is about. Equal tables must give equal texts: use no clock.
    """

    indicator: str = field(validator=and_(_TEXT, min_len(1)))
    title: str = field(validator=and_(_TEXT, min_len(1)))
    tell: Callable[[Reported], Told] = field(validator=is_callable())
