"""GoRules' zen-engine: a decision table for each indicator, in its JSON format, and rows in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zen

from benchmarks.contestants.row_by_row import Row, cases, needs_of, table
from benchmarks.rubric import INDICATORS, KINDS, WORST

if TYPE_CHECKING:
    import pyarrow as pa


def job(_areas: int) -> Callable[[Path], pa.Table]:
    """The engine, with the tables of all indicators."""
    content = {name: _graph(name) for name in INDICATORS}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    return lambda path: _run(engine, path)


def _graph(indicator: str) -> dict[str, Any]:
    places = {"position": {"x": 0, "y": 0}}
    rules = [*INDICATORS[indicator], (WORST, {})]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": kind, "field": kind, "name": kind} for kind in KINDS],
        "outputs": [{"id": "level", "field": "level", "name": "level"}],
        "rules": [
            {"_id": f"r{n}", "level": f'"{level}"'} | {kind: f">= {worst}" for kind, worst in needs_of(needs).items()}
            for n, (level, needs) in enumerate(rules)
        ],
    }
    kinds = {"in": "inputNode", "table": "decisionTableNode", "out": "outputNode"}
    nodes = [{"id": name, "name": name, "type": kind, **places} for name, kind in kinds.items()]
    nodes[1]["content"] = content
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in (("in", "table"), ("table", "out"))
    ]
    return {"nodes": nodes, "edges": edges}


def _run(engine: zen.ZenEngine, path: Path) -> pa.Table:
    found = list(cases(path))
    names = [case.indicator for case in found]
    low, high = (
        list(_levels(engine, names, rows)) for rows in ([case.low for case in found], [case.high for case in found])
    )
    return table(found, low, high)


def _levels(engine: zen.ZenEngine, names: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    requests = [{"key": name, "context": row} for name, row in zip(names, rows, strict=True)]
    yield from (result["data"]["result"]["level"] for result in engine.evaluate_batch(requests))
