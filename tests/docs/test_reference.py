"""Everything that napd offers is documented, and nothing is documented that does not exist."""

from __future__ import annotations

import ast
import inspect
import json
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from commanding import every_command
from made import filled
from typer.testing import CliRunner

import napd
import napd.testing
from napd.cli.app import app
from napd.framework import form_settings, hooks, report_settings, settings
from napd.tables.schemas import schema, tables

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
DIRECTIVE = re.compile(r"^\.\. (?:auto\w+|py:data):: ([\w.]+)$", re.MULTILINE)
BESIDE = {
    "napd.explaining.parts", "napd.explaining.records",
    "napd.framework.formats.Tables",
    "napd.model.areas.Membership",
    "napd_cluster.dask.result", "napd_cluster.dask.score", "napd_cluster.spark.result", "napd_cluster.spark.score",
    "napd_progress.Delivery", "napd_progress.Progress", "napd_progress.progress",
    "napd_report.Site", "napd_report.report",
}  # fmt: skip
"""What is public beside `napd`, `napd.testing` and the hooks."""
OTHERS = {"napd.toml", "napd.indicator"}
"""What is written as a name of Python is, and is a file or a schema."""
OF_OTHERS = {"--parts"}
"""Options of the benchmarks."""
OPTION = re.compile(r"--[a-z][a-z-]+")


def page(name: str) -> str:
    """A page of the reference with its parts made."""
    return filled((DOCS / "reference" / name).read_text(encoding="utf-8"))


def rows(text: str, mark: str) -> list[str]:
    """What stands first in each row of the table between two marks."""
    return re.findall(r"^\| `([\w.]+)` \|", text.split(f"<!-- {mark} -->")[1], re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """The parts of a page by their headings."""
    return {head: rest for head, _, rest in (part.partition("\n") for part in text.split("\n## ")[1:])}


def found(name: str) -> object:
    """What goes by a dotted name; raises where nothing does."""
    parts = name.split(".")
    for place in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:place]))
        except ModuleNotFoundError as error:
            if not name.startswith(str(error.name)):
                raise
            continue
        for part in parts[place:]:
            thing = getattr(thing, part)
        return thing
    raise LookupError(name)


def test_every_public_name_is_in_the_reference_and_no_other():
    """Those of napd, napd.testing, the hooks, and the few that are public beside them."""
    documented = DIRECTIVE.findall(page("python.md"))
    assert len(documented) == len(set(documented))
    hooked = {f"napd.framework.hooks.{hook}" for hook in hooks.KINDS.values()}
    public = {f"napd.{name}" for name in napd.__all__} | {f"napd.testing.{name}" for name in napd.testing.__all__}
    assert {*documented, *DIRECTIVE.findall(page("hooks.md"))} == public | hooked | BESIDE
    assert all(inspect.getdoc(found(name)) for name in documented)


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.stem)
def test_names_in_the_documents_exist(document):
    """Each dotted name that begins with napd is there."""
    names = re.findall(r"`(napd(?:\.\w+)+)(?:\([^`]*\))?`", document.read_text(encoding="utf-8"))
    for name in {*names} - OTHERS:
        if name.partition(".")[2] not in hooks.KINDS and name not in hooks.KINDS:
            found(name)


def test_every_hook_is_in_the_reference_and_no_other():
    """Each with the version since which it is there."""
    names = [name for name in DIRECTIVE.findall(page("hooks.md")) if name.startswith("napd.framework.hooks.")]
    assert names == [f"napd.framework.hooks.{name}" for name in vars(hooks) if name.startswith("napd_")]


@cache
def help_of(*command: str) -> str:
    """What `--help` of a command says."""
    done = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "300", "TERMINAL_WIDTH": "300"})
    assert done.exit_code == 0
    return done.output


def commands() -> list[str]:
    """The commands that `napd --help` lists."""
    return re.findall(r"^  ([a-z-]+) ", help_of().partition("Commands:")[2], re.MULTILINE)


def options_of(*command: str) -> set[str]:
    """The options that `--help` of a command lists."""
    listed = re.findall(r"^  (-.*?)(?:  |$)", help_of(*command).partition("Options:")[2], re.MULTILINE)
    return {option for line in listed for option in OPTION.findall(line)} - {"--help"}


