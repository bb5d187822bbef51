from __future__ import annotations

from datetime import date, datetime

import pytest

from napd.errors import ModelError
from napd.model.choices import Choice, MultiChoice, Option, YesNo
from napd.model.conditions import AtLeast, Compare
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Date, Number, Text
from napd.model.rollups import Maximum, Minimum, Ratio, Share, Sum

status = Choice("status", "Hoe ver?", options=("geen", "concept", "Vastgesteld plan"))
kleur = Choice("kleur", "Kleur?", options=("rood", "blauw"), ordered=False)
wie = MultiChoice("wie", "Wie?", options=("zorg", "wonen"))
aandeel = Number("aandeel", "Welk deel?", unit="%", minimum=0, maximum=100)
aantal = Number("aantal", "Hoeveel?", minimum=0, whole=True)
dag = Date("dag", "Wanneer?")
nood = YesNo("nood", "Is er nood?")
woorden = Text("woorden", "Nog iets?")
gemeente = Number("plekken", "Hoeveel plekken?", minimum=0, rollup=Sum(), unit="plekken")
los = Number("los", "Hoeveel los?", minimum=0, answered_by="municipality")
nul = Number("nul", "Hoeveel nul?", minimum=0)
grens = Number("grens", "Grens?")
questions = [status, kleur, wie, aandeel, aantal, dag, nood, woorden, gemeente, los, nul, grens]
rest = Rule("rood", because="Rest.")
ORDER = "a Minimum or Maximum needs answers with an order, and this question has none"
NAN = float("nan")
moment = datetime(2025, 1, 1)  # noqa: DTZ001 - a moment without a zone, given in error


def made(*rules, **changes):
    """Make the sound indicator, with these rules and changes."""
    given = {"id": "proef", "title": "Proef", "since": "2025-01-01", "questions": questions, "rules": [*rules, rest]}
    return Indicator(**given | changes)


def faults(*rules, **changes):
    """The faults of an indicator with these rules and changes, without its name before each."""
    with pytest.raises(ModelError) as refusal:
        made(*rules, **changes)
    lines = str(refusal.value).split("\n")
    name = changes.get("id", "proef")
    assert all(line.startswith(f"indicator {name!r}: ") for line in lines)
    return [line.removeprefix(f"indicator {name!r}: ") for line in lines]


def asking(when):
    """Give the faults of a rule with this condition."""
    return faults(Rule("groen", when, because="Reden."))


