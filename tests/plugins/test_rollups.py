"""A roll-up that a plugin brings: proved, scored, printed, explained and written as those of napd are."""

from __future__ import annotations

import json
from datetime import date

import pytest
from attrs import frozen
from town import AREAS, ROUNDS, answer, table

import napd
from napd import Framework, Rollup, indicator_toml, read_indicator, score
from napd.errors import ModelError
from napd.model.choices import Choice
from napd.model.data import indicator_data
from napd.model.reading import indicator_from_data
from napd.model.rollup import ROLLUPS

PLUGIN = """
from attrs import frozen

from napd import Choice, Indicator, Rollup, Rule, hookimpl


@frozen
class Middle(Rollup):
    \"\"\"The answer of the municipality in the middle, or of the lower of two.\"\"\"

    described = "middelste van de {members}"
    said = "middelste van de {members}: {value}"

    def of(self, question):
        return Choice(question.id, question.text, options=question.options)

    def fault(self, question):
        return None if isinstance(question, Choice) and question.ordered else "a Middle needs an order"

    def bounds(self, parts):
        return parts.ranked(lambda members: (members + 1) // 2)


stand = Choice("stand", "Hoe staat het?", options=("geen", "half", "heel"), rollup=Middle())


@hookimpl
def napd_indicators():
    return [
        Indicator(
            id="midden", title="Midden", since="2023-12-01", questions=[stand],
            rules=[
                Rule("gerealiseerd", stand == "heel", because="Minstens de helft is klaar."),
                Rule("in-ontwikkeling", stand >= "half", because="Minstens de helft is begonnen."),
                Rule("niet-op-gang", because="De helft is nog niet begonnen."),
            ],
        )
    ]
"""


@pytest.fixture
def framework(distributions):
    """The indicator of the plugin, in the town with a region of two municipalities and one of one or two."""
    distributions.add("napd-middle", PLUGIN)
    yield Framework(indicators=Framework.installed(["middle"]).indicators, areas=AREAS, rounds=ROUNDS)
    ROLLUPS.pop("Middle", None)


def rows(**values):
    """What municipalities say, by their codes."""
    return table([answer("stand", value, area=area, indicator="midden") for area, value in values.items()])


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({"GM0001": "heel", "GM0002": "half"}, "in-ontwikkeling", "in-ontwikkeling"),
        ({"GM0001": "heel", "GM0002": "heel"}, "gerealiseerd", "gerealiseerd"),
        ({"GM0001": "half"}, "niet-op-gang", "in-ontwikkeling"),
        ({"GM0001": "geen"}, "niet-op-gang", "niet-op-gang"),
    ],
)
def test_it_scores_with_bounds(framework, values, low, high):
    """Of two municipalities the lower one is in the middle; one that is silent can be anything."""
    (row,) = score(rows(**values), framework).scores.to_pylist()
    assert (row["level_low"], row["level_high"]) == (low, high)


def test_it_is_said_in_its_own_words(framework):
    """In the explanation and the codebook."""
    result = score(rows(GM0001="heel", GM0002="half"), framework)
    assert "middelste van de gemeenten: half" in str(napd.explain(result, "MO0001"))
    assert result.tables["indicators"]["rollup"].to_pylist() == ["middle"]


def test_it_is_data_like_any_other(framework):
    """JSON and TOML name it by its class, and give the indicator back."""
    (indicator,) = framework.indicators
    data = json.loads(json.dumps(indicator_data(indicator)))
    assert data["questions"][0]["rollup"] == {"kind": "Middle"}
    assert indicator_from_data(data) == indicator
    assert "Middle" in indicator_toml(indicator)


def test_it_is_read_from_a_file(framework, tmp_path):
    """Once its plugin is imported."""
    (indicator,) = framework.indicators
    (tmp_path / "midden.toml").write_text(indicator_toml(indicator), encoding="utf-8")
    assert read_indicator(tmp_path / "midden.toml") == indicator


def test_one_that_is_no_rollup_is_refused():
    """It would be proved, and then fail while scoring."""

    @frozen
    class Loose:
        def of(self, question):
            return question

        def fault(self, _):
            return None

    with pytest.raises(ModelError, match="needs a roll-up, such as Share"):
        Choice("stand", "Hoe?", options=("a", "b"), rollup=Loose())


def test_one_that_lacks_its_bounds_cannot_be_made():
    """Python says what is missing, before there is a question."""

    @frozen
    class Half(Rollup):
        def of(self, question):
            return question

    try:
        with pytest.raises(TypeError, match="bounds"):
            Half()
    finally:
        ROLLUPS.pop("Half")


def test_two_of_one_name_are_refused():
    """In data a name stands for one of them."""
    with pytest.raises(ModelError, match=r"roll-up Share is there already, in napd\.model\.rollups"):
        type("Share", (Rollup,), {"__module__": "another"})


def test_what_members_that_merge_said_is_kept_where_it_is_the_same(framework):
    """A roll-up that says nothing of mergers carries what all of them said."""
    rollup = framework.indicators[0].questions[0].rollup
    assert rollup.merged(["half", "half"], date.toordinal) == "half"
    assert rollup.merged(["half", "heel"], date.toordinal) is None
