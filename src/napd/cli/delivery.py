"""Delivery: where the tables of a result go, or how its scores are shown, of `score` and commands that score alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from napd.cli.options import OWN, names, words
from napd.cli.terminal import say, show, show_json, under
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.cli.output import Output
    from napd.cli.session import Session
    from napd.framework.formats import Format
    from napd.framework.framework import Framework
    from napd.framework.kinds import Offer
    from napd.model.indicator import Indicator
    from napd.scoring.result import Result
    from napd.tables.lazy import LazyTables

SAID = (
    "indicator", "version", "perspective", "level", "status", "possible", "answered", "required", "open_questions",
)  # fmt: skip
"""The columns of scores that are shown in words."""


@frozen
class ResultOutput:
    """Where the tables of a result go.

    Args:
        output: a folder, or the file of a workbook; None to show the scores.
        formats: those of napd by name, and those of plugins.
        also: the tables that are only written when asked for.
        labels: whether tables have names and words beside the codes.
        overwrite: whether files in which people may have typed are replaced.
    """

    output: str | None
    formats: Sequence[str | Offer[Format]]
    also: Sequence[str] = ()
    labels: bool = False
    overwrite: bool = False

    @classmethod
    def of(
        cls,
        output: str | None,
        formats: Sequence[str] = (),
        also: Sequence[str] = (),
        *,
        labels: bool = False,
        overwrite: bool = False,
    ) -> ResultOutput:
        """Look at what a command was asked, before any work is done; imports the plugins of the formats.

        Args:
            output: as above.
            formats: the names of formats; without any, that which the name of a workbook says, or else parquet.
            also: as above.
            labels: as above.
            overwrite: as above.

        Raises:
            NapdError: when there is no such format, or it does not fit with the rest.
        """
        if labels and not output:
            raise NapdError("--labels goes with --output: what is shown has its names and words already")
        found = [_format(name) for name in dict.fromkeys(formats)] or [_format_of(output or "")]
        for form in found:
            _check(output, form, labels=labels)
        return cls(output, found, also, labels, overwrite)

    def take(self, session: Session, result: Result) -> int:
        """Write the tables, in each format; or show the scores on stdout. Returns the exit code."""
        options: dict[str, Any] = {"overwrite": self.overwrite, "labels": self.labels}
        paths, faults = self.write(lambda form: result.write(str(self.output), form, self.also, **options))
        if session.json:
            files = [str(path) for path in paths]
            show_json({"receipt": result.receipt, "files": files, "scores": result.scores.to_pylist()})
        elif not self.output:
            _show(result)
        counted, *first = session.problem_lines(result)
        wrote = (words()("told.wrote", path=path) for path in paths)
        say(f"{summary_line(session, result)}; {counted}", *first, *wrote, *faults)
        left = session.framework.publish and "answers" in self.also and session.keeps_back(result)
        return session.code(result, left=bool(faults) or left)

    def write(self, in_format: Callable[[str | Offer[Format]], list[Path]]) -> tuple[list[Path], list[str]]:
        """Write tables in each format; gives the files, each once, and a line for each that is not there, or not whole.

        Args:
            in_format: writes them in one.

        Raises:
            NapdError: with what is wrong, where no format could begin, such as by what napd.toml says of it.
        """
        if not self.output:
            return [], []
        from napd.scoring.writing import NotWritten

        paths: list[Path] = []
        faults: list[str] = []
        refused: list[str] = []
        for form in self.formats:
            try:
                paths += in_format(form)
            except NotWritten as error:
                paths += error.written
                faults += str(error).splitlines()
            except NapdError as error:
                refused += str(error).splitlines()
        if refused and not paths and not faults:
            raise NapdError("\n".join(dict.fromkeys(refused)))
        faults = [f"napd: {line}" for line in dict.fromkeys((*faults, *refused))]
        return list(dict.fromkeys(paths)), faults

    def write_tables(self, tables: LazyTables, framework: Framework) -> list[str]:
        """Write some tables in each format, and say where; gives the lines of `write` on what is wrong, said too."""
        from napd.scoring.labels import LabelledTables
        from napd.scoring.writing import write_tables

        given = LabelledTables(tables, framework) if self.labels else tables
        names, folder = [*tables], Path(str(self.output))
        paths, faults = self.write(lambda form: write_tables(form, given, names, folder, overwrite=self.overwrite))
        say(*(words()("told.wrote", path=path) for path in paths), *faults)
        return faults


@frozen
class TablesOutput:
    """Where the tables of a command go that are no result: to one file, or to a folder in each format.

    Args:
        file: the file; None for a folder.
        folder: the folder with its formats; None for a file.
    """

    file: Output | None
    folder: ResultOutput | None

    @classmethod
    def of(
        cls, output: str | None, formats: Sequence[str] | None = None, *, labels: bool = False, overwrite: bool = False
    ) -> TablesOutput | None:
        """Look at what a command was asked, before any work is done; imports the plugins of the formats.

        Args:
            output: a file, or a folder where formats are named or the name has no ending; None for neither.
            formats: the names of formats; without any, parquet.
            labels: whether the tables have names and words beside the codes.
            overwrite: whether files in which people may have typed are replaced.

        Raises:
            NapdError: as `output_to` and `ResultOutput.of`, and for formats without a folder.
        """
        from napd.cli.output import output_to
        from napd.tables.whole import is_device

        if output is None and formats:
            raise NapdError("--format goes with --output: name a folder")
        if output is None or (not formats and (Path(output).suffix or is_device(Path(output)))):
            file = output_to(output, overwrite=overwrite, labels=labels)
            return cls(file, None) if file else None
        return cls(None, ResultOutput.of(output, formats or (), labels=labels, overwrite=overwrite))

    def write(self, tables: LazyTables, framework: Framework) -> list[str]:
        """Write the tables and say where; gives what is wrong with those that are not there, or not whole, said too.

        Raises:
            NapdError: when nothing could be written.
        """
        if self.file:
            self.file.write_all(tables, framework)
        return self.folder.write_tables(tables, framework) if self.folder else []


def _format(name: str) -> str | Offer[Format]:
    if name in OWN:
        return name
    from napd.cli.start import local
    from napd.framework.hooks import FORMATS
    from napd.framework.kinds import format_named

    return format_named(name, local().among(FORMATS), OWN)


def _format_of(output: str) -> str | Offer[Format]:
    """The format that a name says; or, as for any folder, the first of napd's own."""
    path = Path(output)
    if not path.suffix or path.suffix.lower().removeprefix(".") in OWN:
        return OWN[0]
    from napd.cli.start import local
    from napd.framework.hooks import FORMATS
    from napd.framework.kinds import ENDINGS, format_for

    known = (*ENDINGS, *map(".{}".format, names()))
    return format_for(path, local().among(FORMATS), OWN) if path.name.lower().endswith(known) else OWN[0]


