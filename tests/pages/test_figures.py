from __future__ import annotations

from attrs import evolve
from sites import built
from town import FRAMEWORK, GOOD, table

from napd import score
from napd.framework.local import Local

LABEL = "Cijfers ernaast (geen niveau, en niet op te tellen)"
PLUGIN = """
from napd import Area, Figures, Interval, Measure, Observation, hookimpl
from town import AREAS, FRAMEWORK

OF = Measure(id="bedden", title="<b>Bedden", population="bedden", unit="bedden", kind="stock", beside="opvang")
LAND = Area("TL", "Het land", "country")

@hookimpl
def napd_measures():
    areas = AREAS["MO0001"], AREAS["MO0002"], LAND
    return Figures([Observation(measure=OF, areas=area, value=Interval.exact(3), first="2025-01-01") for area in areas])
"""


def test_figures_stand_beside_the_indicator(tmp_path):
    """On the page of a region its own and those of the country, on that of the indicator those of the country alone."""
    (tmp_path / "napd_bedden.py").write_text(PLUGIN, encoding="utf-8")
    used = evolve(FRAMEWORK, areas=FRAMEWORK.areas.within("TL", "Het land"))
    given = Local.of(plugins=[tmp_path / "napd_bedden.py"])
    made = built(score(table(GOOD), used), tmp_path / "site", given=given)
    said = {name: page.raw for name, page in made if LABEL in page.raw}
    assert sorted(said) == ["indicator/opvang.html", "regio/MO0001.html", "regio/MO0002.html"]
    assert "<b>Bedden: 1 januari 2025 · Het land: 3 bedden" in said["indicator/opvang.html"]
    assert "Noord: 3 bedden" in said["regio/MO0001.html"]
    assert "Zuid: 3 bedden" not in said["regio/MO0001.html"]
    assert not any(f"{region}: 3 bedden" in said["indicator/opvang.html"] for region in ("Noord", "Zuid"))
