"""What a check found of each region, counted: the first thing to know of a folder of forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from napd.cli.terminal import show

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.tables.problems import Problem


class ByRegion:
    """The errors and remarks of each region."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, problems: Iterable[Problem]) -> None:
        """Count problems, each for its region."""
        self._counts.update((problem.region, problem.severity) for problem in problems)

    def show(self, framework: Framework) -> None:
        """Show a line for each region in order of name, and what is of no region last; nothing where there is one."""
        words = framework.say
        names = {area.code: area.name for area in framework.areas}
        codes = {code for code, _ in self._counts}
        if len(codes) < 2:  # noqa: PLR2004 - a summary of one line says what the list says
            return
        ordered = sorted(codes, key=lambda code: (not code, names.get(code, "").casefold()))
        rows = [
            {
                "region": f"{names[code]} ({code})" if code in names else words("checked.nowhere"),
                "errors": self._counts[code, "error"] or "",
                "remarks": self._counts[code, "remark"] or "",
            }
            for code in ordered
        ]
        show(rows, words.table("column.checked"), words, json=False)
        print()