def with_question(question):
    """Give the faults of an indicator that asks this question alone."""
    return faults(questions=[question])


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
        ({"area": "gemeente"}, ["area='gemeente' is not a kind of area: use 'region' or 'municipality'"]),
        ({"questions": [nood, YesNo("nood", "Nog eens?")]}, ["two questions have the id 'nood'"]),
        (
            {"exceptions": {"statis": "Om."}},
            ["the exception names an unknown question 'statis'. Did you mean \"status\"?"],
        ),
        ({"exceptions": {"zzz": "Om."}}, ["the exception names an unknown question 'zzz'."]),
        ({"exceptions": {"status": " "}}, ["the exception for question 'status' needs a reason"]),
        ({"rules": []}, ["it has no rules"]),
        ({"rules": [Rule("rood")]}, ["rule 1 (rood): give the reason in because=..."]),
        (
            {"rules": [Rule("groeb", because="x")]},
            ["rule 1 (groeb): there is no level 'groeb'. Did you mean \"groen\"?"],
        ),
        (
            {"rules": [Rule("paars", because="x")]},
            ["rule 1 (paars): there is no level 'paars'. There is: rood, oranje, groen, not_applicable."],
        ),
    ],
)
def test_faults_of_an_indicator(changes, messages):
    """Each says what is wrong, and what to do or the nearest right name."""
    assert faults(**changes) == messages


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (
            YesNo("Nood!", "Is er nood?"),
            "needs an id of lower case letters and digits, with single underscores; try 'nood'",
        ),
        (YesNo("?", "Is er nood?"), "needs an id of lower case letters and digits, with single underscores"),
        (YesNo("nood", " "), "has an empty text"),
        (YesNo("nood", "Nood?", better="yes"), "has better='yes': use 'ja' or 'nee'"),
        (Number("n", "N?", better="more"), "has better='more': use 'higher' or 'lower' or None"),
        (Number("n", "N?", minimum=5, maximum=5), "has a minimum (5) that is not below its maximum (5)"),
        (Number("n", "N?", minimum=0.5, whole=True), "is a whole number, but has minimum=0.5"),
        (Number("n", "N?", maximum=9.5, whole=True), "is a whole number, but has maximum=9.5"),
        (Choice("c", "C?", options=("een",)), "has too few options (1)"),
        (MultiChoice("m", "M?", options=()), "has too few options (0)"),
        (Choice("c", "C?", options=("een", "Een!")), "has two options 'een'"),
        (
            Choice("c", "C?", options=(Option("A", "a"), Option("B", "B b"))),
            "has an option with the id 'B b', which is none; try 'b_b'",
        ),
        (
            Choice("c", "C?", options=(Option("A", "a"), Option("B", "?"))),
            "has an option with the id '?', which is none",
        ),
        (Choice("c", "C?", options=(Option("A", "a"), Option("A", "b"))), "has two options labelled 'A'"),
        (
            Choice("c", "C?", options=("plus", "++")),
            "has an option '++' without an id; give it one, as in Option('++', id='...')",
        ),
        (
            MultiChoice("m", "M?", options=("zorg; wonen",)),
            "has an answer 'zorg; wonen' with a sign that separates answers (| or ; or a new line)",
        ),
        (
            MultiChoice("m", "M?", options=("zorg",), none="geen|niets"),
            "has an answer 'geen|niets' with a sign that separates answers (| or ; or a new line)",
        ),
        (MultiChoice("m", "M?", options=("zorg",), none="-"), "has none='-': use a word, such as 'geen'"),
        (
            MultiChoice("m", "M?", options=("zorg", "Geen")),
            "uses 'geen' both for an option and for choosing none; set none= to another word",
        ),
        (
            MultiChoice("m", "M?", options=(Option("GEEN", "x"),)),
            "uses 'geen' both for an option and for choosing none; set none= to another word",
        ),
        (YesNo("y", "Y?", answered_by="gemeente"), "has answered_by='gemeente': use 'region' or 'municipality'"),
        (
            YesNo("y", "Y?", rollup=Share("ja"), answered_by="region"),
            'has a roll-up, so it must be answered by municipalities: leave out answered_by="region"',
        ),
        (
            Number("n", "N?", rollup=Share("ja")),
            (
                "has a roll-up that does not fit: a Share counts the municipalities that chose an option, and this "
                "question has no options"
            ),
        ),
        (
            YesNo("y", "Y?", rollup=Share("jaa")),
            "has a roll-up that does not fit: has no option 'jaa'. Did you mean \"ja\"?",
        ),
        (
            YesNo("y", "Y?", rollup=Share([])),
            "has a roll-up that does not fit: a Share counts one or more options, each named once, not ()",
        ),
        (
            YesNo("y", "Y?", rollup=Share(("ja", "ja"))),
            "has a roll-up that does not fit: a Share counts one or more options, each named once, not (ja, ja)",
        ),
        (
            Choice("k", "K?", options=("een A", "b"), rollup=Share(("een A", "een_a"))),
            "has a roll-up that does not fit: a Share counts one or more options, each named once, not (een_a, een_a)",
        ),
        (
            YesNo("y", "Y?", rollup=Sum()),
            "has a roll-up that does not fit: a Sum adds numbers, and this question is not a number",
        ),
        (
            MultiChoice("m", "M?", options=("a",), rollup=Minimum()),
            f"has a roll-up that does not fit: {ORDER}",
        ),
        (
            Choice("c", "C?", options=("a", "b"), ordered=False, rollup=Maximum()),
            f"has a roll-up that does not fit: {ORDER}",
        ),
    ],
)
def test_faults_of_a_question(question, message):
    """Each names the question and what to write instead."""
    assert with_question(question) == [f"question {question.id!r} {message}"]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (status >= "conzept", "question 'status' has no option 'conzept'. Did you mean \"concept\"?"),
        (status == "x", "question 'status' has no option 'x'. It has: geen, concept, vastgesteld_plan."),
        (status == None, "question 'status' has no option None. It has: geen, concept, vastgesteld_plan."),  # noqa: E711
        (status.isin("concept", "gene"), "question 'status' has no option 'gene'. Did you mean \"geen\"?"),
        (
            status.isin(["geen", "concept"]),
            "question 'status' has no option ['geen', 'concept']. It has: geen, concept, vastgesteld_plan.",
        ),
        (
            status == ("geen", "concept"),
            (
                "question 'status' cannot be compared with ('geen', 'concept') by '==': use == for one option, "
                "isin(...) for several"
            ),
        ),
        (
            Compare("status", "in", "concept"),
            "question 'status' cannot be compared with 'concept' by 'in': use == for one option, isin(...) for several",
        ),
        (
            kleur > "rood",
            "question 'kleur' cannot be compared with '>': it takes == != in",
        ),
        (
            status >= kleur,
            "question 'status' cannot be compared with another question: compare each of them with a value",
        ),
        (status.isin("geen") & (nood == True), "question 'nood' has no option True. It has: nee, ja."),  # noqa: E712
        (
            AtLeast("status", 1, ("geen",)),
            "question 'status' cannot be compared with 'at least so many of': it takes < <= == != >= > in",
        ),
        (aandeel >= "75", "question 'aandeel' is a number: compare it with a number, not with '75'"),
        (aandeel >= True, "question 'aandeel' is a number: compare it with a number, not with True"),
        (aandeel > 101, "question 'aandeel' is between 0 and 100: 101 lies outside"),
        (aantal >= -0.5, "question 'aantal' is 0 or more: -0.5 lies outside"),
        (aantal >= 2.5, "question 'aantal' is a whole number: 2.5 is not"),
        (grens > NAN, "question 'grens' cannot be compared with nan: use a number between -1e15 and 1e15"),
        (grens <= float("inf"), "question 'grens' cannot be compared with inf: use a number between -1e15 and 1e15"),
        (grens == 10**400, f"question 'grens' cannot be compared with {10**400}: use a number between -1e15 and 1e15"),
        (
            grens > status,
            "question 'grens' cannot be compared with another question: compare each of them with a value",
        ),
        (Compare("grens", "in", (1, 2)), "question 'grens' cannot be compared with 'in': it takes < <= == != >= >"),
        (dag >= "gisteren", "question 'dag' is a date: compare it with one such as '2025-12-31', not 'gisteren'"),
        (dag >= 2025, "question 'dag' is a date: compare it with one such as '2025-12-31', not 2025"),
        (
            dag >= moment,
            f"question 'dag' is a date: compare it with one such as '2025-12-31', not {moment!r}",
        ),
        (
            wie >= 2,
            (
                "question 'wie' is a multiple choice: say how many, as in x.at_least(2), or which, as in "
                "x.has_all('...') or x.has_any('...')"
            ),
        ),
        (wie.has_any("zorgg"), "question 'wie' has no option 'zorgg'. Did you mean \"zorg\"?"),
        (wie.has_all(["zorg"]), "question 'wie' has no option ['zorg']. Did you mean \"zorg\"?"),
        (wie.has_all("zorg", "zorg"), "question 'wie' names an option twice in zorg, zorg"),
        (wie.at_least(3), "question 'wie' can never have at least 3 of 2 options: use 1 to 2"),
        (wie.at_least(0), "question 'wie' can never have at least 0 of 2 options: use 1 to 2"),
        (wie.at_least("zorg", "wonen"), "question 'wie' can never have at least 'zorg' of 1 options: use 1 to 1"),
        (woorden == "ja", "question 'woorden' cannot be compared with '==': this kind of question is never scored"),
        (gemeente < -1, "question 'plekken' (for a region: sum, plekken) is 0 or more: -1 lies outside"),
        (los >= 1, "question 'los' is answered by municipalities: give it a rollup=, such as Share('ja') or Sum()"),
        (Compare("statuss", "==", "x"), "there is no question 'statuss' in this indicator. Did you mean \"status\"?"),
        (
            Compare("zzz", "==", "x"),
            (
                "there is no question 'zzz' in this indicator. There is: status, kleur, wie, aandeel, aantal, dag, "
                "nood, woorden, plekken, nul, grens."
            ),
        ),
        (
            False,
            "False is not a condition: compare a question with something, such as status >= 'concept'",
        ),
    ],
)
def test_faults_of_a_condition(when, message):
    """Each says in which rule, on which question, and what the question does take."""
    assert asking(when) == [f"rule 1 (groen): {message}"]


