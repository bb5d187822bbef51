"""What stands beside the levels: files that options and napd.toml name, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from napd.cli.terminal import say
from napd.errors import NapdError, nearest

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.observations.figures import Figures

FEW = 10
"""How many problems are told one by one."""


def there(named: Sequence[Path], given: Sequence[str] | None) -> list[Path]:
    """The paths that napd.toml names and those of an option; that each is there is seen before answers are read.

    Raises:
        NapdError: with a line for each that is not.
    """
    paths = [*named, *map(Path, given or ())]
    if missing := [path for path in paths if not path.exists()]:
        raise NapdError("\n".join(f"{path}: there is no such file.{_near(path)}" for path in missing))
    return paths


def _near(path: Path) -> str:
    """The name in its folder that it may have been."""
    return nearest(path.name, [other.name for other in path.parent.iterdir()]) if path.parent.is_dir() else ""


def say_beside(framework: Framework) -> bool:
    """Say what is wrong with the figures that a framework has; gives whether any of them are left out."""
    from napd.views.figures import figures

    return say_figures(figures(framework=framework))


def say_figures(found: Figures) -> bool:
    """Say what is wrong with figures; gives whether any are left out."""
    say(*(f"napd: {each}" for each in found.left_out), *(f"  {each}" for each in found.problems[:FEW]))
    if len(found.problems) > FEW:
        say(f"  and {len(found.problems) - FEW:,} more; `napd check` lists them all")
    return bool(found.left_out) or any(problem.severity == "error" for problem in found.problems)
