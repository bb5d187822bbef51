"""Rubrics as DMN, run by an engine that others wrote: SpiffWorkflow.

It reads one decision of a document, so each is given alone, in the order in which they need each other; it does not add
up what a table collects, so that is done here; and it computes in Python, which is told a few words of FEEL.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from ours import INSTALLED, cases_of

from napd import Date, Options, Points, Sets, read_indicator, score
from napd.testing.casebook import _layout, cases
from napd_dmn import dmn
from napd_dmn.feel import name_of

spiff = pytest.importorskip("SpiffWorkflow", reason="SpiffWorkflow runs decision tables: pip install SpiffWorkflow")
from lxml import etree  # noqa: E402 - it comes with SpiffWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine  # noqa: E402
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine  # noqa: E402
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser  # noqa: E402

ROOT = Path(__file__).parents[2]
SCHEMA = Path(spiff.__file__).parent / "dmn" / "parser" / "schema" / "DMN13.xsd"
MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
NAMES = {"dmn": MODEL}
WORDS = {"true": True, "false": False, "date": date.fromisoformat}
"""Of FEEL, for an engine that computes in Python."""
COLLECTED = {"SUM": sum, "MIN": min, "MAX": max}


class Engine:
    """The decisions of a document, ready to run."""

    def __init__(self, document: bytes) -> None:
        self.root = etree.fromstring(document)
        decisions = self.root.findall("dmn:decision", NAMES)
        self.tables = [(one.get("name"), one.find("dmn:decisionTable", NAMES), self._engine(one)) for one in decisions]

    def _engine(self, decision) -> DMNEngine:
        alone = deepcopy(self.root)
        for other in alone.findall("dmn:decision", NAMES):
            if other.get("id") != decision.get("id"):
                alone.remove(other)
        parser = DMNParser(None, alone, NAMES)
        parser.parse()
        return DMNEngine(parser.decision.decisionTables[0])

    @property
    def inputs(self) -> dict[str, str]:
        """The type of each input."""
        given = self.root.findall("dmn:inputData/dmn:variable", NAMES)
        return {one.get("name"): one.get("typeRef") for one in given}

    def level(self, answers: dict[str, object]) -> str:
        """What the last table gives."""
        data, workflow, name = WORDS | answers, SimpleNamespace(script_engine=PythonScriptEngine()), ""
        for name, table, engine in self.tables:
            given = engine.result(SimpleNamespace(data=data, workflow=workflow))[name]
            data[name] = COLLECTED[table.get("aggregation")](given) if isinstance(given, list) else given
        return data[name]


OURS = [(one, cases_of(one.id)) for one in INSTALLED.indicators]
TEN = [
    (read_indicator(path), path.with_suffix(".csv"))
    for path in sorted((ROOT / "examples/rubrics-FICTIEF").glob("*.toml"))
]
EACH = pytest.mark.parametrize(("indicator", "path"), [pytest.param(*pair, id=pair[0].id) for pair in OURS + TEN])


@EACH
def test_published_schema(indicator, path):  # noqa: ARG001 - as its cases have it
    """The document is right by the XML Schema of DMN 1.3, which SpiffWorkflow carries."""
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    assert schema.validate(etree.fromstring(dmn(indicator))), schema.error_log


@EACH
def test_each_case_gives_its_level(indicator, path):
    """Run by another engine, every case gives its level; where answers are missing, one of those that it still can."""
    engine = Engine(dmn(indicator))
    found = cases(indicator, path)
    assert found
    for case in found:
        possible, values = scored(case)
        answers = {}
        for question in indicator.questions:
            answers |= inputs(question, values.get(question.id))
        assert engine.inputs.keys() <= answers.keys()
        assert engine.level(answers) in possible, case


def scored(case):
    """What a case can give, and what is known of the answers of its region; of a range the lowest."""
    municipalities = max([1, *(len(case._by_municipality(name)) for name in case.answers)])
    made = score(case._table(), _layout(case.indicator, municipalities).framework) if case._rows else None
    rows = [row for row in (made.scores.to_pylist() if made else []) if row["round"] == "case"]
    (row,) = [row for row in rows if row["area"] == "REGION"] or [{"possible": case.level}]
    rolled = [row for row in (made.tables["rollups"].to_pylist() if made else []) if row["round"] == "case"]
    counted = {row["question"]: row["low"] for row in rolled}
    values = {}
    for question in case.indicator.questions:
        if (low := counted.get(question.id)) is not None:
            values[question.id] = question.scored.value_at(low)
        elif (text := case.answers.get(question.id)) and not question.rollup:
            values[question.id] = question.parse(text)
    return row["possible"].split("|"), values


def inputs(question, value):
    """The inputs that a question has in a document, from its answer; of a missing one any answer."""
    space = question.scored.space
    if space is None or isinstance(question, Points):
        return {}
    if isinstance(space, Sets):
        return {
            name_of(f"{question.id}_{option}"): option in (getattr(value, "chosen", value) or ())
            for option in space.ids
        }
    if isinstance(space, Options):
        return {name_of(question.id): value if value is not None else space.ids[0]}
    if isinstance(question.scored, Date):
        return {name_of(question.id): value}
    number = question.scored.position(value) if value is not None else max(space.low, -1e9)
    return {name_of(question.id): number}
