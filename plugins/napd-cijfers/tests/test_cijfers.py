from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

import napd
import napd_cijfers
from napd.framework.hooks import MEASURES
from napd.framework.kinds import Offer, offered
from napd.framework.plugins import installed

ROOT = Path(__file__).parents[1]
FOUND = napd_cijfers.napd_measures()
WHERE = {"preventiescan", "ervaringskennis", "housing-first", "eu-rechtentool", "regioplan", "bt-thuis"}


def only(measure, year, **parts):
    """The one figure of a measure in a year."""
    (found,) = [
        figure for figure in FOUND.named(measure) if figure.first.year == year and parts.items() <= figure.parts.items()
    ]
    return found


def tenths(change):
    """The percentage, and its ends, to one decimal."""
    return tuple(round(float(end), 1) for end in (change.point, change.low, change.high))


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd these figures."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-cijfers").entry_points.select(group=MEASURES)
    assert {point.name: point.value for point in points} == project["entry-points"][MEASURES]
    (mine,) = [plugin for plugin in installed(MEASURES) if plugin.name == "cijfers"]
    given = offered(mine, MEASURES)
    assert isinstance(given, Offer)
    assert given.value.rows() == FOUND.rows()


def test_each_figure_says_where_it_comes_from():
    """Each figure has a source, each measure a figure."""
    assert all(figure.source and not figure.fictional for figure in FOUND)
    assert {figure.measure.id for figure in FOUND} == {measure.id for measure in FOUND.measures}
    assert {each for measure in FOUND.measures for each in measure.beside} == WHERE


def test_the_readme_names_every_measure():
    """And no other."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert sorted(named) == [measure.id for measure in FOUND.measures]


def test_evictions():
    """1,400 to 1,200: -14.3 %, which fits "bijna 15 %". Scaled up from a survey, so two years do not add up."""
    before, after = (only("huisuitzettingen", year) for year in (2021, 2022))
    assert tenths(before.change_to(after).percentage) == (-14.3, -20.7, -7.4)
    with pytest.raises(napd.MeasureError) as raised:
        before + after
    assert raised.value.reason == "estimates"


def test_the_estimate_of_cbs():
    """32,000 to 26,600: -16.9 %; a break at 2020, and 2019 is missing."""
    total = {"herkomst": "geschat"}
    years = {year: only("dakloos-schatting", year, **total) for year in (2018, 2019, 2021, 2022)}
    assert tenths(years[2021].change_to(years[2022]).percentage) == (-16.9, -17.2, -16.6)
    for before, after, reason in ((2018, 2021, "break"), (2018, 2019, "missing")):
        with pytest.raises(napd.MeasureError) as raised:
            years[before].change_to(years[after])
        assert raised.value.reason in (reason, "break")
    assert years[2019].status == "O"


def test_the_count_of_ethos():
    """28,721 less 4,062 children is 24,659 adults, 14.1 % children; no trend from 6,063 in other regions."""
    total, children, adults = (
        only("ethos-telling", 2025, leeftijd=part) for part in ("alle-leeftijden", "kinderen", "volwassenen")
    )
    assert (total - children).value == adults.value == napd.Interval.exact(24659)
    assert (adults + children).value == total.value
    assert round(float(children.share_of(total).point), 1) == 14.1
    with pytest.raises(napd.MeasureError) as raised:
        only("ethos-telling", 2024).change_to(total)
    assert raised.value.reason == "other_areas"


def test_bounds_stay_bounds():
    """At most 2,700 for bijna 2700, at least 90 for ruim 90, neither for ongeveer; 6 of 12 is of 12 chosen ones."""
    amsterdam = next(figure for figure in FOUND.named("monitor-dakloosheid") if figure.areas[0].code == "MO0363")
    assert amsterdam.value == napd.Interval(0, 2700)
    assert only("preventiescan-deelname", 2021).value == napd.Interval(90, 342)
    assert only("dakloos-schatting", 2023, herkomst="registers").value == napd.Interval.unknown()
    assert (only("mystery-guest", 2023).value.point, only("mystery-guest", 2023).n) == (6, 12)
    with pytest.raises(napd.MeasureError):
        only("mystery-guest", 2021).change_to(only("mystery-guest", 2023))


def test_persons_of_two_regions_are_not_added():
    """One person may have been in two of them in the year."""
    one, other, *_ = FOUND.named("monitor-dakloosheid")
    with pytest.raises(napd.MeasureError) as raised:
        one + other
    assert raised.value.reason == "persons_areas"


def test_a_line_that_cannot_be_read_is_told(monkeypatch, tmp_path):
    """With its line, so that whoever changes the file finds it."""
    (tmp_path / "figures.csv").write_text("measure,area,first_day,source,value\nx,NL,2024-01-01,,5\n", encoding="utf-8")
    monkeypatch.setattr(napd_cijfers, "files", lambda _: tmp_path)
    with pytest.raises(napd.NapdError, match="line 2, column source: the source is empty"):
        napd_cijfers.napd_measures()
