"""Counts of stays, beside reading the same columns and beside Polars by hand; and a region and a country protected.

The records are FICTIEF: two stays for a person on average, in all gemeenten, one in ten of them not ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from attrs import evolve

from benchmarks.commands import Command
from benchmarks.measure import Row, in_turns, say
from napd import AreaRegistry

PART = "counts"
REPEATS = 3
STAYS = 10_000_000
DAYS, MEAN = 2000, 90
"""The days in which stays begin, and how long one lasts on average."""
READ = "Polars reads the columns"
HAND = "Polars by hand: persons by gemeente and category"
MERGED = "Polars by hand: entries, by a group for each person"
READING = """
import polars as pl
text = [pl.col(name).str.len_bytes().sum() for name in ("sleutel", "gemeente", "categorie")]
days = [pl.col(name).max() for name in ("start", "einde")]
pl.scan_parquet({path!r}).select(*text, *days).collect(engine="streaming")
"""
PERSONS = """
from datetime import date
import polars as pl
end = pl.col("einde").fill_null(date(9999, 12, 31))
stays = pl.scan_parquet({path!r}).filter(pl.col("start") <= date(2023, 12, 31), end >= date(2023, 1, 1))
stays.group_by("gemeente", "categorie").agg(pl.col("sleutel").n_unique()).collect(engine="streaming")
"""
ENTRIES = """
from datetime import date
import polars as pl
end = pl.col("einde").fill_null(date(9999, 12, 30))
before = pl.col("end").cum_max().shift(1).over("sleutel")
stays = pl.scan_parquet({path!r}).select("sleutel", "start", "gemeente", "categorie", end=end)
begun = stays.sort("sleutel", "start", "end").filter(before.is_null() | (pl.col("start") > before.dt.offset_by("1d")))
within = begun.filter(pl.col("start").is_between(date(2023, 1, 1), date(2023, 12, 31)))
within.group_by("gemeente", "categorie").len().collect(engine="streaming")
"""
COUNTED = """
from datetime import date
from napd import AreaRegistry
from napd_counts import CountRequest, count_of, read_delivery
from napd_counts.layouts import counted_named
areas = AreaRegistry.shipped()
layout, counted = counted_named({measure!r})
last = date(2023, 12, 31)
first = last if counted.way == "stock" else date(2023, 1, 1)
asked = CountRequest(layout=layout, counted=counted, first=first, last=last, of=areas[{of!r}], by={by!r})
count = count_of(read_delivery([{path!r}], layout, areas), asked)
"""
PROTECTED = (
    COUNTED
    + """
from napd_disclosure import Rules, protect
protect(count, Rules())
"""
)


def make(path: Path, persons: int, stays: int, gemeenten: list[str]) -> Path:
    """Invent stays, unless they are there; the same number gives the same."""
    if path.exists():
        return path
    say(f"inventing {stays:,} stays")
    random = np.random.default_rng(stays)
    start = np.datetime64("2020-01-01") + random.integers(0, DAYS, stays)
    end = pl.Series((start + random.geometric(1 / MEAN, stays)).astype("datetime64[D]"))
    key = pl.format("ab12-{}", pl.Series(random.integers(0, persons, stays)).cast(pl.String).str.zfill(32))
    table = pl.DataFrame({
        "gemeente": np.array(gemeenten)[random.integers(0, len(gemeenten), stays)],
        "voorziening": pl.Series(random.integers(0, 900, stays)).cast(pl.String),
        "categorie": np.array(["2", "3"])[random.integers(0, 2, stays)],
        "start": pl.Series(start.astype("datetime64[D]")),
        "geslacht": np.array(["man", "vrouw"])[random.integers(0, 2, stays)],
        "geboortejaar": random.integers(1940, 2010, stays),
        "einde": pl.select(pl.when(pl.Series(random.random(stays) > 0.1)).then(end)).to_series(),  # noqa: PLR2004 - as said above
        "FICTIEF": ["x"] * stays,
    })  # fmt: skip
    table.with_columns(key.alias("sleutel")).write_parquet(path)
    return path


def rows(folder: Path, repeats: int | None) -> Iterator[Row]:
    """Count in turns, each time in a process of its own."""
    areas = AreaRegistry.shipped()
    every = sorted({each.municipality for each in areas.memberships if each.valid_until is None})
    gooi = [area.code for area in areas.members("MO0402", date(2023, 12, 31))]
    large = str(make(folder / "stays-FICTIEF.parquet", STAYS // 2, STAYS, every))
    region = str(make(folder / "region-FICTIEF.parquet", 5_000, 10_000, gooi))
    country = str(make(folder / "country-FICTIEF.parquet", 100_000, 200_000, every))
    by = ("regio", "categorie")
    codes = {
        READ: READING.format(path=large),
        HAND: PERSONS.format(path=large),
        MERGED: ENTRIES.format(path=large),
        **{
            f"napd: {name}, by region and category": COUNTED.format(
                path=large, of="NL", by=by, measure=f"opvang-{name}"
            )
            for name in ("stand", "personen", "instroom", "dagen")
        },
        "napd: a region of 10,000 stays, by gemeente and category, protected": PROTECTED.format(
            path=region, of="MO0402", by=("gemeente", "categorie"), measure="opvang-stand"
        ),
        "napd: a country of 100,000 persons, by gemeente and category, protected": PROTECTED.format(
            path=country, of="NL", by=("gemeente", "categorie"), measure="opvang-stand"
        ),
        "napd: the same, by region, sex and age as well, protected": PROTECTED.format(
            path=country, of="NL", by=("gemeente", "regio", "categorie", "geslacht", "leeftijd"), measure="opvang-stand"
        ),
    }
    jobs = {title: Command(code=code) for title, code in codes.items()}
    peaks = {title: command.peak(folder) for title, command in jobs.items()}
    turns = {title: (repeats or REPEATS, partial(command.sample, folder)) for title, command in jobs.items()}
    samples = in_turns(turns, PART)
    for title in jobs:
        yield Row(PART, title, title, [evolve(each, peak=peaks[title]) for each in samples[title]], samples[READ])
