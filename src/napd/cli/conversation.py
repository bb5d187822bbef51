"""The command `conversation`: a page for one region to talk by, or one for each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from napd.cli.options import Answers, Dashboards, Figures, FrameworkFile, Json, Overwrite, Publish, Stories, words
from napd.cli.terminal import as_it_is, say, show_json, steps
from napd.errors import NapdError
from napd.tables.whole import LeftAlone, insist_free, write_whole

if TYPE_CHECKING:
    from napd.cli.session import Session
    from napd.scoring.result import Result
    from napd.views.conversation import Conversation

SUFFIXES = {"text": ".txt", "markdown": ".md"}


def conversation(
    answers: Answers,
    *,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help="The region, by code or name.", show_default=False)
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="A page for each region that answered, in a folder.")] = False,  # noqa: A002
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--round", metavar="ROUND", help="The round; by default the last that it answered.", show_default=False
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--before", metavar="ROUND", show_default=False,
            help="The round to compare it with; by default the last before it that the region answered.",
        ),
    ] = None,
    perspective: Annotated[
        str | None,
        typer.Option(
            "--perspective", metavar="NAME", help="Whose view comes first; by default the first that answered.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        Literal["text", "markdown"] | None,
        typer.Option(
            "--format", show_default=False, help="By default text, or markdown if the file name ends in .md."
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write it to this file; with --all, to this folder."),
    ] = None,
    overwrite: Overwrite = False,
    publish: Publish = False,
    figures: Figures = None,
    dashboard: Dashboards = None,
    stories: Stories = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:  # fmt: skip
    """Make a page for a conversation with one region.

    For each indicator: what moved since the round before and why, where perspectives differ, which missing answers
    matter most, what to ask, and which support fits. It is an aid to conversation; no other region is named.

    Example: napd conversation examples/landelijk-FICTIEF/answers.csv --area MO0402
    """
    _insist(area, round, before, output, every=all, json=json)
    if output and not all:
        insist_free(Path(output), overwrite=overwrite)
    from napd.cli.beside import say_beside
    from napd.cli.session import Session
    from napd.views.conversation import check_names, conversations
    from napd.views.conversation import conversation as talk

    session = Session.of(framework, publish=publish, json=json, figures=figures, stories=stories, dashboard=dashboard)
    check_names(session.framework, round, before, perspective)  # before the answers are read
    if area is not None:
        area = session.region(area, round)
    result = session.score(answers)
    left = say_beside(result)
    pages, asked = PageWriter(session, _format(format, output), overwrite), (round, before, perspective)
    if area is not None:
        pages.deliver(talk(result, area, *asked), output)
    elif output:
        left |= pages.write_all(result, Path(output), *asked)
    else:
        show_json([one.to_dict() for one in conversations(result, None, *asked)])
    session.say_problems(result)
    return session.code(result, left=session.keeps_back(result, area) or left)


def _insist(
    area: str | None, round_id: str | None, before: str | None, output: str | None, *, every: bool, json: bool
) -> None:
    if every == (area is not None):
        raise NapdError("name a region with --area, such as --area MO0402, or use --all")
    if json and output:
        raise NapdError("--json writes to stdout, and --output a page for people: leave one of them out")
    if every and not json and not output:
        raise NapdError("--all writes a page for each region: name a folder with --output, or use --json")
    if every and before and not round_id:
        raise NapdError("with --all, --before goes with --round: each region has its own last round")


def _format(name: str | None, output: str | None) -> str:
    """The format, where it is not given that of the file's name."""
    return name or ("markdown" if Path(output or "").suffix.casefold() == ".md" else "text")


class PageWriter(NamedTuple):
    """How pages are written.

    Args:
        session: the command that writes them.
        format: "text" or "markdown".
        overwrite: whether files in which people may have typed are replaced.
    """

    session: Session
    format: str
    overwrite: bool

    def deliver(self, found: Conversation, output: str | None) -> None:
        """Write the page of one region, or show it."""
        if output:
            say(f"{self.session.made_up(found)}{words()('told.wrote', path=self._write(found, Path(output)))}")
        elif self.session.json:
            show_json(found.to_dict())
        else:
            print(self._page(found), file=as_it_is(sys.stdout))

    def write_all(
        self, result: Result, folder: Path, round_id: str | None, before: str | None, perspective: str | None
    ) -> bool:
        """Write a page for each region that answered, and say how many did not. Gives whether any is left as it was."""
        from napd.tables.folder import make_folder
        from napd.tables.names import area_file
        from napd.views.conversation import answered, conversations

        codes = answered(result, round_id)
        make_folder(folder)
        left, ending = [], SUFFIXES[self.format]
        with steps(words()("told.writing_pages"), len(codes)) as done:
            for found in conversations(result, None, round_id, before, perspective):
                try:
                    self._write(found, folder / area_file(found.round, found.area, found.name, ending=ending))
                except LeftAlone as why:
                    left.append(f"napd: {why}")
                done()
        silent = len(result.framework.areas.regions()) - len(codes)
        left_out = f"; {words()('told.silent', count=silent)}" if silent else ""
        wrote = words()("told.pages", count=len(codes) - len(left), folder=folder)
        say(f"{self.session.made_up(result)}{wrote}{left_out}", *left)
        return bool(left)

    def _write(self, found: Conversation, path: Path) -> Path:
        return write_whole(path, f"{self._page(found)}\n", overwrite=self.overwrite)

    def _page(self, found: Conversation) -> str:
        return found.markdown() if self.format == "markdown" else found.text()
