"""The command `divergence`: where perspectives differ, for the conversation in a region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from napd.cli.output import Output
from napd.cli.scoring import exit_code, keeps_back
from napd.cli.show import aligned, load_framework, made_up, progress, say, show_json
from napd.cli.without_pandas import pyarrow_without_pandas
from napd.errors import NapdError, nearest
from napd.explaining.levels import possible_words
from napd.explaining.values import answer_words
from napd.signs import harmless

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.model.indicator import Indicator

Row = Mapping[str, Any]


def show_divergence(
    answers: Sequence[str],
    output: Output | None,
    framework: str | None,
    chosen: Mapping[str, str | None],
    *,
    json: bool,
) -> int:
    """Show where perspectives differ, or write it to a file. Returns the exit code.

    Args:
        answers: paths.
        output: where it goes, or None.
        framework: the path of the napd.toml, or None.
        chosen: the only region, indicator and round to show; None for all.
        json: whether a program reads it.

    Raises:
        NapdError: when there is no such region, indicator or round.
    """
    pyarrow_without_pandas()
    from napd.scoring.run import score
    from napd.views.divergence import divergence

    used = load_framework(framework)
    insist(used, chosen)
    with progress("Scoring") as count:
        result = score(list(answers), used, progress=count)
    table = divergence(result)
    rows = [row for row in table.to_pylist() if all(row[name] == only for name, only in chosen.items() if only)]
    if output:
        output.write("divergence", type(table).from_pylist(rows, table.schema), result.receipt)
    elif json:
        show_json(rows)
    elif rows:
        print(*(["FICTIEF", ""] if result.fictional else []), *_text(used, rows), sep="\n")
    say(f"{made_up(result.fictional)}{len(rows)} differences between perspectives")
    return 1 if keeps_back(result) else exit_code(used, result)


def insist(framework: Framework, chosen: Mapping[str, str | None]) -> None:
    """Refuse a region, indicator or round that is asked for and is not there; NapdError."""
    known: dict[str, tuple[str, list[str]]] = {
        "region": ("areas", [area.code for area in framework.areas.regions()]),
        "indicator": ("indicators", [indicator.id for indicator in framework.indicators]),
        "round": ("rounds", [round_.id for round_ in framework.rounds]),
    }
    for name, only in chosen.items():
        command, names = known[name]
        if only and only not in names:
            hint = nearest(only, names) or f" `napd {command}` lists them."
            raise NapdError(f"there is no {name} {only!r}.{hint}")


def _text(framework: Framework, rows: Sequence[Row]) -> Iterator[str]:
    """For each region and round what differs, each difference as its question with what either view says."""
    names = {area.code: area.name for area in framework.areas}
    rows = sorted(rows, key=lambda row: names[row["region"]].casefold())  # stable: the rounds stay in order
    for (region, round_), mine in groupby(rows, key=lambda row: (row["region"], row["round"])):
        yield f"{names[region]} ({region}), ronde {round_}"
        for row in mine:
            yield from _difference(framework, names, row)


def _difference(framework: Framework, names: Mapping[str, str], row: Row) -> Iterator[str]:
    indicator = next(
        indicator for indicator in framework.at(framework.rounds[row["round"]].date) if indicator.id == row["indicator"]
    )
    question = indicator.question(row["question"]).text if row["question"] else "het niveau"
    who = f" · {names[row['area']]}" if row["area"] != row["region"] else ""
    yield f"  {indicator.title}: {question}{who}"
    cells = [
        (f"    {row[view]}", _words(indicator, row["question"], row[value]), harmless(row[note] or ""))
        for view, value, note in (("perspective", "value", "note"), ("other_perspective", "other_value", "other_note"))
    ]
    yield from aligned(cells)


def _words(indicator: Indicator, name: str | None, value: str) -> str:
    """A level or an answer as people read it."""
    if name is None:
        return possible_words(indicator.scale, value)
    question = indicator.question(name)
    return harmless(answer_words(question, value))
