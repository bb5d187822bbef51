"""Commands of plugins: listed without an import, run like any other, and told in one line where they fail."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from napd.cli import commands
from napd.cli.app import app
from napd.framework.hooks import COMMANDS

ROOT = Path(__file__).parents[2]
FAILED = "command 'hello' of plugin hello (napd-hello 1.0) failed, at the step 'run'"
CODE = '''"""Say hello to somebody.

More of it.
"""

from typing import Annotated

import typer

from napd import NapdError, hookimpl


def hello(name: str, output: Annotated[str, typer.Option("-o", "--output")] = "") -> None:
    """Say hello.

    Example: napd hello you
    """
    print(f"hello {name}")
    BODY


@hookimpl
def napd_command():
    return hello
'''


@pytest.fixture
def install(distributions):
    """Install the command `hello`, with something that it does."""

    def add(body: str = "pass", name: str = "napd-hello", before: str = "", entry: str = "hello") -> None:
        distributions.add(name, before + CODE.replace("BODY", body), COMMANDS, entry=entry)

    return add


def test_it_is_listed_without_being_imported(napd, install):
    """With the first line of the docstring of its module, after the commands of napd."""
    install("raise SystemExit")
    code, out, err = napd("--help")
    assert (code, err) == (0, "")
    names = [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()]
    assert names[0] == "score"
    assert "hello" in names
    assert "Say hello to somebody." in out
    assert "napd_hello" not in sys.modules


def test_one_that_cannot_be_read_is_listed(napd, install, distributions):
    """A broken module, or one that is not there, or a broken distribution beside it, hides no command."""
    install(before="this is no Python\n")
    distributions.add("napd-gone", "", COMMANDS, value="not_there.inner")
    distributions.add("napd-bare", "", COMMANDS)
    distributions.spoil("napd-spoilt")
    out = napd("--help").out
    lines = {line.split()[0]: line.split() for line in out.partition("Commands:\n")[2].splitlines()}
    assert lines["hello"] == ["hello"]
    assert lines["gone"] == ["gone"]
    assert lines["bare"] == ["bare"]


def test_a_module_in_a_package(napd, distributions):
    """Its file is found without importing the package."""
    package = distributions.folder / "napd_pack"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
    (package / "inner.py").write_text('"""Of a package."""', encoding="utf-8")
    distributions.add("napd-packed", "", COMMANDS, value="napd_pack.inner", entry="inner")
    distributions.add("napd-whole", "", COMMANDS, value="napd_pack", entry="whole")
    assert "Of a package." in napd("--help").out
    assert "napd_pack" not in sys.modules


def test_a_module_in_a_package_without_an_init_file(napd, distributions):
    """Likewise."""
    (distributions.folder / "napd_space" / "deep").mkdir(parents=True)
    for name in ("inner.py", "deep/inner.py"):
        code = f'"""It is {name}."""\nraise SystemExit'
        (distributions.folder / "napd_space" / name).write_text(code, encoding="utf-8")
    distributions.add("napd-shallow", "", COMMANDS, value="napd_space.inner", entry="shallow")
    distributions.add("napd-deep", "", COMMANDS, value="napd_space.deep.inner", entry="deep")
    out = napd("--help").out
    assert [line.split()[1:] for line in out.splitlines() if line.split()[:1] in (["shallow"], ["deep"])] == [
        ["It", "is", "deep/inner.py."], ["It", "is", "inner.py."],
    ]  # fmt: skip
    assert not {"napd_space", "napd_space.inner", "napd_space.deep"} & {*sys.modules}


def test_it_runs_as_any_command(napd, install):
    """With its own help, its exit code, and what its arguments name protected."""
    install("raise typer.Exit(len(output))")
    assert napd("hello", "you") == (0, "hello you\n", "")
    assert napd("hello", "you", "-o", "x").code == 1
    code, out, _ = napd("hello", "--help")
    assert (code, "Example: napd hello you" in out) == (0, True)
    code, _, err = napd("hello", "you", "-o", "a", "-o", "b")
    assert (code, err) == (2, "napd: -o is given 2 times, but takes one value\n")
    assert "Missing argument" in napd("hello").err


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("1 / 0", f"{FAILED}: ZeroDivisionError: division by zero (line 19 of napd_hello)"),
        ("raise NapdError('no name')", "no name"),
        ("open('/not/there')", "/not/there: No such file or directory"),
        ("raise typer.Exit(5)", f"{FAILED}: ValueError: an exit code is 0, 1 or 2, not 5"),
        ("raise SystemExit(3)", f"{FAILED}: it called sys.exit(3) (line 19 of napd_hello)"),
        ("return 'three'", f"{FAILED}: ValueError: an exit code is 0, 1 or 2, not 'three'"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_line(napd, install, body, told):
    """And exit code 2; a person's mistake is told as it is."""
    install(body)
    code, _, err = napd("hello", "you")
    assert (code, err) == (2, f"napd: {told}\n")


def test_a_broken_command_is_one_line(napd, install):
    """At whatever step."""
    install(before="import not_there\n")
    why = "ModuleNotFoundError: No module named 'not_there' (line 1 of napd_hello)"
    left_out = f"plugin hello (napd-hello 1.0) is left out, at the step 'import': {why}"
    assert napd("hello") == (2, "", f"napd: there is no command 'hello': {left_out}\n")