def _check(output: str | None, form: str | Offer[Format], *, labels: bool) -> None:
    """Refuse what does not fit together."""
    if output and (labels or Path(output).suffix):
        from napd.scoring.writing import check_place, insist_on_labels

        check_place(Path(output), form)
        if labels:
            insist_on_labels(form)


def _show(result: Result) -> None:
    """Show the scores of each dashboard on stdout."""
    framework, words, rows = result.framework, result.framework.say, list(_rows(result))
    mark = words("page.mark") if result.fictional else ""
    titles = framework.titles(result.dashboards) if rows else {"": ""}  # of no scores the headings alone
    for key, title in titles.items():
        mine = [row for row in rows if framework.dashboard(row["indicator"]) == key]
        with under(title):
            show(mine, words.table("column.score"), words, json=False, title=mark)


def _rows(result: Result) -> Iterator[Mapping[str, Any]]:
    """The scores with what people read."""
    from napd.explaining.levels import score_words

    framework = result.framework

    @cache  # most scores say what others say
    def said(*columns: Any) -> Mapping[str, str]:
        score = dict(zip(SAID, columns, strict=True))
        indicator = framework.indicator(score["indicator"], score["version"])
        return {
            "shown": score_words(indicator.scale, score, framework.say),
            "of": framework.say("words.of", a=score["answered"], b=score["required"]),
            "open_questions": _still(framework, indicator, score),
        }

    for row in result.scores.to_pylist():
        yield {**row, "name": framework.areas[row["area"]].name, **said(*(row[name] for name in SAID))}


def _still(framework: Framework, indicator: Indicator, score: Mapping[str, Any]) -> str:
    """The open questions, marked where they are not put to the perspective."""
    from napd.model.values import joined, parted

    names = parted(score["open_questions"])
    asked = {name: indicator.question(name).suits(score["perspective"]) for name in names}
    return joined(name if suits else framework.say("words.not_asked", name) for name, suits in asked.items())


def summary_line(session: Session, result: Result) -> str:
    """How many scores there are, and of what."""
    from napd.tables.arrays import met

    parts = [words()(f"told.{name}s", count=len(met(result.scores[name]))) for name in ("area", "indicator", "round")]
    return f"{session.made_up(result)}{words()('told.scores', count=len(result.scores))}: {', '.join(parts)}"
