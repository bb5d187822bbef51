from __future__ import annotations

import pytest
from attrs import evolve
from figured import GOOI, STAYS, year
from talks import rows_of, talk
from town import FRAMEWORK

import napd
from napd import Figures, Interval, Observation
from napd.errors import UnknownName
from napd.framework.local import Local
from napd.views.figures import figure_tables

PLUGIN = """
from napd import Area, AreaRegistry, Figures, Interval, Measure, Observation, hookimpl

OF = Measure(id="{name}", title="{title}", population="plekken", unit="plekken", kind="stock", beside="proef")
AREAS = (AreaRegistry.shipped()["NL"], Area("XX", "Elders", "country"))
ONE = Interval.exact(3)

@hookimpl
def napd_measures():
    return {given}
"""
GIVEN = 'Figures([Observation(measure=OF, areas=area, value=ONE, first="2025-01-01") for area in AREAS])'


@pytest.fixture
def framework(tmp_path):
    """Make a framework with plugins that are tried."""

    def making(**plugins):
        paths = []
        for name, text in plugins.items():
            paths.append(tmp_path / f"{name}.py")
            paths[-1].write_text(text, encoding="utf-8")
        return evolve(napd.Framework(indicators=[]), local=Local.of(plugins=paths))

    return making


def plugin(name="mijn", title="Plekken", given=GIVEN):
    """The code of a plugin with one measure, with a figure of the country and one of another."""
    return PLUGIN.format(name=name, title=title, given=given)


def own(found):
    """What there is of the plugins that are tried: those that are installed stand beside it."""
    return [(each.measure.id, each.areas[0].code) for each in found if each.measure.unit == "plekken"]


def test_plugins_give_figures_of_the_areas_of_the_framework(framework):
    """Those of another area are not shown."""
    found = napd.figures(framework=framework(napd_mijn=plugin()))
    assert own(found) == [("mijn", "NL")]
    assert found.left_out == ()


def test_what_goes_wrong_stays_with_the_plugin(framework):
    """One that breaks, that gives something else, or has another measure by the same id; the rest stays."""
    used = framework(
        napd_a=plugin(),
        napd_b=plugin(title="Anders"),
        napd_c=plugin("los", given="1 / 0"),
        napd_d=plugin("x", given="[]"),
    )
    found = napd.figures(framework=used)
    assert own(found) == [("mijn", "NL")]
    assert [line.partition("is left out, at the step ")[2] for line in found.left_out] == [
        "'conflict': two measures have the id 'mijn': give one of them another id",
        "'describe': ZeroDivisionError: division by zero (line 10 of napd_c)",
        "'describe': TypeError: napd_measures() must return a napd.Figures, not list []",
    ]


def test_files_stand_beside_plugins(framework, tmp_path):
    """They may give figures of a measure of a plugin; what is wrong in them is told; a name and an area choose."""
    path = tmp_path / "eigen.csv"
    path.write_text(
        "measure,area,first_day,value,source\nmijn,MO0402,2025-01-01,5,Eigen\nmijn,MO9,2025-01-01,5,Eigen\n"
    )
    used = evolve(framework(napd_mijn=plugin()), figures=[path, tmp_path / "." / "eigen.csv"])
    found = napd.figures(path, "mijn", framework=used)
    assert own(found) == [("mijn", "MO0402"), ("mijn", "NL")]
    assert [each.problem for each in found.problems] == ["unknown_area"]
    assert own(napd.figures([str(path)], "proef", "MO0307", used)) == [("mijn", "NL")]
    with pytest.raises(UnknownName, match="there is no measure or indicator 'mij'"):
        napd.figures(name="mij", framework=used)
    with pytest.raises(UnknownName, match="There is no area"):
        napd.figures(area="MO9", framework=used)


def test_figures_as_a_table_for_formats():
    """One table, of which no number is left of what is hidden, its n neither, with the rules and what more is said."""
    hidden = Observation(
        measure=STAYS, areas=GOOI, value=Interval.unknown(), first="2025-01-01", n=9, status="Q", fictional=True,
        parts={"leeftijd": "totaal"},
    )  # fmt: skip
    made = figure_tables(Figures([hidden]), FRAMEWORK, counts={"rules": 1})
    assert list(made) == ["observations"]
    (row,) = made["observations"].to_pylist()
    assert (row["status"], row["n"], row["value"]) == ("Q", None, None)
    assert made.receipt["answers"]["fictional"]
    assert made.receipt["counts"] == {"rules": 1}
    assert made.framework is FRAMEWORK


