from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = sorted(path for path in (ROOT / "src", *ROOT.glob("plugins/*/src")) if path.is_dir())


def modules(folder):
    """The modules of a distribution, by their dotted names."""
    files = folder.rglob("*.py")
    return {".".join(file.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imported(tree, names):
    """What a module imports of its own distribution when it is imported or run; not what it names for types alone."""
    typed = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typed:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in names else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.parent.name)
def test_no_circle_of_files(folder):
    """Files import one way too, not rooms alone: even an import inside a function goes down."""
    names = modules(folder)
    tops = {name for name in names if "." not in name}  # the faces are lazy, and nothing inside imports them
    graph = {
        name: {part for part in imported(ast.parse(file.read_text(encoding="utf-8")), names) if part in names}
        - {name, *tops}
        for name, file in names.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))
