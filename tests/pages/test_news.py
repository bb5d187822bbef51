"""The news: sentences from the counts of the bars, with n and the most that each can become; no region is named."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from napd import Area, AreaRegistry, Choice, Framework, Indicator, Round, Rounds, Rule, YesNo, score
from napd.model.areas import Membership
from napd.model.scale import Level, Scale
from napd_report.counts import causes, counts, moves
from napd_report.news import headline, news, told
from napd_report.report_data import ReportData

NAMES = ("Alfa", "Bravo", "Carla", "Delta")
AREAS = AreaRegistry(
    [*(Area(f"MO{i}", name, "region") for i, name in enumerate(NAMES)),
     *(Area(f"GM{i}", f"Dorp {i}", "municipality") for i in range(4))],
    [Membership(f"GM{i}", f"MO{i}") for i in range(4)],
)  # fmt: skip
ROUNDS = Rounds(Round(f"{year}-12", date(year, 12, 1), f"december {year}") for year in (2024, 2025, 2026))
STEPS = ("niets", "bezig", "klaar")
stand, open_ = Choice("stand", "Hoe ver?", options=STEPS), YesNo("meer", "Nog meer?", required=False)
RULES = (
    Rule("gerealiseerd", stand == "klaar", because="Klaar."),
    Rule("in-ontwikkeling", stand == "bezig", because="Bezig."),
    Rule("niet-op-gang", because="Niets."),
)
LEVELS = dict(zip(STEPS, ("niet-op-gang", "in-ontwikkeling", "gerealiseerd"), strict=True))


def topic(name: str, **more):
    """An indicator with a question whose answer is its level."""
    line = {"action_line": 2} if name == "een" else {}
    given_ = {"questions": [stand, open_], "rules": RULES, "since": "2024-01-01"} | line | more
    return Indicator(id=name, title=name.capitalize(), **given_)


ONE, TWO = topic("een"), topic("twee")


def data(*said, indicators=(ONE, TWO), language="nl", report=None, **options) -> ReportData:
    """What pages tell of: "2025 MO0 een klaar" is an answer, "?" one to a question that does not decide."""
    rows = [
        {"round": f"{year}-12", "area": area, "indicator": name, "question": "meer" if value == "?" else "stand",
         "value": "ja" if value == "?" else value}
        for year, area, name, value in (text.split() for text in said)
    ]  # fmt: skip
    framework = Framework(
        indicators=indicators, areas=AREAS, rounds=ROUNDS, language=language, report=report or {}, **options
    )
    return ReportData.of(score(pa.Table.from_pylist(rows), framework), None, None)


def said_of(made: ReportData):
    """The headline and the points of the only dashboard."""
    ((key, _, some),) = made.by_dashboard(made.in_force(made.round))
    found = news(made, some, key)
    return [found.headline, *found.points]


def everywhere(year, name, *values):
    """What each of the four regions says."""
    return [f"{year} MO{i} {name} {value}" for i, value in enumerate(values) if value]


def test_a_first_round():
    """The headline is who answered; then the levels, each with its n, and what can still come."""
    made = data(*everywhere(2025, "een", "klaar", "bezig", "bezig", "?"), *everywhere(2025, "twee", "klaar", "bezig"))
    assert said_of(made) == [
        "4 van de 4 regio’s vulden in, over 2 onderwerpen",
        "Een: gerealiseerd in 1 van de 4 regio’s die dit invulden (hooguit 2).",
        "Nog niet bekend zijn 3 van de 8 niveaus. Daar ontbreken antwoorden.",
    ]
    assert told(made, ONE).changed == ""
    assert list(causes(made, ONE)) == []


def test_of_no_topics_nothing_is_said():
    """A dashboard on which nothing is scored has no sentences about levels."""
    made = data(*everywhere(2025, "een", "klaar"))
    ((key, _, _),) = made.by_dashboard(made.in_force(made.round))
    assert not any("gerealiseerd" in text for text in news(made, [], key).points)


def test_what_moved():
    """Higher and lower only where that is certain; then what stayed, of how many, and of which it cannot be told."""
    made = data(
        *everywhere(2024, "een", "niets", "klaar", "bezig", "bezig"),
        *everywhere(2024, "twee", "bezig", "bezig", "klaar"),
        *everywhere(2025, "een", "klaar", "niets", "bezig", "?"),
        *everywhere(2025, "twee", "bezig", "bezig", "klaar"),
    )  # fmt: skip
    assert said_of(made)[:3] == [
        "Sinds december 2024 gingen regio’s 1 keer vooruit, en 1 keer terug",
        "Meestal bleef het niveau gelijk: 4 van de 6 keer dat wij kunnen vergelijken.",
        "Bij 2 andere niveaus is dat niet te zeggen.",
    ]
    assert said_of(made)[-1] == "4 van de 4 regio’s vulden in, over 2 onderwerpen."
    assert told(made, ONE).now == (
        "Gerealiseerd in 1 van de 4 regio’s die dit invulden (hooguit 2). In december 2024: 1 van de 4."
    )
    assert told(made, ONE).changed == (
        "Sinds december 2024: 1 hoger, 1 lager, 1 gelijk, van de 3 regio’s die wij kunnen vergelijken. "
        "Bij 1 is dat niet te zeggen."
    )
    assert told(made, TWO).changed == (
        "Sinds december 2024: 3 gelijk, van de 3 regio’s die wij kunnen vergelijken. Bij 1 is dat niet te zeggen."
    )
    assert list(causes(made, ONE)) != []


def test_when_little_stayed():
    """It is not said that most levels stayed the same where they did not; what is known of all is told as such."""
    made = data(
        *everywhere(2024, "een", "niets", "niets", "niets", "niets"), *everywhere(2024, "twee", *["niets"] * 4),
        *everywhere(2025, "een", "klaar", "klaar", "bezig", "bezig"), *everywhere(2025, "twee", *["niets"] * 4),
    )  # fmt: skip
    assert said_of(made)[1] == "Van de 8 keer dat wij kunnen vergelijken, bleef het niveau 4 keer gelijk."
    assert told(made, ONE).changed == "Sinds december 2024: 4 hoger, van de 4 regio’s die wij kunnen vergelijken."
    assert not any("niet te zeggen" in text or "Nog niet bekend" in text for text in said_of(made))


@pytest.mark.parametrize(
    ("first", "second", "sentences"),
    [
        # The commonest of both for certain, and the lowest in both, in one or in none
        (("bezig", "bezig", "bezig", "niets"), ("bezig", "bezig", "bezig", "niets"), [
            "“In ontwikkeling” komt bij beide onderwerpen het meest voor: in 3 van de 4 regio’s.",
            "“Nog niet op gang” komt ook bij beide onderwerpen voor: in 1 van de 4 regio’s."]),
        (("bezig", "bezig", "bezig", "niets"), ("bezig",) * 4, [
            "“In ontwikkeling” komt bij beide onderwerpen het meest voor: in 3 tot 4 van de 4 regio’s.",
            "“Nog niet op gang” komt bij 1 van de 2 onderwerpen voor: in 1 van de 4 regio’s."]),
        (("bezig",) * 4, ("bezig",) * 4, [
            "“In ontwikkeling” komt bij beide onderwerpen het meest voor: in 4 van de 4 regio’s."]),
        # A missing answer can change which is the commonest; or two levels share it; or they differ by topic
        (("bezig", "klaar", "?", "?"), ("bezig",) * 4, []),
        (("bezig", "bezig", "klaar", "klaar"), ("bezig",) * 4, []),
        (("klaar",) * 4, ("bezig",) * 4, []),
    ],
)  # fmt: skip
def test_what_topics_have_in_common(first, second, sentences):
    """It is said only where it holds of every topic, whatever is still missing."""
    made = data(*everywhere(2025, "een", *first), *everywhere(2025, "twee", *second))
    assert [text for text in said_of(made) if text.startswith("“")] == sentences


def test_topics_that_cannot_be_told_together():
    """Of topics with other levels, or of municipalities, nothing is said together; both kinds of area are named."""
    other = Scale([Level("laag", "laag"), Level("hoog", "hoog")])
    rules = (Rule("hoog", stand == "klaar", because="Ja."), Rule("laag", because="Nee."))
    for another, kinds in ((topic("twee", scale=other, rules=rules), "regio’s"),
                           (topic("twee", area="municipality"), "regio’s en gemeenten")):  # fmt: skip
        area = "GM" if another.area == "municipality" else "MO"
        made = data(
            *everywhere(2024, "een", "niets"), *everywhere(2025, "een", "bezig"), f"2025 {area}1 twee klaar",
            indicators=(ONE, another),
        )  # fmt: skip
        assert said_of(made)[0] == f"Sinds december 2024 gingen {kinds} 1 keer vooruit"
        assert not any(text.startswith("“") for text in said_of(made))


def test_a_topic_that_changed_or_is_new():
    """A topic that had other levels before, or was not there, is not compared."""
    new = topic("twee", since="2025-06-01")
    made = data(*everywhere(2024, "een", "niets"), *everywhere(2025, "twee", "bezig"), indicators=(ONE, new))
    assert moves(made, new).open == 4
    assert told(made, new).now == "Gerealiseerd in 0 van de 1 regio die dit invulde."
    other = Scale([Level("laag", "laag"), Level("hoog", "hoog")])
    rules = (Rule("hoog", stand == "klaar", because="Ja."), Rule("laag", because="Nee."))
    later = topic("een", since="2025-06-01", scale=other, rules=rules)
    made = data(*everywhere(2024, "een", "niets"), *everywhere(2025, "een", "klaar"), indicators=(ONE, later))
    assert counts(made, ROUNDS["2024-12"], later) is None
    assert told(made, later).now == "Hoog in 1 van de 1 regio die dit invulde."
    assert moves(made, later).compared == 0


def test_one_that_does_not_apply_stays_so():
    """Not applicable in both rounds is the same, and in one of them another."""
    rules = (Rule("not_applicable", stand == "klaar", because="Geldt niet."), Rule("niet-op-gang", because="Niets."))
    one = topic("een", rules=rules, exceptions={"stand": "Niet beter of slechter."})
    said = [*everywhere(2024, "een", "klaar", "klaar"), *everywhere(2025, "een", "klaar", "niets")]
    made = data(*said, indicators=(one,))
    found = moves(made, one)
    assert (found.same, found.other, found.open) == (1, 1, 2)


def test_what_is_nothing_is_left_out():
    """A headline says nothing of what did not happen; and one region filled in, not "filled in" of several."""
    down = data(*everywhere(2024, "een", "klaar"), *everywhere(2025, "een", "niets"))
    assert said_of(down)[0] == "Sinds december 2024 gingen regio’s 1 keer terug"
    assert said_of(down)[-1] == "1 van de 4 regio’s vulde in, over 2 onderwerpen."


def test_several_dashboards_have_one_headline():
    """It counts all topics of all dashboards, as each dashboard counts its own; and who answered any of them."""
    both = (ONE, topic("twee", dashboard="Zuster"))
    first = data(*everywhere(2025, "een", "klaar"), "2025 MO1 twee klaar", indicators=both)
    assert headline(first) == "2 van de 4 regio’s vulden in, over 2 onderwerpen"
    made = data(
        *everywhere(2024, "een", "niets", "niets"), *everywhere(2025, "een", "klaar", "bezig"),
        *everywhere(2024, "twee", "klaar", "bezig"), *everywhere(2025, "twee", "niets", "klaar"), indicators=both,
    )  # fmt: skip
    each = [news(made, some, key).headline for key, _, some in made.by_dashboard(made.in_force(made.round))]
    assert each == [
        "Sinds december 2024 gingen regio’s 2 keer vooruit",
        "Sinds december 2024 gingen regio’s 1 keer vooruit, en 1 keer terug",
    ]
    assert headline(made) == "Sinds december 2024 gingen regio’s 3 keer vooruit, en 1 keer terug"


def test_a_legend_of_bars():
    """It has the levels and what bars show as one; that of cells has each reason why a level is not known."""
    made = data(*everywhere(2025, "een", "klaar"))
    ((_, bars),) = made.legends.of([ONE], in_bars=True)
    ((_, cells),) = made.legends.of([ONE])
    levels = ["gerealiseerd", "in ontwikkeling", "nog niet op gang"]
    assert [one.words for one in bars] == [*levels, "nog niet bekend", "niet van toepassing"]
    assert [one.words for one in cells][3:] == [
        "nog niet bepaald", "niet beantwoord", "niet van toepassing", "niets ontvangen",
    ]  # fmt: skip


def test_an_open_round():
    """It says what has come in, and not who is missing."""
    made = data(*everywhere(2025, "een", "klaar"), report={"open": True})
    assert said_of(made)[0] == "Van 1 van de 4 regio’s is al iets binnen, over 2 onderwerpen"
    assert made.legends.statuses["absent"].words == "nog niets ontvangen"


def test_in_english():
    """Also the months of rounds that are called after them."""
    made = data(*everywhere(2024, "een", "niets"), *everywhere(2025, "een", "klaar"), language="en")
    assert headline(made) == "Since December 2024, regions moved up 1 time"
    renamed = evolve(ROUNDS["2025-12"], label="ronde 5")
    assert (made.label(ROUNDS["2025-12"]), made.label(renamed)) == ("December 2025", "ronde 5")


def test_where_no_region_is_scored():
    """Of indicators of a whole country alone the headline is the title."""
    areas = AREAS.within("NL", "Nederland")
    framework = Framework(indicators=[topic("een", area="country")], areas=areas, rounds=ROUNDS)
    row = {"round": "2025-12", "area": "NL", "indicator": "een", "question": "stand", "value": "klaar"}
    made = ReportData.of(score(pa.Table.from_pylist([row]), framework), None, None)
    assert headline(made) == made.title == "Nationaal Actieplan Dakloosheid per regio"


VALUES = st.lists(st.sampled_from([*STEPS, "?", ""]), min_size=4, max_size=4)


@settings(max_examples=25)
@given(VALUES, VALUES, VALUES)
def test_the_laws_of_the_news(before, now, other):
    """Parts add up to all areas; a move is told only where the levels of both rounds are known and differ.

    No sentence names a region.
    """
    rows = [*everywhere(2024, "een", *before), *everywhere(2025, "een", *now), *everywhere(2025, "twee", *other)]
    if not any(row.startswith("2025") for row in rows):
        return
    made = data(*rows)
    found = counts(made, made.round, ONE)
    assert sum(each.count for each in found.levels) + found.unknown == found.total == 4
    assert all(each.count <= each.most <= each.count + found.unknown for each in found.levels)
    pairs = [(STEPS.index(a), STEPS.index(b)) for a, b in zip(before, now, strict=True) if {a, b} <= {*STEPS}]
    moved = moves(made, ONE)
    expected = (sum(b > a for a, b in pairs), sum(b < a for a, b in pairs), sum(a == b for a, b in pairs))
    assert (moved.up, moved.down, moved.same) == (expected if any(before) else (0, 0, 0))
    assert moved.compared + moved.open == 4
    sentences = [
        *said_of(made),
        *(text for one in (ONE, TWO) for text in (told(made, one).now, told(made, one).changed)),
    ]
    assert not [text for text in sentences for name in NAMES if name in text]
