"""SpiffWorkflow's DMN: a decision table for each indicator, of which the first rule that holds decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.specs.model import DecisionTable, HitPolicy, Input, InputEntry, Output, OutputEntry, Rule

from benchmarks.contestants.row_by_row import Row, cases, needs_of, table
from benchmarks.rubric import INDICATORS, KINDS, WORST, Needs

if TYPE_CHECKING:
    import pyarrow as pa

INPUTS = {kind: Input(kind, kind, kind, kind, "number") for kind in KINDS}
LEVEL = Output("level", "level", "level", "string")


def job(_areas: int) -> Callable[[Path], pa.Table]:
    """The tables of all indicators, made as its parser of DMN makes them."""
    engines = {name: DMNEngine(_table(name)) for name in INDICATORS}
    return lambda path: _run(engines, path)


def _table(indicator: str) -> DecisionTable:
    # Its UNIQUE takes the first rule that holds, and looks at no other
    found = DecisionTable(indicator, indicator, HitPolicy.UNIQUE.value)
    rules = [*INDICATORS[indicator], (WORST, {})]
    found.rules = [_rule(n, level, needs) for n, (level, needs) in enumerate(rules)]
    return found


def _rule(number: int, level: str, needs: Needs) -> Rule:
    rule, result = Rule(f"r{number}"), OutputEntry(f"o{number}", LEVEL)
    result.text = f"'{level}'"
    rule.outputEntries = [result]
    for kind, worst in needs_of(needs).items():
        entry = InputEntry(f"r{number}-{kind}", INPUTS[kind])
        entry.lhs = [f">= {worst}"]
        rule.inputEntries.append(entry)
    return rule


def _run(engines: dict[str, DMNEngine], path: Path) -> pa.Table:
    found = list(cases(path))
    workflow = SimpleNamespace(script_engine=PythonScriptEngine())

    def level(indicator: str, row: Row) -> str:
        return engines[indicator].result(SimpleNamespace(data=row, workflow=workflow))["level"]

    low = [level(case.indicator, case.low) for case in found]
    return table(found, low, [level(case.indicator, case.high) for case in found])
