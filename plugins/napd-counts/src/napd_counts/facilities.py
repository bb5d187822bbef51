"""A list of shelters, with the days on which each opened and closed, to lay beside records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from napd import BadValue, Date, NapdError
from napd.plugin import as_read
from napd_counts.parsing import plain, said
from napd_counts.reading import read_files

NAMES = {
    "voorziening": "facility", "facility": "facility", "geopend": "opened", "opened": "opened", "gesloten": "closed",
    "closed": "closed",
}  # fmt: skip
"""The columns of a list; either day may be empty."""


def read_facilities(path: Path) -> pl.DataFrame:
    """The shelters of a CSV file or workbook: `facility`, `opened` and `closed`, null where it is not known.

    Raises:
        NapdError: with a line for each fault: a column that is missing, a cell that is no day, a shelter that stands
            there twice.
    """
    (file,) = read_files([path])
    found = {NAMES[as_read(name)]: str(place) for place, name in enumerate(file.columns) if as_read(name) in NAMES}
    if lost := [name for name in ("facility", "opened", "closed") if name not in found]:
        own = {english: dutch for dutch, english in NAMES.items() if dutch != english}
        raise NapdError(f"{file.name}: there is no column {', '.join(own[name] for name in lost)}")
    rows = file.frame.collect()
    texts = rows.select(plain(pl.col(place), rows.schema[place]).alias(name) for name, place in found.items())
    faults: list[str] = []
    days = {
        name: [_day(text, file.name, row, faults) for row, text in enumerate(texts[name], start=2)]
        for name in ("opened", "closed")
    }
    names = texts["facility"].fill_null("")
    faults += [
        f"{file.name}: the shelter {name!r} stands there twice"
        for name in sorted({*names.filter(names.is_duplicated())} - {""})
    ]
    if faults:
        raise NapdError("\n".join(faults))
    schema: Any = {"facility": pl.String, "opened": pl.Date, "closed": pl.Date}
    return pl.DataFrame({"facility": names, **days}, schema=schema).filter(pl.col("facility") != "")


def _day(text: str | None, file: str, row: int, faults: list[str]) -> Any:
    if not text or not said(text):
        return None
    try:
        return Date("day", "").parse(text)
    except BadValue as bad:
        faults.append(f"{file}, line {row}: {bad.message}. {bad.hint}")
        return None