def test_a_fault_that_a_rule_repeats_is_told_once():
    """The same mistake twice in one rule is one line."""
    assert len(asking((status >= "x") | (status >= "x"))) == 1


def test_a_rolled_up_question_without_a_unit_names_its_roll_up():
    """The message says what the number of a region is; an option keeps its own words."""
    plain = Number("n", "N?", minimum=0, rollup=Sum())
    worst = Choice("c", "C?", options=("a", "b"), rollup=Minimum())
    assert faults(Rule("groen", plain > -1, because="x"), questions=[plain]) == [
        "rule 1 (groen): question 'n' (for a region: sum) is 0 or more: -1 lies outside"
    ]
    assert faults(Rule("groen", worst == "d", because="x"), questions=[worst]) == [
        "rule 1 (groen): question 'c' has no option 'd'. It has: a, b."
    ]


def test_faults_of_an_indicator_for_municipalities():
    """It asks municipalities themselves: neither a roll-up nor a question to the region fits."""
    rolled = YesNo("y", "Y?", rollup=Share("ja"))
    region = YesNo("r", "R?", answered_by="region")
    assert faults(Rule("groen", region, because="x"), questions=[rolled, region], area="municipality") == [
        "question 'y' has a roll-up, but this indicator scores the municipalities themselves: leave it out",
        "question 'r' is answered by the region, but this indicator scores municipalities",
        "rule 1 (groen): question 'r' is answered by the region, and this indicator scores municipalities",
    ]
    own = YesNo("y", "Y?")
    indicator = made(Rule("groen", own, because="x"), questions=[own], area="municipality")
    assert indicator.answered_by(own) == "municipality"


