"""Quality of registration: for each deliverer and field how much is filled in, unknown and wrong, beside the last time.

It is for those who register, and still protected: shares are whole percentages, and are left out where there are so few
records that one of them is a person.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from attrs import frozen

from napd_counts.checks import FILE as FILE_
from napd_counts.checks import ROW, UNKNOWN
from napd_counts.delivery import RecordDelivery
from napd_counts.file_records import EMPTY

FEWEST = 10
"""Records of a deliverer from which on shares are shown; a choice of ours, as CBS publishes no counts below it."""
ALL = ""
"""The deliverer that is all of them."""


@frozen(kw_only=True)
class FieldQuality:
    """How one field is filled in by one deliverer.

    Args:
        deliverer: its name; "" for all together.
        field: id of the field; "" for the record as a whole.
        records: how many records; None where there are fewer than `FEWEST`.
        filled: percentage with an answer; None where there are too few records.
        unknown: percentage that says that it is not known.
        empty: percentage that says nothing.
        wrong: percentage that is no answer, or by itself contradicts another field.
        double: percentage of the records that stand there twice; None of a single field.
    """

    deliverer: str
    field: str
    records: int | None
    filled: int | None = None
    unknown: int | None = None
    empty: int | None = None
    wrong: int | None = None
    double: int | None = None


def quality(delivery: RecordDelivery) -> list[FieldQuality]:
    """For all deliverers together and each by name, the record as a whole and then each field, in their order."""
    layout = delivery.layout
    by = layout.deliverer or layout.facility
    who = pl.col(by).fill_null("?").alias("_who") if by else pl.lit("?").alias("_who")
    doubles = _doubles(delivery)
    frame = delivery.frame.join(doubles, on=[FILE_, ROW], how="left").with_columns(who, ~delivery.sound.alias("_lost"))
    shares = [pl.len().alias("_n"), pl.col("_lost").sum(), pl.col("_double").fill_null(value=False).sum()]
    for each in layout.fields:
        column, empty = pl.col(each.id), pl.col(f"{EMPTY}{each.id}")
        unknown = (column.cast(pl.String) == UNKNOWN).fill_null(value=False)
        shares += [
            (column.is_not_null() & ~unknown).sum().alias(f"filled:{each.id}"),
            unknown.sum().alias(f"unknown:{each.id}"), empty.sum().alias(f"empty:{each.id}"),
            (column.is_null() & ~empty).sum().alias(f"wrong:{each.id}"),
        ]  # fmt: skip
    total = delivery.collect(frame.select(shares)).with_columns(_who=pl.lit(ALL))
    each_ = delivery.collect(frame.group_by("_who").agg(shares)).sort("_who")
    every = [total, each_.select(total.columns)] if by else [total]
    return [one for row in pl.concat(every).iter_rows(named=True) for one in _of_row(row, delivery)]


def _doubles(delivery: RecordDelivery) -> pl.LazyFrame:
    """The records that stand there twice, by the check of the layout that says so."""
    from napd_counts.across import Twice

    checks = [check for check in delivery.layout.checks if isinstance(check, Twice)]
    found = [check.failing(delivery).select(FILE_, ROW) for check in checks]
    none = delivery.frame.clear().select(FILE_, ROW)
    return pl.concat([none, *found]).unique().with_columns(_double=pl.lit(value=True))


def _of_row(row: dict[str, Any], delivery: RecordDelivery) -> list[FieldQuality]:
    who, n = row["_who"], int(row["_n"])
    if n < FEWEST:
        return [FieldQuality(deliverer=who, field="", records=None)]

    def share(name: str) -> int:
        return round(100 * int(row[name]) / n)

    whole = FieldQuality(
        deliverer=who, field="", records=n, filled=100 - share("_lost"), wrong=share("_lost"), double=share("_double")
    )
    names = ("filled", "unknown", "empty", "wrong")
    return [
        whole,
        *(
            FieldQuality(
                deliverer=who, field=each.id, records=n, **{name: share(f"{name}:{each.id}") for name in names}
            )
            for each in delivery.layout.fields
        ),
    ]
