"""The command as it is installed, each in a process of its own: its examples, exit codes, streams and what it loads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from commanding import every_command

from napd._version import VERSION

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = {name: command.help.partition("Example: napd ")[2].split() for name, command in every_command().items()}
GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
NOTES = """
import atexit, os, sys
atexit.register(lambda: open(os.environ["LOADED"], "w").write(" ".join(sys.modules)))
"""
"""Put on the path of Python, this writes down which modules a process has loaded in the end."""

HEAVY = {"pandas", "pyarrow", "numpy", "pluggy", "rich", "pydantic", "typer", "attrs"}
FRAMEWORK = {"numpy", "pluggy", "typer", "attrs"}
MAY_LOAD = {
    "--version": set(),
    "--help": {"typer"},
    "score --help": {"typer"},
    "rounds": {"typer", "attrs"},
    "areas": {"typer", "attrs"},
    "ask": FRAMEWORK,
    "audit": FRAMEWORK | {"pyarrow"},
    "plugins": {"typer", "attrs", "pluggy"},
    "indicators": FRAMEWORK,
    "table": FRAMEWORK,
    "prove": FRAMEWORK,
    "score": FRAMEWORK | {"pyarrow"},
    "check": FRAMEWORK | {"pyarrow"},
    "progress": FRAMEWORK | {"pyarrow"},
    "form": FRAMEWORK | {"pyarrow"},
    "comments": FRAMEWORK | {"pyarrow"},
    "dask": HEAVY,
    "spark": HEAVY,
    "lint": FRAMEWORK | {"pyarrow"},
    "merge": FRAMEWORK | {"pyarrow"},
    "new": {"typer", "attrs", "pluggy"},
    "explain": FRAMEWORK | {"pyarrow"},
    "divergence": FRAMEWORK | {"pyarrow"},
    "compare": FRAMEWORK | {"pyarrow"},
    "conversation": FRAMEWORK | {"pyarrow"},
    "summary": FRAMEWORK | {"pyarrow"},
    "figures": FRAMEWORK,
    "count": FRAMEWORK | {"pyarrow"},
    "key": FRAMEWORK | {"pyarrow"},
    "quality": FRAMEWORK | {"pyarrow"},
    "records": FRAMEWORK | {"pyarrow"},
    "report": FRAMEWORK | {"pyarrow"},
    "demo": FRAMEWORK | {"pyarrow"},
}
ENGINES = {"dask": "distributed", "spark": "pyspark"}
"""The commands that need a library beside napd, each with that."""
SPEAKS = {
    "progress",
    "plugins",
    "figures",
    "new",
    "demo",
    "divergence",
    "compare",
    "summary",
    "prove",
    "records",
    "count",
    "audit",
    "merge",
}
"""The commands that say something beside their data."""
BEFORE = {"comments": ["form.xlsx"], "merge": ["first.xlsx", "second.xlsx"]}
"""The forms that must be there before."""
MADE = {"comments": "checked.xlsx", "form": "form.xlsx", "merge": "both.xlsx", "report": "site/index.html"}
"""What comes of those that write one file, or pages."""
HELP = {"--version": f"napd {VERSION}\n", "--help": "Usage: napd", "score --help": "Usage: napd score"}
"""What each begins with."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the examples of this repository, where a command may write."""
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "notes").mkdir()
    (folder / "notes" / "sitecustomize.py").write_text(NOTES, encoding="utf-8")
    return folder


COMMAND = shutil.which("napd", path=Path(sys.executable).parent)


@pytest.fixture
def run(folder):
    """Run the installed command; give what it left behind, and the modules that it loaded."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "notes"),
        "PYTHONIOENCODING": "utf-8",
        "LOADED": str(folder / "loaded"),
    }

    def go(*arguments: str, **more: str) -> tuple[subprocess.CompletedProcess[str], set[str]]:
        ran = subprocess.run(
            [COMMAND, *arguments],
            cwd=folder,
            env=environment | more,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return ran, set((folder / "loaded").read_text(encoding="utf-8").split())

    return go


def loads_no_more_than_it_may(name: str, loaded: set[str]) -> bool:
    """Of the heavy libraries only those that the command needs; plugins only with what decides about them."""
    plugins = {module for module in loaded if module.startswith("napd_")}
    return loaded & HEAVY <= MAY_LOAD[name] and bool(plugins) == ("numpy" in MAY_LOAD[name])


def test_every_command_has_an_example():
    """The help of each command ends with an example of that command."""
    assert {name: words[:1] for name, words in EXAMPLES.items()} == {name: [name] for name in EXAMPLES}
    assert EXAMPLES.keys() == MAY_LOAD.keys() - HELP.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_a_command(run, folder, name):
    """The example runs from the folder of the repository: exit code 0, its data on stdout or in files.

    That of `audit` shows a table which gives away what it hides.
    """
    if name in ENGINES and not (find_spec(ENGINES[name]) and (name == "dask" or shutil.which("java"))):
        pytest.skip(f"Without {name} its command does not run")
    for form in BEFORE.get(name, ()):
        run("form", "--round", "2025-12", "--area", "MO0402", "-o", form)
    ran, loaded = run(*EXAMPLES[name])
    assert ran.returncode == (name == "audit"), ran.stderr
    assert "Traceback" not in ran.stderr
    assert name in ENGINES or loads_no_more_than_it_may(name, loaded)  # the last to write it may be a worker
    if name == "score":
        assert ran.stdout == ""
        assert {path.name for path in (folder / "out").iterdir()} >= {"scores.parquet", "problems.parquet"}
    elif name in ENGINES:
        assert ran.stdout == ""
    elif name in MADE:
        assert (folder / MADE[name]).stat().st_size > 10_000
    elif name == "key":
        assert (folder / "geheim.txt").stat().st_mode & 0o777 == 0o600
    elif name == "check":
        assert "geen toelichting zegt waarom" in ran.stdout
        assert "0 fouten en " in ran.stderr
    else:
        assert ran.stdout
        assert bool(ran.stderr) == (name in SPEAKS)


@pytest.mark.parametrize("words", HELP)
def test_what_needs_no_command(run, words):
    """The version and the help come without loading what they do not need."""
    ran, loaded = run(*words.split())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(HELP[words])
    assert loads_no_more_than_it_may(words, loaded)


def test_problems_give_exit_code_1(run, folder):
    """Answers with errors are reported on stderr, the rest is scored, and no pandas is loaded on the way."""
    rows = "2023-12,MO0402,regioplan,status,concept,\n2023-12,MO0402,regioplan,betrokken,niemand,\n"
    (folder / "wrong.csv").write_text(f"round,area,indicator,question,value,note\n{rows}", encoding="utf-8")
    ran, loaded = run("score", "wrong.csv")
    assert ran.returncode == 1
    assert "in ontwikkeling" in ran.stdout
    assert "wrong.csv, regel 3" in ran.stderr
    assert loads_no_more_than_it_may("score", loaded)


def test_a_mistake_gives_exit_code_2(run):
    """What cannot be run is one line on stderr, and never a traceback."""
    ran, _ = run("score", "not_there.csv")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert [line.startswith("napd: not_there.csv: ") for line in ran.stderr.splitlines()] == [True]


def test_a_console_without_the_signs(run):
    """Where a console cannot show the sign of a level, it still shows the word."""
    ran, _ = run("score", GOOI, PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "nog niet bepaald: nog niet op gang t/m in ontwikkeling" in ran.stdout


def test_a_reader_that_stops_early(folder):
    """A pipe that is closed before the end, as by `head`, ends the command without a traceback."""
    command = [COMMAND, "areas", "--json"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
