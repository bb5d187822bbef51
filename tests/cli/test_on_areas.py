"""What the commands about areas and rounds give, for programs and for people."""

from __future__ import annotations

from napd.model.areas import AreaRegistry
from napd.model.rounds import Rounds


def test_areas_as_json(data):
    """The regions by name with their municipalities, and the members of one region, on the date of a round."""
    registry, rounds = AreaRegistry.shipped(), Rounds.shipped()
    on = rounds["2025-12"].date
    rows = data("areas", "--round", "2025-12")
    assert {row["code"] for row in rows} == {area.code for area in registry.regions(on)}
    assert [row["name"].casefold() for row in rows] == sorted(row["name"].casefold() for row in rows)
    assert all(row["count"] == len(row["municipalities"]) > 0 for row in rows)
    gooi = data("areas", "MO0402", "--round", "2025-12")
    assert [row["municipality"] for row in gooi] == [area.code for area in registry.members("MO0402", on)]


def test_a_municipality_through_time(data):
    """A municipality has a row for each period, with what it went on as."""
    (period,) = data("areas", "GM1696")
    assert (period["name"], period["region"], period["successor"]) == ("Wijdemeren", "MO0402", "GM0402")


def test_an_area_without_members(napd, tmp_path):
    """A region without municipalities in the round is told; it is not an empty list."""
    line = "municipality,name,region,region_name,valid_until\nGM1,Een,MO1,Regio Een,2020-01-01\n"
    (tmp_path / "areas.csv").write_text(line, encoding="utf-8")
    (tmp_path / "napd.toml").write_text('areas = "areas.csv"', encoding="utf-8")
    told = "napd: MO1 (Regio Een) has no municipalities on 2025-12-01, the date of round 2025-12\n"
    assert napd("areas", "MO1", "--round", "2025-12", "-f", tmp_path / "napd.toml") == (2, "", told)


def test_areas_before_all_records(napd, tmp_path):
    """Of a round before the first day of the records nothing is listed: which areas there were is not known."""
    path = tmp_path / "napd.toml"
    path.write_text('rounds = [{ id = "oud", date = 2019-06-01, label = "juni 2019" }]\n', encoding="utf-8")
    unknown = "which areas there were on 2019-06-01 is not known: the records begin on 2021-01-01"
    more = "Give the areas of that time with the setting 'areas' in napd.toml."
    assert napd("areas", "--round", "oud", "-f", path) == (2, "", f"napd: {unknown}. {more}\n")
    assert napd("areas", "MO0402", "--round", "oud", "-f", path) == (2, "", f"napd: {unknown}\n")


def test_rounds_as_json(data):
    """The rounds in order, each with its date."""
    shown = [(row["id"], row["date"]) for row in data("rounds")]
    assert shown == [(each.id, each.date.isoformat()) for each in Rounds.shipped()]


def test_who_answers_below_a_country_is_told(napd, tmp_path):
    """Each region, where a country adds up what its regions answer."""
    (tmp_path / "geld.toml").write_text(
        """
        id = "geld"
        title = "Geld"
        since = 2023-12-01
        area = "country"
        rules = [
          { level = "gerealiseerd", when = "steun >= 3", because = "Drie." },
          { level = "niet-op-gang", because = "Minder." },
        ]
        [[questions]]
        kind = "YesNo"
        id = "steun"
        text = "Steun?"
        answered_by = "region"
        rollup = { kind = "Count", options = ["ja"] }
        """,
        encoding="utf-8",
    )
    out = napd("--indicator", str(tmp_path / "geld.toml"), "indicators", "geld").out
    assert "  steun: Steun? (elke regio)\n" in out
