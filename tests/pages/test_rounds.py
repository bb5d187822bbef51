"""Rounds, perspectives and kinds of indicators: what the pages tell of each, and what they leave out."""

from __future__ import annotations

import pytest
from attrs import evolve
from sites import Element, built, rows
from town import FRAMEWORK, GOOD, answer, only, table

from napd import NapdError, score
from napd.errors import UnknownName
from napd.model.areas import Area, AreaRegistry
from napd.model.choices import YesNo
from napd.model.indicator import Figure, Indicator, Rule, Source, Stage, Support
from napd.model.rounds import Round, Rounds
from napd.model.scale import DEFAULT_SCALE
from napd_report import report

RED, GREEN = (f"{DEFAULT_SCALE[name].symbol} {DEFAULT_SCALE[name].label}" for name in ("niet-op-gang", "gerealiseerd"))


@pytest.fixture
def pages(tmp_path):
    """The pages of answers, by the framework of the town or another."""

    def make(answers, framework=FRAMEWORK, **options):
        return built(score(table(answers), framework), tmp_path / "site", **options)

    return make


def part(page, indicator) -> Element:
    """What the page of a region tells of an indicator."""
    return page.one("section", "indicator", **{"aria-labelledby": f"over-{indicator}"})


def headings(element) -> list[str]:
    """The headings in it."""
    return [each.text for each in element.all() if each.tag in ("h2", "h3", "h4")]


FIRST = [row for row in GOOD if row["round"] == "2024-12"]


def test_the_first_round(pages):
    """With nothing before it there is no earlier round to choose, and nothing is said to have changed."""
    made = pages(FIRST)
    home = made["index.html"]
    assert "Eerdere metingen" not in home.text
    assert home.one("h1").text == "2 van de 2 regio’s vulden in, over 3 onderwerpen"
    assert not [text for name, page in made for text in headings(page) if "veranderde" in text]
    assert "changes.csv" not in {name.rpartition("/")[2] for name in made.files}
    assert made.dead_links() == []


def test_an_earlier_round(pages):
    """Of a report about an earlier round, later rounds are in no page, chart or table; it is as if they were not."""
    made = pages(GOOD, round="2024-12")
    assert [dd.text for dd in made["index.html"].all("dd") if "december 2025" in dd.raw] == [
        "december 2025"
    ]  # the next
    assert not any("december 2025" in page.raw for name, page in made if not name.startswith(("index", "regio/")))
    alone = pages(FIRST)
    for name, page in alone:
        if name != "methode.html":  # its receipt says how many answers were read
            assert page.text == made[name].text


