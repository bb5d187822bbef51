"""Whoever a record is of has a pseudonym: a file in which somebody can be recognised is not used.

A BSN goes by its form and the eleven-test, anywhere in a file; a name by the column that it stands in. What is found is
never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import add

import polars as pl

from napd_counts.checks import CheckFound, RecordFault
from napd_counts.layout import RecordLayout
from napd_counts.pseudonym import LONG, MARK, MARKED, WEIGHTS
from napd_counts.reading import RecordFile
from napd_counts.words import message

NAMED = re.compile(
    r"^(?:volledige.?)?(?:naam|name)$|(?:cli[eë]nt|persoons?).?naam|bsn|burger.?service|sofi|achternaam|voornaam|voorletters|naam.?(?:client|persoon)|(?:last|first|full|sur).?name|"
    r"adres|straat|postcode|telefoon|e-?mail|geboorte.?datum|date.?of.?birth",
    re.IGNORECASE,
)
"""Columns that records of a count cannot have."""
WRITTEN = "[0-9]{8,9}|[0-9]{4}[ .-][0-9]{2}[ .-][0-9]{3}|[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3}"
LETTER = "[_G-Zg-z]"
"""What may stand right before or after it, as in client_111222333; letters of a hexadecimal key may not."""
SEEMS = rf"(?:\b|{LETTER})(?:{WRITTEN})(?:\b|{LETTER})"
"""How a BSN is written, not in the midst of other digits, nor in that of a key."""


def any_citizen(texts: pl.Expr) -> pl.Expr:
    """Whether any of some texts has a number in it that passes the eleven-test of a BSN."""
    found = texts.str.replace_all(LETTER, " ").str.extract_all(rf"\b(?:{WRITTEN})\b").explode().drop_nulls()
    digits = found.str.replace_all(r"[ .-]", "").str.zfill(9)
    signs = [digits.str.slice(place, 1).cast(pl.Int32) for place in range(len(WEIGHTS))]
    total = reduce(add, (weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True)))
    return ((total % 11 == 0) & (digits != "000000000")).any()


def identifiers_in(rows: pl.LazyFrame, file: RecordFile, number: int, layout: RecordLayout) -> Iterator[CheckFound]:
    """Columns of a file by which somebody can be recognised; each is a reason not to use it."""
    kept = {each.id for each in layout.fields} | {*layout.names}
    for column in file.columns:
        if NAMED.search(column) and column.strip().casefold() not in kept:
            yield _found("identifying", number, column)
    types = rows.collect_schema()
    for place, column in enumerate(file.columns):
        kind = types[str(place)]
        if kind.is_integer() or kind in (pl.String, pl.Categorical):
            text = pl.col(str(place)).cast(pl.String).alias("text")
            seeming = rows.select(text).filter(pl.col("text").str.contains(SEEMS)).collect(engine="streaming")
            if seeming.select(any_citizen(pl.col("text"))).item():
                yield _found("citizen", number, column)


def secrets_in(frame: pl.LazyFrame, layout: RecordLayout) -> Iterator[CheckFound]:
    """That keys were made with more than one secret, so that one person has two: nobody can be counted once."""
    key = pl.col(layout.key)
    starts = frame.filter(key.is_not_null()).select(start=key.str.slice(0, MARKED), long=key.str.len_bytes()).unique()
    some = starts.collect(engine="streaming").iter_rows()
    marks = {start[:-1] if MARK.fullmatch(start) and long == LONG else "?" for start, long in some}
    if len(marks) > 1:
        names = tuple(sorted(marks)[:6])
        fault = RecordFault(
            check="secrets", degree="stop", column=layout.key, message=message("check.secrets.message", names=names),
            hint=message("check.secrets.hint"),
        )  # fmt: skip
        yield CheckFound(count=1, faults=(fault,))


def _found(name: str, number: int, column: str) -> CheckFound:
    said = message(f"check.{name}.message", column=column)
    fault = RecordFault(check=name, degree="stop", file=number, message=said, hint=message(f"check.{name}.hint"))
    return CheckFound(count=1, faults=(fault,))
