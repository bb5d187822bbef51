from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from figured import COUNT, EEM, ETHOS, EVICTIONS, GOOI, HUIZEN, LAND, RATE, STAYS, figure, measure, year

from napd import AreaRegistry, Figures, Interval, ModelError, NapdError
from napd.errors import UnknownName
from napd.observations import wording
from napd.observations.status import STATUSES
from napd.tables.problems import Problem
from napd.tables.schemas import schema
from napd.texts import DUTCH, texts

SHIPPED = AreaRegistry.shipped()
ENGLISH = texts("en")
STOCK = DUTCH("figures.kind.stock")
PREVENTION = measure("uitzetting", "events", ("areas", "periods"), beside="preventiescan", doubts="Alleen corporaties.")


def test_figures_stand_by_time_and_name():
    """Never by size: measure, day, area and part."""
    found = Figures([year(STAYS, 2025, 1), year(EVICTIONS, 2025, 9), year(EVICTIONS, 2024, 2, areas=GOOI),
                     year(EVICTIONS, 2024, 5, areas=EEM)])  # fmt: skip
    assert [(each.measure.id, each.first.year, each.areas[0].name) for each in found] == [
        ("ontruimingen", 2024, "Eemland"), ("ontruimingen", 2024, "Gooi en Vechtstreek"),
        ("ontruimingen", 2025, "Gooi en Vechtstreek"), ("verblijf", 2025, "Gooi en Vechtstreek"),
    ]  # fmt: skip
    assert repr(found) == "<Figures: 4 of 2 measures>"


def test_one_id_is_one_measure():
    """Two that differ are refused, whether from figures, given or put side by side."""
    other = measure("ontruimingen", "events", unit="keren")
    with pytest.raises(ModelError, match="two measures have the id 'ontruimingen'"):
        Figures([year(EVICTIONS, 2025)]) + Figures(measures=[other])
    both = Figures([year(EVICTIONS, 2025)]) + Figures(measures=[EVICTIONS, STAYS])
    assert [each.id for each in both.measures] == ["ontruimingen", "verblijf"]
    with pytest.raises(TypeError):
        both + 1


def test_they_are_found_by_measure_and_by_indicator():
    """An indicator without figures has none; a name that is neither is refused with the nearest."""
    found = Figures([year(PREVENTION, 2025), year(STAYS, 2025)])
    assert [each.measure.id for each in found.named("verblijf")] == ["verblijf"]
    assert [each.measure.id for each in found.named("preventiescan")] == ["uitzetting"]
    assert [each.measure.id for each in found.beside("preventiescan")] == ["uitzetting"]
    assert (len(found.beside("regioplan")), len(found.named("regioplan", ["regioplan"]))) == (0, 0)
    for name, said in (("verblif", 'Did you mean "verblijf"'), ("xyz", "Available: uitzetting, verblijf")):
        with pytest.raises(UnknownName, match=said):
            found.named(name)
    with pytest.raises(UnknownName, match="Available: none"):
        Figures().named("x")


def test_of_an_area_no_other_region_is_named():
    """Its own figures, those of what lies in it and of what it lies in."""
    found = Figures([year(STAYS, 2025, areas=each) for each in (GOOI, EEM, HUIZEN, LAND, (GOOI, EEM))])
    assert [each.areas for each in found.about("MO0402", SHIPPED)] == [(GOOI,), (HUIZEN,), (LAND,)]
    assert [each.areas for each in found.about("GM0406", SHIPPED)] == [(GOOI,), (HUIZEN,), (LAND,)]
    assert len(found.about("NL", SHIPPED)) == 5
    assert [each.id for each in found.about("MO0307", SHIPPED).measures] == ["verblijf"]
    assert Figures([year(STAYS, 2025)]).about("MO0307", SHIPPED).measures == ()
    with pytest.raises(UnknownName, match="There is no area"):
        found.about("MO999", SHIPPED)


def test_the_table_has_the_columns_of_its_schema():
    """With a column that says so where figures are invented."""
    found = Figures([figure(COUNT, Interval.at_least(90), areas=LAND, published="ruim 90", n=355)])
    assert found.table().schema.names == schema("observations").names
    (row,) = found.table().to_pylist()
    assert (row["low"], row["high"], row["value"], row["parts"]) == (90.0, None, None, "ethos=1-6|leeftijd=totaal")
    assert (row["adds_over"], row["area"], row["first_day"]) == ("areas|ethos|leeftijd", "NL", "2025-04-08")
    made_up = Figures([year(STAYS, 2025, fictional=True)]).table()
    assert made_up.to_pylist()[0]["FICTIEF"] == "FICTIEF"


