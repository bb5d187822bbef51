"""The text of a comparison: how much moved, then for each region what moved and why, as people read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.values import parted
from napd.tables.columns import aligned
from napd.texts import Texts
from napd.texts.signs import harmless
from napd.views.titled import titled
from napd.views.words import way_words

Row = Mapping[str, Any]
Asked = dict[tuple[str, str, str, str], Counter[str]]
"""By area or region, perspective, indicator and cause: the questions whose answers differ, and in how many members."""


def lines(framework: Framework, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """For each dashboard totals, then by region the scores that moved, with what moved them; and what was carried.

    Args:
        framework: that of the round after.
        rows: of the tables "changes", "changed_answers" and "carried".
    """
    asked = _asked(rows["changed_answers"])
    both = [(str(row["region"]), kind, row) for kind in ("changes", "carried") for row in rows[kind]]
    return titled(framework, both, lambda each: str(each[2]["indicator"]), partial(_dashboard, framework, asked))


def _dashboard(framework: Framework, asked: Asked, both: Sequence[tuple[str, str, Row]]) -> Iterator[str]:
    """What moved on one dashboard: no total is over several."""
    yield from totals(framework, [row for _, kind, row in both if kind == "changes"])
    yield from _regions(framework, both, asked)


def totals(framework: Framework, changes: Sequence[Row]) -> Iterator[str]:
    """How many scores of each indicator moved, how, and by which causes; of one region nothing."""
    if len({row["region"] for row in changes}) <= 1:
        return
    say, first = framework.say, changes[0]
    yield say("compare.totals", len(changes), before=first["from_round"], now=first["to_round"])
    lines = []
    for one in sorted({row["indicator"]: _last(framework, row) for row in changes}.values(), key=framework.place):
        mine = [row for row in changes if row["indicator"] == one.id]
        ways = Counter(row["change"] for row in mine)
        causes = Counter(cause for row in mine for cause in parted(row["causes"]))
        moved = ", ".join(f"{ways[way]} {_short(say(f'change.{way}'))}" for way in say.table("change") if ways[way])
        by = ", ".join(f"{say(f'cause.{cause}')} {causes[cause]}" for cause in say.table("cause") if causes[cause])
        lines.append((one.title, str(len(mine)), moved, say("compare.by", by)))
    yield from (*(f"  {line}" for line in aligned(lines)), "")


def _short(text: str) -> str:
    """A change without what may be said about it besides."""
    return re.split("[,;]", text)[0]


def _last(framework: Framework, row: Row) -> Indicator:
    """The last version of the indicator of a row."""
    return [one for one in framework.indicators if one.id == row["indicator"]][-1]


def _asked(rows: Sequence[Row]) -> Asked:
    found: Asked = {}
    for row in rows:
        for area in {row["area"], row["region"]}:
            key = (area, row["perspective"], row["indicator"], row["cause"])
            found.setdefault(key, Counter())[row["question"]] += row["area"] != area
    return found


def _regions(framework: Framework, both: Sequence[tuple[str, str, Row]], asked: Asked) -> Iterator[str]:
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
                yield from _moved(framework, names, title, row, asked)
            else:
                yield from _carried(framework.say, names, title, row)


def _moved(framework: Framework, names: Mapping[str, str], title: str, row: Row, asked: Asked) -> Iterator[str]:
    who = f" · {names[row['area']]}" if row["area"] != row["region"] else ""
    old, new, steps = way_words(framework, row)
    moved = framework.say(f"change.{row['change']}")
    yield f"{title}{who}: {old} → {new}: {moved}"
    causes = zip(parted(row["causes"]), steps, strict=True)
    yield "    " + "; ".join(step + _questions(framework, row, cause, asked) for cause, step in causes)


def _questions(framework: Framework, row: Row, cause: str, asked: Asked) -> str:
    """The questions whose answers are a cause of a change, in brackets; empty for other causes."""
    found = asked.get((row["area"], row["perspective"], row["indicator"], cause), Counter[str]())
    versions = [one for one in framework.indicators if one.id == row["indicator"]]
    texts = {question.id: question.text for one in versions for question in one.questions}
    shown = [harmless(texts.get(name, name)) + _members(framework, found[name]) for name in texts if name in found]
    return f" ({'; '.join(shown)})" if shown else ""


def _members(framework: Framework, many: int) -> str:
    return f" · {many} {framework.say('areas.municipality', count=many)}" if many > 1 else ""


def _carried(say: Texts, names: Mapping[str, str], title: str, row: Row) -> Iterator[str]:
    parts = " + ".join(names[part] for part in row["parts"].split("|"))
    kept = row["value"] is not None
    what = say("compare.carried", harmless(row["value"])) if kept else say(f"compare.not_carried.{row['how']}")
    asked = say("compare.question", row["question"])
    yield f"{title}: {asked}, {parts} → {names[row['area']]}: {harmless(row['values'])}; {what}"
