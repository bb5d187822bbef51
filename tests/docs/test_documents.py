"""Every command and code block of README and docs runs, and what it is said to print it prints."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from napd.engine.problems import KINDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[object]:
    """The code blocks of one kind, each with the name of its document and its place in it."""
    return [
        pytest.param(text, id=f"{document.name}-{number}")
        for document in DOCUMENTS
        for number, (found, text) in enumerate(BLOCK.findall(document.read_text(encoding="utf-8")))
        if found == kind
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder as a reader has it: the examples are there, and what is written stays out of the repository."""
    path = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples", path / "examples")
    return path


def squeezed(text):
    """A text with each run of spaces made one, so that only words count."""
    return " ".join(text.split())


@pytest.mark.parametrize("block", blocks("console"))
def test_commands_of_the_documents_run_and_print_what_they_show(block, folder):
    """Each `$ command` exits with 0, and the lines shown under it stand in what it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        program, *arguments = shlex.split(command)
        run = [str(Path(sys.executable).with_name(program)), *arguments]
        done = subprocess.run(run, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        for line in shown:
            assert squeezed(line) in squeezed(done.stdout)


def test_code_of_each_document_runs(folder, monkeypatch, capsys):
    """The python blocks of a document run one after another, as a reader would run them."""
    monkeypatch.chdir(folder)
    for document in DOCUMENTS:
        names: dict[str, object] = {}
        for kind, text in BLOCK.findall(document.read_text(encoding="utf-8")):
            if kind == "python":
                exec(compile(text, str(document), "exec"), names)  # noqa: S102 - running them is the test
    assert "not total" in capsys.readouterr().out


@pytest.mark.parametrize("block", blocks("toml"))
def test_framework_files_of_the_documents_load(block, tmp_path):
    """Each napd.toml that the documents show is right."""
    from napd import Framework

    path = tmp_path / "napd.toml"
    path.write_text(block, encoding="utf-8")
    assert Framework.load(path).indicators


def test_every_kind_of_problem_is_documented():
    """docs/answers.md lists each kind of problem with its meaning, and no other."""
    text = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8").split("<!-- problems -->")[1]
    assert dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE)) == KINDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_of_the_documents_lead_somewhere(document):
    """Every relative link names a file or folder that is there."""
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert "://" in target or (document.parent / target).exists(), target


@pytest.mark.parametrize(
    "plugin", [path.parent for path in sorted(ROOT.glob("plugins/*/pyproject.toml"))], ids=lambda p: p.name
)
def test_every_plugin_carries_the_licence(plugin):
    """The EUPL asks for a copy of it with every distribution: the wheel of each plugin has that of napd."""
    assert (plugin / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    project = tomllib.loads((plugin / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["license"], project["license-files"]) == ("EUPL-1.2", ["LICENSE"])
