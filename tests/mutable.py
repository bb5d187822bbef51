"""Write code so that mutmut can change all of it; it passes over every function that is decorated.

    @property                         def size_plain(self): ...
    def size(self): ...     becomes   size = property(size_plain)

And the `strict=True` of zip goes: it guards napd against itself, so that no test can show whether it is there.
`python tests/mutable.py FOLDER ...` rewrites the Python files in these folders; give it a copy.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

MUTATED = {"classmethod", "staticmethod"}
"""The decorators under which mutmut does change a function."""


def mutable(source: str) -> str:
    """The source with every decorator but these in an assignment, and without the `strict=True` of zip."""
    lines = source.splitlines()
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(found, key=lambda node: -node.lineno):
        decorators = [ast.unparse(each) for each in node.decorator_list]
        if decorators and not MUTATED.intersection(decorators):
            start, plain = node.decorator_list[0].lineno - 1, f"{node.name}_plain"
            made = f"{'('.join(decorators)}({plain}" + ")" * len(decorators)
            lines.insert(node.end_lineno, f"{' ' * node.col_offset}{node.name} = {made}")
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(f"def {node.name}(", f"def {plain}(", 1)
            del lines[start : node.lineno - 1]
    return "".join(re.sub(r"(zip\(.*), strict=True\)", r"\1)", line) + "\n" for line in lines)


if __name__ == "__main__":
    for file in (file for folder in sys.argv[1:] for file in sorted(Path(folder).glob("*.py"))):
        file.write_text(mutable(file.read_text(encoding="utf-8")), encoding="utf-8")
