"""The command `score`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from napd.cli.options import (
    Answers,
    AsOf,
    Dashboards,
    Folder,
    Formats,
    FrameworkFile,
    Json,
    Labels,
    Overwrite,
    Publish,
    Trace,
    Wide,
    WithAnswers,
)  # fmt: skip
from napd.cli.terminal import say, show
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.cli.output import Output
    from napd.cli.session import Session
    from napd.scoring.result import Result

FLAGS = {"answers": "--with-answers", "trace": "--trace"}
"""What asks for each further table."""


def score(
    answers: Answers,
    output: Folder = None,
    format: Formats = None,  # noqa: A002
    framework: FrameworkFile = None,
    json: Json = False,
    *,
    dashboard: Dashboards = None,
    publish: Publish = False,
    as_of: AsOf = None,
    with_answers: WithAnswers = False,
    trace: Trace = False,
    labels: Labels = False,
    wide: Wide = False,
    overwrite: Overwrite = False,
) -> int:
    """Score answers.

    Bad rows are reported, and good rows still count. Without --output the scores are printed; --labels and --wide make
    tables for people.

    Example: napd score examples/landelijk-FICTIEF/answers.csv -o out/
    """
    from napd.cli.delivery import ResultOutput
    from napd.cli.session import Session

    also = [name for name, wanted in (("answers", with_answers), ("trace", trace)) if wanted]
    if also and not output:
        raise NapdError(f"{FLAGS[also[0]]} writes to the folder of --output: name it")
    if wide:
        others = {**{FLAGS[name]: True for name in also}, "--format": format, "--labels": labels}
        target = _one_file(output, [flag for flag, given in others.items() if given], overwrite=overwrite)
        session = Session.of(framework, publish=publish, as_of=as_of, json=json, dashboard=dashboard)
        return _wide(session, session.score(answers), target)
    delivery = ResultOutput.of(output, format or (), also, labels=labels, overwrite=overwrite)
    session = Session.of(framework, publish=publish, as_of=as_of, json=json, dashboard=dashboard)
    return delivery.take(session, session.score(answers))


def _one_file(output: str | None, others: Sequence[str], *, overwrite: bool) -> Output | None:
    """The file of the wide table; raises NapdError where something else was asked that is not of that table."""
    from napd.cli.output import output_to

    if others:
        raise NapdError(f"--wide is one table in words, in the format that its file names: leave {others[0]} out")
    return output_to(output, overwrite=overwrite)


def _wide(session: Session, result: Result, target: Output | None) -> int:
    """Write or show the wide table. Returns the exit code."""
    from napd.cli.delivery import summary_line
    from napd.views.wide import wide

    found, words = wide(result), session.framework.say
    if target or session.json:
        session.deliver("wide", found, target)
    else:
        show(
            found.to_dict(),
            {name: name for name in found.table.schema.names},
            words,
            json=False,
            title=words("page.mark") if found.fictional else "",
        )
    counted, *first = session.problem_lines(result)
    say(f"{summary_line(session, result)}; {counted}", *first)
    return session.code(result)
