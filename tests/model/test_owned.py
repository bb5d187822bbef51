"""Kinds own themselves: what is special about a kind of question stands in it, and other rooms ask it."""

from __future__ import annotations

import ast
from pathlib import Path

import napd
from napd.model.shape import OWN_KINDS

SOURCE = Path(napd.__file__).parent
NAMES = {kind.__name__ for kind in OWN_KINDS} | {"Stage"}
ORACLE = (
    "reference.py",
    "reference_points.py",
    "slow_scoring.py",
    "slow_values.py",
    "slow_levels.py",
    "slow_sheets.py",
)
"""They hold the core against what each kind means, and so know all of them."""
MOST = 4
"""So many places there are; lower it where you take one away. A kind that comes should need none."""


def named(node: ast.expr) -> set[str]:
    """The names in a class, or in several."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def branches(tree: ast.AST) -> int:
    """How often code asks which kind a question is: by `isinstance`, a `match`, or a setting that it may have."""
    count = 0
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name("isinstance"), [_, kinds]):
                count += bool(named(kinds) & NAMES)
            case ast.MatchClass(cls=ast.Name(name)):
                count += name in NAMES
            case ast.Call(ast.Name("getattr"), [asked, ast.Constant(), *_]):
                count += bool(named(asked) & {"question", "stage", "scored"})
    return count


def test_few_places_ask_which_kind_a_question_is():
    """Outside the model, and what tries it slowly."""
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name != "model" and path.name not in ORACLE]
    found = {
        path.relative_to(SOURCE).as_posix(): branches(ast.parse(path.read_text(encoding="utf-8"))) for path in files
    }
    assert sum(found.values()) <= MOST, {name: count for name, count in found.items() if count}
