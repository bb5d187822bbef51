"""Show how well records are filled in: by deliverer and field, beside the previous delivery."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from napd import Framework, NapdError, hookimpl
from napd.plugin import insist_free, local_plugins, options, pyarrow_without_pandas, say, show_json, write_whole
from napd_counts.count_command import Records

FEW = 5


def quality(
    records: Records,
    *,
    layout: Annotated[str, typer.Option("--layout", metavar="NAME", help="The layout.", show_default=False)],
    before: Annotated[
        list[str] | None,
        typer.Option("--before", metavar="FILE", help="The previous delivery; may be repeated.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False, help="Write the table to a .csv or .parquet file."
        ),
    ] = None,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
    overwrite: options.Overwrite = False,
) -> int:  # fmt: skip
    """Show how well records are filled in: by deliverer and field, filled, unknown, empty, wrong and double.

    It is for those who register, to improve registration together. Shares are whole percentages, and of a deliverer
    with fewer than 10 records there are none.

    Example: napd quality examples/opvang-FICTIEF/records.csv --layout monitor-dakloosheid
    """
    pyarrow_without_pandas()
    from napd_counts.delivery import read_delivery
    from napd_counts.layouts import layout_named
    from napd_counts.quality import quality as quality_of
    from napd_counts.quality_table import quality_lines, quality_rows, quality_table
    from napd_counts.telling import first_lines, table_bytes
    from napd_counts.words import telling

    tell, used = telling(), layout_named(layout)
    if output is not None:
        insist_free(Path(output), overwrite=overwrite)
    areas = Framework.load(framework, local_plugins()).areas
    now, then = (read_delivery(paths, used, areas) if paths else None for paths in (records, before))
    for each in filter(None, (now, then)):
        if each.stops:
            say(tell("count.stopped"), *first_lines(each, FEW))
            raise NapdError(tell("records.unusable"))
    rows = quality_rows(quality_of(now), quality_of(then) if then else [])  # type: ignore[arg-type]
    if output is not None:
        write_whole(Path(output), table_bytes(quality_table(rows), Path(output)), overwrite=overwrite)
        say(tell("quality.wrote", path=output))
    elif json:
        show_json(rows)
    else:
        sys.stdout.writelines(f"{line}\n" for line in quality_lines(rows, tell))
    return 0


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `quality`."""
    return quality
