"""Plugins that do not go together: neither is used, each says why, and a choice resolves it."""

from __future__ import annotations

import pytest
from distributions import provides
from town import AREAS

from napd import Framework
from napd.framework.conflicts import alone, conflicts
from napd.framework.plugins import load

BOTH = ["napd-one", "napd-two"]
LINE = (
    "indicator 'x' of plugin {ours} is left out, at the step 'conflict': an indicator of {theirs} has this id too, so "
    "none of them is used. List in the framework file, under indicators, which to use, with one of them for this id, "
    'such as "{choice}:x"'
)


def test_two_plugins_with_one_indicator(distributions):
    """Neither of the two is used, each line names the other, and what they do not share is."""
    distributions.add("napd-one", provides("x", "een"))
    distributions.add("napd-two", provides("x", "twee"))
    framework = Framework.installed(BOTH)
    assert [i.id for i in framework.indicators] == ["een", "twee"]
    one, two = "one (napd-one 1.0)", "two (napd-two 1.0)"
    assert [str(q) for q in framework.quarantined] == [
        LINE.format(ours=one, theirs=two, choice="napd-one"),
        LINE.format(ours=two, theirs=one, choice="napd-two"),
    ]


@pytest.mark.parametrize("chosen", BOTH)
def test_the_framework_file_chooses(distributions, tmp_path, chosen):
    """Named by its distribution, the one indicator is used, and nothing is left out."""
    distributions.add("napd-one", provides("x", "een"))
    distributions.add("napd-two", provides("x", "twee"))
    other = {"napd-one": "napd-two:twee", "napd-two": "napd-one:een"}[chosen]
    (tmp_path / "napd.toml").write_text(f'indicators = ["{chosen}:x", "{other}"]', encoding="utf-8")
    framework = Framework.load(tmp_path / "napd.toml")
    assert framework.plugins["x"].distribution == chosen
    assert len(framework.indicators) == 2
    assert framework.quarantined == ()


def test_three_plugins_with_one_indicator(distributions):
    """Each of them has one line, which names both of the others."""
    for name in ("napd-one", "napd-three", "napd-two"):
        distributions.add(name, provides("x"))
    provided, _ = load(distributions.plugins())
    lines = [q.message for q in conflicts(provided)]
    assert len(lines) == 3
    assert lines[0].startswith("an indicator of three (napd-three 1.0) and two (napd-two 1.0) has this id")


def test_versions_in_two_plugins_are_a_conflict(distributions):
    """An indicator belongs to one plugin: versions of it do not come from two."""
    distributions.add("napd-one", provides("x", "indicator('x', '2024-01-01')"))
    distributions.add("napd-two", provides("indicator('x', '2025-01-01')"))
    framework = Framework.installed(BOTH)
    assert framework.indicators == ()
    assert [q.plugin.distribution for q in framework.quarantined] == BOTH


def test_one_version_twice_in_one_plugin(distributions):
    """A plugin that gives a version of an indicator twice is told which; its other indicators are used."""
    distributions.add("napd-one", provides("x", "x", "indicator('x', '2025-01-01')", "een"))
    framework = Framework.installed(["napd-one"])
    assert [i.id for i in framework.indicators] == ["een"]
    (left_out,) = framework.quarantined
    assert str(left_out) == (
        "indicator 'x' of plugin one (napd-one 1.0) is left out, at the step 'conflict': the plugin gives version "
        "2023-12-01 of it twice; let one begin on another day (since=)"
    )


def test_siblings_in_one_distribution_are_chosen_by_name(distributions):
    """Where one distribution brings both plugins, the line tells to choose by the name of the plugin."""
    distributions.add("napd-one", provides("x"))
    points = distributions.folder / "napd_one-1.0.dist-info" / "entry_points.txt"
    (distributions.folder / "napd_one_more.py").write_text(provides("x"), encoding="utf-8")
    points.write_text("[napd]\none = napd_one\nmore = napd_one_more\n", encoding="utf-8")
    distributions.modules.append("napd_one_more")
    messages = [q.message for q in Framework.installed(["napd-one"]).quarantined]
    assert [message.rpartition(", such as ")[2] for message in messages] == ['"more:x"', '"one:x"']
    assert Framework.installed(["more:x"]).plugins["x"].name == "more"


def test_indicators_with_other_levels(distributions):
    """Scales stand side by side: no indicator is left out for its levels."""
    levels = "scale=Scale([Level('laag', 'Laag'), Level('hoog', 'Hoog')])"
    odd = f"indicator('x', rules=[Rule('laag', because='Altijd.')], {levels})"
    distributions.add("napd-one", provides(odd, "een"))
    framework = Framework.installed(["napd-one"])
    assert [(one.id, len(one.scale.levels)) for one in framework.indicators] == [("een", 3), ("x", 2)]
    assert framework.quarantined == ()


def test_an_indicator_of_areas_that_there_are_not_is_left_out(distributions):
    """It says which are missing; what stands beside it is used."""
    distributions.add("napd-one", provides("indicator('x', area='country')", "een"))
    provided, _ = load(distributions.plugins())
    (left_out,) = alone(provided, AREAS)
    assert left_out.indicator == "x"
    assert left_out.message.startswith("it scores each country, and the areas have none")
    assert alone(provided, AREAS.within("NL", "Nederland")) == ()
