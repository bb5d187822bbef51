"""The catalogue of errors has each error, refusal and step, and each of its examples gives what stands under it."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pyarrow as pa
import pytest
from catalogue import Entry, entries

import napd
from napd.decision import proof
from napd.errors import NapdError
from napd.framework.hooks import FORMATS
from napd.framework.kinds import format_named
from napd.framework.local import Local
from napd.framework.plugins import Step, load
from napd.model import faults, remarks, rollups
from napd.model.file import read_indicator
from napd.model.questions import KINDS
from napd.model.rollup import ROLLUPS
from napd.scoring.writing import NotWritten

GROUPS = entries("errors.md")
EXCEPTIONS = GROUPS["Exceptions"]
REFUSALS = GROUPS["What a proof refuses"]
FAULTS = GROUPS["Faults of an indicator"]
STEPS = GROUPS["Why a plugin is left out"]
FEW = 9
"""Signs of a text that is no sentence of its own."""
SILENT = {"TooMuchWork", "_Failed"}
"""What napd raises for itself alone: an explanation says that its search was given up, `NotWritten` what failed."""


def kinds(error: type[NapdError]) -> set[str]:
    """An error of napd and its kin, by name; those of other distributions are theirs to document."""
    ours = (each for each in error.__subclasses__() if each.__module__.startswith("napd."))
    return {error.__name__}.union(*map(kinds, ours))


def given(entry: Entry) -> Local:
    """The plugin of an example, not installed."""
    ((_, code),) = entry.blocks("python")
    Path("napd_mine.py").write_text(code, encoding="utf-8")
    for _, project in entry.blocks("toml"):
        Path("pyproject.toml").write_text(project, encoding="utf-8")
        return Local.of(plugins=["."])
    return Local.of(plugins=["napd_mine.py"])


def written(plugin: Local) -> list[str]:
    """What is said when a plugin writes the tables of a small result."""
    answer = {"round": "2025-12", "area": "MO0402", "indicator": "regioplan", "question": "status", "value": "geen"}
    offer = format_named("napd_mine", plugin.among(FORMATS))
    with pytest.raises(NotWritten) as raised:
        napd.score(pa.Table.from_pylist([answer])).write("uit", offer)
    return str(raised.value).splitlines()


def unread(plugin: Local) -> list[str]:
    """What is said when a file of the ending that a plugin reads is scored."""
    Path("answers.mine").write_text("anything", encoding="utf-8")
    problems = napd.score("answers.mine", napd.Framework.load(given=plugin)).problems
    return [str(message) for message in problems["message"].to_pylist()]


def ran() -> list[str]:
    """What is said when the command of a plugin is run, below the warning that it is trusted code."""
    words = (sys.executable, "-m", "napd", "--plugin", ".", "mine")
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    return done.stderr.splitlines()[1:]


HOW = {"write": written, "open": unread, "rows": unread, "run": lambda _: ran()}
"""The steps at which a plugin stops that was loaded well, each with what leads there."""


def said(entry: Entry) -> list[str]:
    """What napd says of the example of a fault or a refusal: an indicator in a file, or in Python."""
    ((kind, text),) = [(kind, text) for kind in ("toml", "python") for _, text in entry.blocks(kind)]
    Path("mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(NapdError) as raised:
        made(text) if kind == "python" else napd.Framework(indicators=[read_indicator("mine.toml")])
    return str(raised.value).splitlines()


def made(code: str) -> None:
    """Run the code of an example."""
    exec(compile(code, "example", "exec"), {})  # noqa: S102 - running it is the test


def sentences(module: ModuleType) -> Iterator[str]:
    """Patterns of the sentences that the functions of a module yield or return as faults, from its source.

    But for `said`, which puts the place before a sentence of another.
    """
    tree = ast.parse(inspect.getsource(module))
    tree.body = [part for part in tree.body if getattr(part, "name", "") != "said"]
    for node in ast.walk(tree):
        given = node.value if isinstance(node, ast.Yield | ast.Return) else None
        given = node.value.elt if isinstance(node, ast.YieldFrom) and hasattr(node.value, "elt") else given
        for part in (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,):
            pieces = part.values if isinstance(part, ast.JoinedStr) else [part]
            words = [piece.value if isinstance(piece, ast.Constant) else None for piece in pieces]
            if sum(len(each) for each in words if isinstance(each, str)) > FEW:
                yield "".join(".*" if each is None else re.escape(each) for each in words)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where a reader would try them, without the kinds that another test made."""
    monkeypatch.chdir(tmp_path)
    for known in (KINDS, ROLLUPS):
        for name in [name for name, each in known.items() if not each.__module__.startswith("napd.")]:
            monkeypatch.delitem(known, name)


@pytest.mark.parametrize("entry", [each for each in EXCEPTIONS if each.blocks("python")], ids=lambda each: each.name)
def test_the_example_of_an_exception_raises_it(entry):
    """Exactly that one, with those words."""
    ((_, code),) = entry.blocks("python")
    with pytest.raises(NapdError) as raised:
        made(code)
    assert (type(raised.value).__name__, str(raised.value).splitlines()) == (entry.name, entry.says)


@pytest.mark.parametrize("entry", [*REFUSALS, *FAULTS], ids=lambda entry: entry.name)
def test_the_example_of_a_fault_or_refusal_is_told(entry):
    """Every fault of the file that is shown, in those words."""
    assert said(entry) == entry.says


@pytest.mark.parametrize("entry", STEPS, ids=lambda entry: entry.name)
def test_the_example_of_a_step_stops_there(entry):
    """The plugin that is shown is left out at that step, with those words."""
    plugin = given(entry)
    if entry.name in HOW:
        assert HOW[entry.name](plugin) == entry.says
        return
    _, left_out = plugin.beside(load(plugin.plugins)[0]) if entry.name == "conflict" else load(plugin.plugins)
    assert [str(each) for each in left_out] == entry.says
    assert {each.step for each in left_out} == {entry.name}


@pytest.mark.parametrize("module", [faults, remarks, rollups], ids=lambda module: module.__name__)
def test_the_catalogue_has_each_fault_of_an_indicator(module):
    """Each sentence in the source that tells of a fault stands in an example."""
    lines = "\n".join(line for entry in FAULTS for line in entry.says)
    assert [sentence for sentence in sentences(module) if not re.search(sentence, lines)] == []


def test_the_catalogue_has_each_error_and_no_other():
    """Each exception that napd raises for people, each refusal of the proof, each step at which a plugin can stop."""
    # Names of napd load their module when used, so that what this finds would depend on the tests before it.
    assert all(hasattr(napd, name) for name in napd.__all__)
    assert {entry.name for entry in EXCEPTIONS} == kinds(NapdError) - SILENT
    refusals = {name for name in proof._failures.__code__.co_names if name.startswith("_")}
    assert {f"_{entry.name}" for entry in REFUSALS} == refusals
    assert {entry.name for entry in STEPS} == set(get_args(Step))
    assert all(entry.repair for group in GROUPS.values() for entry in group)
