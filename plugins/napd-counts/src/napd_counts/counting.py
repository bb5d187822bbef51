"""Counting: records become a table, which stays in memory until `napd_disclosure` has protected it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl
from attrs import frozen

from napd import Area, NapdError, Scheme
from napd.plugin import Message, nearest
from napd_counts import episodes
from napd_counts.checks import UNKNOWN, CheckFound
from napd_counts.cube import cells
from napd_counts.episodes import END, FOREVER, KEY, START
from napd_counts.layout import DAYS, Bands, Countable, RecordLayout
from napd_counts.places import LEVELS, Placing
from napd_counts.words import message

if TYPE_CHECKING:
    from napd_counts.delivery import RecordDelivery
    from napd_disclosure import CountTable, Dimension

AREA = "area"
MADE = "_made"


@frozen(kw_only=True)
class CountRequest:
    """What is asked of the records.

    Args:
        layout: of the records.
        counted: what is counted.
        first: the day, or the first day of the period.
        last: the last day.
        of: the area that is counted; records of another are left out, and those of which the gemeente is not known are
            in it.
        by: fields, bands and levels of area by which it is broken down.
        total: the total of the scheme of the category; by default its first.
        gap: days between records that are one episode.
        last_day: whether the last day of a record counts.

    Raises:
        NapdError: where it cannot be asked, with what can.
    """

    layout: RecordLayout
    counted: Countable
    first: date
    last: date
    of: Area
    by: tuple[str, ...] = ()
    total: str = ""
    gap: int = 0
    last_day: bool = True

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise NapdError(f"the period ends on {self.last}, before it begins on {self.first}")
        if self.counted.way == "stock" and self.first != self.last:
            raise NapdError(f"{self.counted.id} is counted on one day: give it with --day")
        if self.gap < 0:
            raise NapdError(f"--gap {self.gap}: give a number of days, 0 or more")
        levels = list(LEVELS)[: list(LEVELS.values()).index(self.of.kind) + 1]
        known = (*self.schemes, *levels)
        for name in self.by:
            if name not in known:
                raise NapdError(
                    f"--by {name}: {self.counted.id} is broken down by {', '.join(known)}.{nearest(name, known)}"
                )
        if self.total and self.total not in (totals := self._category.totals if self._category else {}):
            there = f"there are {', '.join(totals)}" if totals else "its records have no category"
            raise NapdError(f"--total {self.total}: {there}.{nearest(self.total, totals)}")

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """All schemes of the measure."""
        return self.layout.schemes_of(self.counted.way)

    @property
    def _category(self) -> Scheme | None:
        return self.schemes.get(self.layout.category)

    @property
    def levels(self) -> list[str]:
        """The levels of area that are asked for, smallest first."""
        return [name for name in LEVELS if name in self.by]

    @property
    def parts(self) -> list[str]:
        """The schemes by which it is broken down, in the order asked."""
        return [name for name in dict.fromkeys(self.by) if name in self.schemes]

    @property
    def is_whole(self) -> bool:
        """Whether the area is not broken down."""
        return not self.levels or LEVELS[self.levels[0]] == self.of.kind

    @property
    def needed(self) -> set[str]:
        """The choices that have to be looked at: those that break it down, and those of which not all are counted."""
        partly = {
            name
            for name, part in self.fixed.items()
            if len(self.schemes[name].part(part)) < len(self.schemes[name].categories)
        }
        return {*self.parts, *partly}

    @property
    def others(self) -> tuple[str, ...]:
        """Further fields of a record that the way of counting looks at."""
        return tuple(filter(None, (*self.counted.within, self.layout.facility)))

    def concerns(self, found: CheckFound) -> bool:
        """Whether a fault matters here: that a column is missing does where its field is looked at."""
        fault = found.faults[0]
        bands = {each.of for each in self.layout.bands if each.id in self.parts}
        used = {*self.needed, *bands, *self.others, self.layout.place}
        return fault.check != "column_missing" or fault.column in used

    def total_of(self, scheme: Scheme) -> str:
        """The total of a scheme that is meant."""
        named = self.total if scheme.id == self.layout.category else ""
        return named or next(iter(scheme.totals))

    @property
    def fixed(self) -> dict[str, str]:
        """The part of each scheme by which it is not broken down."""
        return {name: self.total_of(scheme) for name, scheme in self.schemes.items() if name not in self.parts}


def count_of(delivery: RecordDelivery, asked: CountRequest) -> CountTable:
    """Count records; the table holds every small number, and is read by `napd_disclosure.protect` alone.

    Raises:
        NapdError: where a file of the delivery cannot be used, or the table would be too large.
    """
    from napd_disclosure import CountTable

    if delivery.stops:
        raise NapdError("the records cannot be used as they are: napd records says why")
    placing = Placing(delivery.areas, asked.of, asked.last)
    dimensions = [_of_areas(asked, placing), *(_of_scheme(asked, asked.schemes[name]) for name in asked.parts)]
    table = cells(_counted(delivery, asked, placing), dimensions, asked.counted.way)
    measure = next(each for each in asked.layout.measures if each.id == asked.counted.id)
    return CountTable(
        measure=measure, first=asked.first, last=asked.last, dimensions=dimensions,
        areas=delivery.areas, coverage_of={} if asked.is_whole else {UNKNOWN: f"{asked.levels[0]} {UNKNOWN}"},
        cells=table.to_arrow(), fixed=asked.fixed, source=asked.layout.source, fictional=delivery.fictional,
    )  # fmt: skip


def _of_areas(asked: CountRequest, placing: Placing) -> Dimension:
    """The areas: the smallest that are asked for, and the totals of larger ones, up to the one that is counted."""
    from napd_disclosure import Dimension

    sums, of = asked.counted.way != "persons", asked.of.code
    if asked.is_whole:
        return Dimension(id=AREA, codes=(of,))  # nobody is in two of one
    smallest, *larger = ({code: places[code] for code in places} for places in map(placing.at, asked.levels))
    codes = (*sorted({*smallest.values()} - {UNKNOWN}), UNKNOWN)
    totals: dict[str, tuple[str, ...]] = {}
    for places in larger:
        lying = {smallest[code]: area for code, area in places.items()}
        for area in sorted({*lying.values()} - {UNKNOWN, of}):
            totals[area] = tuple(code for code in codes if lying.get(code) == area)
    return Dimension(id=AREA, codes=codes, totals={**totals, of: codes}, sums=sums)


def _of_scheme(asked: CountRequest, scheme: Scheme) -> Dimension:
    """A scheme, with its totals: the one that is asked for, or all."""
    from napd_disclosure import Dimension

    of_person = scheme.id in asked.layout.of_person or any(
        each.id == scheme.id and each.of in asked.layout.of_person for each in asked.layout.bands
    )
    named = asked.total if scheme.id == asked.layout.category else ""
    totals = {named: scheme.totals[named]} if named else scheme.totals
    sums = of_person or asked.counted.way != "persons"
    return Dimension(id=scheme.id, codes=tuple(scheme.categories), totals=totals, sums=sums)


def _counted(delivery: RecordDelivery, asked: CountRequest, placing: Placing) -> pl.LazyFrame:
    """What is counted: a row for each person, event or stay, with a code in each dimension."""
    rows = _rows(delivery, asked, placing)
    way, layout = asked.counted.way, asked.layout
    if not layout.end:
        rows = _settled(rows.filter(pl.col(START) == asked.first), layout)
    elif way == "stock":
        rows = episodes.on(rows, asked.first)
    elif way == "persons":
        there = rows.filter((pl.col(START) <= asked.last) & (pl.col(END) >= asked.first))
        rows = _of_persons(there, layout)
    elif way == "days":
        rows = episodes.days_in(rows, asked.first, asked.last)
    else:
        rows = _events(rows, asked)
    partly = {name: asked.schemes[name].part(asked.fixed[name]) for name in asked.needed if name in asked.fixed}
    wanted = [pl.col(name).cast(pl.String).is_in(parts) for name, parts in partly.items()]
    return _banded(rows, asked).filter(*wanted)


def _rows(delivery: RecordDelivery, asked: CountRequest, placing: Placing) -> pl.LazyFrame:
    """The records that can be counted, under the names that `episodes` knows."""
    layout, frame = asked.layout, delivery.frame.filter(delivery.sound)
    end = pl.col(layout.end).fill_null(FOREVER) if layout.end else pl.col(layout.start)
    if not asked.last_day:
        end = pl.when(end < FOREVER).then(end.dt.offset_by("-1d")).otherwise(end)
    types = frame.collect_schema()
    choices = [_filled(name, types) for name in layout.choices if name in asked.needed]
    others = [pl.col(name) for name in dict.fromkeys(asked.others) if name not in layout.choices]
    born = [_born(each, layout) for each in layout.bands if each.id in asked.parts and each.of != DAYS]
    inside, area = _area(asked, placing, types[layout.place])
    made = [pl.col(layout.made).fill_null(date.min).alias(MADE)] if len(delivery.made) > 1 else []
    rows = frame.filter(inside).select(
        pl.col(layout.key).alias(KEY), pl.col(layout.start).alias(START), end.alias(END), *area,
        *choices, *others, *born, *made,
    )  # fmt: skip
    if made:
        rows = episodes.joined(rows, [layout.facility] if layout.facility else [], MADE).drop(MADE)
    unused = [] if layout.facility in asked.counted.within else [layout.facility]  # it only says which records are one
    return rows.filter(pl.col(START) <= pl.col(END)).drop(unused, strict=False)


def _filled(name: str, types: pl.Schema) -> pl.Expr:
    """A choice, with what is not known as a class of its own; Polars takes the text alone for another type."""
    return pl.col(name).fill_null(pl.lit(UNKNOWN, types[name]))


def _born(bands: Bands, layout: RecordLayout) -> pl.Expr:
    """The number of which a band is; a year of birth after the record began is none."""
    number = pl.col(bands.of)
    return (
        pl.when(pl.col(layout.start).dt.year() >= number).then(number).alias(bands.of)
        if layout.of_age(bands)
        else number
    )


def _area(asked: CountRequest, placing: Placing, kind: pl.DataType) -> tuple[pl.Expr, list[pl.Expr]]:
    """Whether a record is counted here, and the smallest area that is asked for, where there are several."""
    place = pl.col(asked.layout.place)
    within = pl.Series(placing.within(), dtype=kind)
    inside = place.is_null() | (place == UNKNOWN) | place.is_in(within.implode())
    if asked.is_whole:
        return inside, []
    lying = placing.at(asked.levels[0])
    areas = pl.Enum(sorted({*lying.values(), UNKNOWN}))
    codes, found = pl.Series([*lying], dtype=kind), pl.Series([*lying.values()], dtype=areas)
    area = place.replace_strict(codes, found, default=UNKNOWN, return_dtype=areas)
    return inside, [area.alias(AREA)]


def _settled(rows: pl.LazyFrame, layout: RecordLayout) -> pl.LazyFrame:
    """Each person once: of what reports do not agree on, the first option or the unknown, as the layout says."""
    said = []
    for name in rows.collect_schema().names():
        if name in (KEY, START, END):
            continue
        known = pl.col(name).filter(pl.col(name).cast(pl.String) != UNKNOWN).drop_nulls()
        one = pl.when(known.n_unique() == 1).then(known.first())
        said.append((known.min() if name in layout.first_counts else one).alias(name))
    once = rows.group_by(KEY).agg(*said)
    names = [name for name in once.collect_schema().names() if name in (AREA, *layout.choices)]
    return once.with_columns(_filled(name, once.collect_schema()) for name in names)


def _of_persons(rows: pl.LazyFrame, layout: RecordLayout) -> pl.LazyFrame:
    """What is said of a person, the same in all of its rows: what is first known of it."""
    names = [name for name in rows.collect_schema().names() if name in layout.of_person]
    if not names:
        return rows
    known = {name: pl.col(name).cast(pl.String) != UNKNOWN for name in names}
    first = [
        pl.col(name).filter(is_known).sort_by(pl.col(START).filter(is_known), pl.col(END).filter(is_known)).first()
        for name, is_known in known.items()
    ]
    choices = [_filled(name, rows.collect_schema()) for name in names if name in layout.choices]
    return rows.drop(names).join(rows.group_by(KEY).agg(first).with_columns(choices), on=KEY)


def _events(rows: pl.LazyFrame, asked: CountRequest) -> pl.LazyFrame:
    """Each episode that begins, or ends, in the period, as it was on that day."""
    if asked.counted.way == "entries":  # what ended long before cannot be one with what begins now
        before = (pl.lit(asked.first) - pl.col(END)).dt.total_days()
        rows = rows.filter((before <= asked.gap + 1) & (pl.col(START) <= asked.last))
    merged = episodes.merged(rows, asked.counted.within, asked.gap)
    day = pl.col(START if asked.counted.way == "entries" else END)
    found = merged.filter((day >= asked.first) & (day <= asked.last))
    last = [name for name in found.collect_schema().names() if name.endswith("_last")]
    if asked.counted.way == "exits":
        found = found.with_columns(pl.col(name).alias(name.removesuffix("_last")) for name in last)
    return found.drop(last)


def _banded(rows: pl.LazyFrame, asked: CountRequest) -> pl.LazyFrame:
    """With a column for each band."""
    bands = asked.layout.banded(asked.counted.way)
    return rows.with_columns(_band(each, asked).alias(name) for name, each in bands.items() if name in asked.parts)


def _band(bands: Bands, asked: CountRequest) -> pl.Expr:
    """The class of a number."""
    if bands.of == DAYS:
        number = (pl.col(END) - pl.col(START)).dt.total_days() + 1
    else:
        number = pl.lit(asked.last.year) - pl.col(bands.of) if asked.layout.of_age(bands) else pl.col(bands.of)
    found = pl.lit(UNKNOWN)
    for name, (first, last, _) in bands.classes.items():
        fits = (number >= first) & (pl.lit(value=True) if last is None else number <= last)
        found = pl.when(fits).then(pl.lit(name)).otherwise(found)
    return found


def remarks(delivery: RecordDelivery, asked: CountRequest) -> list[Message]:
    """What has to be said of how was counted."""
    found = []
    if asked.layout.end:
        found.append(message("count.last_day" if asked.last_day else "count.not_last_day"))
    if asked.counted.way in ("entries", "exits"):
        found.append(message("count.gap", days=str(asked.gap)))
    if delivery.made and asked.last > delivery.made[-1]:
        found.append(message("count.beyond", day=asked.last, made=delivery.made[-1]))
    if not asked.layout.end and asked.first not in nights(delivery):
        found.append(message("count.no_night", day=asked.first))
    return found


def nights(delivery: RecordDelivery) -> list[date]:
    """The nights that records are of."""
    found = delivery.collect(delivery.frame.select(pl.col(delivery.layout.start).drop_nulls().unique()))
    return sorted(found.to_series())
