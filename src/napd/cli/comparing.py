"""The command `compare`: what changed between two rounds, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from napd.cli.output import Output
from napd.cli.scoring import exit_code, keeps_back
from napd.cli.show import load_framework, made_up, progress, say, show_json
from napd.cli.views import insist
from napd.cli.without_pandas import pyarrow_without_pandas
from napd.errors import NapdError
from napd.signs import harmless
from napd.views.words import CERTAIN, CHANGES, way_words

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.views.compare import Comparison

Row = Mapping[str, Any]
FILES = 2
NOT_CARRIED = {
    "contradiction": "de antwoorden spreken elkaar tegen", "incomplete": "niet alle delen hebben geantwoord",
    "unusable": "het gezamenlijke antwoord past niet bij de vraag",
}  # fmt: skip


class Wanted(NamedTuple):
    """What to compare, and where it goes.

    Args:
        from_round, to_round: the ids of the rounds, or None.
        chosen: the only region and indicator to show; None for all.
        output: where the changes go, or None.
        publish: whether only aligned answers count.
    """

    from_round: str | None
    to_round: str | None
    chosen: Mapping[str, str | None]
    output: Output | None
    publish: bool


def run_compare(answers: Sequence[str], wanted: Wanted, framework: str | None, *, json: bool) -> int:
    """Show what changed between two rounds, or write it to a file. Returns the exit code.

    Raises:
        NapdError: for more than two files, or a round, region or indicator that is not there.
    """
    if len(answers) > FILES:
        raise NapdError("give the answers of two rounds, or one file or folder that has both, with --from and --to")
    pyarrow_without_pandas()
    from napd.scoring.run import score
    from napd.views.compare import compare

    used = load_framework(framework, publish=wanted.publish)
    insist(used, wanted.chosen)
    with progress("Scoring") as count:
        results = [score(path, used, progress=count) for path in answers]
    found = compare(*results, from_round=wanted.from_round, to_round=wanted.to_round)
    deliver(used, found, wanted, json=json)
    left = [keeps_back(result) for result in results]
    return max(any(left), *(exit_code(used, result) for result in results))


def deliver(used: Framework, found: Comparison, wanted: Wanted, *, json: bool) -> None:
    """Write the changes to a file, or show them on stdout; and say how many there are."""
    rows = {name: _chosen(table.to_pylist(), wanted.chosen) for name, table in found.tables.items()}
    changes = rows["changes"]
    if wanted.output:
        table = type(found.changes).from_pylist(changes, found.tables.schema("changes"))
        wanted.output.write("changes", table, found.tables.receipt)
    elif json:
        show_json({"receipt": found.tables.receipt, **rows})
    elif any(rows.values()):
        print(*(["FICTIEF", ""] if found.fictional else []), *_text(used, rows), sep="\n")
    certain = sum(row["change"] in CERTAIN for row in changes)
    between = f"from {found.from_round} to {found.to_round}"
    counted = f"scores that moved {between}: {len(changes)}, for certain to another outcome: {certain}"
    say(f"{made_up(found.fictional)}{counted}")


def _chosen(rows: Iterable[Row], chosen: Mapping[str, str | None]) -> list[Row]:
    return [row for row in rows if all(row[name] == only for name, only in chosen.items() if only)]


def _text(framework: Framework, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
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
