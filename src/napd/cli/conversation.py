"""The command `conversation`: a page for one region to talk by, or one for each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from napd.cli.scoring import exit_code, keeps_back, problem_lines
from napd.cli.show import load_framework, made_up, progress, say, show_json, steps
from napd.cli.streams import as_it_is
from napd.cli.without_pandas import pyarrow_without_pandas
from napd.errors import NapdError
from napd.writing.folder import make_folder
from napd.writing.names import file_name
from napd.writing.whole import LeftAlone, insist_free, write_whole

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.scoring.result import Result
    from napd.views.conversation import Conversation

SUFFIXES = {"text": ".txt", "markdown": ".md"}


class Wanted(NamedTuple):
    """What to talk about, and where the page goes.

    Args:
        area: code of the region; None for all.
        round, before, perspective: their names, or None.
        format: "text" or "markdown"; None goes by the name of the file.
        output: the file, or of all regions the folder; None for stdout.
        json: whether a program reads it.
        publish: whether only aligned answers count.
        overwrite: whether files in which people may have typed are replaced.
    """

    area: str | None
    round: str | None
    before: str | None
    perspective: str | None
    format: str | None
    output: str | None
    json: bool
    publish: bool
    overwrite: bool

    @property
    def chosen_format(self) -> str:
        """The format, where it is not given that of the file's name."""
        return self.format or ("markdown" if Path(self.output or "").suffix.casefold() == ".md" else "text")


def run_conversation(answers: Sequence[str], wanted: Wanted, framework: str | None, *, every: bool) -> int:
    """Make the page of a region, or of each. Returns the exit code.

    Raises:
        NapdError: for a name that there is not, or a file that cannot be written.
    """
    _insist(wanted, every=every)
    pyarrow_without_pandas()
    from napd.scoring.run import score
    from napd.views.conversation import check_names, region_named

    used = load_framework(framework, publish=wanted.publish)
    check_names(used, wanted.round, wanted.before, wanted.perspective)  # before the answers are read
    if wanted.area is not None:
        region_named(used, wanted.area, wanted.round)
    with progress("Scoring") as count:
        result = score(list(answers), used, progress=count)
    left = _deliver(used, result, wanted)
    if len(result.problems):
        say(*problem_lines(result))
    return 1 if keeps_back(result, wanted.area) or left else exit_code(used, result)


def _insist(wanted: Wanted, *, every: bool) -> None:
    if every == (wanted.area is not None):
        raise NapdError("name a region with --area, such as --area MO0402, or use --all")
    if wanted.json and wanted.output:
        raise NapdError("--json writes to stdout, and --output a page for people: leave one of them out")
    if every and not wanted.json and not wanted.output:
        raise NapdError("--all writes a page for each region: name a folder with --output, or use --json")
    if wanted.output and not every:
        insist_free(Path(wanted.output), overwrite=wanted.overwrite)
    if every and wanted.before and not wanted.round:
        raise NapdError("with --all, --before goes with --round: each region has its own last round")


def _deliver(used: Framework, result: Result, wanted: Wanted) -> list[str]:
    """Write the pages, or show the one that is asked for; gives a line for each that is not written."""
    from napd.views.conversation import conversation, conversations

    asked = wanted.round, wanted.before, wanted.perspective
    if wanted.area is not None:
        _deliver_one(conversation(result, wanted.area, *asked), wanted)
    elif wanted.output:
        return _deliver_all(used, result, wanted, Path(wanted.output))
    else:
        show_json([one.to_dict() for one in conversations(result, None, *asked)])
    return []


def _deliver_one(found: Conversation, wanted: Wanted) -> None:
    if wanted.output:
        say(f"{made_up(found.fictional)}wrote {_write(found, wanted, Path(wanted.output))}")
    elif wanted.json:
        show_json(found.to_dict())
    else:
        print(_page(found, wanted), file=as_it_is(sys.stdout))


def _deliver_all(used: Framework, result: Result, wanted: Wanted, folder: Path) -> list[str]:
    """Write a page for each region that answered, and say how many did not; gives a line for each that is not there."""
    from napd.views.conversation import answered, conversations

    codes = answered(result, wanted.round)
    make_folder(folder)
    left = []
    with steps("Writing pages", len(codes)) as done:
        for found in conversations(result, codes, wanted.round, wanted.before, wanted.perspective):
            name = file_name(found.round, found.area, ending=SUFFIXES[wanted.chosen_format])
            try:
                _write(found, wanted, folder / name)
            except LeftAlone as why:
                left.append(str(why))
            done()
    silent = len(used.areas.regions()) - len(codes)
    left_out = f"; {silent} regions did not answer, and have none" if silent else ""
    say(
        f"{made_up(result.fictional)}wrote {len(codes) - len(left)} pages to {folder}{left_out}",
        *(f"napd: {line}" for line in left),
    )
    return left


def _write(found: Conversation, wanted: Wanted, path: Path) -> Path:
    return write_whole(path, f"{_page(found, wanted)}\n", overwrite=wanted.overwrite)


def _page(found: Conversation, wanted: Wanted) -> str:
    return found.markdown() if wanted.chosen_format == "markdown" else found.text()
