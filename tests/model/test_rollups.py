from __future__ import annotations

from datetime import date

import pytest

from napd.model.choices import Choice, YesNo
from napd.model.measures import Date, Number
from napd.model.multi_choice import MultiChoice
from napd.model.ratio import Ratio
from napd.model.rollups import Count, Maximum, Mean, Minimum, Share, Sum
from napd.texts import DUTCH

plan = Choice("plan", "Hoe ver?", options=("geen", "concept", "klaar"), help="Uitleg.", required=False)


def rolled(question, rollup):
    """The question that the region's value answers."""
    kind = type(question)
    given = {a.name: getattr(question, a.name) for a in kind.__attrs_attrs__ if a.init}
    return kind(**given | {"rollup": rollup, "answered_by": "municipality"}).scored


@pytest.mark.parametrize(
    ("question", "options", "better"),
    [
        (plan, ("klaar",), "higher"),
        (plan, ("klaar", "concept"), "higher"),
        (plan, ("geen",), "lower"),
        (plan, ("concept", "geen"), "lower"),
        (plan, ("concept",), None),
        (plan, ("geen", "klaar"), None),
        (YesNo("nood", "Nood?"), ("ja",), "higher"),
        (YesNo("nood", "Nood?"), ("nee",), "lower"),
        (YesNo("nood", "Nood?", better="nee"), ("ja",), "lower"),
        (YesNo("nood", "Nood?", better="nee"), ("nee",), "higher"),
        (Choice("k", "K?", options=("a", "b"), ordered=False), ("b",), None),
        (MultiChoice("m", "M?", options=("a", "b")), ("b",), None),
    ],
)
def test_a_share_is_a_percentage(question, options, better):
    """From 0 to 100; higher is better where the best options count, lower where the worst, else neither."""
    share = rolled(question, Share(options))
    assert (type(share), share.unit, share.minimum, share.maximum, share.whole) == (Number, "%", 0, 100, False)
    assert share.better == better
    assert (share.id, share.text, share.help, share.required) == (
        question.id,
        question.text,
        question.help,
        question.required,
    )
    assert share.rollup is None


def test_a_share_of_one_option_needs_no_brackets():
    """One option or several."""
    assert Share("ja") == Share(["ja"]) == Share(("ja",))


@pytest.mark.parametrize(("minimum", "floor"), [(None, None), (-1, None), (0, 0), (5, 0)])
def test_a_sum_has_no_upper_bound(minimum, floor):
    """It is at least 0 where no answer is below 0; unit, whole and better stay."""
    asked = Number("n", "N?", minimum=minimum, maximum=99, unit="plekken", whole=True, better="lower")
    total = rolled(asked, Sum())
    assert (total.minimum, total.maximum) == (floor, None)
    assert (total.unit, total.whole, total.better) == ("plekken", True, "lower")
    assert (total.rollup, total.answered_by) == (None, None)


@pytest.mark.parametrize("rollup", [Minimum(), Maximum()])
def test_an_extreme_is_the_same_question_asked_of_the_region(rollup):
    """Of numbers, days and ordered options."""
    for question in (Number("n", "N?", maximum=9), Date("d", "D?"), plan, YesNo("y", "Y?", better="nee")):
        assert rolled(question, rollup) == question


def test_a_roll_up_that_does_not_fit_leaves_the_question_as_it_is():
    """The fault is told with the others, when the indicator is made."""
    question = YesNo("y", "Y?", rollup=Sum())
    assert question.scored is question


def test_a_question_with_a_roll_up_is_answered_by_municipalities():
    """Unless something else is said, which is then a fault."""
    assert YesNo("y", "Y?", rollup=Share("ja")).answered_by == "municipality"
    assert YesNo("y", "Y?").answered_by is None


def test_a_ratio_of_a_part_within_its_whole_is_a_share():
    """It runs from 0 to its scale; of a part beside its whole there is no upper bound."""
    een, twee = Number("een", "Een?", minimum=0), Number("twee", "Twee?", minimum=0)
    within = Ratio("r", "R?", part=een, whole=(een, twee), better="lower", help="Zo.")
    beside = Ratio("r", "R?", part=een, whole=twee, unit="per 1000", scale=1000)
    assert within.is_share
    assert (within.inputs, beside.inputs) == ((een, twee), (twee, een))
    assert within.scored == Number("r", "R?", unit="%", minimum=0, maximum=100, better="lower", help="Zo.")
    assert beside.scored == Number("r", "R?", unit="per 1000", minimum=0)
    assert not within.required
    assert not list(within.faults())
    assert not list(beside.faults())
    assert within.is_derived
    assert within.is_counted
    assert not een.is_derived


def test_dates_have_extremes():
    """The earliest day of all municipalities is a day."""
    assert rolled(Date("d", "D?"), Minimum()).show(date(2025, 1, 1)) == "2025-01-01"


def test_a_count_is_a_whole_number():
    """Of municipalities; better when higher where the best options count."""
    count = rolled(plan, Count("klaar"))
    assert (count.whole, count.minimum, count.maximum, count.better) == (True, 0, None, "higher")
    assert Count(("klaar",)).words(plan, "3", "gemeenten", DUTCH) == "klaar bij 3 van de gemeenten"


def test_a_mean_keeps_the_bounds_of_the_number():
    """It need not be whole where the numbers are."""
    asked = Number("n", "N?", minimum=1, maximum=9, whole=True, better="lower")
    mean = rolled(asked, Mean())
    assert (mean.whole, mean.minimum, mean.maximum, mean.better) == (False, 1, 9, "lower")
    assert Mean().fault(plan) == "a Mean is of numbers, and this question is not a number"
