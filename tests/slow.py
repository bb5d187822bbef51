"""The tables that the engine should make, by the slow and obvious way of `napd.testing.slow_scoring`."""

from __future__ import annotations

from math import isinf
from typing import Any

from napd.framework.framework import Framework
from napd.testing.slow_scoring import Answers
from napd.testing.slow_sheets import sheets


def scores(framework: Framework, answers: Answers) -> list[tuple[dict[str, Any], bool]]:
    """The rows of the scores table, and whether the engine should have exactly that."""
    return [(whose | sheet.score(), sheet.is_exact()) for whose, sheet in sheets(framework, answers)]


def rollups(framework: Framework, answers: Answers) -> list[dict[str, Any]]:
    """The rows of the rollups table."""
    rows = []
    for whose, sheet in sheets(framework, answers):
        for question in sheet.indicator.questions:
            if question.is_counted:
                found = sheet.range(question)._asdict()
                ends = {e: None if found[e] is None or isinf(found[e]) else float(found[e]) for e in ("low", "high")}
                more = {"version": sheet.indicator.version, "question": question.id}
                more["unit"] = getattr(question.scored, "unit", "")
                rows.append(whose | more | found | ends)
    return rows
