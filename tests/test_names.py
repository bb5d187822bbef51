"""One class name, one meaning: in napd and in all distributions that come with it."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = [*ROOT.glob("src/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py")]


def test_no_class_name_stands_twice():
    """Whoever searches for a name finds one thing."""
    names = Counter(
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []
