"""The command `demo`: the main job on the shipped examples, as a newcomer would like to see it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from napd.cli.options import FrameworkFile, words
from napd.cli.terminal import say
from napd.errors import NapdError
from napd.tables.columns import aligned

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.model.scale import Scale
    from napd.scoring.result import Result

NATIONAL, REAL = "landelijk-FICTIEF", "gooi-en-vechtstreek-2023"
REGION = "MO0402"
PACKAGE = Path(__file__).parent.parent
Score = Mapping[str, Any]


def demo(
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Where the tables go.")] = "napd-demo",
    framework: FrameworkFile = None,
) -> int:
    """Score the shipped examples.

    The tables are written too. The national example is fictional (FICTIEF); the other is real.

    Example: napd demo
    """
    from napd.cli.session import Session

    session, folder = Session.of(framework), examples()
    used = session.framework
    national = session.score([folder / NATIONAL / "answers.csv"])
    real = session.score([folder / REAL / "answers.csv"])
    if not len(national.scores) and not len(real.scores):
        raise NapdError("the framework takes none of the answers of the examples: it has other rounds or areas")
    paths = national.write(Path(output) / NATIONAL) + real.write(Path(output) / REAL)
    told = national.scores.to_pylist(), real.scores.to_pylist()
    print(*_national(used, national), *_region(used, told[0]), *_real(used, told[1]), sep="\n")
    for name in _missing(used, folder):
        say(f"napd: {words()('told.no_plugin', indicator=name)}")
    say(words()("told.tables", folder=output, names=tuple(sorted({path.name for path in paths}))))
    commands = (f"`napd table {used.indicators[-1].id}`", "`napd indicators`", "`napd summary --help`")
    say(words()("told.read_on", commands=commands))
    return session.code(left=bool(len(national.problems) or len(real.problems)))


def examples() -> Path:
    """The folder of the examples: inside an installed napd, or at the root of its repository.

    Raises:
        NapdError: when neither is there.
    """
    for folder in (PACKAGE / "examples", PACKAGE.parent.parent / "examples"):
        if (folder / NATIONAL / "answers.csv").is_file():
            return folder
    raise NapdError("the examples are not installed with this napd; they are in its repository, in examples/")


def _missing(framework: Framework, folder: Path) -> list[str]:
    """The indicators that the examples have answers for, and the framework has not."""
    asked = set()
    for name in (NATIONAL, REAL):
        with (folder / name / "answers.csv").open(encoding="utf-8", newline="") as file:
            asked |= {row["indicator"] for row in csv.DictReader(file)}
    return sorted(asked - {indicator.id for indicator in framework.indicators})


def _national(framework: Framework, result: Result) -> Iterator[str]:
    """How many regions have each level in the last round, by indicator."""
    from napd.explaining.levels import level_words
    from napd.views.summary import summary

    rows = [row for row in summary(result).to_dict() if row["kind"] == "indicator"]
    mine = [row for row in rows if row["round"] == rows[-1]["round"]]
    if not mine:  # the framework asks another perspective first than any in the example
        return
    first = mine[0]
    yield words()("demo.national", first["round"], first["perspective"])
    yield words()("demo.denominator", first["rule"])
    tables: dict[str, list[list[Any]]] = {}  # those of a scale together
    for _, some in groupby(mine, key=lambda row: row["indicator"]):
        figures = list(some)
        tables.setdefault(figures[0]["scale"], []).append(figures)
    for alike in tables.values():
        heads = [
            level_words(_scale(framework, row), row["outcome"])
            if row["outcome"]
            else words()(f"status.{row['status']}")
            for row in alike[0]
        ]
        lines = [
            [_titles(framework)[rows[0]["indicator"]], *(str(row["count"]) for row in rows), str(rows[0]["n"])]
            for rows in alike
        ]
        yield from (f"  {line}" for line in aligned([[words()("column.score.indicator"), *heads, "n"], *lines]))
        yield ""


def _region(framework: Framework, scores: Sequence[Score]) -> Iterator[str]:
    """One region through the rounds."""
    mine = [row for row in scores if row["area"] == REGION and row["perspective"] == framework.perspectives[0]]
    given = {row["round"] for row in mine}
    rounds = [round_.id for round_ in framework.rounds if round_.id in given]
    yield framework.say("demo.region", framework.areas[REGION].name)
    lines = [[framework.say("column.score.indicator"), *rounds]]
    there = {row["indicator"] for row in mine}
    for indicator, title in _titles(framework).items():
        if indicator not in there:  # of another dashboard, on which the example says nothing
            continue
        by_round = {row["round"]: row for row in mine if row["indicator"] == indicator}
        lines.append([title, *(_short(framework, by_round.get(name)) for name in rounds)])
    yield from (f"  {line}" for line in aligned(lines))
    yield ""


def _titles(framework: Framework) -> dict[str, str]:
    """The title of each indicator, that of its last version, by id."""
    return {indicator.id: indicator.title for indicator in framework.indicators}


def _scale(framework: Framework, row: Score) -> Scale:
    return framework.indicator(row["indicator"], row["version"]).scale


def _short(framework: Framework, row: Score | None) -> str:
    from napd.explaining.levels import score_words

    return "" if row is None else score_words(_scale(framework, row), row, framework.say)


def _real(framework: Framework, scores: Sequence[Score]) -> Iterator[str]:
    """The real case: what is known, and what the missing answers could still change."""
    from napd.explaining.levels import score_words

    if not scores:  # without its one indicator
        return
    first = scores[0]
    name = framework.areas[first["area"]].name
    yield words()("demo.real", name, first["round"])
    for row in scores:
        if row["status"] != "unanswered":
            title = _titles(framework)[row["indicator"]]
            still = row["open_questions"].replace("|", ", ")
            depends = words()("demo.depends", still) if still else ""
            yield f"  {title}: {score_words(_scale(framework, row), row, framework.say)}{depends}"
    silent = sum(row["status"] == "unanswered" for row in scores)
    yield f"  {words()('demo.others', silent, words()('status.unanswered'))}"
    yield ""
