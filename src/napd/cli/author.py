"""The commands for authors of indicators: `lint` and `new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from napd.cli.options import FrameworkFile, Json, Name, words
from napd.cli.terminal import say, show
from napd.texts.signs import harmless


def lint(
    indicator: Name,
    answers: Annotated[
        list[str] | None,
        typer.Argument(help="Real answers, to see which thresholds have all of them on one side.", show_default=False),
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """Give advice on the content of an indicator.

    What is not wrong but worth a second look: questions that no rule uses, rules that overlap a lot, missing reasons
    and sources, perspectives that nobody has and, with answers, thresholds that have all of them on one side.

    Example: napd lint regioplan examples/landelijk-FICTIEF/answers.csv
    """
    from napd.cli.indicators import versions_of
    from napd.cli.session import Session
    from napd.cli.start import pyarrow_without_pandas

    pyarrow_without_pandas()
    from napd.testing.advice import advice

    session = Session.of(framework, json=json)
    given = session.score(answers).answers if answers else None
    found = [
        {"indicator": version.id, "since": version.version, "advice": line}
        for version in versions_of(session.framework, indicator)
        for line in advice(version, given, session.framework.indicators, session.framework.perspectives)
    ]
    words = session.framework.say
    show(found, words.table("column.lint"), words, json=json)
    return session.code(left=bool(found))


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the indicator, such as wachtlijsten.")],
    questions: Annotated[
        str | None,
        typer.Option("--from", metavar="CSV", help="A file of questions; only the rules are left to write."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help="The folder in which the new plugin is made.")
    ] = ".",
) -> int:
    """Start a plugin with an indicator of your own.

    It is complete: it installs, has a proved rubric that is easy to change, and passes its own tests.

    Example: napd new wachtlijsten
    """
    from napd.testing.new_plugin import new_plugin

    folder = new_plugin(name, Path(output), Path(questions) if questions else None)
    print(harmless(str(folder)))
    say(
        words()("told.new_plugin", indicator=name),
        *(f"  {path.relative_to(folder)}" for path in sorted(folder.rglob("*")) if path.is_file()),
        words()("told.try_plugin", command=f"napd --plugin {folder} table {name}"),
        words()("told.install_plugin", command=f'pip install -e "{folder}[test]" && pytest {folder}'),
    )
    return 0
