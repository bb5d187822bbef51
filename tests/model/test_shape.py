"""The JSON Schema of an indicator: that of the code, a good schema, and true of what napd takes and refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from attrs import fields
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from napd import Framework, Indicator, indicator_toml
from napd.model.data import indicator_data
from napd.model.shape import RECORDS, misfits, save, schema
from napd.testing.strategies import indicators

SCHEMAS = Path(__file__).parents[2] / "schemas"
INSTALLED = Framework.installed().indicators
VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())


def as_editors_see(indicator: Indicator):
    """The file of an indicator as an editor checks it: a date is text there."""
    return json.loads(json.dumps(tomllib.loads(indicator_toml(indicator)), default=date.isoformat))


def test_the_schema_in_the_repository_is_that_of_the_code(tmp_path):
    """`schemas/` has it. After a change: python -c "from napd.model.shape import save; save('schemas')"."""
    save(tmp_path)
    assert (tmp_path / "indicator.json").read_text("utf-8") == (SCHEMAS / "indicator.json").read_text("utf-8")


def test_it_is_a_schema():
    """It keeps the rules of its draft, and has every setting of every record, with what the docstrings say of it."""
    Draft202012Validator.check_schema(schema())
    for kind in RECORDS:
        properties = schema()["$defs"][kind.__name__]["properties"]
        assert set(properties) - {"kind"} == {each.name for each in fields(kind) if each.init}
    assert set(schema()["properties"]) == {each.name for each in fields(Indicator)}
    assert schema()["$defs"]["Rule"]["properties"]["because"]["description"].startswith("why, in one sentence")


@pytest.mark.parametrize("indicator", INSTALLED, ids=lambda i: i.id)
def test_the_installed_indicators_fit(indicator):
    """Each of the six, as a file and as JSON."""
    assert list(VALIDATOR.iter_errors(as_editors_see(indicator))) == []
    assert list(VALIDATOR.iter_errors(json.loads(json.dumps(indicator_data(indicator))))) == []


@settings(max_examples=25)
@given(indicators(rollups=True, exceptions=True))
def test_any_indicator_fits(indicator):
    """Whatever an author writes, the schema and napd take."""
    data = as_editors_see(indicator)
    assert list(VALIDATOR.iter_errors(data)) == []
    assert list(misfits(data)) == []


CHANGES = {
    "a key that is not there": lambda d: d.update(titel="x"),
    "a key that is missing": lambda d: d.pop("title"),
    "a text that is a number": lambda d: d.update(theme=1),
    "a number that is a text": lambda d: d.update(action_line="1"),
    "a number that is a yes": lambda d: d.update(action_line=True),
    "a list that is a text": lambda d: d.update(doubts="x"),
    "a date that is none": lambda d: d.update(since="1 mei"),
    "an area that is none": lambda d: d.update(area="wijk"),
    "a kind that is none": lambda d: d["questions"][0].update(kind="Keuze"),
    "no kind": lambda d: d["questions"][0].pop("kind"),
    "a question that is a text": lambda d: d["questions"].insert(0, "x"),
    "an option that is a number": lambda d: d["questions"][0].update(options=[1, "x"]),
    "an option without a label": lambda d: d["questions"][0].update(options=[{"id": "x"}]),
    "a side that is none": lambda d: d["questions"][1].update(better="up"),
    "a roll-up of another kind": lambda d: d["questions"][0].update(rollup={"kind": "Average"}),
    "a condition that is a number": lambda d: d["rules"][0].update(when=1),
    "an exception that is a number": lambda d: d.update(exceptions={"status": 1}),
    "a source without a title": lambda d: d["sources"][0].pop("title"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_editors_and_napd_refuse_the_same(change):
    """What the schema refuses, napd refuses, and the other way round."""
    (regioplan,) = (indicator for indicator in INSTALLED if indicator.id == "regioplan")
    data = as_editors_see(regioplan)
    change(data)
    assert list(VALIDATOR.iter_errors(data)) != []
    assert list(misfits(data)) != []
