"""The command `prove`: what is proved of each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from napd.cli.options import FrameworkFile, Json, MaybeName, words
from napd.cli.terminal import say, show

if TYPE_CHECKING:
    from napd.decision.proof import Overlap
    from napd.decision.rubric import Rubric


def prove(indicator: MaybeName = None, framework: FrameworkFile = None, json: Json = False) -> int:
    """Prove the indicators.

    Every case has a level, every rule decides some case, and a better answer never gives a worse level. What fails
    is left out of scoring, and shown here with a counterexample. Rules with different results that both hold for some
    answers, so that only their order decides, are named too: that is allowed, and worth a look.

    Example: napd prove
    """
    from napd.cli.indicators import versions_of
    from napd.cli.session import Session
    from napd.decision.proof import overlaps

    session = Session.of(framework, json=json)
    used = session.framework
    versions = versions_of(used, indicator) if indicator else used.indicators
    rubrics = [used.decider(version).rubric for version in versions]
    show([_proof(rubric) for rubric in rubrics], used.say.table("column.prove"), used.say, json=json)
    for rubric in () if json else rubrics:
        for overlap in overlaps(rubric):
            say(_overlapping(rubric, overlap))
    return session.code()


def _proof(rubric: Rubric) -> dict[str, Any]:
    """Only proved rubrics come here: a framework takes no other."""
    from napd.decision.proof import overlaps
    from napd.decision.table import tables_of

    tables = tables_of(rubric)
    return {
        "id": rubric.indicator.id, "version": rubric.indicator.version,
        "total": True, "reachable": True, "monotone": True,
        "exempt": list(rubric.indicator.exceptions),
        "cells": sum(table.cells for table in tables), "rules": sum(len(table.rules) for table in tables),
        "overlaps": [each._asdict() for each in overlaps(rubric)],
    }  # fmt: skip


def _overlapping(rubric: Rubric, overlap: Overlap) -> str:
    """Two rules of which the order alone decides, with an example."""
    rules = rubric.rules[overlap.stage]
    first, second = (f"{number} ({rules[number - 1].level})" for number in (overlap.earlier, overlap.later))
    stage = words()("told.of_stage", stage=overlap.stage) if overlap.stage else ""
    both = {"first": first, "second": second, "example": overlap.example, "earlier": str(overlap.earlier)}
    return words()("told.overlap", indicator=rubric.indicator.id, stage=stage, **both)
