"""The receipt: what made the tables of a scoring run, of napd, plugins, answers and decision tables."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from napd._version import VERSION
from napd.answers.intake import Gathered
from napd.decision.axes import Axis
from napd.decision.rubric import Rubric
from napd.framework.framework import Framework

UNANSWERED = {"count": 0, "fingerprint": "", "fictional": False}
"""The answers of what is made of none."""


def receipt(framework: Framework, gathered: Gathered) -> dict[str, Any]:
    """What made the tables; `answers.fingerprint` and the hashes are hexadecimal."""
    answers = {"count": gathered.count, "fingerprint": gathered.fingerprint, "fictional": gathered.fictional}
    return {**made_by(framework), "answers": answers}


def made_by(framework: Framework) -> dict[str, Any]:
    """What made them, the answers apart."""
    used = [*framework.plugins.values(), *([framework.areas_from] if framework.areas_from else [])]
    plugins = {f"{p.distribution} {p.version}" for p in used}
    return {
        "napd": VERSION,
        "plugins": sorted(plugins),
        "publish": framework.publish,
        **({"as_of": framework.as_of.isoformat()} if framework.as_of else {}),
        "decision_tables": {
            f"{d.rubric.indicator.id} {d.rubric.indicator.version}": table_hash(d.rubric)
            for d in sorted(framework.deciders, key=lambda d: (d.rubric.indicator.id, d.rubric.indicator.since))
        },
    }


def table_hash(rubric: Rubric) -> str:
    """The first 16 hexadecimal digits of a SHA-256 over what decides.

    That is: what each question takes and how it is rolled up, its classes, the decision diagram from the node of the
    indicator on, and the levels of the rules that are its ends.
    """
    indicator, diagram = rubric.indicator, rubric.diagram
    axes = [_classes(axis) for axis in rubric.axes.values()]
    questions = [indicator.question(name).meaning for name in rubric.questions]
    levels = [rule.level for rule in indicator.rules]
    nodes = [x for (x,) in diagram.met(rubric.root) if x >= 0]
    decides = [[diagram.names[diagram.variables[x]], *diagram.children[x]] for x in nodes]
    words = (questions, axes, indicator.scale.ids, levels, rubric.root, decides)
    return sha256(json.dumps(words).encode()).hexdigest()[:16]


def _classes(axis: Axis) -> list[Any]:
    """What decides in which class an answer is."""
    if axis.group:
        return [axis.name, axis.group, axis.counts.tolist()]
    return [axis.name, axis.bounds.tolist(), axis.class_of is not None and axis.class_of.tolist()]
