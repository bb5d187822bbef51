"""An indicator as plain data: nothing that its author wrote is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import Factory, evolve, fields, has
from hypothesis import given

from napd import Date, Framework, Indicator, Level, Rule, Scale, Source, Stage
from napd.model.conditions import Condition
from napd.model.data import condition_from_data, indicator_data
from napd.model.level_of import LevelOf
from napd.model.options import Option
from napd.model.questions import Question
from napd.model.ratio import Ratio
from napd.model.reading import indicator_from_data
from napd.model.rollups import Share
from napd.testing.strategies import indicators

INSTALLED = Framework.installed().indicators


def lost(value: Any, data: Any, where: str) -> Iterator[str]:
    """Where the data differs from what the author wrote: every setting of every record that is not the default."""
    if isinstance(value, Question) and isinstance(data, str):
        value = value.id
    elif isinstance(value, Scale):
        value = value.levels
    if isinstance(value, Condition):  # `rebuilt` reads it back
        return
    if isinstance(value, tuple):
        for number, (part, said) in enumerate(zip(value, data, strict=True)):
            yield from lost(part, said, f"{where}[{number}]")
    elif has(type(value)):
        chosen = [each.name for each in fields(type(value)) if each.init and not _is_default(value, each)]
        yield from (f"{where}.{name}" for name in chosen if name not in data)
        for name in (name for name in chosen if name in data):
            yield from lost(getattr(value, name), data[name], f"{where}.{name}")
    elif _said(value) != data:
        yield where


def _said(value: Any) -> Any:
    """Days and fractions as data has them, also by what they stand for."""
    if isinstance(value, Mapping):
        return {key: _said(part) for key, part in value.items()}
    if isinstance(value, Fraction):
        return float(value) if Fraction(str(float(value))) == value else str(value)
    return value.isoformat() if isinstance(value, date) else value


def _is_default(value: Any, each: Any) -> bool:
    default, given = each.default, getattr(value, each.name)
    if isinstance(default, Factory):
        default = default.factory(value) if default.takes_self else default.factory()
    return type(default) is type(given) and bool(default == given)


def rebuilt(indicator: Indicator) -> Indicator:
    """The indicator with every condition read back from its data, as it comes out of a JSON file."""
    data = json.loads(json.dumps(indicator_data(indicator)))

    def rules(ours: Any, theirs: Any) -> list[Any]:
        whens = [condition_from_data(each["when"]) if "when" in each else None for each in theirs]
        return [evolve(rule, when=when) for rule, when in zip(ours, whens, strict=True)]

    pairs = zip(indicator.stages, data.get("stages", []), strict=True)
    stages = [evolve(stage, rules=rules(stage.rules, each["rules"])) for stage, each in pairs]
    return evolve(indicator, stages=stages, rules=rules(indicator.rules, data["rules"]))


def check(indicator: Indicator) -> None:
    """Hold the data of one indicator against what its author wrote."""
    data = indicator_data(indicator)
    assert json.loads(json.dumps(data)) == data
    assert list(lost(indicator, data, indicator.id)) == []
    assert rebuilt(indicator) == indicator


@pytest.mark.parametrize("indicator", INSTALLED, ids=lambda i: i.id)
def test_the_installed_indicators(indicator):
    """Of each of ours the data is JSON, every chosen setting stands in it, and its rules can be read back."""
    check(indicator)


@given(indicators())
def test_any_indicator(indicator):
    """Of whatever an author may write, the same."""
    check(indicator)


@pytest.mark.parametrize("indicator", INSTALLED, ids=lambda i: i.id)
def test_questions_stand_whole(indicator):
    """Each question says its kind, id and text, its options with id and label, and its roll-up by name."""
    for question, data in zip(indicator.questions, indicator_data(indicator)["questions"], strict=True):
        assert (data["kind"], data["id"], data["text"]) == (type(question).__name__, question.id, question.text)
        assert data.get("rollup", {}).get("kind") == (question.rollup and type(question.rollup).__name__)
        if "options" in data:
            assert [Option(**option) for option in data["options"]] == list(question.options)
        if isinstance(question, Ratio):
            assert data["part"] == [part.id for part in question.part]
            assert data["whole"] == [part.id for part in question.whole]


def test_what_follows_from_the_rest_is_left_out():
    """Settings at their default, and those that follow from others, are not repeated."""
    (data,) = (indicator_data(i)["questions"] for i in INSTALLED if i.id == "regioplan")
    assert data[3] == {
        "kind": "YesNo",
        "id": "wonen_eerst_in_plan",
        "text": "Staat Wonen Eerst in het plan?",
        "required": False,
    }


def test_the_scale_always_stands_in_it():
    """The levels, worst first, with the words and colours that their author gave them."""
    indicator = INSTALLED[0]
    shown = [(level["id"], level["label"]) for level in indicator_data(indicator)["scale"]]
    assert shown == [(level.id, level.label) for level in indicator.scale.levels]
    levels = [
        Level("niet-op-gang", "Slecht"),
        Level("in-ontwikkeling", "Matig", "~"),
        Level("gerealiseerd", "Goed", symbol="+"),
    ]
    assert indicator_data(evolve(indicator, scale=Scale(levels)))["scale"] == [
        {"id": "niet-op-gang", "label": "Slecht"},
        {"id": "in-ontwikkeling", "label": "Matig", "symbol": "~"},
        {"id": "gerealiseerd", "label": "Goed", "symbol": "+"},
    ]


def test_a_stage_stands_whole():
    """A stage says its options and its rules with their reasons; a day in a condition is ISO text."""
    when = Date("sinds", "Sinds wanneer?", answered_by="region")
    early = Rule("vroeg", when < "2025-01-01", because="Het was er al.", source=Source("Brief", "2024"))
    stage = Stage("tijd", "Hoe vroeg?", options=("laat", "vroeg"), rules=[early, Rule("laat", because="Nog niet.")])
    rules = [Rule("gerealiseerd", stage == "vroeg", because="Op tijd."), Rule("niet-op-gang", because="Te laat.")]
    indicator = Indicator(id="x", title="X", questions=[when], stages=[stage], rules=rules, since="2025-01-01")
    assert indicator_data(indicator)["questions"] == [
        {"kind": "Date", "id": "sinds", "text": "Sinds wanneer?", "answered_by": "region"},
    ]
    (data,) = indicator_data(indicator)["stages"]
    condition = {"question": "sinds", "operator": "<", "value": "2025-01-01"}
    assert data == {
        "kind": "Stage",
        "id": "tijd",
        "text": "Hoe vroeg?",
        "options": [{"label": "laat", "id": "laat"}, {"label": "vroeg", "id": "vroeg"}],
        "rules": [
            {
                "level": "vroeg",
                "when": condition,
                "because": "Het was er al.",
                "source": {"title": "Brief", "date": "2024"},
            },
            {"level": "laat", "because": "Nog niet."},
        ],
    }
    check(indicator)


def test_the_scale_of_the_level_of_others_comes_back():
    """Its levels are those of another indicator, which may have a scale of its own."""
    scale = Scale([Level("laag", "Laag"), Level("hoog", "Hoog")])
    deel = LevelOf("deel", "Welk deel?", indicator="regio", rollup=Share("hoog"), scale=scale)
    rules = [Rule("gerealiseerd", deel >= 50, because="De helft."), Rule("niet-op-gang", because="Minder.")]
    made = Indicator(id="land", title="Land", since="2025-01-01", area="country", questions=[deel], rules=rules)
    back = indicator_from_data(json.loads(json.dumps(indicator_data(made))))
    assert back == made
    assert back.question("deel").scale == scale
