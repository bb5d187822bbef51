"""Count records, and write figures that are safe to publish: protected, audited, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from attrs import evolve

from napd import Framework, NapdError, hookimpl
from napd.plugin import (
    TablesOutput,
    area_named,
    figure_tables,
    local_plugins,
    options,
    protecting,
    pyarrow_without_pandas,
    say,
    show_json,
    steps,
)

ALWAYS = "csv"
"""The format in which figures are written with their receipt, whatever else is asked for."""

MANY = 10_000
"""Of a table of more figures the audit takes longer than some seconds, and for a whole country about a minute."""
STEP = 250
"""How many figures are about one step of hiding and auditing."""
FEW = 5
Records = Annotated[
    list[str],
    typer.Argument(
        metavar="RECORDS...", help="CSV files, workbooks, Parquet or Arrow files with records, or folders of these.",
        show_default=False,
    ),
]  # fmt: skip


def count(
    records: Records,
    *,
    measure: Annotated[
        str, typer.Option("--measure", metavar="ID", help="What is counted.", show_default=False)
    ],
    day: Annotated[
        str | None, typer.Option("--day", metavar="DAY", help="Count on this day.", show_default=False)
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Count from this day on,", show_default=False)
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="up to and including this one.", show_default=False)
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="YEAR", help="Count in this year.", show_default=False)
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", metavar="FIELD", show_default=False,
            help="Break it down by this field, or by gemeente, regio or provincie; may be repeated.",
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of", metavar="AREA", show_default=False,
            help="The area that is counted, by code or name; by default the whole country. Records of another area are "
            "left out, and those without a gemeente are in it.",
        ),
    ] = None,
    total: Annotated[
        str,
        typer.Option("--total", metavar="NAME", help="The total of categories, such as feantsa.", show_default=False),
    ] = "",
    gap: Annotated[
        int, typer.Option("--gap", metavar="DAYS", help="Days between records that still make them one episode.")
    ] = 0,
    without_last_day: Annotated[
        bool, typer.Option("--without-last-day", help="The last day of a record does not count: nobody slept there.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="DIR", show_default=False,
            help="Write the figures to this folder, as CSV with a receipt.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            "--format", click_type=options.FormatName(), show_default=False,
            help="Write the protected figures in this format too; may be repeated.",
        ),
    ] = None,
    threshold: Annotated[
        int | None,
        typer.Option("--threshold", metavar="N", help="Hide counts below this.", show_default=False),
    ] = None,
    round_to: Annotated[
        int | None,
        typer.Option("--round-to", metavar="N", help="Round to multiples of this; 1 is exact.", show_default=False),
    ] = None,
    zeros: Annotated[
        str | None, typer.Option("--zeros", metavar="[hide|show]", help="Whether a 0 is shown.", show_default=False)
    ] = None,
    dominance: Annotated[
        int | None,
        typer.Option(
            "--dominance", metavar="PERCENT", show_default=False,
            help="Hide a sum of which one person makes up more than this.",
        ),
    ] = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--earlier", metavar="FILE", show_default=False,
            help="Figures that were published before of the same records; may be repeated.",
        ),
    ] = None,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
    overwrite: options.Overwrite = False,
) -> int:  # fmt: skip
    """Count records of people, and give figures that are safe to publish.

    No count leaves this command before it is protected and audited by the rules of disclosure control; so what is shown
    on the screen is protected too. Rules stand in napd.toml, under [disclosure], or in the options.

    Example: napd count examples/opvang-FICTIEF/records.csv --measure opvang-personen --year 2025 --of MO0402
    """
    pyarrow_without_pandas()

    from napd_counts.counting import CountRequest, count_of, remarks
    from napd_counts.delivery import read_delivery
    from napd_counts.layouts import counted_named
    from napd_counts.moments import period
    from napd_counts.telling import first_lines
    from napd_counts.words import telling

    tell = telling()
    try:
        from napd_disclosure import Rules, chosen, protect, write_counts
    except ModuleNotFoundError as error:
        raise NapdError(tell("count.unprotected")) from error
    wanted = [each for each in format or () if each != ALWAYS]
    more = TablesOutput.of(output, wanted, overwrite=overwrite) if wanted else None
    layout, counted = counted_named(measure)
    used = Framework.load(framework, local_plugins())
    area = area_named(used.areas, of or "NL")
    start, end = period(day, first, last, year)
    asked = CountRequest(
        layout=layout, counted=counted, first=start, last=end, of=area, by=tuple(by or ()), total=total, gap=gap,
        last_day=not without_last_day,
    )  # fmt: skip
    rules = Rules.of(used, threshold=threshold, round_to=round_to, zeros=zeros, dominance=dominance)
    delivery = read_delivery(records, layout, used.areas)
    if delivery.stops:
        say(tell("count.stopped"), *first_lines(delivery, FEW))
        raise NapdError(tell("count.nothing"))
    before = [file for each in earlier or () if Path(each).is_dir() for file in Path(each).iterdir()]
    table = count_of(delivery, asked)
    if table.cells.num_rows > MANY:
        say(tell("count.large", figures=table.cells.num_rows))
    with steps(tell("count.protecting"), table.cells.num_rows // STEP) as step:
        found = protect(table, rules, earlier=tuple(earlier or ()), hide=chosen(used), progress=step)
    say(*(options.words().worded(each) for each in (*remarks(delivery, asked), *found.coarsened)))
    figures = evolve(found.figures, language=options.language())
    if json:
        show_json(figures.to_dict())
    elif output is None:
        sys.stdout.write(f"{figures.text()}\n")
    faults: list[str] = []
    if output is not None:
        with protecting(before):
            write_counts(output, [found], overwrite=overwrite)
            faults = more.write(figure_tables(found.figures, used, counts=dict(found.receipt)), used) if more else []
        say(tell("count.wrote", path=output))
    lost, unread = delivery.not_counted, sum(each.count for each in delivery.in_cells if asked.concerns(each))
    found_wrong = {"count.not_counted": lost, "count.in_cells": unread}
    if wrong := [tell(key, count=number) for key, number in found_wrong.items() if number]:
        say(*wrong, tell("count.shows"))
    say(tell("count.rounded") if rules.round_to > 1 else tell("count.exact"))
    return int(bool(wrong or faults))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `count`."""
    return count
