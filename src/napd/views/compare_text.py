"""The text of a comparison: for each region what moved and why, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from napd.framework.framework import Framework
from napd.signs import harmless
from napd.texts import Texts
from napd.views.titled import titled
from napd.views.words import way_words

Row = Mapping[str, Any]


def lines(framework: Framework, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """For each dashboard and region the scores that moved, with what moved them; and what was carried to successors."""
    both = [(str(row["region"]), kind, row) for kind in ("changes", "carried") for row in rows[kind]]
    return titled(framework, both, lambda each: str(each[2]["indicator"]), partial(_regions, framework))


def _regions(framework: Framework, both: Sequence[tuple[str, str, Row]]) -> Iterator[str]:
    names = {area.code: area.name for area in framework.areas}
    titles = {indicator.id: indicator.title for indicator in framework.indicators}
    # Stable: what changed before what was carried
    ordered = sorted(both, key=lambda each: (names[each[0]].casefold(), each[0]))
    for region, mine in groupby(ordered, key=lambda each: each[0]):
        own = list(mine)
        rounds = {end: own[0][2][f"{end}_round"] for end in ("from", "to")}
        yield framework.say("compare.region", names[region], region, before=rounds["from"], now=rounds["to"])
        for _, kind, row in own:
            title = f"  {titles[row['indicator']]} · {row['perspective']}"
            if kind == "changes":
                yield from _moved(framework, names, title, row)
            else:
                yield from _carried(framework.say, names, title, row)


def _moved(framework: Framework, names: Mapping[str, str], title: str, row: Row) -> Iterator[str]:
    who = f" · {names[row['area']]}" if row["area"] != row["region"] else ""
    old, new, steps = way_words(framework, row)
    moved = framework.say(f"change.{row['change']}")
    yield f"{title}{who}: {old} → {new}: {moved}"
    yield "    " + "; ".join(steps)


def _carried(say: Texts, names: Mapping[str, str], title: str, row: Row) -> Iterator[str]:
    parts = " + ".join(names[part] for part in row["parts"].split("|"))
    kept = row["value"] is not None
    what = say("compare.carried", harmless(row["value"])) if kept else say(f"compare.not_carried.{row['how']}")
    asked = say("compare.question", row["question"])
    yield f"{title}: {asked}, {parts} → {names[row['area']]}: {harmless(row['values'])}; {what}"