def test_an_indicator_that_asks_nothing_knows_no_question():
    """The list of what there is may be empty."""
    assert faults(Rule("groen", nood, because="x"), questions=[]) == [
        "rule 1 (groen): there is no question 'nood' in this indicator. There is: none."
    ]


part = Number("deel", "Deel?", minimum=0)
whole = Number("geheel", "Geheel?", minimum=0)


@pytest.mark.parametrize(
    ("ratio", "asked", "messages"),
    [
        (Ratio("r", "R?", part=(), whole=whole), [whole], ["needs at least one question in its part and in its whole"]),
        (Ratio("r", "R?", part=part, whole=()), [part], ["needs at least one question in its part and in its whole"]),
        (
            Ratio("r", "R?", part=(part, nul), whole=(part, whole)),
            [part, whole, nul],
            ["must have its part wholly within its whole, or wholly outside it"],
        ),
        (
            Ratio("r", "R?", part=part, whole=whole, scale=0),
            [part, whole],
            ["has the scale 0: use a number above 0, such as 100"],
        ),
        (
            Ratio("r", "R?", part=part, whole=whole, scale=float("inf")),
            [part, whole],
            ["has the scale inf: use a number above 0, such as 100"],
        ),
        (
            Ratio("r", "R?", part=grens, whole=whole),
            [grens, whole],
            ["is computed from 'grens', which must be a Number with minimum=0 or more"],
        ),
        (
            Ratio("r", "R?", part=nood, whole=whole),
            [nood, whole],
            ["is computed from 'nood', which must be a Number with minimum=0 or more"],
        ),
        (
            Ratio("r", "R?", part=los, whole=whole),
            [los, whole],
            ["is computed from 'los', whose municipalities must be added up with rollup=Sum()"],
        ),
        (
            Ratio("r", "R?", part=part, whole=whole),
            [part, YesNo("geheell", "G?")],
            ["is computed from 'geheel', which is not a question of the indicator. Did you mean \"geheell\"?"],
        ),
    ],
)
def test_faults_of_a_ratio(ratio, asked, messages):
    """A ratio is computed from numbers of the indicator that cannot be below 0."""
    assert faults(questions=[*asked, ratio]) == [f"question 'r' {message}" for message in messages]


