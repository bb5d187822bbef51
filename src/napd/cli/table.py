"""The command `table`: the decision table of an indicator, and its decision diagram."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from napd.cli.options import DiagramFile, FrameworkFile, Json, Labels, Name, Overwrite, TableFile, words
from napd.cli.terminal import say, show_json
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.cli.output import Output
    from napd.framework.framework import Framework
    from napd.model.indicator import Indicator

ENDINGS = (".svg", ".mmd")
"""Of the files that a diagram is drawn in."""


def table(
    indicator: Name,
    output: TableFile = None,
    diagram: DiagramFile = None,
    framework: FrameworkFile = None,
    json: Json = False,
    *,
    labels: Labels = False,
    overwrite: Overwrite = False,
) -> int:
    """Show the decision table of an indicator, or draw its decision diagram.

    Cells that do not matter are merged, as in a table made by hand.

    Example: napd table regioplan
    """
    from napd.cli.indicators import versions_of
    from napd.cli.output import output_to
    from napd.cli.session import Session

    target = None if diagram else output_to(output, overwrite=overwrite, labels=labels)
    if diagram is not None:
        _insist(diagram, overwrite=overwrite)
    session = Session.of(framework, json=json)
    versions = versions_of(session.framework, indicator)
    if diagram is not None:
        _draw(session.framework, versions, diagram, overwrite=overwrite)
    elif target:
        _write(session.framework, versions, target)
    else:
        _show(session.framework, versions, json=json)
    return session.code()


def _show(framework: Framework, versions: list[Indicator], *, json: bool) -> None:
    from napd.scoring.codebook import codebook

    books = [codebook(framework, indicator) for indicator in versions]
    if json:
        names = ("version", "stage", "row", "question", "answers", "rule", "level", "because", "cells")
        rows = [(book.indicator.version, *row) for book in books for row in book.long_rows()]
        show_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print(*(book.tables_text() for book in books), sep="\n", end="")


def _write(framework: Framework, versions: list[Indicator], output: Output) -> None:
    from napd.cli.start import pyarrow_without_pandas

    pyarrow_without_pandas()
    from napd.framework.framework import Framework
    from napd.scoring.framework_tables import decision_table
    from napd.scoring.receipt import UNANSWERED, made_by

    only = Framework(indicators=[framework.decider(i) for i in versions])
    receipt = {**made_by(framework), "answers": UNANSWERED}
    output.write("decision_table", decision_table(only), receipt, framework)


def _insist(diagram: str, *, overwrite: bool) -> None:
    from napd.tables.whole import insist_free

    if diagram == "-":
        return
    if Path(diagram).suffix.lower() not in ENDINGS:
        raise NapdError(f"--diagram {diagram}: its name must end in .svg or .mmd; - writes Mermaid to the screen")
    insist_free(Path(diagram), overwrite=overwrite)


def _draw(framework: Framework, versions: list[Indicator], diagram: str, *, overwrite: bool) -> None:
    """Draw the last version of an indicator: as SVG or Mermaid to a file, or as Mermaid on stdout."""
    from napd.printed.drawing import mermaid, pictures_of
    from napd.printed.svg import svg
    from napd.tables.whole import write_whole

    *older, last = versions
    rubric, path = framework.decider(last).rubric, Path(diagram)
    pictures = pictures_of(rubric, framework.say)
    if diagram == "-":
        sys.stdout.write(mermaid(rubric, pictures, framework.say))
    else:
        draw = svg if path.suffix.lower() == ".svg" else mermaid
        write_whole(path, draw(rubric, pictures, framework.say), overwrite=overwrite)
        say(words()("told.wrote", path=path))
    if older:
        say(f"napd: {words()('told.last_version', indicator=last.id, version=last.version)}")
