"""Pages of two dashboards: each under its title, levels beside each other, and nothing where there are no answers."""

from __future__ import annotations

import pytest
from attrs import evolve
from sites import built
from talks import BEFORE, rows_of
from town import FRAMEWORK, answer, table

from napd import Framework, score

NAP = "Nationaal Actieplan Dakloosheid"
plan = next(one for one in FRAMEWORK.indicators if one.id == "opvang")
sister = evolve(plan, id="thuis", title="Thuis", dashboard="Zuster", beside=("opvang",))
BOTH = Framework(indicators=[plan, sister], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
NORTH = [*rows_of(BEFORE), answer("plan", "ja", indicator="thuis")]
SOUTH = [answer("plan", "ja", "MO0002")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of a region that answered on both dashboards, and one that answered on the first alone."""
    return dict(built(score(table([*NORTH, *SOUTH]), BOTH), tmp_path_factory.mktemp("both") / "site"))


def titles(page):
    """The titles of dashboards on a page, in their order."""
    return [each.text for each in page.all(kind="dashboard")]


def test_the_overview_has_both(pages):
    """Charts, maps and levels under the title of each; who took part is counted on each by itself."""
    page = pages["index.html"]
    assert titles(page) == [NAP, "Zuster"] * 3
    answered = next(dd.text for dd in page.all("dd") if "Zuster:" in dd.text)
    assert answered.startswith(f"{NAP}: 2 van 2 regio’s")
    assert "Zuster: 1 van 2 regio’s" in answered
    listed = pages["regios.html"]
    assert titles(listed) == [NAP, "Zuster"]
    tables = [listed.one("table", id=name) for name in ("regios", "regios-zuster")]
    assert [[cell.text for cell in each.one("thead").all("th")][1:] for each in tables] == [["Opvang"], ["Thuis"]]
    assert [len(list(each.one("tbody").all("tr"))) for each in tables] == [2, 2]


def test_a_region_has_one_page(pages):
    """Its levels, its questions and what is told of each indicator stand under the title of each dashboard."""
    page = pages["regio/MO0001.html"]
    assert titles(page) == [NAP, "Zuster", NAP, "Zuster", NAP, "Zuster"]
    assert [each.text for each in page.all("h2", "mini")] == [
        f"{title}: In één blik (perspectief gemeente)" for title in (NAP, "Zuster")
    ]
    assert titles(pages["regio/MO0002.html"]) == [NAP] * 3
    assert "Thuis" not in pages["regio/MO0002.html"].text


def test_levels_stand_beside_each_other(pages):
    """Each names the other with its level, and leads to it."""
    page = pages["regio/MO0001.html"]
    said = [each for each in page.all("p") if each.text.startswith("Lees ernaast:")]
    now = "◐ in ontwikkeling t/m ✓ gerealiseerd"
    assert [each.text for each in said] == [
        f"Lees ernaast: Zuster · Thuis: ? nog niet bepaald: {now.replace('◐ ', '').replace('✓ ', '')}",
        f"Lees ernaast: {NAP} · Opvang: ? nog niet bepaald: nog niet op gang t/m in ontwikkeling",
    ]
    assert [each.one("a").attributes["href"] for each in said] == ["#over-thuis", "#over-opvang"]
    assert "Lees ernaast: Zuster · Thuis" in pages["indicator/opvang.html"].text


def test_the_list_of_indicators_has_both(pages):
    """And the page of an indicator says on which dashboard it is."""
    assert titles(pages["indicatoren.html"]) == [NAP, "Zuster"]
    assert "Zuster · thuis" in pages["indicator/thuis.html"].text


def test_a_dashboard_without_answers_has_no_pages(tmp_path):
    """All is as it would be with the other alone."""
    rows = [*rows_of(BEFORE), *SOUTH]
    made = dict(built(score(table(rows), BOTH), tmp_path / "both"))
    alone = dict(built(score(table(rows), evolve(BOTH, indicators=[plan])), tmp_path / "alone"))
    assert sorted(made) == sorted(alone)
    same = [name for name in made if name != "methode.html"]  # whose receipt names every indicator
    assert [name for name in same if made[name].text != alone[name].text] == []


def test_a_chosen_dashboard_has_its_title(tmp_path):
    """So a reader knows that there are others, of which nothing is here."""
    made = dict(built(score(table(NORTH), BOTH.showing("zuster")), tmp_path / "site"))
    assert titles(made["indicatoren.html"]) == ["Zuster"]
    assert "Opvang" not in made["regio/MO0001.html"].text
