"""The arguments and options that several commands have, and what the options before a command add for all of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar
from importlib.metadata import entry_points
from typing import Annotated, Any, NamedTuple

import typer

# typer takes such a type for `click_type`, and has no public name for it; pyproject.toml says which typer it is
from typer._click.shell_completion import CompletionItem
from typer._click.types import ParamType

from napd.texts import LANGUAGE, Texts, check_language, languages, texts


def _begun(ctx: Any, args: list[str], incomplete: str) -> list[str]:  # noqa: ARG001 - as typer calls it
    """The languages that begin so."""
    return [language for language in languages() if language.startswith(incomplete)]


LANG = {
    "autocompletion": _begun,
    "metavar": f"[{'|'.join(languages())}]",
    "help": "The language of what napd says; by default that of napd.toml.",
}
"""What the help and completion say of the option `--lang`, which stands before the command or after it."""
OWN = ("parquet", "arrow", "csv")
GROUP = "napd.formats"
"""As in `napd.framework.hooks`, which takes a library that the help does without."""


def names() -> tuple[str, ...]:
    """The formats of napd, and those that plugins give by the names of their entry points; imports none."""
    try:
        found = sorted({point.name for point in entry_points(group=GROUP)})
    except Exception:  # noqa: BLE001 - a malformed file of any distribution at all stops it; `napd plugins` tells
        found = []
    return (*OWN, *found)


class FormatName(ParamType):
    """A format; whether it is there, is found out with the plugins that are given, before scoring begins."""

    name = "format"

    def get_metavar(self, param: Any, ctx: Any) -> str:  # noqa: ARG002 - as typer calls it
        """How the help shows what can be given."""
        return f"[{'|'.join(names())}]"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """The name as it is."""
        return value

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The names that begin so."""
        return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


class GlobalOptions(NamedTuple):  # not of attrs, which the help does without
    """Paths of indicator files and of plugins that are not installed, plugins to leave alone, and the language."""

    files: Sequence[str] = ()
    plugins: Sequence[str] = ()
    blocked: Sequence[str] = ()
    language: str | None = None


BLOCK = "NAPD_BLOCK"
"""The environment variable with the names of plugins to leave alone, with commas between them."""

GLOBAL: ContextVar[GlobalOptions] = ContextVar("global_options", default=GlobalOptions())  # noqa: B039 - a tuple of nothing

TOLD: ContextVar[bool] = ContextVar("told", default=False)
"""Whether it is said that they are trusted code."""


def keep(
    files: Sequence[str] | None, plugins: Sequence[str] | None, blocked: Sequence[str] | None, lang: str | None
) -> None:
    """Keep what the options say, for `napd.cli.session.local`; nothing is read or imported yet.

    Raises:
        NapdError: when napd has no texts in the language.
    """
    GLOBAL.set(GlobalOptions(files or (), plugins or (), blocked or ()))
    TOLD.set(False)
    speak(lang)


def speak(lang: str | None) -> None:
    """Keep the language that an option names, also one of the command itself.

    Raises:
        NapdError: when napd has no texts in it.
    """
    if lang is not None:
        check_language(lang)
        GLOBAL.set(GLOBAL.get()._replace(language=lang))


def language() -> str:
    """The language that an option names, or else that of the framework, or napd's own where there is none."""
    return GLOBAL.get().language or LANGUAGE


def words() -> Texts:
    """The texts in which a command speaks."""
    return texts(language())


def blocked_names() -> list[str]:
    """The names of plugins, or of their distributions, to leave alone; one in the environment may be of none."""
    return [*GLOBAL.get().blocked, *(name for text in os.environ.get(BLOCK, "").split(",") if (name := text.strip()))]


def several(name: str, metavar: str, says: str) -> Any:
    """An option that may be given several times, which its help says."""
    return typer.Option(name, metavar=metavar, show_default=False, help=f"{says}; may be repeated.")


Answers = Annotated[
    list[str],
    typer.Argument(
        help="Filled forms, or CSV, Excel, ODS, Parquet or Arrow files with answers, or folders of these.",
        show_default=False,
    ),
]
MaybeAnswers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ANSWERS]...", show_default=False,
        help="Filled forms, or CSV, Excel, ODS, Parquet or Arrow files with answers, stories, or folders of these.",
    ),
]  # fmt: skip
FrameworkFile = Annotated[
    str | None,
    typer.Option(
        "--framework", "-f", metavar="FILE", show_default=False,
        help="The napd.toml to use; by default ./napd.toml, or all installed indicators.",
    ),
]  # fmt: skip
Dashboards = Annotated[
    list[str] | None,
    typer.Option(
        "--dashboard", metavar="ID", show_default=False,
        help="Only this dashboard, by its id or title; may be repeated. By default each that has answers.",
    ),
]  # fmt: skip
Figures = Annotated[
    list[str] | None, several("--figures", "FILE", "A CSV file with your own figures, in addition to those of plugins")
]
Stories = Annotated[list[str] | None, several("--stories", "PATH", "A folder with stories (.md files), or one of them")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")]
Folder = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="DIR|FILE", show_default=False,
        help="Write the tables to this folder, or to one workbook, such as out.xlsx.",
    ),
]  # fmt: skip
Format = Annotated[
    str | None,
    typer.Option(
        "--format", click_type=FormatName(), show_default="parquet",
        help="The format of the tables; plugins add some.",
    ),
]  # fmt: skip
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", click_type=FormatName(), show_default="parquet",
        help="The format of the tables; plugins add more. May be repeated.",
    ),
]  # fmt: skip
Trace = Annotated[bool, typer.Option("--trace", help="Write which answers decide each score, and which are open.")]
Publish = Annotated[bool, typer.Option("--publish", help="Use only answers with the status afgestemd.")]
Wide = Annotated[
    bool,
    typer.Option(
        "--wide", help="Give one table: a row for each region, a column for each indicator, in words. -o names a file."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="ROUND|DAY", show_default=False,
        help="Score every round by the rules of this round or day; by default by those of its own date.",
    ),
]  # fmt: skip
WithAnswers = Annotated[bool, typer.Option("--with-answers", help="Write the answers too, in their standard form.")]
Name = Annotated[str, typer.Argument(metavar="ID", help="The id of an indicator.", show_default=False)]
MaybeName = Annotated[str | None, typer.Argument(metavar="[ID]", help="The id of an indicator.", show_default=False)]
Labels = Annotated[
    bool,
    typer.Option("--labels", help="Put names and words beside the codes that are written, under headings for people."),
]
FILES = "a .parquet, .arrow or .csv file, or one of a format that a plugin adds, such as .xlsx"
TableFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help=f"Write it to {FILES}.")]
FileOrFolder = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE|DIR", show_default=False,
        help=f"Write it to {FILES}; or with --format to this folder.",
    ),
]  # fmt: skip
DiagramFile = Annotated[
    str | None,
    typer.Option(
        "--diagram", metavar="FILE", show_default=False,
        help="Draw the decision diagram to a .svg or .mmd (Mermaid) file; - writes Mermaid to the screen.",
    ),
]  # fmt: skip
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite", help="Also replace files that people may have typed in; never an input of this command."
    ),
]
OnlyArea = Annotated[str | None, typer.Option("--area", metavar="AREA", help="Only this region, by code or name.")]
OnlyIndicator = Annotated[str | None, typer.Option("--indicator", metavar="ID", help="Only this indicator.")]
