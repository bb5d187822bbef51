"""Cells become values: each distinct text of a field is read once by its question, whatever the number of records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from attrs import field, frozen

from napd import AreaRegistry, BadValue, Choice, Date, Number, Question
from napd.plugin import Message
from napd_counts.checks import UNKNOWN
from napd_counts.words import message

GUARDED = re.compile("^'('*[=+@-])")
"""What napd writes before a text that a spreadsheet would run."""
Read = Callable[[str], Any]
MISSED = ("", "-", "?", "nvt", "n.v.t.", "null", "none", "nan", "na", "n/a")
"""What people and programs write where they have nothing to say."""


@frozen(eq=False)
class ReadField:
    """A field as it is read from a file.

    Args:
        question: the field.
        values: the expression of its values.
        empty: that of whether the cell says nothing.
        is_bad: that of whether it says something that is no answer.
        bad: for each text that is no answer, as it stands there, the reason.
    """

    question: Question
    values: pl.Expr
    empty: pl.Expr
    is_bad: pl.Expr
    bad: Mapping[str, BadValue] = field(factory=dict)


def type_of(question: Question, areas: AreaRegistry, place: str) -> Any:
    """The type of the column of a field."""
    if question.id == place:
        return pl.Enum([*(area.code for area in areas.of_kind("municipality")), UNKNOWN])
    if isinstance(question, Choice):
        return pl.Enum([*dict.fromkeys([*question.ids, UNKNOWN])])
    if isinstance(question, Date):
        return pl.Date
    return pl.Float64 if isinstance(question, Number) else pl.String


def read_field(  # noqa: PLR0913 - a field, where it is, and what it means
    question: Question, frame: pl.LazyFrame, column: str, areas: AreaRegistry, place: str, *, is_key: bool
) -> ReadField:
    """How the cells of a column are read.

    Args:
        question: the field.
        frame: the rows of a file.
        column: the column of this field in it.
        areas: those that there are.
        place: id of the field with the code of the gemeente.
        is_key: whether it is the pseudonym, of which every text is one, and which is never told.
    """
    kind, own = type_of(question, areas, place), frame.collect_schema()[column]
    cell, never = pl.col(column), pl.lit(value=False)
    if own == pl.Date and kind == pl.Date:
        return ReadField(question, cell, cell.is_null(), never)
    if is_key or kind == pl.String:
        text = plain(cell, own)
        empty = text.is_null() | (text == "")
        return ReadField(question, pl.when(~empty).then(text), empty, never)
    text = cell if own == pl.String else plain(cell, own)
    read = _place_reader(areas) if question.id == place else question.read
    values, empty_texts, bad = _read_each(read, frame.select(text=text))
    found = pl.Series(list(values.values()), dtype=kind)
    return ReadField(
        question,
        text.replace_strict(pl.Series(list(values), dtype=pl.String), found, default=None, return_dtype=kind),
        text.is_null() | text.is_in(empty_texts) if empty_texts else text.is_null(),
        text.is_in(list(bad)) if bad else never,
        bad,
    )


def plain(column: pl.Expr, own: Any) -> pl.Expr:
    """A column as text, without blanks around it: 2.0 as 2."""
    if own.is_float():
        whole = column.cast(pl.Int64, strict=False)
        return pl.when(column == whole).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
    return column.cast(pl.String).str.strip_chars()


def said(text: str) -> str:
    """What a cell says: without blanks, and without what keeps a spreadsheet from running it; "" for nothing."""
    found = GUARDED.sub(r"\1", text.strip())
    return "" if found.casefold() in MISSED else found


def _read_each(read: Read, texts: pl.LazyFrame) -> tuple[dict[str, Any], list[str], dict[str, BadValue]]:
    """What each distinct text means; those that say nothing; and why others are no answer."""
    values: dict[str, Any] = {}
    empty: list[str] = []
    bad: dict[str, BadValue] = {}
    for text in texts.unique().collect(engine="streaming")["text"].drop_nulls().sort():
        if not (own := said(text)):
            empty.append(text)
            continue
        try:
            values[text] = read(own)
        except BadValue as fault:
            bad[text] = fault
    return values, empty, bad


def _place_reader(areas: AreaRegistry) -> Read:
    """Reads the code of a gemeente: GM0402, 0402 or 402; a name is no code, as two may have the same."""
    codes = {area.code: area.code for area in areas.of_kind("municipality")}
    codes |= {code.removeprefix("GM"): code for code in codes}

    def read(text: str) -> str:
        if text.casefold() == UNKNOWN:
            return UNKNOWN
        found = codes.get(text.upper()) or codes.get(text.zfill(4))
        if found is None:
            hint: Message | str = areas.names.hint(text, "municipality") or message("place.hint")
            raise BadValue("unknown_area", message("place.message", value=text), hint)
        return found

    return read
