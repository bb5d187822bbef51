"""Every command and code block of README and docs runs, and what it is said to print it prints."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from napd import Framework
from napd.framework import hooks
from napd.framework.hooks import KINDS
from napd.model.file import indicator_of
from napd.testing import LAWS, checks_of, prove
from napd.views.asking import KINDS as ASKED

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLLOWED = {"adviser.md", "analyst.md", "developer.md", "indicator.md", "municipality.md", "researcher.md"}
"""Tutorials: each step builds on the one before, so they are followed as a whole, by test_tutorials and follow.py."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def needs(text: str) -> list[pytest.MarkDecorator]:
    """The mark of a text that needs Dask, which an extra of its own brings: skipped where that is not installed."""
    missing = re.search(r"\bdask\b", text) and find_spec("dask") is None
    return [pytest.mark.skip(reason='Dask is not installed: pip install "napd[dask]"')] if missing else []


def blocks(kind: str) -> list[object]:
    """The code blocks of one kind, each with the name of its document and its place in it."""
    return [
        pytest.param(text, id=f"{document.name}-{number}", marks=needs(text))
        for document in DOCUMENTS
        if kind != "console" or document.name not in FOLLOWED
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


def codes() -> list[object]:
    """Each document with python blocks, and these."""
    found = {
        document: [text for kind, text in BLOCK.findall(document.read_text(encoding="utf-8")) if kind == "python"]
        for document in DOCUMENTS
        if document.name not in FOLLOWED
    }
    return [pytest.param(d, texts, id=d.name, marks=needs("".join(texts))) for d, texts in found.items() if texts]


@pytest.mark.parametrize(("document", "texts"), codes())
def test_code_of_each_document_runs(document, texts, folder, monkeypatch, capsys):
    """The python blocks of a document run one after another, as a reader would run them."""
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for text in texts:
        exec(compile(text, str(document), "exec"), names)  # noqa: S102 - running them is the test
    assert document.name != "README.md" or "not total" in capsys.readouterr().out


def test_the_drawings_are_what_napd_draws():
    """After a change that is meant: `python docs/diagrams.py`."""
    drawings = runpy.run_path(str(ROOT / "docs" / "diagrams.py"))["drawings"]()
    images = ROOT / "docs" / "images"
    assert {path.name: path.read_text(encoding="utf-8") for path in images.glob("diagram-*.svg")} == drawings


@pytest.mark.parametrize("block", [block for block in blocks("toml") if "[[questions]]" in block.values[0]])
def test_indicators_of_the_documents_are_proved(block):
    """Each file with an indicator that the documents show can be read, and keeps its proof."""
    prove(indicator_of(block, "x.toml"))


@pytest.mark.parametrize("block", [block for block in blocks("toml") if "[[questions]]" not in block.values[0]])
def test_framework_files_of_the_documents_load(block, tmp_path):
    """Each napd.toml that the documents show is right, with the files that it names beside it."""
    path = tmp_path / "napd.toml"
    path.write_text(block, encoding="utf-8")
    (tmp_path / "wachtlijsten.toml").write_text(shown("toml", "[[questions]]"), encoding="utf-8")
    assert Framework.load(path).indicators


def shown(kind, word):
    """The block of docs/how-to/indicators.md of this kind with this word in it."""
    text = (HOW_TO / "indicators.md").read_text(encoding="utf-8")
    (found,) = (block for kind_, block in BLOCK.findall(text) if kind_ == kind and word in block)
    return found


def test_an_owner_puts_in_its_own_content(tmp_path):
    """With the two files of docs/how-to/indicators.md and no code, answers score by the owner's rules, in its words."""
    (tmp_path / "wachtlijsten.toml").write_text(shown("toml", "[[questions]]"), encoding="utf-8")
    (tmp_path / "napd.toml").write_text(shown("toml", "indicator_files"), encoding="utf-8")
    rows = ["MO0402,wachtlijsten,bijgehouden,per aanbieder", "MO0402,wachtlijsten,dagen,12"]
    lines = ["round,area,indicator,question,value", *(f"2025-12,{row}" for row in rows)]
    (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
    run = [str(Path(sys.executable).with_name("napd")), "score", "answers.csv"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, "■ bezig" in done.stdout) == (0, True)
    framework = Framework.load(tmp_path / "napd.toml")
    assert [indicator.id for indicator in framework.indicators] == ["wachtlijsten"]
    levels = framework.indicators[0].scale.levels
    assert [(level.label, framework.levels[level.id].colour) for level in levels] == [
        ("nog te doen", "#f3dfc1"), ("bezig", "#8a5a00"), ("op orde", "#3d2463"),
    ]  # fmt: skip


def test_the_cases_of_the_documents_come_out(tmp_path):
    """The file of cases that docs/how-to/indicators.md shows beside its indicator keeps, with it, every law."""
    path = tmp_path / "wachtlijsten.csv"
    path.write_text(shown("csv", "case,"), encoding="utf-8")
    for check in checks_of(indicator_of(shown("toml", "[[questions]]"), "x.toml"), path):
        check()


def test_every_hook_is_documented():
    """docs/how-to/plugins.md lists each kind of plugin with its hook, and each hook says since when it is there."""
    text = (HOW_TO / "plugins.md").read_text(encoding="utf-8").split("<!-- hooks -->")[1]
    assert dict(re.findall(r"^\| `([\w.]+)` \| `(\w+)` \|", text, re.MULTILINE)) == KINDS
    for hook in KINDS.values():
        assert re.search(r"Since: \d", getattr(hooks, hook).__doc__)


def test_every_law_is_documented():
    """docs/how-to/indicators.md lists each check with its law, and no other."""
    text = (HOW_TO / "indicators.md").read_text(encoding="utf-8").split("<!-- laws -->")[1]
    assert dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE)) == {n: law for n, (law, _) in LAWS.items()}


def test_every_kind_of_question_to_ask_is_documented():
    """docs/how-to/conversation.md lists what gives rise to a question, in their order, and no other."""
    text = (HOW_TO / "conversation.md").read_text(encoding="utf-8").split("<!-- kinds -->")[1]
    listed = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE))
    assert list(listed.items()) == [(kind, why) for kind, (why, _) in ASKED.items()]


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
