"""A lighter start: pyarrow without pandas."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Find nothing, but refuse pandas."""
        if fullname == "pandas":
            raise ImportError("the command line does without pandas")
        return None


def pyarrow_without_pandas() -> None:
    """Let pyarrow find no pandas in this process.

    pyarrow imports pandas, where it is installed, the first time that it makes an array of Python objects: 250 to
    380 ms, more than a whole round takes to score. It looks once and remembers what it found, so it is enough to
    hide pandas that once. Only for a process of our own, such as a command; a library must not hide anything.
    """
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        import pyarrow as pa

        pa.array([0])
    finally:
        sys.meta_path.remove(finder)
