from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest
from sound import aandeel, aantal, dag, faults, gemeente, grens, kleur, los, nood, status, wie, woorden

from napd.model.adding import count
from napd.model.choices import Choice
from napd.model.conditions import AtLeast, Compare
from napd.model.indicator import Rule
from napd.model.measures import Number
from napd.model.rollups import Minimum, Sum

NAN = float("nan")
moment = datetime(2025, 1, 1)  # noqa: DTZ001 - a moment without a zone, given in error


def asking(when):
    """Give the faults of a rule with this condition."""
    return faults(Rule("gerealiseerd", when, because="Reden."))


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
            2 * status >= 1,
            "question 'status' is not a number, so it cannot be added or compared with another",
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
        (grens > Fraction(2, 3), "question 'grens' cannot be compared with 2/3: use a number of at most 15 digits"),
        (grens > NAN, "question 'grens' cannot be compared with nan: use a number between -1e15 and 1e15"),
        (grens <= float("inf"), "question 'grens' cannot be compared with inf: use a number between -1e15 and 1e15"),
        (grens == 10**400, f"question 'grens' cannot be compared with {10**400}: use a number between -1e15 and 1e15"),
        (
            2 * grens + count(nood) > 3,
            (
                "question 'grens' can have 1,000 different answers or more, so it cannot be added to a count or "
                "to points: let a Stage count, or give it whole=True, a minimum and a maximum that lie closer together"
            ),
        ),
        (Compare("grens", "in", (1, 2)), "question 'grens' cannot be compared with 'in': it takes < <= == != >= >"),
        (dag >= "gisteren", "question 'dag' is a date: compare it with one such as '2025-12-31', not 'gisteren'"),
        (dag >= "2205-01-01", "question 'dag' is a day between 1900-01-01 and 2099-12-31: 2205-01-01 lies outside"),
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
                "there is no question 'zzz' in this indicator. Available: status, kleur, wie, aandeel, aantal, dag, "
                "nood, woorden, plekken, nul, grens."
            ),
        ),
        (
            False,
            (
                "False is not a condition: compare a question with something, such as status >= 'concept', "
                "and two numbers as in a - b == 0"
            ),
        ),
    ],
)
def test_faults_of_a_condition(when, message):
    """Each says in which rule, on which question, and what the question does take."""
    assert asking(when) == [f"rule 1 (gerealiseerd): {message}"]


def test_a_fault_that_a_rule_repeats_is_told_once():
    """The same mistake twice in one rule is one line."""
    assert len(asking((status >= "x") | (status >= "x"))) == 1


def test_a_rolled_up_question_without_a_unit_names_its_roll_up():
    """The message says what the number of a region is; an option keeps its own words."""
    plain = Number("n", "N?", minimum=0, rollup=Sum())
    worst = Choice("c", "C?", options=("a", "b"), rollup=Minimum())
    assert faults(Rule("gerealiseerd", plain > -1, because="x"), questions=[plain]) == [
        "rule 1 (gerealiseerd): question 'n' (for a region: sum) is 0 or more: -1 lies outside"
    ]
    assert faults(Rule("gerealiseerd", worst == "d", because="x"), questions=[worst]) == [
        "rule 1 (gerealiseerd): question 'c' has no option 'd'. It has: a, b."
    ]
