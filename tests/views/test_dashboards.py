"""The page of a region with two dashboards: each under its title, with what is declared to stand beside what."""

from __future__ import annotations

import pytest
from attrs import evolve
from talks import BEFORE, rows_of
from town import FRAMEWORK, answer, table

from napd import Framework, Support, compare, conversation, divergence, explain, figures, labelled, score, summary
from napd.errors import NapdError, UnknownName
from napd.views.page import page_of

plan = next(one for one in FRAMEWORK.indicators if one.id == "opvang")
sister = evolve(plan, id="thuis", title="Thuis", dashboard="Zuster", beside=("opvang", "weg"))
BOTH = Framework(indicators=[plan, sister], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
NAP = "Nationaal Actieplan Dakloosheid"


def both(name="thuis", round_="2025-12", **more):
    """An answer to an indicator of the second dashboard."""
    return answer("plan", more.pop("value", "ja"), indicator=name, round=round_, **more)


def talk(rows, area="MO0001", framework=BOTH):
    """The conversation of a region."""
    return conversation(score(table(rows), framework), area)


def parts(found):
    """The titles on the page."""
    return [line.text for line in page_of(found) if line.kind == "part"]


def test_one_page_has_both_dashboards():
    """Each with its title above its topics, in text and in Markdown."""
    found = talk([*rows_of(BEFORE), both()])
    assert found.dashboards == {"nap": NAP, "zuster": "Zuster"}
    assert [one.dashboard for one in found.topics] == ["nap", "zuster"]
    assert parts(found) == [NAP, "Zuster"]
    assert f"\nZuster\n{'═' * len('Zuster')}\n" in found.text()
    headings = [line.partition(":")[0] for line in found.markdown().splitlines() if line.startswith("##")]
    assert headings == [f"## {NAP}", "### Opvang", "## Zuster", "### Thuis"]


def test_levels_stand_beside_each_other():
    """Whichever of the two declares it, both say so; what is not in use is left out, and nothing is made of both."""
    found = talk([*rows_of(BEFORE), both()])
    levels = {one.indicator: one.now for one in found.topics}
    told = {one.indicator: [(each.indicator, each.now) for each in one.beside] for one in found.topics}
    assert told == {"opvang": [("thuis", levels["thuis"])], "thuis": [("opvang", levels["opvang"])]}
    assert f"Lees ernaast: Zuster · Thuis: {levels['thuis']}" in " ".join(found.text().split())
    assert f"Lees ernaast: {NAP} · Opvang: {levels['opvang']}" in " ".join(found.text().split())


def test_levels_of_one_dashboard_beside_each_other():
    """Then the title of the dashboard is not repeated; another view than that of the topic is named."""
    near = evolve(sister, dashboard="")
    framework = evolve(BOTH, indicators=[plan, near])
    found = talk([*rows_of(BEFORE), both(perspective="aanbieder")], framework=framework)
    assert parts(found) == []
    first = next(one for one in found.topics if one.indicator == "opvang")
    assert [(each.dashboard, each.perspective) for each in first.beside] == [("nap", "gemeente")]
    alone = talk([both(perspective="aanbieder"), *rows_of(BEFORE, perspective="gemeente")])
    assert "Lees ernaast: Zuster · Thuis · aanbieder: " in " ".join(alone.text().split())


def test_a_dashboard_without_answers_of_the_region_is_left_out():
    """Its page is what it would be without; also where another region answered on both."""
    other = both(area="MO0002")
    found = talk([*rows_of(BEFORE), other])
    assert (found.dashboards, [one.beside for one in found.topics]) == ({"nap": ""}, [()])
    assert found.text() == talk(rows_of(BEFORE), framework=BOTH.showing("nap")).text().replace(
        f"{NAP}\n{'═' * 31}\n\n", ""
    )


def test_what_was_answered_before_is_there():
    """A dashboard that was filled in only in the round before is there, for what is missing now."""
    found = talk([*rows_of(BEFORE), *rows_of(BEFORE, "2024-12"), both(round_="2024-12")])
    assert [(one.indicator, one.status) for one in found.topics] == [("opvang", "undetermined"), ("thuis", "absent")]


def test_a_region_that_said_nothing_sees_what_others_answered():
    """All dashboards on which anybody answered anything, and no other."""
    assert [one.indicator for one in talk([both()], "MO0002").topics] == ["thuis"]


def test_a_chosen_dashboard_has_its_title():
    """So a reader knows that there are others."""
    assert parts(talk([*rows_of(BEFORE), both()], framework=BOTH.showing("zuster"))) == ["Zuster"]


def test_a_comparison_with_a_framework_that_has_fewer_indicators():
    """What only the round before had is in the table; of a dashboard that is chosen only what is on it."""
    rows = [*rows_of(BEFORE), both()]
    old, new = score(table(rows), BOTH), score(table(rows_of(BEFORE)), evolve(BOTH, indicators=[plan]))
    rounds = {"from_round": "2025-12", "to_round": "2025-12"}
    found = compare(old, new, **rounds)
    assert found.changes["indicator"].to_pylist() == ["thuis"]
    assert "\n  Thuis · gemeente: ◐ in ontwikkeling t/m ✓ gerealiseerd → geen score: vervallen\n" in found.text()
    (row,) = labelled(found.changes, found.framework).to_pylist()
    assert row["titel van indicator"] == "thuis"
    assert len(compare(old, new, **rounds, dashboard="nap").changes) == 0


def test_a_comparison_of_answers_to_different_dashboards():
    """Two files of one round are no two rounds: that one dashboard is not answered any more would not be true."""
    old, new = score(table(rows_of(BEFORE)), BOTH), score(table([both()]), BOTH)
    with pytest.raises(NapdError, match=f"the first answers are about {NAP}, the others about Zuster"):
        compare(old, new)


def test_a_dashboard_to_which_one_of_two_has_answers():
    """It is not compared, and that is said, unless somebody names it, or an indicator on it: it may be another file."""
    old, new = score(table([*rows_of(BEFORE), both()]), BOTH), score(table(rows_of(BEFORE)), BOTH)
    rounds = {"from_round": "2025-12", "to_round": "2025-12"}
    for one, other in ((old, new), (new, old)):
        found = compare(one, other, **rounds)
        assert (len(found.changes), found.one_sided) == (0, ("zuster",))
        assert found.to_dict()["one_sided"] == ["zuster"]
        assert found.text().endswith("er antwoorden over heeft: Zuster. Met --dashboard wel.")
        for chosen in ({"dashboard": "zuster"}, {"indicator": "thuis"}):
            assert compare(one, other, **rounds, **chosen).changes["indicator"].to_pylist() == ["thuis"]
    assert compare(old, old, **rounds).one_sided == ()
    assert compare(old, old, **rounds).text() == ""


def test_what_fits_every_topic_of_a_dashboard_stands_once():
    """Below the topics of that dashboard, whatever fits those of the other."""
    every, one = Support("Overal"), Support("Hier")
    more = [evolve(plan, support=[every]), evolve(plan, id="tweede", title="Tweede", support=[every, one])]
    found = talk([*rows_of(BEFORE), both()], framework=evolve(BOTH, indicators=[*more, evolve(sister, support=[one])]))
    kinds = [(line.kind, line.text) for line in page_of(found) if line.kind in ("part", "topic")]
    titles = [text.partition(":")[0] for _, text in kinds]
    assert titles == [NAP, "Opvang", "Tweede", found.say("page.shared"), "Zuster", "Thuis"]
    assert found.text().count("Overal") == 1


@pytest.mark.parametrize("chosen", [{"indicator": "thuis"}, {"question": "thuis:plan"}, {"question": "thuis"}])
def test_what_is_set_aside_is_not_unknown(chosen):
    """Whoever names it is told why it is not there, not that nothing is called so."""
    result = score(table(rows_of(BEFORE)), BOTH.showing("nap"))
    with pytest.raises(UnknownName, match=r"^indicator 'thuis' is on a dashboard that is not chosen here$"):
        summary(result, **chosen)


def test_a_view_of_one_dashboard():
    """Of a result that has several, each view shows only what is on the dashboards that are chosen, by id or title."""
    rows = [*rows_of(BEFORE), *rows_of(BEFORE, "2024-12"), both(), answer("plan", "ja", perspective="aanbieder")]
    result = score(table([*rows, both(perspective="corporatie", value="nee")]), BOTH)
    views = {
        "summary": lambda **chosen: summary(result, round="2025-12", **chosen),
        "divergence": lambda **chosen: divergence(result, **chosen),
        "compare": lambda **chosen: compare(result, **chosen),
        "explain": lambda **chosen: explain(result, "MO0001", **chosen),
    }
    for name, view in views.items():
        for chosen, indicators in (
            (["nap", "Zuster"], {"opvang", "thuis"}),
            ("Zuster", {"thuis"}),
            ("nap", {"opvang"}),
        ):
            table_ = view(dashboard=chosen).table
            assert set(table_["indicator"].to_pylist()) - {None} == indicators, (name, chosen)


def test_a_figure_beside_an_indicator_that_is_set_aside(tmp_path):
    """Its indicator is known, so nothing is wrong with it."""
    path = tmp_path / "cijfers.csv"
    columns = "measure,area,first_day,last_day,value,source,title,population,unit,kind,beside"
    row = "bedden,MO0001,2025-01-01,2025-12-31,3,Jaarverslag,Bedden,bedden,bedden,persons,thuis"
    path.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    found = figures(files=path, framework=BOTH.showing("nap"))
    assert (len(found), found.problems) == (1, ())
