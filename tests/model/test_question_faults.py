from __future__ import annotations

import pytest
from sound import faults, grens, los, nood, nul, status

from napd.model.ages import Age
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Rule, Stage
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.options import Option
from napd.model.points import Points
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.rollups import Maximum, Minimum, Share, Sum

ORDER = "a Minimum or Maximum needs answers with an order, and this question has none"


def with_question(question):
    """Give the faults of an indicator that asks this question alone."""
    return faults(questions=[question])


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
            "has an option with the id 'B b', which is not a valid id; try 'b_b'",
        ),
        (
            Choice("c", "C?", options=(Option("A", "a"), Option("B", "?"))),
            "has an option with the id '?', which is not a valid id",
        ),
        (Choice("c", "C?", options=(Option("A", "a"), Option("A", "b"))), "has two options labelled 'A'"),
        (
            Choice("c", "C?", options=(Option("12-15", "jong"), Option("12 \u2013 15", "oud"))),
            "has two options that read alike, '12-15' and '12 \u2013 15'; change a label or an id",
        ),
        (
            MultiChoice("m", "M?", options=(Option("b", "a"), Option("A", "b"))),
            "has two options that read alike, 'b' and 'A'; change a label or an id",
        ),
        (
            Choice("c", "C?", options=("plus", "++")),
            "has an option '++' without an id; give it one, as in Option('++', id='...')",
        ),
        (
            MultiChoice("m", "M?", options=("zorg; wonen",)),
            "has an answer 'zorg; wonen' with a character that separates answers (| or ; or a new line)",
        ),
        (
            MultiChoice("m", "M?", options=("zorg",), none="geen|niets"),
            "has an answer 'geen|niets' with a character that separates answers (| or ; or a new line)",
        ),
        (
            MultiChoice("m", "M?", options=("zorg?",)),
            "has an answer 'zorg?', which stands for an option that is not known; leave out the question mark",
        ),
        (
            MultiChoice("m", "M?", options=("zorg", Option("?", "iets"))),
            "has an answer '?', which stands for an option that is not known; leave out the question mark",
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
        (
            YesNo("y", "Y?", answered_by="gemeente"),
            "has answered_by='gemeente': use 'region', 'municipality', 'province' or 'country'",
        ),
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


part = Number("deel", "Deel?", minimum=0)
whole = Number("geheel", "Geheel?", minimum=0)
part_of = Number("n", "N?", minimum=0, maximum=3, whole=True)
NO_LOOK = "take a number, a date or one choice, also computed, but no points, options, words or earlier value"
OF_DAYS = "give that the rollup Minimum() for the oldest day, or Maximum() for the newest"
dag, ver = Date("dag", "Wanneer?"), Date("ver", "Wanneer?", answered_by="municipality")


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
            Ratio("r", "R?", part=(part, nul, part), whole=whole),
            [part, whole, nul],
            ["has 'deel' twice in its part: name each question once"],
        ),
        (
            Ratio("r", "R?", part=part, whole=(whole, part, whole)),
            [part, whole],
            ["has 'geheel' twice in its whole: name each question once"],
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
            Age("r", "R?", date=dag, unit="weeks"),
            [dag],
            ["has unit='weeks': use 'years' or 'months' or 'days'"],
        ),
        (
            Age("r", "R?", date=ver),
            [ver],
            [f"is the age of 'ver', which municipalities answer: {OF_DAYS}"],
        ),
        (
            Previous("r", "R?", question=dag),
            [],
            ["looks back on 'dag', which is not a question or stage of the indicator."],
        ),
        (
            Previous("r", "R?", question=ver),
            [ver],
            ["looks back on 'ver', which municipalities answer: give that a rollup=, such as Sum()"],
        ),
        *(
            (Previous("r", "R?", question=one), [one], [f"looks back on {one.id!r}: {NO_LOOK}"])
            for one in (Text("t", "T?"), MultiChoice("m", "M?", options=("a", "b")))
        ),
        (
            Previous("r", "R?", question=Points("p", "P?", of={part_of: 1})),
            [part_of, Points("p", "P?", of={part_of: 1})],
            [f"looks back on 'p': {NO_LOOK}"],
        ),
        (
            Previous("r", "R?", question=Previous("p", "P?", question=dag)),
            [dag, Previous("p", "P?", question=dag)],
            [f"looks back on 'p': {NO_LOOK}"],
        ),
        (
            Ratio("r", "R?", part=part, whole=whole, empty="zero"),
            [part, whole],
            ["has empty='zero' with better='higher': use 'unknown' or 'worst' or 'best'"],
        ),
        (
            Ratio("r", "R?", part=part, whole=whole, empty="best", better=None),
            [part, whole],
            ["has empty='best' with better=None: use 'unknown'"],
        ),
        (
            Ratio("r", "R?", part=grens, whole=whole),
            [grens, whole],
            ["is computed from 'grens', which must be a Number with minimum=0 or more"],
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


def staged(*stages, when=None):
    """Give the faults of an indicator with these stages."""
    rules = [] if when is None else [Rule("gerealiseerd", when, because="x")]
    return faults(*rules, stages=stages)


def trap(name, *rules, options=("niet", "wel")):
    """Make a stage of results and conditions."""
    return Stage(name, f"{name}?", options=options, rules=[Rule(level, when, because="x") for level, when in rules])


def test_faults_of_stages():
    """A stage gives each of its options, asks only earlier stages, and is asked in some later table, or several."""
    first = trap("een", ("wel", nood), ("niet", None))
    assert staged(first) == ["stage 'een', it is asked in no table; ask it in a later one, or leave it out"]
    second = trap("twee", ("wel", first == "wel"), ("niet", None))
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
        "rule 1 (gerealiseerd): question 'fout' has no option 'wal'. Did you mean \"wel\"?",
    ]


def test_a_stage_is_no_question():
    """A stage among the questions would be asked of people and its rules forgotten, so it is refused."""
    stage = trap("trap", ("wel", nood), ("niet", None))
    assert faults(questions=[nood, stage]) == ["question 'trap' is a Stage: name it in stages="]
