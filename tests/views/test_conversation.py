from __future__ import annotations

import json
from datetime import date

import pytest
from attrs import evolve
from talks import BEFORE, rows_of, talk
from town import FRAMEWORK, GOOD, answer, scored, table
from worlds import COLUMNS

from napd import NapdError, conversation, conversations, score
from napd.errors import UnknownName
from napd.model.rounds import Round, Rounds


def test_pages_say_what_they_are():
    """An aid, not of VNG, whose words the content is; fictional answers are in the title."""
    mine = evolve(FRAMEWORK, indicators=[evolve(one, wording="Van ons.") for one in FRAMEWORK.indicators])
    page = " ".join(talk(rows_of(BEFORE), framework=mine).text().split())
    assert "Een hulp bij het gesprek in de regio" in page
    assert "niet van de VNG" in page
    assert page.count("Van ons.") == 1
    marked = [row | {"FICTIEF": "FICTIEF"} for row in rows_of(BEFORE)]
    columns = [*COLUMNS, "FICTIEF"]
    found = conversation(score(table(marked, columns), FRAMEWORK), "MO0001")
    assert found.fictional
    assert found.text().splitlines()[0] == "Gesprek over Noord (MO0001), december 2025 (FICTIEF)"
    assert str(found) == found.text()
    assert repr(found) == f"<Conversation: Noord (MO0001) in 2025-12, {len(found.topics)} topics>"


def test_nothing_to_say_is_said_kindly():
    """Where nothing moved, differs or is missing, the page says so, and asks what the region wants to keep."""
    framework = evolve(FRAMEWORK, indicators=[one for one in FRAMEWORK.deciders if one.rubric.indicator.id == "opvang"])
    good = {**BEFORE, "plan": "ja", "bereik": "90", "plekken": "40"}
    found = talk([*rows_of(good, "2024-12"), *rows_of(good)], framework=framework)
    assert [one.is_quiet for one in found.topics] == [True]
    assert "Er springt niets uit" in found.text()
    assert "Er springt niets uit" not in talk(rows_of(good), framework=framework).text()


def test_a_first_round_has_nothing_to_compare_with():
    """It says so; nothing moved, and no level before stands there."""
    found = talk([answer("plan", "ja", round="2024-12"), answer("plan", "ja", "MO0002")], "MO0002")
    assert (found.before, found.before_label, found.joined, found.left) == (None, "", (), ())
    assert "Dit is de eerste ronde met antwoorden van deze regio" in found.text()
    assert not any(one.moved or one.before for one in found.topics)


def test_a_region_that_did_not_answer_gets_a_page_all_the_same():
    """In a round that it left out, or in all, its topics have no level, and it is asked what it takes."""
    rows = [answer("plan", "ja", round="2024-12"), answer("plan", "ja", "MO0002")]
    found = talk(rows, round="2025-12")
    assert (found.before, found.perspective, found.perspectives) == ("2024-12", "gemeente", ())
    assert {one.status for one in found.topics} == {"absent"}
    assert "Voor deze ronde is nog niets ingevuld." in found.text()
    assert "Opvang: ◊ niets ontvangen; eerst ◐ in ontwikkeling t/m" not in found.text()
    assert [one.area for one in conversations(scored(table(rows)), round="2025-12")] == ["MO0002"]
    never = talk([answer("plan", "ja", "MO0002")])
    assert (never.round, never.before) == ("2025-12", None)
    assert "nog niets ingevuld" in never.text()


def test_two_rounds_may_be_named():
    """The round before need not be the last before, nor one that the region answered."""
    three = Rounds([*FRAMEWORK.rounds, Round("2026-12", date(2026, 12, 1), "december 2026")])
    framework = evolve(FRAMEWORK, indicators=FRAMEWORK.deciders, rounds=three)
    rows = [*rows_of(BEFORE, "2024-12"), *rows_of(BEFORE), *rows_of({**BEFORE, "plan": "ja"}, "2026-12")]
    assert talk(rows, framework=framework).before == "2025-12"
    found = talk(rows, framework=framework, before="2024-12")
    assert (found.before, found.round) == ("2024-12", "2026-12")


def test_pages_are_short_where_much_is_missing():
    """Of lists too long for a page the first are shown, and the others counted."""
    many = "".join("Een lange toelichting. " for _ in range(40))
    rows = [
        *rows_of(BEFORE, "2024-12"),
        *rows_of({"plan": "ja", "fase": "geen", "wie": "werk", "bereik": "10"}, note=many),
    ]
    page = talk(rows).text()
    assert "en nog " in page
    assert "…)" in page
    assert max(map(len, page.splitlines())) <= 100


def test_pages_are_data():
    """Everything stands in plain dicts and lists, with the whole notes."""
    found = talk([*rows_of(BEFORE, "2024-12"), *rows_of({**BEFORE, "plan": "ja"}, note="a\nb")])
    data = json.loads(json.dumps(found.to_dict()))
    assert data == found.to_dict()
    assert data["topics"][1]["moved"][0]["answers"][0]["note"] == "a\nb"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"area": "MO001"}, 'There is no area with the code or the name "MO001". Did you mean MO0001 (Noord)?'),
        ({"area": "GM0005"}, r"GM0005 \(Weg\) is a municipality: name a region, or a municipality in it"),
        ({"round": "2025-1"}, 'There is no round "2025-1".'),
        ({"before": "2025-1"}, 'There is no round "2025-1".'),
        ({"perspective": "gemeent"}, "there is no perspective 'gemeent'"),
        ({"area": "MO0003", "round": "2025-12"}, r"MO0003 \(Leeg\) has no municipalities in round 2025-12"),
        ({"area": "MO0003"}, r"nothing was answered that MO0003 \(Leeg\) could talk about"),
        ({"before": "2025-12", "round": "2024-12"}, "round 2025-12 is not before round 2024-12$"),
        ({"before": "2025-12"}, r"round 2025-12 is not before round 2025-12, the last that MO0001 \(Noord\) answered"),
    ],
)
def test_what_cannot_be_talked_about_is_told(asked, told):
    """Each mistake has one line that says what is wrong, with the right name where one is near."""
    with pytest.raises(NapdError, match=told):
        conversation(scored(table(GOOD)), **{"area": "MO0001", **asked})


def test_a_name_that_is_not_there_is_an_unknown_name():
    """Programs can tell it from other mistakes."""
    with pytest.raises(UnknownName):
        conversation(scored(table(GOOD)), "MO9999")


def test_answers_that_stayed_with_an_engine_cannot_be_talked_about():
    """An engine for several machines keeps them, and that is said."""
    result = evolve(scored(table(GOOD)), gathered=None, said=None, scored=None)
    with pytest.raises(NapdError, match="stayed with the engine"):
        conversation(result, "MO0001")
