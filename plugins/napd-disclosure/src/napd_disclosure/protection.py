"""Protecting a count: hide, audit what is left to see, and give figures that may be published, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from napd import ModelError, NapdError
from napd.plugin import Message, nearest
from napd_disclosure.constraints import Constraints, Ints, blocks_of, levels_of, sums_of, sums_of_cells
from napd_disclosure.count import AREA, MANY, PLUS, CountTable, Dimension, values_of
from napd_disclosure.hiding import Figured, Flags, Hide, Hiding
from napd_disclosure.partners import partners
from napd_disclosure.protected import Protected
from napd_disclosure.publication import PublishedTable, read_publications, together
from napd_disclosure.ranges import Audit, Progress
from napd_disclosure.rules import Rules
from napd_disclosure.telling import reasons

MOST = 50_000
"""How many leaves a table may have: the country by gemeente, category, sex and age has 20,000."""
Earlier = str | Path | Protected


class Disclosed(NapdError):  # noqa: N818 - reads as what it says
    """A table that is not protected, because what is published would give small figures away.

    Args:
        messages: which, and the reckoning that gives each away.
    """

    def __init__(self, messages: Sequence[Message]) -> None:
        super().__init__("\n".join(map(str, messages)))
        self.messages = tuple(messages)


def protect(
    count: CountTable,
    rules: Rules | None = None,
    *,
    earlier: Iterable[Earlier] = (),
    hide: Hide = partners,
    progress: Progress | None = None,
) -> Protected:
    """Protect a count: hide what is small, and what would give it back, and prove that nothing does.

    Everything that is shown is audited, with all that was published earlier: for each hidden figure there are two
    tables that fit what is shown, between which it differs as much as the rules ask. Where hiding single figures does
    not do, a whole breakdown is left out, the last dimension first.

    Args:
        count: as it was counted.
        rules: by default those of `Rules()`.
        earlier: what is published already of the same measure and period: what `protect` gave, folders or files.
        hide: chooses what is hidden beside what is small.
        progress: is called now and then.

    Raises:
        Disclosed: with the reckonings, where nothing that can be hidden keeps a small figure from view.
        ModelError: where the totals of the count are not the sums of their codes.
        NapdError: where an earlier publication cannot be read, or is about something else; or the table is too large.
    """
    used = Rules() if rules is None else rules
    _refuse_what_takes_too_long(count)
    hiding = _hiding(count, used, earlier, progress)
    hidden = _checked(hide(hiding), hiding.figures.small)
    left_out: list[Dimension] = []
    audit = hiding.audit(hidden)
    for dimension in (*reversed(count.dimensions), None):
        if not audit.prove(progress).any():
            return Protected._proved(count, hiding, hidden, audit, left_out)  # noqa: SLF001 - only here is it proved
        if dimension is not None:
            left_out.append(dimension)
            hidden = hidden | _broken_down(count, dimension)
            audit.loosen(hiding.known(hidden))
    raise Disclosed([*reasons(audit, MANY)])


def _refuse_what_takes_too_long(count: CountTable) -> None:
    """Refuse a table of more smallest parts than can be audited in some minutes, with what makes it smaller."""
    size = prod(len(each.codes) for each in count.dimensions)
    if size > MOST:
        fewer = [f"without {each.id} {size // len(each.codes):,}" for each in count.dimensions[1:]]
        raise NapdError(
            f"this table has {size:,} smallest parts, and the audit of more than {MOST:,} takes too long: "
            f"break it down by less ({'; '.join(fewer)}), or count fewer areas"
        )


def _hiding(count: CountTable, rules: Rules, earlier: Iterable[Earlier], progress: Progress | None) -> Hiding:
    """The count as figures and leaves, and what is known already."""
    value = values_of(count, "value")
    shared = np.zeros_like(value) if count.adds_up else values_of(count, "shared")
    tables = [table for each in earlier for table in _of(count, each)]
    within = together([(count.dimensions, count.fixed), *((each.dimensions, each.fixed) for each in tables)])
    names = tuple(count.combinations())
    own = sums_of(count.dimensions)
    leaves = _leaves(count, own, value, shared)
    small, width = _small(count, rules, value)
    sums, before = own, None
    if tables:
        sums = sums_of_cells(names, count.dimensions, count.fixed, within)
        known = [table.known(within) for table in tables]
        before = known[0]
        for more in known[1:]:
            before = before.beside(more)
    figures = Figured(
        sums=sums, names=names, value=value, shared=shared, small=small, width=width, rules=rules,
        blocks=blocks_of(within[0]), levels=levels_of(count.dimensions),
        is_of_amounts=count.is_of_amounts,
    )  # fmt: skip
    if before is not None:
        leaves = _fitting(figures, before, tables)
    return Hiding(figures, leaves, before, progress)


def _leaves(count: CountTable, sums: Any, value: Ints, shared: Ints) -> Ints:
    """The value of each leaf, without whoever is in others too; refuses a total that is no sum."""
    alone = value - shared
    leaves = np.zeros(sums.shape[1], dtype=np.int64)
    single = np.flatnonzero(np.diff(sums.indptr) == 1)
    leaves[sums.indices[sums.indptr[single]]] = alone[single]
    wrong = np.flatnonzero((sums @ leaves != alone) | (alone < 0))
    if len(wrong):
        names = list(count.combinations())
        told = [f"count of {count.measure.id!r}: {', '.join(names[at])} is not the sum of its codes" for at in wrong]
        raise ModelError("\n".join(told[:MANY]))
    return leaves


def _small(count: CountTable, rules: Rules, value: Ints) -> tuple[Flags, Ints]:
    """Which figures the rules hide, and how far each has to stay uncertain."""
    persons = values_of(count, "persons") if count.is_of_amounts else value
    small = (persons < rules.threshold) & ((persons > 0) | (rules.zeros == "hide"))
    if not count.is_of_amounts:
        return small, np.full(len(value), rules.threshold)
    largest = values_of(count, "largest")
    small |= (100 * largest > rules.dominance * value) if rules.threshold else False
    # So far that the largest may be no more than its percentage of the sum, and at least as far as that one counts
    apart = np.maximum(-(-100 * largest // rules.dominance) - value, largest)
    return small, np.where(small, np.maximum(apart, 1), 0)


def _of(count: CountTable, earlier: Earlier) -> list[PublishedTable]:
    """The tables of an earlier publication that are about the same."""
    tables = [earlier.publication] if isinstance(earlier, Protected) else read_publications(earlier)
    about = (count.measure.id, count.first.isoformat(), count.last.isoformat())
    same = [table for table in tables if table.about in (None, about)]
    if not same:
        raise NapdError(f"{tables[0].title}: it is not about {about[0]} from {about[1]} to {about[2]}: leave it out")
    return [_meant(count, table) for table in same]


def _meant(count: CountTable, table: PublishedTable) -> PublishedTable:
    """An earlier table, in which every name stands for codes of the measure or for areas that there are."""
    known = {*(dimension.id for dimension in count.dimensions), *(scheme.id for scheme in count.measure.schemes)}
    if odd := [dimension.id for dimension in table.dimensions if dimension.id not in known]:
        hint = nearest(odd[0], known) or f" Available: {', '.join(sorted(known))}."
        raise NapdError(f"{table.title}: the measure {count.measure.id} is not broken down by {odd[0]!r}.{hint}")
    if not count.adds_up:
        raise NapdError(
            f"{table.title}: persons who may be in several cells cannot be set against an earlier publication: "
            "count each kind by itself, or leave it out and see to it yourself"
        )
    if table.about is not None:  # its receipt says what its totals add up
        return table
    try:
        return table.meaning(partial(_codes_of, count))
    except NapdError as error:
        raise NapdError(f"{table.title}: {error}") from None


def _codes_of(count: CountTable, dimension: str, name: str) -> Sequence[str]:
    """The codes that a name stands for in a table without a receipt; refuses a name that nothing has."""
    if dimension != AREA:
        return count.measure.scheme(dimension).part(name)
    own, found = count.dimensions[0], list[str]()
    for part in (name,) if name in own.names else name.split(PLUS):
        if part in own.names:
            found += own.codes_of(part)
        elif count.areas[part].kind == count.areas[own.codes[0]].kind:
            found.append(part)
        else:
            found += [area.code for area in count.areas.members(part, count.first)]
    return found


def _fitting(figures: Figured, before: Constraints, tables: Sequence[PublishedTable]) -> Ints:
    """Leaves that fit the count and what is known already, also where that tells more of them than the count."""
    size = len(figures.value)
    exact = Constraints(
        figures.sums,
        figures.value,
        figures.value,
        figures.names,
        np.zeros(size, dtype=bool),
        figures.width,
        figures.width,
        figures.blocks,
    )
    try:
        return Audit(exact.beside(before)).base
    except NapdError:
        titles = ", ".join(table.title for table in tables)
        raise NapdError(
            f"{titles}: it does not fit the count: it was made of other records, or of other areas by the same name. "
            "Was it corrected since? Then leave it out, and do not publish both"
        ) from None


def _checked(hidden: Any, small: Flags) -> Flags:
    """What a plugin chose, if it hides at least what is small."""
    found = np.asarray(hidden)
    if found.shape != small.shape or found.dtype != np.bool_ or (small & ~found).any():
        raise NapdError("what chooses the figures to hide must give one flag for each figure, and hide each small one")
    return found


def _broken_down(count: CountTable, dimension: Dimension) -> Flags:
    """Which figures are of a single code of a dimension."""
    number = [each.id for each in count.dimensions].index(dimension.id)
    return np.array([cell[number] in dimension.codes for cell in count.combinations()])