def test_without_a_framework_the_one_in_use_counts(tmp_path, monkeypatch):
    """As for scores."""
    monkeypatch.chdir(tmp_path)
    assert len(napd.figures(name="regioplan")) == len(napd.figures(name="regioplan", framework=napd.Framework.load()))
    assert napd.Figures([year(STAYS, 2025, areas=GOOI)]).beside("regioplan").observations == ()


LABEL = "Cijfers ernaast (geen niveau, en niet op te tellen)"
IN_TOWN = """
from napd import Figures, Interval, Measure, Observation, hookimpl
from town import AREAS

OF = Measure(
    id="bedden", title="Bedden", population="bedden in de stad", unit="bedden", kind="stock",
    beside=("opvang", "eigen"), doubts="Zelf geteld.", source="Eigen",
)

@hookimpl
def napd_measures():
    days = ("MO0001", "2024-01-01"), ("MO0001", "2025-01-01"), ("MO0002", "2025-01-01"), ("GM0001", "2025-01-01")
    return Figures([
        Observation(measure=OF, areas=AREAS[code], value=Interval.exact(3), first=day, fictional=code == "MO0001")
        for code, day in days
    ])
"""


@pytest.fixture
def in_town(tmp_path):
    """The framework of the town, with a plugin that gives figures of it."""
    (tmp_path / "napd_bedden.py").write_text(IN_TOWN, encoding="utf-8")
    return evolve(FRAMEWORK, local=Local.of(plugins=[tmp_path / "napd_bedden.py"]))


def test_figures_stand_beside_the_indicator_in_a_conversation(in_town):
    """Of the region and what is in it, of the last time, with what it counts, source and doubt; no other region."""
    rows = rows_of({"plan": "ja"})
    found = talk(rows, framework=in_town)
    (opvang,) = [one for one in found.topics if one.indicator == "opvang"]
    rest = "; telt bedden in de stad; bron: Eigen; twijfel: Zelf geteld"
    assert opvang.figures == (
        f"Bedden: 1 januari 2025 · Aa: 3 bedden{rest}",
        f"FICTIEF: Bedden: 1 januari 2025 · Noord: 3 bedden{rest}",
    )
    assert all(not one.figures for one in found.topics if one.indicator != "opvang")
    assert f"{LABEL}\n  - Bedden: 1 januari 2025 · Aa: 3 bedden" in found.text()
    assert evolve(found, topics=[evolve(one, figures=()) for one in found.topics]).text() == talk(rows).text()


def test_figures_follow_the_language_of_the_framework(in_town):
    """Beside an indicator and by themselves; titles and doubts stay as their author wrote them."""
    english = evolve(in_town, language="en")
    (found,) = [one for one in talk(rows_of({"plan": "ja"}), framework=english).topics if one.figures]
    rest = "; counts bedden in de stad; source: Eigen; doubt: Zelf geteld"
    assert found.figures[0] == f"Bedden: 1 January 2025 · Aa: 3 bedden{rest}"
    assert found.figures[1].startswith("FICTITIOUS: Bedden: 1 January 2025")
    assert napd.figures(name="bedden", framework=english).text().startswith("FICTITIOUS: some of these figures")


def test_beside_a_score_of_a_municipality_stand_its_own_figures(in_town):
    """Those of the region would stand there as often as it has municipalities."""
    one = evolve(FRAMEWORK.indicators[2], id="eigen", area="municipality")
    used = evolve(FRAMEWORK, indicators=[one], local=in_town.local)
    rows = [{**row, "area": "GM0001", "indicator": "eigen"} for row in rows_of({"plan": "ja"})]
    figures = {topic.area: topic.figures for topic in talk(rows, framework=used).topics}
    assert [len(each) for each in figures.values()] == [1]
    assert "· Aa: 3 bedden" in figures["GM0001"][0]