def test_a_question_feeds_one_scored_value():
    """The bounds of two values that share an answer would not be independent, so that is refused."""
    ratio = Ratio("verhouding", "V?", part=part, whole=(part, whole))
    rule = Rule("groen", (ratio >= 50) & (part > 1), because="x")
    assert faults(rule, questions=[part, whole, ratio]) == [
        "question 'deel' counts in several scored values (deel, verhouding); use it in one of them"
    ]


def staged(*stages, when=None):
    """Give the faults of an indicator with these stages."""
    rules = [] if when is None else [Rule("groen", when, because="x")]
    return faults(*rules, stages=stages)


def trap(name, *rules, options=("niet", "wel")):
    """Make a stage of results and conditions."""
    return Stage(name, f"{name}?", options=options, rules=[Rule(level, when, because="x") for level, when in rules])


def test_faults_of_stages():
    """A stage gives each of its options, asks only earlier stages, and is asked in exactly one later table."""
    first = trap("een", ("wel", nood), ("niet", None))
    assert staged(first) == ["stage 'een', it is asked in 0 tables; ask each stage in exactly one later table"]
    second = trap("twee", ("wel", first == "wel"), ("niet", None))
    assert staged(first, second, when=(first == "wel") & (second == "wel")) == [
        "stage 'een', it is asked in 2 tables; ask each stage in exactly one later table"
    ]
    assert staged(second, first, when=second == "wel") == [
        "stage 'twee', rule 1 (wel): stage 'een' comes later: a table can only ask the stages before it"
    ]
    half = trap("half", ("wel", nood), ("wal", None))
    assert staged(half, when=half == "wel") == [
        "stage 'half', rule 2 (wal): there is no level 'wal'. Did you mean \"wel\"?",
        "stage 'half', no rule gives the option 'niet'",
    ]
    empty = trap("leeg")
    assert staged(empty, when=empty == "wel") == [
        "stage 'leeg' has no rules",
        "stage 'leeg', no rule gives the option 'niet'",
        "stage 'leeg', no rule gives the option 'wel'",
    ]
    wrong = trap("fout", ("wel", status >= "nix"), ("niet", None))
    assert staged(wrong, when=wrong == "wal") == [
        "stage 'fout', rule 1 (wel): question 'status' has no option 'nix'. It has: geen, concept, vastgesteld_plan.",
        "rule 1 (groen): question 'fout' has no option 'wal'. Did you mean \"wel\"?",
    ]


def test_a_stage_is_no_question():
    """A stage among the questions would be asked of people and its rules forgotten, so it is refused."""
    stage = trap("trap", ("wel", nood), ("niet", None))
    assert faults(questions=[nood, stage]) == ["question 'trap' is a Stage: name it in stages="]


def test_all_faults_in_one_pass():
    """Everything that is wrong stands in one error, a line for each."""
    lines = faults(
        Rule("groeen", status >= "x", because=""),
        Rule("oranje", aandeel > 200, because="Veel."),
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
        "rule 1 (groeen): there is no level 'groeen'. Did you mean \"groen\"?",
        "rule 1 (groeen): give the reason in because=...",
        "rule 1 (groeen): question 'status' has no option 'x'. It has: geen, concept, vastgesteld_plan.",
        "rule 2 (oranje): question 'aandeel' is between 0 and 100: 200 lies outside",
    ]


def test_the_since_of_an_indicator_may_be_text_or_a_date():
    """The version is named by the day, however it was given."""
    assert made(since=date(2025, 12, 1)) == made(since="2025-12-01")
    assert made(since="2025-12-01").version == "2025-12-01"