def test_what_is_no_command(napd, distributions):
    """Neither what is no function, nor one with parameters that typer does not know."""
    distributions.add("napd-no", "from napd import hookimpl\n@hookimpl\ndef napd_command():\n    return 1\n", COMMANDS)
    assert "napd_command() must return a function, not int 1" in napd("no").err
    odd = "from napd import hookimpl\ndef f(x: object): ...\n@hookimpl\ndef napd_command():\n    return f\n"
    distributions.add("napd-odd", odd, COMMANDS)
    code, _, err = napd("odd")
    assert (code, "command 'odd' of plugin odd (napd-odd 1.0) failed, at the step 'describe'" in err) == (2, True)


def test_a_name_of_napd_stays_its_own(napd, install):
    """And the list of plugins says so."""
    install(entry="rounds")
    assert "2025-12" in napd("rounds").out
    assert napd("--help").out.count("  rounds ") == 1
    assert "✓ napd rounds: not used, napd has such a command itself" in napd("plugins", "--load").out


def test_two_of_one_name(napd, install):
    """Neither runs, and both are named; to leave one out helps."""
    install()
    install(name="napd-other")
    rivals = "hello (napd-hello 1.0) and hello (napd-other 1.0)"
    told = f"napd: the command 'hello' is given by {rivals}: leave one out with --block\n"
    assert napd("hello", "you") == (2, "", told)
    assert napd("--block", "napd-other", "hello", "you").out == "hello you\n"
    assert "  hello" not in napd("--block", "hello", "--help").out


def test_it_is_tried(napd, tmp_path):
    """From a folder: listed as one that is installed is, and run after it is said that it is trusted code."""
    folder = tmp_path / "napd-tried"
    folder.mkdir()
    (folder / "napd_tried.py").write_text(CODE.replace("BODY", "pass"), encoding="utf-8")
    points = '[project]\nname = "napd-tried"\n[project.entry-points."napd.commands"]\ntried = "napd_tried"\n'
    (folder / "pyproject.toml").write_text(points, encoding="utf-8")
    listed = [line.split(maxsplit=1) for line in napd("--plugin", folder, "--help").out.splitlines() if "tried" in line]
    assert listed[-1] == ["tried", "Say hello to somebody."]
    assert "napd_tried" not in sys.modules
    code, out, err = napd("--plugin", folder, "--plugin", folder, "tried", "you")
    assert (code, out, err.count("is run as a plugin")) == (0, "hello you\n", 1)
    sys.modules.pop("napd_tried")


@pytest.mark.parametrize(("code", "line"), [("x = 1", "A command of a plugin that is tried."), ("no Python", "")])
def test_one_that_is_tried_without_a_docstring(napd, tmp_path, code, line):
    """It is listed all the same, in a package too."""
    (tmp_path / "napd_bare").mkdir()
    (tmp_path / "napd_bare" / "__init__.py").write_text(code, encoding="utf-8")
    points = '[project]\nname = "napd-bare"\n[project.entry-points."napd.commands"]\nbarecmd = "napd_bare"\n'
    (tmp_path / "pyproject.toml").write_text(points, encoding="utf-8")
    (listed,) = (each for each in napd("--plugin", tmp_path, "--help").out.splitlines() if "  barecmd" in each)
    assert listed.strip().removeprefix("barecmd").strip() == line


def test_one_that_is_not_installed_says_what_to_install(napd, monkeypatch):
    """Of the distributions that come with napd; any other name is unknown, with the nearest."""
    monkeypatch.setattr(commands, "EXTRAS", {"blorp": "forms"})
    assert napd("blorp") == (2, "", "napd: the command 'blorp' is not installed: pip install \"napd[forms]\"\n")
    assert "No such command 'scor'. Did you mean 'score'?" in napd("scor").err


def test_each_that_comes_with_napd_has_its_extra():
    """A command that somebody read of is never merely unknown; the table of extras is whole."""
    projects = [tomllib.loads(path.read_text("utf-8"))["project"] for path in ROOT.glob("plugins/*/pyproject.toml")]
    homes = {name: p["name"] for p in projects for name in p["entry-points"].get(COMMANDS, ())}
    assert homes.keys() == commands.EXTRAS.keys()
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for name, extra in commands.EXTRAS.items():
        assert any(each.startswith((f"{homes[name]}==", f"{homes[name]}[{extra}]==")) for each in extras[extra])


def test_it_is_completed(install):
    """By name without an import, and its options with one."""
    install()
    asked = {"_NAPD_COMPLETE": "complete_bash", "COMP_CWORD": "1"}
    done = CliRunner().invoke(app, [], env=asked | {"COMP_WORDS": "napd hel"}, prog_name="napd")
    assert done.output.split() == ["hello"]
    assert "napd_hello" not in sys.modules


def test_the_group_is_that_of_the_library():
    """The command line says it once more, as its help loads no room."""
    assert commands.GROUP == COMMANDS
    assert Path(commands.__file__).is_file()
