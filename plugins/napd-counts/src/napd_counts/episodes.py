"""Episodes: records of one person that touch or overlap are one; who was there on a day, and for how many days.

The columns are always the same: `key`, `start` and `end`, days that both count, and those to break down by. No end is
`FOREVER`. On a day on which somebody was in two places, the one counts where they came first; so whoever is counted on
each day of a period is counted as many times as they were there for days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

KEY, START, END = "key", "start", "end"
FOREVER = date(9999, 12, 31)
"""The end of who is still there."""
DAY = timedelta(days=1)
GROUP = 2**32
"""Days from one group of records to the next: more than there are in all years that a date can have."""
FULL = {"key", "start", "end"}


def joined(rows: pl.LazyFrame, same: Sequence[str], made: str) -> pl.LazyFrame:
    """Records of several deliveries joined: of one that is in more than one, the end as it became known.

    An end never comes before one that was delivered, so no episode is shortened: of several the last counts. No end at
    all counts if the latest delivery has none; one that was open in an earlier delivery ends as a later one says.

    Args:
        rows: with the column `made` too.
        same: what makes two records the same, beside the first day.
        made: the day on which each was delivered.
    """
    latest = pl.col(made) == pl.col(made).max()
    still = (pl.col(END).eq(FOREVER) & latest).any()
    known = pl.col(END).filter(pl.col(END) < FOREVER).max()
    rest = [name for name in rows.collect_schema().names() if name not in (*same, KEY, START, END)]
    first = [pl.col(name).sort_by(made).last() for name in rest]
    end = pl.when(still).then(FOREVER).otherwise(known.fill_null(FOREVER)).alias(END)
    return rows.group_by(KEY, *same, START).agg(end, *first)


def merged(rows: pl.LazyFrame, within: Sequence[str], gap: int) -> pl.LazyFrame:
    """Episodes: records of one person, within the same fields, with at most `gap` days between them.

    It costs one sort of numbers: in the place of each text stands its number in a list, and a day is counted on from
    the group of its record, so that the furthest end so far never comes from another person.

    What they are broken down by comes twice: as it was at the start, and with `_last` behind it as it was at the end.
    """
    by = [KEY, *within]
    rest = [name for name in rows.collect_schema().names() if name not in FULL]
    person = pl.col(KEY).cast(pl.Categorical).to_physical().alias("_person")
    ordered = rows.with_columns(person).sort(
        "_person", *within, START, END, *(name for name in rest if name not in within)
    )
    other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in ("_person", *within))
    grouped = ordered.with_columns(_group=other.cast(pl.Int64).cum_sum() * GROUP)
    start, end = (pl.col("_group") + pl.col(day).cast(pl.Int32) for day in (START, END))
    before = end.cum_max().shift(1, fill_value=-GROUP)
    told = grouped.with_columns(_new=start > before + min(gap, GROUP // 2) + 1, _furthest=end >= before)
    place = pl.int_range(pl.len(), dtype=pl.UInt32)
    last = pl.when(pl.col("_furthest") | pl.col("_new")).then(place).forward_fill()
    last = last.filter(pl.col("_new").shift(-1, fill_value=True))
    said = [pl.col(name).filter("_new") for name in (*by, START, *(name for name in rest if name not in within))]
    return told.select(
        *said, pl.col(END).gather(last), *(pl.col(name).gather(last).alias(f"{name}_last") for name in rest)
    )


def on(rows: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """One row for each person who is there on a day."""
    there = rows.filter((pl.col(START) <= day) & (pl.col(END) >= day))
    rest = sorted(name for name in rows.collect_schema().names() if name not in FULL)
    return there.sort(KEY, START, END, *rest).unique(KEY, keep="first", maintain_order=True)


def days_in(rows: pl.LazyFrame, first: date, last: date) -> pl.LazyFrame:
    """For each record the days of a period on which its person was there, and not yet counted elsewhere: `days`."""
    there = rows.filter((pl.col(START) <= last) & (pl.col(END) >= first))
    rest = sorted(name for name in rows.collect_schema().names() if name not in FULL)
    ordered = there.sort(KEY, START, END, *rest)
    until = pl.min_horizontal(pl.col(END), pl.lit(last))
    since = pl.max_horizontal(pl.col(START), pl.lit(first))
    counted = until.cum_max().shift(1).over(KEY)
    begin = pl.max_horizontal(since, counted + DAY)
    days = ((until - begin).dt.total_days() + 1).clip(lower_bound=0)
    return ordered.with_columns(days=days).filter(pl.col("days") > 0)
