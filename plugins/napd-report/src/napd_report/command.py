"""Write a report: pages to read, to print, and to put on a website."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

import typer

from napd import hookimpl
from napd.plugin import options, say, show_json, steps, texts


def report(
    answers: options.Answers,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="DIR", show_default=False,
            help="Write the pages to this folder; a report that is there is replaced.",
        ),
    ],
    *,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--round", metavar="ROUND", show_default=False,
            help="The round that they are about; by default the last answered.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What the pages are called.", show_default=False)
    ] = None,
    publish: options.Publish = False,
    figures: options.Figures = None,
    dashboard: options.Dashboards = None,
    stories: options.Stories = None,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
) -> int:  # fmt: skip
    """Write a report: pages to read, to print, and to put on a website.

    An overview of each round, a page for each region and each indicator, and one on method. They need no
    server, and ask nothing of one.

    Example: napd report examples/landelijk-FICTIEF/answers.csv -o site/
    """
    from napd.plugin import Session, say_beside
    from napd_report.site import report as written

    session = Session.of(framework, publish=publish, json=json, figures=figures, stories=stories, dashboard=dashboard)
    result = session.score(answers)
    left = say_beside(result)
    with _pages(session.framework.say("told.writing_pages")) as step:
        site = written(result, output, round=round, title=title, progress=step)
    if json:
        told = {"remarks": site.remarks, "faults": site.faults}
        show_json({"folder": str(site.folder), "pages": site.pages, "bytes": site.size, **told})
    size = f"{site.size / 1e6:.1f}".replace(".", session.framework.say("words.decimal"))
    tell = texts(session.framework.language, "napd_report")
    wrote = tell("told.wrote", count=site.pages, size=size, path=site.folder / "index.html")
    say(f"{session.made_up(result)}{wrote}", *(f"napd: {line}" for line in (*site.faults, *site.remarks)))
    session.say_problems(result)
    return session.code(result, left=session.keeps_back(result) or left or bool(site.faults))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `report`."""
    return report


@contextmanager
def _pages(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many pages are written, once it is known how many there will be."""
    bar: list[Callable[[], None]] = []
    with ExitStack() as stack:

        def step(done: int, total: int) -> None:
            if not bar:
                bar.append(stack.enter_context(steps(label, total)))
            if done:
                bar[0]()

        yield step
