"""What `napd records` shows and writes: layouts, an empty form, invented records, and problems in records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

from napd import AreaRegistry, NapdError
from napd.plugin import FICTIONAL, area_named, insist_free, say, show_json, write_whole
from napd_counts.codebook import empty_form, layout_lines, layout_rows, listed
from napd_counts.delivery import FEW, read_delivery
from napd_counts.facilities import read_facilities
from napd_counts.layout import RecordLayout
from napd_counts.telling import counts_of, lines, rows, summary, table_bytes, write_problems
from napd_counts.words import telling

SHOWN = 10
"""How many of one kind are shown; --json has more, and a file all."""
MANY = 100_000
"""How many of one kind are written to a file."""


@frozen
class AskedCheck:
    """What is asked of records.

    Args:
        files: paths of the records.
        before: of the delivery before.
        facilities: path of a list of shelters.
        output: where the problems go; None for the screen.
        json: whether a program reads them.
        overwrite: whether a file in which people may have typed is replaced.
    """

    files: Sequence[str]
    before: Sequence[str]
    facilities: str | None
    output: str | None
    json: bool
    overwrite: bool


def _print(given: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in given)


def layouts(found: Sequence[RecordLayout], *, json: bool) -> int:
    """Every layout, and what can be counted of it."""
    if json:
        show_json(layout_rows(found))
    else:
        _print(listed(found))
    return 0


def layout(used: RecordLayout, *, json: bool) -> int:
    """One layout: its columns, and what can be filled in."""
    if json:
        show_json(layout_rows([used]))
    else:
        _print(layout_lines(used))
    return 0


def form(path: Path, used: RecordLayout, *, overwrite: bool) -> int:
    """Write an empty file to fill in."""
    empty_form(path, used, overwrite=overwrite)
    say(telling()("records.form", path=str(path)))
    return 0


def invented(  # noqa: PLR0913 - what is drawn, and where it goes
    path: Path, used: RecordLayout, areas: AreaRegistry, of: str, persons: int, *, overwrite: bool
) -> int:
    """Write invented records.

    Raises:
        NapdError: where the name of the file does not say that they are, or there are too few people or none at all.
    """
    from napd_counts.inventing import Invention

    if FICTIONAL not in path.name:
        raise NapdError(f"{path}: invented records go to a file with {FICTIONAL} in its name, so that nobody is misled")
    if persons < 1:
        raise NapdError(f"--invent {persons}: give a number of people, 1 or more")
    insist_free(path, overwrite=overwrite)
    made = Invention(used, areas, area_named(areas, of), persons).records()
    write_whole(path, table_bytes(made, path), overwrite=overwrite)
    say(telling()("records.invented", path=str(path), count=made.height))
    return 0


def problems(asked: AskedCheck, used: RecordLayout, areas: AreaRegistry) -> int:
    """Check records; gives the exit code.

    Raises:
        NapdError: where a file cannot be used, after that is shown.
    """
    tell, output = telling(), Path(asked.output) if asked.output is not None else None
    if output is not None:
        insist_free(output, overwrite=asked.overwrite)
    earlier = read_delivery(asked.before, used, areas) if asked.before else None
    shelters = read_facilities(Path(asked.facilities)) if asked.facilities is not None else None
    most = MANY if output is not None else FEW
    delivery = read_delivery(asked.files, used, areas, before=earlier, facilities=shelters, most=most)
    if output is not None:
        write_problems(output, delivery, overwrite=asked.overwrite)
        say(tell("records.personal", path=str(output)))
    if asked.json:
        show_json(rows(delivery))
    elif output is None:
        _print(lines(delivery, SHOWN))
    counts = counts_of(delivery)
    say(summary(counts, tell))
    if delivery.stops:
        raise NapdError(tell("records.unusable"))
    return int(counts["error"] > 0)