def test_the_text():
    """Each measure says what it counts, its figures when, where, how many, from where and with which doubt."""
    found = Figures([
        year(PREVENTION, 2021, Interval.rounded(1400, to=100), areas=LAND, status="E", published="1.400",
             source="Aedes", doubt="Opgehoogd\x1b."),
        year(PREVENTION, 2022, Interval.rounded(1200, to=100), areas=LAND, status="E", source="Aedes"),
        figure(COUNT, 6, areas=GOOI, n=12, fictional=True, coverage="12 gekozen gemeenten"),
        figure(RATE, Interval(10, 12), first="2025-04-08", last="2025-04-10"),
    ])  # fmt: skip
    assert found.text().splitlines() == [
        "FICTIEF: een deel van deze cijfers is verzonnen.",
        "",
        "Aandeel (aandeel)",
        "  telt: mensen zonder thuis (%): aandeel, gemiddelde of verhouding; nergens over op te tellen",
        "  - 8 april 2025 t/m 10 april 2025 · Gooi en Vechtstreek: 10 tot 12 %",
        "      bron: FICTIEF",
        "",
        "Telling (telling)",
        f"  telt: mensen zonder thuis (personen): {STOCK}; optelbaar over gebieden en {ETHOS.title} en leeftijd",
        "  - 8 april 2025 · Gooi en Vechtstreek (12 gekozen gemeenten) · 1-6, totaal: 6 van 12 personen",
        "      bron: FICTIEF",
        "",
        "Uitzetting (uitzetting)",
        "  telt: mensen zonder thuis (personen): gebeurtenissen in een periode; optelbaar over gebieden en perioden",
        "  naast: preventiescan",
        '  - 2021 · Nederland: 1.400 [1.350 tot 1.450] personen (geschat; gepubliceerd als "1.400")',
        "      bron: Aedes",
        "      twijfel: Opgehoogd .",
        "  - 2022 · Nederland: 1.200 [1.150 tot 1.250] personen (geschat)",
        "      bron: Aedes",
        f"  2021 → 2022 · Nederland: lager: -14,3 % [-20,7 tot -7,4 %] ({DUTCH('figures.margins')})",
        "  twijfel: Alleen corporaties.",
        "",
        DUTCH("figures.foot"),
    ]
    assert Figures().text() == "Er zijn geen cijfers."


def test_the_last_of_each_measure():
    """Of a measure that was missing last the figure before that."""
    missing = year(STAYS, 2025, Interval.unknown(), status="O")
    found = Figures([year(STAYS, 2023), year(STAYS, 2024), missing, year(EVICTIONS, 2022)])
    assert [(each.measure.id, each.first.year) for each in found.latest()] == [
        ("ontruimingen", 2022),
        ("verblijf", 2024),
    ]


def test_as_data():
    """Figures, changes with what is certain in percent, or why there is none, and what is wrong."""
    found = Figures(
        [year(EVICTIONS, 2023, 10), year(EVICTIONS, 2024, 12), year(EVICTIONS, 2025, 12, coverage="deels")],
        left_out=["plugin x"],
    ).to_dict()
    rest = {"measure": "ontruimingen", "area": "MO0402", "parts": ""}
    assert found["changes"] == [
        {**rest, "from_day": "2023-01-01", "to_day": "2024-01-01", "verdict": "up", "percentage": 20.0, "low": 20.0,
         "high": 20.0, "reason": None},
        {**rest, "from_day": "2024-01-01", "to_day": "2025-01-01", "verdict": None, "percentage": None, "low": None,
         "high": None, "reason": "other_areas"},
    ]  # fmt: skip
    assert (found["fictional"], found["problems"], found["left_out"]) == (False, [], ["plugin x"])
    assert found["figures"][0]["measure"] == "ontruimingen"
    broken = Problem(problem="empty_file", message="it is empty")
    assert Figures(problems=[broken]).to_dict()["problems"][0]["message"] == "it is empty"


def test_why_there_is_no_trend():
    """In Dutch, with what to compare instead; a figure that is missing is passed over."""
    missing = year(STAYS, 2024, Interval.unknown(), status="L")
    found = Figures([year(STAYS, 2023), missing, year(STAYS, 2025, coverage="9 regio's")])
    text = found.text()
    assert "2024 · Gooi en Vechtstreek · totaal: niet aangeleverd" in text
    assert "2023 → 2025: geen trend: het zijn andere gebieden, of een ander deel ervan" in text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Interval(), "onbekend"),
        (Interval(0, None), "onbekend"),
        (Interval(90, None), "90 of meer"),
        (Interval(None, 5), "5 of minder"),
        (Interval.exact(28721), "28.721"),
        (Interval(0, 2700), "0 tot 2.700"),
        (Interval.exact(0.5), "0,50"),
        (Interval(-1500, 2), "-1.500 tot 2"),
    ],
)
def test_ranges_in_words(value, said):
    """With Dutch points and commas."""
    assert wording.interval(value, DUTCH) == said


