"""The text of a comparison: for each region what moved and why, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from napd.framework.framework import Framework
from napd.signs import harmless
from napd.views.words import CHANGES, way_words

Row = Mapping[str, Any]
NOT_CARRIED = {
    "contradiction": "de antwoorden spreken elkaar tegen", "incomplete": "niet alle delen hebben geantwoord",
    "unusable": "het gezamenlijke antwoord past niet bij de vraag",
}  # fmt: skip


def text(framework: Framework, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """For each region its scores that moved, with what moved them; and what was carried to successors."""
    names = {area.code: area.name for area in framework.areas}
    titles = {indicator.id: indicator.title for indicator in framework.indicators}
    both = [(row["region"], kind, row) for kind in ("changes", "carried") for row in rows[kind]]
    both.sort(key=lambda each: (names[each[0]].casefold(), each[0]))  # stable: what changed before what was carried
    for region, mine in groupby(both, key=lambda each: each[0]):
        own = list(mine)
        yield f"{names[region]} ({region}), van {own[0][2]['from_round']} naar {own[0][2]['to_round']}"
        for _, kind, row in own:
            title = f"  {titles[row['indicator']]} · {row['perspective']}"
            yield from _moved(framework, names, title, row) if kind == "changes" else _carried(names, title, row)


def _moved(framework: Framework, names: Mapping[str, str], title: str, row: Row) -> Iterator[str]:
    who = f" · {names[row['area']]}" if row["area"] != row["region"] else ""
    old, new, steps = way_words(framework, row)
    yield f"{title}{who}: {old} → {new}: {CHANGES[row['change']]}"
    yield "    " + "; ".join(steps)


def _carried(names: Mapping[str, str], title: str, row: Row) -> Iterator[str]:
    parts = " + ".join(names[part] for part in row["parts"].split("|"))
    what = f"overgenomen: {harmless(row['value'])}" if row["value"] is not None else NOT_CARRIED[row["how"]]
    yield f"{title}: vraag {row['question']}, {parts} → {names[row['area']]}: {harmless(row['values'])}; {what}"
