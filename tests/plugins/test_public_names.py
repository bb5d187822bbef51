"""What plugins may import: the public names of napd, `napd.plugin` and `napd.testing`; and what is public there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import napd_progress
import napd_report
from napd import plugin

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8").partition("## What plugins build")[2]
FACES = {"napd", "napd.plugin", "napd.testing"}
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """The modules of napd that a file imports from, each with the name that it takes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda path: path.name)
def test_plugins_import_public_names_only(folder):
    """No distribution that comes with napd reaches into it, so any partner can do what they do."""
    for path in folder.glob("src/**/*.py"):
        for module, name in imported(path):
            if module.partition(".")[0] == "napd":
                assert module in FACES, f"{path}: {module}"
                assert not name or name in (*import_module(module).__all__, "__version__"), f"{path}: {module}.{name}"


def test_the_names_agree():
    """What is public, what type checkers see and what is loaded on first use are the same names."""
    tree = ast.parse(Path(plugin.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.asname or alias.name: (line.module, alias.name) for line in block.body for alias in line.names}
    assert seen == plugin._ROOM_OF
    assert sorted(plugin.__all__) == sorted(seen)
    assert dir(plugin) == sorted(plugin.__all__)
    with pytest.raises(AttributeError, match=r"module 'napd\.plugin' has no attribute 'sey'"):
        plugin.sey  # noqa: B018


@pytest.mark.parametrize("name", plugin.__all__)
def test_each_is_there_and_documented(name):
    """By itself, and with a line in the reference that says what it is."""
    room, own = plugin._ROOM_OF[name]
    found = getattr(import_module(room), own, None) or import_module(f"{room}.{own}")
    assert getattr(plugin, name) is found
    assert re.findall(r"^\| `(\w+)` \| \S", REFERENCE, re.MULTILINE).count(name) == 1


@pytest.mark.parametrize(
    ("package", "names"),
    [(napd_progress, ["Delivery", "Progress", "progress"]), (napd_report, ["Site", "report"])],
)
def test_the_names_of_a_distribution(package, names):
    """Those that are named, and no other."""
    assert dir(package) == names
    assert [getattr(package, name).__name__ for name in names] == names
    with pytest.raises(AttributeError, match="has no attribute 'reprot'"):
        package.reprot  # noqa: B018


def test_nothing_else_is_documented_as_public():
    """A name that has gone is gone from the reference too."""
    assert {*re.findall(r"^\| `(\w+)` \|", REFERENCE, re.MULTILINE)} == {*plugin.__all__}
