"""The public names of napd: all there, all explained, and none of them costs anything before it is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest

import napd

ROOT = Path(__file__).parent.parent
SOURCE = ast.parse(Path(napd.__file__).read_text(encoding="utf-8"))


def imported_for_types() -> dict[str, str]:
    """The room of each name under TYPE_CHECKING, which is what type checkers and editors see."""
    (block,) = (node for node in SOURCE.body if isinstance(node, ast.If))
    return {alias.name: line.module for line in block.body for alias in line.names}


def test_the_names_agree():
    """What is public, what type checkers see and what is loaded on first use are the same names from the same rooms."""
    assert imported_for_types() == napd._ROOM_OF
    assert sorted(napd.__all__) == sorted(napd._ROOM_OF)
    assert len(set(napd.__all__)) == len(napd.__all__)


@pytest.mark.parametrize("name", napd.__all__)
def test_every_public_name_is_explained(name):
    """Each name gives what its room has, and says what it is; a constant says so in the room."""
    room = import_module(napd._ROOM_OF[name])
    value = getattr(napd, name)
    assert value is getattr(room, name)
    if isinstance(value, type) or callable(value):
        assert value.__doc__
    else:
        assert name in constants_with_a_docstring(Path(room.__file__))


def constants_with_a_docstring(path: Path) -> set[str]:
    """The names in a module whose assignment is followed by a text."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    pairs = [(one, other) for one, other in pairwise(body) if isinstance(one, ast.Assign)]
    texts = [one for one, other in pairs if isinstance(other, ast.Expr) and isinstance(other.value, ast.Constant)]
    return {target.id for one in texts for target in one.targets}


def test_dir_shows_the_public_names():
    """Completion in a notebook offers the public names and the version, and nothing of the inside."""
    assert dir(napd) == sorted([*napd.__all__, "__version__"])


def test_a_name_that_is_not_there():
    """An unknown name is an AttributeError that says which."""
    with pytest.raises(AttributeError, match="module 'napd' has no attribute 'scoer'"):
        napd.scoer  # noqa: B018
    assert not hasattr(napd, "decision.outcomes")


def test_one_version():
    """The version of napd is the same in the code, in what is installed and in publiccode.yml."""
    said = re.search(r'^softwareVersion: "(.+)"$', (ROOT / "publiccode.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert napd.__version__ == napd._version.VERSION == version("napd") == said[1]


def test_import_napd_is_light():
    """Importing napd loads nothing that an empty Python does not have, but for its version and `__future__`."""
    code = "import sys; before = set(sys.modules); import napd; print(*set(sys.modules) - before)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) <= {"napd", "napd._version", "__future__"}
