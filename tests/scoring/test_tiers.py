"""Indicators of countries and provinces: what their regions have, or can still have, rolled up with exact bounds."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from town import AREAS, ROUNDS, answer, table

import napd
from napd import Count, Framework, Indicator, LevelOf, Number, Rule, Share, Sum, YesNo, score
from napd.answers.layout import Members
from napd.errors import ModelError
from napd.model.data import indicator_data
from napd.model.reading import indicator_from_data
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE
from napd.scoring.standing import Standing

LOW, MIDDLE, HIGH = DEFAULT_SCALE.ids
plan = YesNo("plan", "Is er een plan?")
vast = YesNo("vast", "Is het vastgesteld?")
mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
REGION = Indicator(
    id="regio", title="Regioplan", since="2024-01-01", questions=[plan, vast, mee],
    exceptions=dict.fromkeys(("plan", "vast"), "Een proef."),
    rules=[
        Rule(NOT_APPLICABLE, (plan == "nee") & (vast == "ja"), because="Vastgesteld dat het niet hoeft."),
        Rule(HIGH, plan & vast, because="Er is een vastgesteld plan."),
        Rule(MIDDLE, plan, because="Er is een plan."),
        Rule(LOW, because="Er is geen plan."),
    ],
)  # fmt: skip
deel = LevelOf("deel", "Welk deel is op gang?", indicator="regio", rollup=Share((MIDDLE, HIGH)))
geld = YesNo("geld", "Is er geld?")
LAND = Indicator(
    id="land", title="Landelijk beeld", since="2024-01-01", area="country", questions=[deel, geld],
    rules=[
        Rule(HIGH, (deel >= 100) & geld, because="Alle regio's zijn op gang."),
        Rule(MIDDLE, deel >= 50, because="De helft is op gang."),
        Rule(LOW, because="Minder dan de helft is op gang."),
    ],
)  # fmt: skip
COUNTRY = AREAS.within("NL", "Nederland")


def framework(*indicators, areas=COUNTRY):
    """A framework of the town, whose regions lie in one country."""
    return Framework(indicators=indicators, areas=areas, rounds=ROUNDS)


def scored(*said, of=(REGION, LAND)):
    """The scores of the country in the last round, when regions say something."""
    rows = [answer(question, value, area=area, indicator=indicator) for area, indicator, question, value in said]
    result = score(table(rows), framework(*of))
    return result, [row for row in result.scores.to_pylist() if row["area"] == "NL"]


@pytest.mark.parametrize(
    ("said", "low", "high", "status"),
    [
        ({"MO0001": ("ja", "ja"), "MO0002": ("ja", "nee")}, MIDDLE, HIGH, "undetermined"),  # whether there is money
        ({"MO0001": ("ja", "ja")}, MIDDLE, HIGH, "undetermined"),
        ({"MO0001": ("nee", "nee")}, LOW, MIDDLE, "undetermined"),
        ({"MO0001": ("nee", "nee"), "MO0002": ("nee", "nee")}, LOW, LOW, "scored"),
        ({"MO0001": ("nee", "nee"), "MO0002": ("nee", "ja")}, LOW, LOW, "scored"),  # one does not count
        ({"MO0001": ("ja", "nee"), "MO0002": ("nee", "ja")}, MIDDLE, HIGH, "undetermined"),
        ({"MO0001": ("nee", "ja"), "MO0002": ("nee", "ja")}, LOW, HIGH, "undetermined"),  # of nobody there is no share
    ],
)
def test_a_country_is_scored_by_the_levels_of_its_regions(said, low, high, status):
    """A region that is not determined counts as all that it can become, one that does not apply not at all."""
    pairs = (((area, "plan", one), (area, "vast", two)) for area, (one, two) in said.items())
    _, (row,) = scored(*((area, "regio", question, value) for pair in pairs for area, question, value in pair))
    assert (row["level_low"], row["level_high"], row["status"]) == (low, high, status)


def test_a_region_that_said_nothing_can_be_anything():
    """Of the answers of a municipality too: it is there, and nothing of the indicator is known."""
    _, (row,) = scored(("GM0003", "regio", "mee", "ja"))
    assert (row["level_low"], row["level_high"], row["open_questions"]) == (LOW, HIGH, "deel|geld")
    _, (row,) = scored(("NL", "land", "geld", "ja"))
    assert (row["status"], row["answered"], row["required"]) == ("undetermined", 1, 1)


def test_where_nobody_answered_anything_of_it_there_is_no_level():
    """An answer to another indicator makes the country present, and no more."""
    other = evolve(REGION, id="anders")
    _, (row,) = scored(("MO0001", "anders", "plan", "ja"), of=(REGION, other, LAND))
    assert row["status"] == "unanswered"


def test_a_round_without_the_other_indicator_knows_nothing():
    """Its versions begin later: the regions have no level then."""
    _, (row,) = scored(("NL", "land", "geld", "nee"), of=(evolve(REGION, since="2030-01-01"), LAND))
    assert (row["level_low"], row["level_high"]) == (LOW, MIDDLE)


def test_a_share_of_regions_is_published_with_how_many_count():
    """In the table of roll-ups: how many levels are known, of how many."""
    result, _ = scored(("MO0001", "regio", "plan", "nee"), ("MO0001", "regio", "vast", "ja"),
                       ("MO0002", "regio", "plan", "ja"), ("MO0002", "regio", "vast", "ja"))  # fmt: skip
    (row,) = [row for row in result.tables["rollups"].to_pylist() if row["question"] == "deel"]
    assert (row["low"], row["high"], row["answered"], row["members"]) == (100, 100, 1, 1)


@pytest.mark.parametrize(
    ("said", "known", "levels", "worded"),
    [
        ([], "no", [None, None], [False, False]),
        (["MO0001 plan"], "partly", [None, None], [True, False]),
        (["MO0001 plan", "MO0001 vast"], "partly", [LOW, None], [True, False]),
        (["MO0001 plan", "MO0001 vast", "MO0002 plan", "MO0002 vast"], "yes", [LOW, LOW], [True, True]),
    ],
)
def test_the_score_of_a_country_is_explained_by_the_levels_of_its_regions(said, known, levels, worded):
    """Each region stands with its level, or what it can still be; who answered nothing says nothing."""
    rows = [(area, "regio", question, "nee") for area, question in map(str.split, said)]
    result, _ = scored(("NL", "land", "geld", "ja"), *rows)
    (told,) = napd.explain(result, "NL", "land", "2025-12", "gemeente")
    (found,) = (each for each in told.answers if each.question == "deel")
    assert found.known == known
    assert [(each.area, each.value) for each in found.said] == list(zip(["MO0001", "MO0002"], levels, strict=True))
    assert [bool(each.words) for each in found.said] == worded


def test_levels_are_not_added():
    """A roll-up of an author's own that adds them is not given a number."""
    standing = Standing(deel, np.array([8]), Members(np.array([9]), np.array([0]), np.array([0]), np.array([1])))
    for adding in (standing.total, standing.mean):
        with pytest.raises(NotImplementedError):
            adding()


