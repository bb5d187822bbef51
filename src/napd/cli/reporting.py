"""The command `report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from napd.cli.added import given
from napd.cli.scoring import exit_code, keeps_back, problem_lines
from napd.cli.show import load_framework, made_up, progress, say, show_json, steps
from napd.cli.without_pandas import pyarrow_without_pandas


def run_report(
    answers: Sequence[str],
    output: str,
    framework: str | None,
    *,
    round_id: str | None,
    title: str | None,
    publish: bool,
    json: bool,
) -> int:
    """Score answers and write the pages of their report. Returns the exit code.

    Raises:
        NapdError: when there is no such round, nothing to report, or the folder cannot be written.
    """
    pyarrow_without_pandas()
    from napd.pages.site import TITLE, report
    from napd.scoring.run import score

    used = load_framework(framework, publish=publish)
    with progress("Scoring") as count:
        result = score(list(answers), used, progress=count)
    with _pages() as step:
        site = report(result, output, round=round_id, title=title or TITLE, given=given(), progress=step)
    if json:
        told = {"remarks": site.remarks, "faults": site.faults}
        show_json({"folder": str(site.folder), "pages": site.pages, "bytes": site.size, **told})
    wrote = f"wrote {site.pages} pages, {site.size / 1e6:.1f} MB: open {site.folder / 'index.html'}"
    say(f"{made_up(result.fictional)}{wrote}")
    said = [f"napd: {line}" for line in (*site.faults, *site.remarks)]
    if lines := [*said, *(problem_lines(result) if len(result.problems) else ())]:
        say(*lines)
    return 1 if keeps_back(result) or site.faults else exit_code(used, result)


@contextmanager
def _pages() -> Iterator[Callable[[int, int], None]]:
    """Show how many pages are written, once it is known how many there will be."""
    bar: list[Callable[[], None]] = []
    with ExitStack() as stack:

        def step(done: int, total: int) -> None:
            if not bar:
                bar.append(stack.enter_context(steps("Writing pages", total)))
            if done:
                bar[0]()

        yield step
