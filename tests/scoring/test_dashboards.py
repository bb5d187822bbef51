"""Dashboards in one framework: each is scored as if it were alone, and only for whoever answered anything on it."""

from __future__ import annotations

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sound import made
from worlds import table_of, worlds

from napd import Framework, Indicator, Level, LevelOf, LevelStyle, Minimum, Rule, Scale, score
from napd.errors import UnknownName

plan = evolve(made(), id="plan")
visie = evolve(made(), id="visie", dashboard="Beschermd Thuis")
BOTH = Framework(indicators=[plan, visie])
stand = LevelOf("stand", "Hoe ver?", indicator="visie", rollup=Minimum())
land = Indicator(
    id="land", title="Land", since="2025-01-01", area="country", dashboard="Landelijk", questions=[stand],
    rules=[Rule("niet-op-gang", because="Altijd.")],
)  # fmt: skip


def answers(*rows):
    """Answers of regions in one round: area, indicator, question, value."""
    names = ("round", "area", "indicator", "question", "value")
    return pa.Table.from_pylist([dict(zip(names, ("2025-12", *row), strict=True)) for row in rows])


def scored(result):
    """Whose scores there are."""
    return [(row["area"], row["indicator"]) for row in result.scores.to_pylist()]


def test_an_area_is_scored_on_the_dashboards_that_it_answered():
    """The other dashboard stays empty: it is not a list of what that area left open."""
    rows = [("MO0402", "plan", "nood", "ja"), ("MO0503", "plan", "nood", "ja"), ("MO0503", "visie", "nood", "nee")]
    result = score(answers(*rows), BOTH)
    assert scored(result) == [("MO0402", "plan"), ("MO0503", "plan"), ("MO0503", "visie")]
    assert result.dashboards == ("nap", "beschermd-thuis")
    assert score(answers(*rows[:2]), BOTH).dashboards == ("nap",)


def test_an_answer_elsewhere_counts_where_its_level_is_asked():
    """A dashboard that only asks the levels of another is there where that one was answered."""
    framework = Framework(indicators=[plan, visie, land])
    row = ("MO0503", "nood", "ja")
    asked, other = (score(answers((row[0], name, *row[1:])), framework) for name in ("visie", "plan"))
    assert scored(asked) == [("MO0503", "visie"), ("NL", "land")]
    assert scored(other) == [("MO0503", "plan")]


def test_nothing_answered_shows_every_dashboard():
    """Without any answer there is no reason to leave one out."""
    assert score(answers(), BOTH).dashboards == ("nap", "beschermd-thuis")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(worlds(), st.data())
def test_a_dashboard_alone_has_the_scores_that_it_has_beside_others(world, data):
    """What is answered elsewhere neither changes a score nor is a problem."""
    framework, table = world.framework, table_of(*world)
    name = data.draw(st.sampled_from(list(framework.dashboards)))
    alone = score(table, framework.showing(name))
    every = score(table, framework).scores.to_pylist()
    assert alone.scores.to_pylist() == [row for row in every if framework.dashboard(row["indicator"]) == name]
    assert "unknown_indicator" not in alone.problems["problem"].to_pylist()


def test_what_is_passed_over():
    """A row about an indicator of another dashboard is, whatever else is wrong in it; one about no indicator is not."""
    odd = [("MO0402", "Visie", "nod", "?"), ("XX", "visie", "nood", "ja"), ("MO0402", "vissie", "nood", "ja")]
    result = score(answers(("MO0402", "plan", "nood", "ja"), *odd), BOTH.showing("nap"))
    assert [(p["problem"], p["value"]) for p in result.problems.to_pylist()] == [("unknown_indicator", "vissie")]
    assert result.receipt["answers"]["count"] == 1


def test_showing_keeps_what_is_asked():
    """The levels that an indicator asks stay in use, with their dashboard; the others are known, and set aside."""
    framework = Framework(indicators=[plan, visie, land])
    shown = framework.showing("Landelijk")
    assert [one.id for one in shown.indicators] == ["land", "visie"]
    assert (list(shown.dashboards), [*shown.aside]) == (["beschermd-thuis", "landelijk"], ["plan"])
    assert [*shown.showing("landelijk").aside] == ["plan"]


def test_showing_keeps_styles_that_are_used():
    """A style for a level of a dashboard that is set aside is no fault."""
    scale = Scale(levels=[Level("laag", "laag"), Level("hoog", "hoog")])
    other = evolve(visie, scale=scale, rules=[Rule("laag", because="Altijd.")])
    styles = {"laag": LevelStyle(label="beneden"), "gerealiseerd": LevelStyle(label="op orde")}
    framework = Framework(indicators=[plan, other], levels=styles)
    assert list(framework.showing("nap").levels) == ["gerealiseerd"]


@pytest.mark.parametrize("name", ["beschermd-thuis", "Beschermd Thuis", "BESCHERMD THUIS"])
def test_a_dashboard_goes_by_its_id_or_title(name):
    """However it is written."""
    assert list(BOTH.showing([name]).dashboards) == ["beschermd-thuis"]


def test_an_unknown_dashboard():
    """It is told with the nearest, or else with all that there are; each in a line."""
    with pytest.raises(UnknownName) as refusal:
        BOTH.showing(["beschermt thuis", "x"])
    assert str(refusal.value).splitlines() == [
        "there is no dashboard 'beschermt thuis'. Did you mean \"beschermd-thuis\"?",
        "there is no dashboard 'x'. Available: nap, beschermd-thuis.",
    ]


def test_titles_stand_where_there_is_a_choice():
    """Above each of several; above one that was chosen; not above one that is all there is to show."""
    every = {"nap": "Nationaal Actieplan Dakloosheid", "beschermd-thuis": "Beschermd Thuis"}
    assert BOTH.titles(["beschermd-thuis", "nap"]) == every
    assert BOTH.titles(["nap"]) == {"nap": ""}
    assert BOTH.showing("nap").titles(["nap"]) == {"nap": every["nap"]}
