from __future__ import annotations

from datetime import date, datetime

import pytest
from sound import aandeel, faults, made, nood, rest, status

from napd import Indicator, ModelError, MultiChoice, Number, Points, Ratio, Remark, Rule, YesNo
from napd.model.rollups import Share

NAN = float("nan")
moment = datetime(2025, 1, 1)  # noqa: DTZ001 - a moment without a zone, given in error


def test_the_indicator_to_break_is_sound():
    """Nothing is wrong before something is made wrong."""
    assert made().rules == (rest,)


def test_an_action_line_is_one_of_six():
    """It can be left out; what is not a whole number from 1 to 6 is refused."""
    assert [made(action_line=line).action_line for line in (None, *range(1, 7))] == [None, 1, 2, 3, 4, 5, 6]
    for line in (0, 7, -1, 2.0, 2.5, "3", True, NAN, [1]):
        said = f"action_line={line!r} is not an action line: use a whole number from 1 to 6, or leave it out"
        assert faults(action_line=line) == [said]


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"id": "Wonen Eerst"},
            ["the id needs lower case letters and digits, with single hyphens between words; try 'wonen-eerst'"],
        ),
        ({"id": "?"}, ["the id needs lower case letters and digits, with single hyphens between words"]),
        ({"title": " "}, ["the title is empty"]),
        (
            {"since": "1 december 2025"},
            ["since='1 december 2025' is not a date: write it as year-month-day, such as '2025-12-01'"],
        ),
        ({"since": None}, ["since=None is not a date: write it as year-month-day, such as '2025-12-01'"]),
        (
            {"since": moment},
            [
                (
                    "since=datetime.datetime(2025, 1, 1, 0, 0) is not a date: write it as year-month-day, such as "
                    "'2025-12-01'"
                )
            ],
        ),
        (
            {"area": "gemeente"},
            ["area='gemeente' is not a kind of area: use 'region', 'municipality', 'province' or 'country'"],
        ),
        ({"dashboard": "!"}, ["dashboard='!' has no letter or digit: write a title, or leave it out"]),
        ({"beside": ["plan", "x", "plan"]}, ["beside names 'plan' twice: leave one out"]),
        (
            {"id": "plan", "beside": "plan"},
            ["beside names 'plan' itself: name other indicators, or leave it out"],
        ),
        ({"questions": [nood, YesNo("nood", "Nog eens?")]}, ["two questions have the id 'nood'"]),
        (
            {"exceptions": {"statis": "Om."}},
            ["the exception names an unknown question 'statis'. Did you mean \"status\"?"],
        ),
        ({"exceptions": {"zzz": "Om."}}, ["the exception names an unknown question 'zzz'."]),
        ({"exceptions": {"status": " "}}, ["the exception for question 'status' needs a reason"]),
        ({"rules": []}, ["it has no rules"]),
        ({"rules": [Rule("niet-op-gang")]}, ["rule 1 (niet-op-gang): give the reason in because=..."]),
        (
            {"rules": [Rule("gerealiseerdd", because="x")]},
            ["rule 1 (gerealiseerdd): there is no level 'gerealiseerdd'. Did you mean \"gerealiseerd\"?"],
        ),
        (
            {"rules": [Rule("paars", because="x")]},
            [
                (
                    "rule 1 (paars): there is no level 'paars'. Available: niet-op-gang, in-ontwikkeling, "
                    "gerealiseerd, not_applicable."
                )
            ],
        ),
    ],
)
def test_faults_of_an_indicator(changes, messages):
    """Each says what is wrong, and what to do or the nearest right name."""
    assert faults(**changes) == messages


def test_faults_of_an_indicator_for_municipalities():
    """It asks municipalities themselves: neither a roll-up nor a question to the region fits."""
    rolled = YesNo("y", "Y?", rollup=Share("ja"))
    region = YesNo("r", "R?", answered_by="region")
    assert faults(Rule("gerealiseerd", region, because="x"), questions=[rolled, region], area="municipality") == [
        "question 'y' has a roll-up, but this indicator scores the municipalities themselves: leave it out",
        "question 'r' is answered by the region, but this indicator scores municipalities",
        "rule 1 (gerealiseerd): question 'r' is answered by the region, and this indicator scores municipalities",
    ]
    own = YesNo("y", "Y?")
    indicator = made(Rule("gerealiseerd", own, because="x"), questions=[own], area="municipality")
    assert indicator.answered_by(own) == "municipality"


def test_an_indicator_that_asks_nothing_knows_no_question():
    """The list of what there is may be empty."""
    assert faults(Rule("gerealiseerd", nood, because="x"), questions=[]) == [
        "rule 1 (gerealiseerd): there is no question 'nood' in this indicator. Available: none."
    ]


def test_all_faults_in_one_pass():
    """Everything that is wrong stands in one error, a line for each."""
    lines = faults(
        Rule("gerealiserd", status >= "x", because=""),
        Rule("in-ontwikkeling", aandeel > 200, because="Veel."),
        id="Wonen Eerst",
        title="",
        since="ooit",
        exceptions={"kleurr": ""},
    )
    assert lines == [
        "the id needs lower case letters and digits, with single hyphens between words; try 'wonen-eerst'",
        "the title is empty",
        "since='ooit' is not a date: write it as year-month-day, such as '2025-12-01'",
        "the exception names an unknown question 'kleurr'. Did you mean \"kleur\"?",
        "the exception for question 'kleurr' needs a reason",
        "rule 1 (gerealiserd): there is no level 'gerealiserd'. Did you mean \"gerealiseerd\"?",
        "rule 1 (gerealiserd): give the reason in because=...",
        "rule 1 (gerealiserd): question 'status' has no option 'x'. It has: geen, concept, vastgesteld_plan.",
        "rule 2 (in-ontwikkeling): question 'aandeel' is between 0 and 100: 200 lies outside",
    ]


def test_the_since_of_an_indicator_may_be_text_or_a_date():
    """The version is named by the day, however it was given."""
    assert made(since=date(2025, 12, 1)) == made(since="2025-12-01")
    assert made(since="2025-12-01").version == "2025-12-01"


def test_every_fault_has_its_place_as_data():
    """What refuses an indicator says where each fault is; nobody has to read that out of its words."""
    number = Number("getal", "Hoe veel?", minimum=3, maximum=1)
    several = MultiChoice("wie", "Wie?", options=("zorg; wonen",), none="-")
    nood = YesNo("nood", "Nood?")
    mean = Ratio("deel", "Deel?", part=Number("stuk", "Stuk?"), whole=Number("geheel", "Geheel?"))
    points = Points("punten", "Punten?", of={number: {"ja": 1}})
    with pytest.raises(ModelError) as error:
        Indicator(
            id="x", title="X", since="2025-01-01", questions=[number, several, mean, points, number],
            rules=[Rule("groen", number > 5)], exceptions={"gatel": "Omdat."}, remarks=[Remark(nood, " ")],
        )  # fmt: skip
    assert {fault.path for fault in error.value.faults} >= {
        ("questions", 0, "minimum"), ("questions", 1, "options", 0), ("questions", 1, "none"),
        ("questions", 2, "part"), ("questions", 2, "whole"), ("questions", 3, "of", "getal"), ("questions", 4, "id"),
        ("rules", 0, "level"), ("rules", 0, "because"), ("exceptions", "gatel"), ("remarks", 0, "text"),
    }  # fmt: skip
    assert len(error.value.faults) == len(str(error.value).splitlines())
