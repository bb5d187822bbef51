"""The framework: which indicators are in use, which version on which day, and what cannot stand side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from distributions import provides
from hypothesis import given
from hypothesis import strategies as st

import napd.framework.plugins
from napd import DEFAULT_SCALE, Framework, Indicator, Level, ModelError, NapdError, ProofError, Rule, Scale, YesNo
from napd.decision.decider import Decider
from napd.decision.rubric import compile_rubric
from napd.framework.framework import PERSPECTIVES
from napd.model.areas import AreaRegistry
from napd.model.rounds import Rounds
from napd.model.scale import LevelStyle

klaar = YesNo("klaar", "Is het klaar?")
EEN = Indicator(
    id="een",
    title="Een",
    questions=[klaar],
    rules=[Rule("gerealiseerd", klaar, because="Het is klaar."), Rule("niet-op-gang", because="Het is niet klaar.")],
    since="2023-12-01",
)
LATER = evolve(EEN, since="2025-06-01")
TWEE = evolve(EEN, id="twee", since="2024-06-01")
NARROW = Scale([Level("laag", "Laag"), Level("hoog", "Hoog")])
ODD = evolve(EEN, id="anders", rules=[Rule("laag", because="Altijd.")], scale=NARROW)


def test_defaults():
    """With indicators alone, the areas and rounds are those that napd ships, and nothing was left out."""
    framework = Framework(indicators=[EEN])
    assert framework.areas == AreaRegistry.shipped()
    assert framework.rounds == Rounds.shipped()
    assert framework.levels == {}
    assert framework.perspectives == PERSPECTIVES
    assert (framework.plugins, framework.quarantined) == ({}, ())


@pytest.mark.parametrize("form", [lambda i: i, compile_rubric, lambda i: Decider(compile_rubric(i))])
def test_indicators_in_every_form(form):
    """An indicator may be given as itself, as its compiled rubric, or as what decides by it."""
    framework = Framework(indicators=[form(EEN)])
    assert framework.indicators == (EEN,)
    assert framework.decider(EEN).rubric.indicator is EEN


def test_indicators_are_in_order_of_id_and_version():
    """In whatever order they are given, indicators come by id, and their versions by day."""
    framework = Framework(indicators=[TWEE, LATER, EEN])
    assert framework.indicators == (EEN, LATER, TWEE)


def test_an_indicator_that_is_not_proved():
    """An indicator that is given directly is proved; one that fails is refused."""
    with pytest.raises(ProofError, match="not total"):
        Framework(indicators=[evolve(EEN, rules=EEN.rules[:1])])


def test_every_clash_at_once():
    """Versions with one name and styles of levels that no indicator has are refused, each with a line."""
    with pytest.raises(ModelError) as error:
        Framework(indicators=[EEN, EEN, TWEE, TWEE, LATER, ODD], levels={"hoogst": LevelStyle(), "laag": LevelStyle()})
    assert str(error.value).splitlines() == [
        "two indicators have the id 'een' and the version 2023-12-01",
        "two indicators have the id 'twee' and the version 2024-06-01",
        "levels: no indicator has a level 'hoogst'. Did you mean \"hoog\"?",
    ]


def test_scales_side_by_side():
    """Each indicator keeps its own scale, with the labels and symbols that the framework gives its levels, by id."""
    styles = {"hoog": LevelStyle("Al hoog", colour="#000000"), "gerealiseerd": LevelStyle(symbol="+")}
    framework = Framework(indicators=[EEN, ODD], levels=styles)
    odd, een = framework.indicators
    assert odd.scale == Scale([Level("laag", "Laag"), Level("hoog", "Al hoog")])
    assert een.scale.levels == (*DEFAULT_SCALE.levels[:2], Level("gerealiseerd", "gerealiseerd", "+"))
    assert framework.decider(odd).rubric.indicator is odd
    assert evolve(framework, as_of=date(2026, 1, 1)).indicators == framework.indicators
    assert framework.indicator("anders", "2023-12-01") is odd


@pytest.mark.parametrize(
    ("day", "versions"),
    [
        ("0001-01-01", []),
        ("2023-11-30", []),
        ("2023-12-01", [EEN]),
        ("2024-05-31", [EEN]),
        ("2024-06-01", [EEN, TWEE]),
        ("2025-05-31", [EEN, TWEE]),
        ("2025-06-01", [LATER, TWEE]),
        ("9999-12-31", [LATER, TWEE]),
    ],
)
def test_a_day_picks_the_versions(day, versions):
    """On a day, the last version that has begun counts; before the first there is none."""
    framework = Framework(indicators=[LATER, TWEE, EEN])
    assert framework.at(date.fromisoformat(day)) == tuple(versions)


@given(st.sets(st.dates(), min_size=1, max_size=6), st.dates())
def test_at_most_one_version_counts(days, on):
    """Of any versions, on any day, the one with the latest start that is not later than the day counts."""
    framework = Framework(indicators=[evolve(EEN, since=day) for day in days])
    begun = [day for day in days if day <= on]
    assert [i.since for i in framework.at(on)] == ([max(begun)] if begun else [])


def test_versions_a_day_apart():
    """A version counts until the day before the next begins."""
    framework = Framework(indicators=[EEN, LATER])
    assert framework.at(LATER.since - timedelta(days=1)) == (EEN,)
    assert framework.at(LATER.since) == (LATER,)


def test_the_rules_of_one_day_for_every_round():
    """A framework of a day has the versions of that day on every other; a round stands for its date."""
    framework = Framework(indicators=[EEN, LATER])
    for when, version in (("2024-12", EEN), ("2025-06", LATER), ("2025-05-31", EEN), ("2030-01-01", LATER)):
        dated = framework.dated(when)
        assert {dated.at(round_.date) for round_ in dated.rounds} == {(version,)}
    assert framework.as_of is None
    assert Framework(indicators=[]).dated("2020-01-01").at(date(2025, 1, 1)) == ()


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2025-1", r"'2025-1' is neither a round nor a day such as 2025-12-01. The rounds are: .*2025-12"),
        ("2023-11-30", "no indicator applied on 2023-11-30: the first applies since 2023-12-01"),
    ],
)
def test_a_day_without_rules(when, told):
    """What is no day, and a day before all rules, is refused."""
    with pytest.raises(NapdError, match=told):
        Framework(indicators=[EEN, LATER]).dated(when)


def test_without_plugins(monkeypatch):
    """Where no plugin is installed, the framework has no indicators, and nothing is left out."""
    monkeypatch.setattr(napd.framework.plugins, "entry_points", lambda **_: ())
    framework = Framework.installed()
    assert (framework.indicators, framework.quarantined) == ((), ())


def test_whose_indicator_it_is(distributions):
    """For each indicator in use the framework knows the plugin, so that a result can say which version made it."""
    distributions.add("napd-good", provides("goed", "indicator('goed', '2025-01-01')"))
    distributions.add("napd-half", provides("half", "indicator('fout', rules=RULES[:1])"))
    framework = Framework.installed(["napd-good", "napd-half"])
    assert {name: str(plugin) for name, plugin in framework.plugins.items()} == {
        "goed": "good (napd-good 1.0)",
        "half": "half (napd-half 1.0)",
    }
    assert [q.indicator for q in framework.quarantined] == ["fout"]


def test_all_that_is_installed(distributions):
    """Without an allow-list every plugin counts, the broken ones aside."""
    distributions.add("napd-good", provides("heel-goed"))
    distributions.add("napd-broken", "import not_there")
    framework = Framework.installed()
    assert "heel-goed" in framework.plugins
    assert "napd-broken" in {q.plugin.distribution for q in framework.quarantined}
