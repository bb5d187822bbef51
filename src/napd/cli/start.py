"""What a command starts with: the plugins that the options before it add, and pyarrow without pandas."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

from napd.cli.options import GLOBAL, TOLD, blocked_names, words
from napd.cli.terminal import say
from napd.errors import NapdError, nearest

if TYPE_CHECKING:
    from napd.framework.local import Local


def local() -> Local:
    """What the options before the command add; says on stderr, the first time, that a plugin is trusted code.

    Raises:
        NapdError: with a line for each fault: a path without a plugin, what is wrong with a file, an unknown name.
    """
    from napd.framework.local import Local

    added = GLOBAL.get()
    _check(added.blocked)
    found = Local.of(added.plugins, added.files, blocked_names())
    for path in () if TOLD.get() else dict.fromkeys(added.plugins):
        say(f"napd: {words()('told.trusted_path', path=path)}")
    TOLD.set(True)
    return found


def _check(names: Sequence[str]) -> None:
    from napd.framework.plugins import every

    known = {name for plugin in (every() if names else ()) for name in (plugin.name, plugin.distribution)}
    if strange := [name for name in names if name not in known]:
        raise NapdError("\n".join(f"--block: no plugin {n!r} is installed.{nearest(n, known)}" for n in strange))


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