def test_a_round_that_is_unknown_or_empty(tmp_path):
    """The rounds that there are, or that can be reported, are told; nothing is written."""
    result = score(table(FIRST), FRAMEWORK)
    with pytest.raises(UnknownName, match=r"The rounds are: 2024-12, 2025-12\.$"):
        report(result, tmp_path / "site", round="2024-13")
    with pytest.raises(NapdError, match=r"^round 2025-12 has no answers: report one of 2024-12$"):
        report(result, tmp_path / "site", round="2025-12")
    with pytest.raises(NapdError, match="nothing was answered"):
        report(score(table([]), FRAMEWORK), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_round_is_called_as_it_is_called(pages):
    """Its label keeps its capitals, and its note is told."""
    rounds = Rounds([Round("2025-12", FRAMEWORK.rounds["2025-12"].date, "ronde NAD 5", "Alleen <proef>.")])
    made = pages([answer("plan", "ja")], evolve(FRAMEWORK, rounds=rounds))
    assert "meting ronde NAD 5" in made["regio/MO0001.html"].one("p", "kicker").text
    assert "ronde NAD 5: Alleen <proef>." in made["methode.html"].text


def test_a_region_that_did_not_answer(pages):
    """It has its page, its tile and its row, which say that nothing was received, and blame nobody."""
    made = pages([answer("plan", "ja")])
    page = made["regio/MO0002.html"]
    assert {chip.text for chip in page.all("span", "chip")} == {"◊ niets ontvangen"}
    assert "De regio heeft hier in deze meting niets over ingevuld." in page.text
    assert "1 van de 2 regio’s vulde in" in made["index.html"].text
    (cell, *_) = rows(made["regios.html"].one("table", id="regios"))["Zuid"]
    assert cell.text == "◊ niets ontvangen"


def test_a_region_of_an_earlier_round_only(pages):
    """It keeps its page, which says that it is no more, and is in the list; the map and table are of who is there."""
    early = Round("2023-12", FRAMEWORK.rounds["2024-12"].date.replace(year=2023), "december 2023")
    old = YesNo("oud", "Is het oud?")
    rule = (Rule("gerealiseerd", old, because="Ja."), Rule("niet-op-gang", because="Nee."))
    one = Indicator(id="een", title="Een", since="2023-01-01", questions=[old], rules=rule)
    framework = only(one, rounds=Rounds([early, *FRAMEWORK.rounds]))
    said = [
        answer("oud", "ja", area, indicator="een", round=r)
        for area, r in [("MO0003", "2023-12"), ("MO0001", "2025-12")]
    ]
    made = pages(said, framework)
    page = made["regio/MO0003.html"]
    assert "Deze regio bestaat niet in deze meting" in page.one("p", "lead").text
    assert [cell.text for cell in rows(page.one("table", "levels"))["Een"]] == [
        "◊ niets ontvangen",
        GREEN,
    ]
    assert "Geen regio meer op die dag: Leeg." in made["regios.html"].text
    assert "Leeg" not in rows(made["regios.html"].one("table", id="regios"))
    assert not [link for link in page.all("a") if link.attributes.get("rel") in ("prev", "next")]
    assert "Leeg" in rows(made["ronde-2023-12.html"].one("table", id="regios"))
    assert made.dead_links() == []


def test_an_indicator_that_is_new(pages):
    """Where it was not there yet, no region is said to have stayed away; it is not in the overview of that round."""
    made = pages([*GOOD, answer("nieuw", "ja", indicator="pas-sinds-2025")])
    cells = rows(made["regio/MO0001.html"].one("table", "levels"))["Pas sinds 2025"]
    assert [cell.text for cell in cells] == [GREEN, "◌ nog niet gevraagd"]
    change = part(made["regio/MO0001.html"], "pas-sinds-2025").one("ul", "changes")
    assert "nieuw" in change.text
    assert "niets ontvangen" not in change.text
    assert "Pas sinds 2025" not in made["ronde-2024-12.html"].text
    assert "Anders" in made["ronde-2024-12.html"].text


mee = YesNo("mee", "Doet de gemeente mee?")
LOKAAL = Indicator(
    id="lokaal", title="Lokaal", since="2024-01-01", area="municipality", questions=[mee],
    rules=(Rule("gerealiseerd", mee, because="Ja."), Rule("niet-op-gang", because="Nee.")),
)  # fmt: skip


def test_an_indicator_of_municipalities(pages):
    """A cell counts the municipalities, the page of the region explains each, and one perspective is no difference."""
    said = [answer("mee", value, area, indicator="lokaal") for area, value in [("GM0001", "ja"), ("GM0002", "nee")]]
    made = pages(said, only(LOKAAL))
    cells = rows(made["regios.html"].one("table", id="regios"))
    assert [chip.text for chip in cells["Noord"][0].all("span", "chip")] == [f"1 × {RED}", f"1 × {GREEN}"]
    assert [chip.text for chip in cells["Zuid"][0].all("span", "chip")] == ["◊ niets ontvangen"]
    told = [text for text in headings(part(made["regio/MO0001.html"], "lokaal")) if not text.startswith("Dit")]
    assert told == ["Lokaal", f"Aa {GREEN}", f"Berg {RED}"]
    assert "1 van de 2" in made["index.html"].text
    tile = next(made["index.html"].all("a", "tile", href="regio/MO0001.html"))
    assert "several" in tile.classes
    shown, said = tile.one("span", **{"aria-hidden": "true"}), tile.one("span", "hidden").text
    levels = [level.split(" ", 1) for level in (RED, GREEN)]
    assert [[one.raw.removeprefix("1 ")[0], one.one("u").text] for one in shown.all("span")] == levels
    assert said == f"Noord: 1 × {levels[0][1]}, 1 × {levels[1][1]}"


def test_several_perspectives(pages):
    """The levels are those of the first that has any in the round; others stand beside it, with where they differ."""
    rows_ = [
        answer("plan", "ja", note="zeker"), answer("sinds", "2025-01-01"),
        answer("plan", "nee", perspective="aanbieder", note="nee hoor"),
        answer("sinds", "2025-01-01", perspective="aanbieder"),
    ]  # fmt: skip
    made = pages(rows_)
    page = part(made["regio/MO0001.html"], "opvang")
    assert "Hoe verschillende mensen het zien" in headings(page)
    assert [each.text for each in page.one("dl", "views").all("dt")] == ["gemeente", "aanbieder"]
    points = [each.text for each in made["regio/MO0001.html"].one("div", "points").all("li")][:4]
    assert points[-3:-1] == ["Ook gevraagd en ingevuld: aanbieder.", "Zij zien het anders bij: Opvang."]
    sides = [
        side for box in page.all("div", "sides") if "Is er een plan?" in box.text for side in box.all("div", "side")
    ]
    assert [side.one("p").text for side in sides] == ["gemeente ja", "aanbieder nee"]
    assert [side.one("blockquote").text for side in sides] == ["zeker", "nee hoor"]
    alone = pages(rows_[2:])
    assert "In één blik (perspectief aanbieder)" in alone["regio/MO0001.html"].text
    assert "verschillende mensen het zien" not in alone["regio/MO0001.html"].text
    assert "1 van de 2" in alone["index.html"].text


def test_who_answered_by_another_perspective_took_part(pages):
    """A region that only another perspective speaks of is counted as one that answered."""
    made = pages([answer("plan", "ja"), answer("plan", "ja", "MO0002", perspective="aanbieder")])
    assert "2 van de 2 regio’s vulden" in made["index.html"].text


geldt, a, b = (YesNo(name, f"Is {name} zo?") for name in ("geldt", "a", "b"))
STAP = Stage(
    "stap", "Hoe ver is de stap?", options=("niets", "alles"),
    rules=(Rule("alles", a & b, because="Beide."), Rule("niets", because="Niet beide.")),
)  # fmt: skip
BRON = Source("Een bron", "2024", "blz. 3")
STAPPEN = Indicator(
    id="stappen", title="Stappen", since="2024-01-01", theme="Thema", action_line=2,
    questions=[geldt, a, b], stages=[STAP],
    rules=(
        Rule("not_applicable", ~geldt, because="Geldt niet."),
        Rule("gerealiseerd", STAP == "alles", because="Alles klaar.", source=BRON),
        Rule("niet-op-gang", because="Nog niet."),
    ),
    exceptions={"geldt": "Niet beter of slechter."}, doubts=["Een twijfel."], sources=[BRON],
    background=[Figure("Vier van de vijf.", BRON)], support=[Support("Een loket", "voor wie"), Support("Nog een")],
    description="Wat het is.",
)  # fmt: skip


def test_an_indicator_with_stages(pages):
    """Its page has a table for each stage and for the level, its sources, doubts, figures and support."""
    said = [answer(name, "ja", indicator="stappen") for name in ("geldt", "a", "b")]
    made = pages(said, only(STAPPEN))
    page = made["indicator/stappen.html"]
    assert {"Hoe ver is de stap?", "Het niveau", "Achtergrond"} <= set(headings(page))
    assert "Actielijn 2, Thema. Wat het is." in page.one("p", "lead").text
    for text in ("Een bron, 2024, blz. 3", "Een twijfel.", "Vier van de vijf.", "Een loket: voor wie", "Nog een"):
        assert text in page.text
    assert len(list(page.all("table", "decision"))) == 2
    told = part(made["regio/MO0001.html"], "stappen").text
    assert "Alles klaar." in told
    assert "Beide." in told
    assert "Een loket" not in told  # it is as good as it gets
    assert "Een loket" in part(made["regio/MO0002.html"], "stappen").text


def test_one_that_does_not_apply(pages):
    """It says so in the cell, with its symbol, and why."""
    made = pages([answer("geldt", "nee", indicator="stappen")], only(STAPPEN))
    (cell,) = rows(made["regio/MO0001.html"].one("table", "levels"))["Stappen"]
    assert cell.text == "– niet van toepassing"
    assert "Geldt niet." in part(made["regio/MO0001.html"], "stappen").text


def test_a_change_of_rules(pages):
    """Between rounds with other versions, the method is named as a cause; each round's overview has its own levels."""
    given = [("plan", "ja", 2024), ("oud", "ja", 2024), ("plan", "ja", 2025), ("nieuw", "nee", 2025)]
    said = [answer(question, value, indicator="anders", round=f"{year}-12") for question, value, year in given]
    made = pages(said)
    change = part(made["regio/MO0001.html"], "anders").one("ul", "changes").text
    assert "andere regels" in change
    assert "lager" in change
    said = "Sinds december 2024: 1 lager, van de 1 regio die wij kunnen vergelijken. Bij 1 is dat niet te zeggen."
    topic = next(each for each in made["index.html"].all("article", "topic") if "Anders" in each.text)
    assert said in topic.text
    spread = made["indicator/anders.html"].one("section", **{"aria-labelledby": "spreiding"}).text
    assert said in spread
    assert "Waardoor een niveau veranderde of misschien veranderde: andere regels: 1" in spread
    before = rows(made["ronde-2024-12.html"].one("table", id="regios"))["Noord"]
    assert GREEN in [cell.text for cell in before]


def test_indicators_of_the_country_alone(tmp_path):
    """Where nothing is asked of regions there is no map to choose from, and the pages are whole all the same."""
    areas = AreaRegistry(
        [Area("NL", "Nederland", "country"), *FRAMEWORK.areas],
        [evolve(one, country="NL") for one in FRAMEWORK.areas.memberships],
    )
    framework = only(evolve(LOKAAL, area="country"), areas=areas)
    made = built(score(table([answer("mee", "ja", "NL", indicator="lokaal")]), framework), tmp_path / "site")
    assert made.dead_links() == []
    assert not list(made["index.html"].all(kind="map-part"))
    assert "Nederland" in made["index.html"].text