def test_a_country_asks_regions_and_municipalities_too():
    """Each question is rolled up from the areas that answer it."""
    plekken = Number("plekken", "Hoeveel plekken?", minimum=0, rollup=Sum(), answered_by="region")
    gemeente = YesNo("gemeente", "Doet de gemeente mee?", rollup=Count("ja"))
    whole = evolve(LAND, questions=[plekken, gemeente], rules=[
        Rule(HIGH, (plekken >= 10) & (gemeente.scored >= 2), because="Genoeg."), Rule(LOW, because="Niet."),
    ])  # fmt: skip
    _, (row,) = scored(
        ("MO0001", "land", "plekken", "4"), ("MO0002", "land", "plekken", "6"), ("GM0001", "land", "gemeente", "ja"),
        ("GM0003", "land", "gemeente", "ja"), of=(whole,),
    )  # fmt: skip
    assert (row["level"], row["answered"], row["required"]) == (HIGH, 1, 2)


def test_provinces_come_from_an_authors_file(tmp_path):
    """Each region counts in one; the plugin's or the author's file says in which."""
    path = tmp_path / "areas.csv"
    path.write_text(
        "municipality,name,region,region_name,province,province_name\n"
        "GM0001,Aa,MO0001,Noord,PV1,Noorderland\nGM0003,Dal,MO0002,Zuid,PV2,Zuiderland\n", encoding="utf-8"
    )  # fmt: skip
    areas = type(AREAS).from_csv(path)
    of_province = evolve(LAND, area="province")
    rows = [answer("plan", "ja", area="MO0001", indicator="regio")]
    result = score(table(rows), framework(REGION, of_province, areas=areas))
    found = {row["area"]: row["level_low"] for row in result.scores.to_pylist()}
    assert found == {"MO0001": MIDDLE, "PV1": MIDDLE}


def test_what_an_indicator_asks_must_be_there():
    """Another indicator, of the regions, with these levels; and a country to score."""
    two = type(DEFAULT_SCALE)(DEFAULT_SCALE.levels[:2])
    short = evolve(REGION, scale=two, rules=[Rule(MIDDLE, plan, because="Ja."), Rule(LOW, because="Nee.")])
    for indicators, areas, said in (
        ((evolve(LAND, id="regio", questions=[geld], rules=[Rule(HIGH, geld, because="Ja."), Rule(LOW, because="N.")]),
          LAND), COUNTRY, "asks the level of each region, and 'regio' scores each country"),
        ((short, LAND), COUNTRY, "give its scale="),
        ((REGION, LAND), AREAS, "indicator 'land': it scores each country, and the areas have none"),
    ):  # fmt: skip
        with pytest.raises(ModelError) as refusal:
            framework(*indicators, areas=areas)
        assert said in str(refusal.value)


def test_a_level_of_others_is_data():
    """With its own scale, and the areas whose level it is."""
    assert indicator_from_data(indicator_data(LAND)) == LAND
    of_two = LevelOf("deel", "Deel?", indicator="regio", rollup=Share(HIGH), scale=DEFAULT_SCALE)
    assert indicator_from_data(indicator_data(evolve(LAND, questions=[of_two, geld]))).questions[0] == of_two


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            LevelOf("deel", "Deel?", indicator="regio", rollup=Share("half")),
            "niet-op-gang, in-ontwikkeling, gerealiseerd. If 'regio' has other levels, name these in scale=.",
        ),
        (LevelOf("deel", "Deel?", indicator="regio"), "is the level of several areas: give it a rollup="),
        (evolve(deel, answered_by="country"), "so it must be answered by regions or municipalities"),
        (evolve(deel, rollup=Sum()), "a Sum adds numbers, and this question is not a number"),
        (evolve(geld, answered_by="province"), "is answered by the province, but this indicator scores countries"),
    ],
)
def test_a_level_that_cannot_be_asked_is_refused(question, said):
    """With the question, and what to do."""
    with pytest.raises(ModelError, match=r"deel|geld") as refusal:
        evolve(LAND, questions=[question, *(one for one in LAND.questions if one.id != question.id)])
    assert said in str(refusal.value)
