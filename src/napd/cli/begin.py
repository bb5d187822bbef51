"""The command `new`."""

from __future__ import annotations

from pathlib import Path

from napd.cli.show import say
from napd.signs import harmless
from napd.testing.new_plugin import new_plugin


def begin(name: str, questions: str | None, output: str) -> int:
    """Make a plugin, and say what to do next."""
    folder = new_plugin(name, Path(output), Path(questions) if questions else None)
    print(harmless(str(folder)))
    say(
        f"This is a plugin with the indicator {name!r}:",
        *(f"  {path.relative_to(folder)}" for path in sorted(folder.rglob("*")) if path.is_file()),
        f"Try it: napd --plugin {folder} table {name}",
        f'Install it and run its tests: pip install -e "{folder}[test]" && pytest {folder}',
    )
    return 0