def test_every_command_is_in_the_reference_and_no_other():
    """Each with its own options and no other, as `--help` lists them, and with every example."""
    parts = sections(page("commands.md"))
    assert list(parts) == ["napd", *(f"napd {name}" for name in commands())]
    assert list(every_command()) == commands()
    for head, text in parts.items():
        listed = {
            option for line in re.findall(r"^\| (`-.*?) \|", text, re.MULTILINE) for option in OPTION.findall(line)
        }
        assert listed == options_of(*head.split()[1:]), head
        assert text.count("$ napd") == " ".join(help_of(*head.split()[1:]).split()).count("Example: napd")


def test_commands_and_options_in_the_documents_exist():
    """Each `napd COMMAND` is one, and each option stands in its `--help`."""
    known, own = commands(), options_of()
    for document in PAGES:
        text = document.read_text(encoding="utf-8")
        for line in re.findall(r"(?:^\$ |`)(napd [^`\n]+)", text, re.MULTILINE):
            named = next((word for word in line.split()[1:] if word in known), "")
            rest = line.replace(f" {named} ", " ", 1)
            assert named or line.split()[1].startswith(("-", "COMMAND", "FILE")), f"{document.name}: {line}"
            options = {*OPTION.findall(rest)} - {"--help"}
            assert options <= own | (options_of(named) if named else set()), f"{document.name}: {line}"
        every = own.union(*map(options_of, known), {"--help"})
        assert {*re.findall(r"`(--[a-z-]+)", text)} - OF_OTHERS <= every, document.name


@pytest.mark.parametrize("command", commands())
def test_every_command_is_shown_at_work(command):
    """In a document that a person wrote, a command stands with an example of its use."""
    texts = [path.read_text(encoding="utf-8") for path in PAGES]
    assert any(re.search(rf"napd (?:--\w+ \S+ )*{command}\b", text) for text in texts)


def test_every_table_and_column_is_in_the_reference_and_no_other():
    """Each under its own heading, in words."""
    parts = sections(page("tables.md"))
    assert sorted(parts) == sorted(tables())
    for name, text in parts.items():
        assert re.findall(r"^\| `(\w+)` \| [^|]+ \| \S", text, re.MULTILINE) == schema(name).names
        assert not text.startswith("\nSchema")


def test_every_setting_is_in_the_reference_and_no_other():
    """Those of napd.toml, of a round in it, of a level and of a report."""
    text = page("settings.md")
    assert sorted(rows(text, "settings")) == sorted(settings.KEYS)
    assert tuple(rows(text, "rounds")) in settings._round.__code__.co_consts
    assert tuple(rows(text, "levels")) in settings._style_faults.__code__.co_consts
    assert tuple(rows(text, "report")) == report_settings.KEYS
    assert tuple(rows(text, "form")) == form_settings.KEYS


def variables(source: str) -> set[str]:
    """The names of variables in a source that reads the environment."""
    found = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    return {name for name in found if isinstance(name, str) and re.fullmatch(r"[A-Z]+(?:_[A-Z]+)+", name)}


def test_every_variable_of_the_environment_is_in_the_reference_and_no_other():
    """Those that the sources of napd read."""
    sources = [
        path.read_text(encoding="utf-8") for path in (*ROOT.glob("src/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py"))
    ]
    read = {name for source in sources if "os.environ" in source for name in variables(source)}
    assert set(rows(page("settings.md"), "environment")) == read


def test_every_key_of_an_indicator_file_is_in_the_reference_and_has_a_meaning():
    """Of the indicator, and of each kind of record in it."""
    whole = json.loads((ROOT / "schemas" / "indicator.json").read_text(encoding="utf-8"))
    records = {"The indicator": whole, **{name: part for name, part in whole["$defs"].items() if "properties" in part}}
    parts = sections(page("indicator-file.md"))
    assert list(parts) == list(records)
    for name, part in records.items():
        listed = dict(re.findall(r"^\| `(\w+)` \| .+? \| (.*?)(?: ?Required\.)? \|$", parts[name], re.MULTILINE))
        assert list(listed) == list(part["properties"])
        assert [key for key, meaning in listed.items() if not meaning.strip()] == [], name


def test_the_codebook_has_every_installed_indicator():
    """With each question, rule, source and doubt, and whose words they are."""
    text = re.sub(r"\\(.)", r"\1", page("codebook.md"))
    for indicator in napd.Framework.installed().indicators:
        said = [indicator.title, indicator.wording, *indicator.doubts, *(each.title for each in indicator.sources)]
        said += [f"`{question.id}`: **{question.text}**" for question in indicator.questions]
        said += [rule.because for _, rules in indicator.tables() for rule in rules]
        assert [each for each in said if " ".join(each.split()) not in text] == []