def test_values_in_words():
    """What words say, and what is hidden; a change without bounds is not made one."""
    about = year(STAYS, 2025, Interval.unknown(), published="ongeveer 90")
    assert wording.amount(about, DUTCH) == "ongeveer 90 personen"
    assert wording.amount(year(STAYS, 2025, Interval.at_least(90), published="ruim 90"), DUTCH) == (
        "ruim 90 [90 of meer] personen"
    )
    assert wording.amount(year(STAYS, 2025, Interval.unknown(), status="Q"), DUTCH) == "niet getoond"
    assert wording.amount(year(STAYS, 2025, Interval.unknown()), DUTCH) == "onbekend"
    assert wording.days(date(2021, 1, 1), date(2022, 12, 31), DUTCH) == "2021 t/m 2022"
    assert wording.change(year(STAYS, 2024).change_to(about), DUTCH) == "niet te zeggen"
    least = year(STAYS, 2025, Interval.at_least(9), published="9 of meer")
    assert wording.amount(least, DUTCH) == "9 of meer personen"
    assert wording.change(year(STAYS, 2024).change_to(least), DUTCH) == "niet te zeggen: -10,0 % of meer"
    assert wording.change(year(STAYS, 2024).change_to(year(STAYS, 2025, 12)), DUTCH) == "hoger: 20,0 %"


@pytest.mark.parametrize(
    ("value", "n", "said"),
    [
        (1, None, "1 persoon"), (0, None, "0 personen"), (2, None, "2 personen"), (1, 30, "1 van 30 personen"),
        (Interval(0, 2, 1), None, "1 [0 tot 2] personen"),
    ],
)  # fmt: skip
def test_one_is_not_several(value, n, said):
    """One person is no persons; of how many, and what may be others, stay several."""
    assert wording.amount(year(STAYS, 2025, value, n=n), DUTCH) == said


def test_in_english():
    """Numbers, days and all that napd says are English; what a measure says is in the words of its author."""
    found = Figures([
        year(PREVENTION, 2021, Interval.rounded(1400, to=100), areas=LAND, status="E", published="1.400",
             source="Aedes", doubt="Opgehoogd."),
        year(PREVENTION, 2022, Interval.rounded(1200, to=100), areas=LAND, status="E", source="Aedes"),
        figure(COUNT, 6, areas=GOOI, n=12, fictional=True),
        figure(RATE, Interval(10, 12), first="2025-03-08", last="2025-03-10"),
        year(STAYS, 2023), year(STAYS, 2025, coverage="9 regio's"),
    ], language="en")  # fmt: skip
    english = found.text()
    for said in (
        "FICTITIOUS: some of these figures are made up.",
        "  counts: mensen zonder thuis (%): share, mean or rate; adds up over nothing",
        "8 March 2025 to 10 March 2025 · Gooi en Vechtstreek: 10 to 12 %",
        f"adds up over areas and {ETHOS.title} and leeftijd",
        ": 6 of 12 personen",
        '1,400 [1,350 to 1,450] personen (estimated; published as "1.400")',
        "      source: Aedes\n      doubt: Opgehoogd.\n",
        "lower: -14.3 % [-20.7 to -7.4 %] (estimated: a margin that is not published is not included)",
        "2023 → 2025: no trend: the areas differ, or the part of them that is covered;",
        ENGLISH("figures.foot"),
    ):
        assert said in english, said
    assert found.briefly()[1].startswith("FICTITIOUS: Telling: 8 April 2025 · Gooi en Vechtstreek")
    assert found.rows() == Figures(found.observations).rows()
    assert Figures(language="en").text() == "There are no figures."


def test_the_language_is_that_of_the_first():
    """Figures of one's own that stand beside others are told as those are."""
    mine = Figures([year(STAYS, 2025)])
    assert (Figures(language="en") + mine).language == "en"
    assert (mine + Figures(language="en")).text() == mine.text()
    assert mine.beside("x").language == "nl"
    with pytest.raises(NapdError, match="no texts in the language 'fr'"):
        Figures(language="fr")
    assert Figures([year(STAYS, 2025)], language="en").about("MO0402", SHIPPED).latest().language == "en"


@pytest.mark.parametrize("say", [DUTCH, ENGLISH])
def test_each_status_has_a_meaning(say):
    """And no two have the same."""
    meanings = say.table("figures.status")
    assert {*meanings} == {*STATUSES}
    assert len({*meanings.values()}) == len(STATUSES)


def test_a_source_that_nobody_gives_is_not_told():
    """Nor is a doubt; of a figure itself only what it counts remains (telling._grounds)."""
    found = Figures([evolve(year(STAYS, 2025), source="")])
    assert "bron" not in found.text()
    assert found.briefly()[0].endswith("; telt mensen zonder thuis")
