"""Advice: faults are told, all at once; amounts hold on their days; findings are as exact as what is known."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from napd import (
    Advice,
    Choice,
    Date,
    DatedAmount,
    Finding,
    Ground,
    Implied,
    Indicator,
    Level,
    Limit,
    ModelError,
    Months,
    Norm,
    Number,
    Parameter,
    PartOf,
    Rule,
    Scale,
    YesNo,
)
from napd.model.conditions import AtLeast
from napd.model.findings import holds, whole_months

HALF = Parameter(
    "norm", "Norm", [
        DatedAmount(100, "2025-01-01", "2025-06-30", source="FICTIEF"),
        DatedAmount(200.5, "2025-09-01", "2025-12-31", source="FICTIEF"),
    ],
)  # fmt: skip
OLD = Parameter("oud", "Oud", [DatedAmount(50, "2025-01-01", "2025-12-31", source="FICTIEF")])
day, kwam, jong = Date("dag", "Dag?"), Date("kwam", "Kwam?"), YesNo("jong", "Jong?")
geld = Number("geld", "Geld?", minimum=0, better=None)
deel, maanden = (Number(name, name, minimum=0, better=None) for name in ("deel", "maanden"))
wat = Choice("wat", "Wat?", options=("hulp", "geld"), ordered=False)
INDICATOR = Indicator(
    id="hulp", title="Hulp", since="2025-01-01", questions=[deel, maanden, wat],
    rules=[
        Rule("ja", (deel <= 50) & (maanden >= 3) & (wat == "hulp"), because="Weinig geld, lang hier."),
        Rule("nee", because="Anders niet."),
    ],
    scale=Scale([Level("nee", "nee"), Level("ja", "ja")]),
)  # fmt: skip
ADVICE = Advice(
    id="hulp", title="Hulp", questions=[day, kwam, jong, geld], indicator=INDICATOR, day="dag", about="wat",
    findings=[PartOf("deel", "geld", norms=[Norm(OLD, jong == "nee"), Norm(HALF)]), Months("maanden", "kwam")],
    grounds=[Ground("A", "A", doubts=["1"]), Ground("B", "B")], decided_by=["A", "B"], doubts={"1": "Twijfel."},
    defaults={"jong": "nee"}, implied=[Implied("jong", "ja", given="kwam")], limits=[Limit("geld", by="maanden")],
)  # fmt: skip


def test_what_an_advice_has():
    """Its questions, grounds, amounts and defaults go by their ids; a single outcome has no name."""
    assert ADVICE.question("geld") is geld
    assert ADVICE.ground("B").title == "B"
    assert ADVICE.options == ("hulp", "geld")
    assert evolve(ADVICE, about="").options == ("",)
    assert ADVICE.parameters == (OLD, HALF)
    assert (ADVICE.default("jong"), ADVICE.default("geld")) == ("nee", None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"day": "dagg"}, r"there is no question 'dagg'. Did you mean \"dag\"\?"),
        ({"day": "geld"}, "the day 'geld' is not a question whose answer is a day"),
        ({"questions": [day, kwam, jong, geld, geld]}, "two questions or findings have one id"),
        ({"decided_by": ["A"]}, "decided_by names 1 grounds for 2 rules"),
        ({"decided_by": ["A", "C"]}, "there is no ground 'C'"),
        ({"doubts": {}}, "there is no doubt '1'"),
        ({"limits": [Limit("geld", by="jaren")]}, "there is no number 'jaren'"),
        ({"implied": [Implied("oud", "ja", given="kwam")]}, "there is no question 'oud'"),
        ({"defaults": {"oud": "ja"}}, "there is no question 'oud'"),
        ({"findings": [Months("maanden", "weg"), PartOf("deel", "geld")]}, "there is no question 'weg'"),
    ],
)
def test_faults(change, message):
    """Each names the advice and what is wrong with it."""
    with pytest.raises(ModelError, match=rf"advice 'hulp': {message}"):
        evolve(ADVICE, **change)


@pytest.mark.parametrize(
    ("answers", "follows", "contradicted"),
    [
        ({}, False, False), ({"kwam": None}, False, False), ({"kwam": "nee", "jong": "nee"}, False, False),
        ({"kwam": "ja"}, True, False), ({"kwam": "ja", "jong": None}, True, False),
        ({"kwam": "ja", "jong": "ja"}, True, False), ({"kwam": "ja", "jong": "nee"}, True, True),
    ],
)  # fmt: skip
def test_what_follows_and_what_contradicts_it(answers, follows, contradicted):
    """An answer follows from the one that is named alone, and only another answer than that contradicts it."""
    one = Implied("jong", "ja", given="kwam", answer="ja")
    assert (one.follows(answers), one.is_contradicted(answers)) == (follows, contradicted)
    assert Implied("jong", "ja", given="kwam").follows(answers) is (answers.get("kwam") is not None)


def test_all_faults_at_once():
    """In one message, a line for each."""
    with pytest.raises(ModelError) as error:
        evolve(ADVICE, day="dagg", doubts={})
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2024-12-31", None), ("2025-01-01", 100), ("2025-06-30", 100), ("2025-07-01", None),
        ("2025-08-31", None), ("2025-09-01", 200.5), ("2025-12-31", 200.5), ("2026-01-01", None),
    ],
)  # fmt: skip
def test_an_amount_holds_on_its_days(on, value):
    """And on no day before, after or in between is another taken for it."""
    found = HALF.at(date.fromisoformat(on))
    assert (found and found.value) == value
    assert HALF.ends == date(2025, 12, 31)


@pytest.mark.parametrize(
    "amounts",
    [
        [],
        [DatedAmount(1, "2025-02-01", "2025-01-01", source="s")],
        [
            DatedAmount(1, "2025-01-01", "2025-06-30", source="s"),
            DatedAmount(2, "2025-06-30", "2025-12-31", source="s"),
        ],
        [
            DatedAmount(1, "2025-09-01", "2025-12-31", source="s"),
            DatedAmount(2, "2025-01-01", "2025-06-30", source="s"),
        ],
    ],
)
def test_amounts_in_order(amounts):
    """None, one that ends before it begins, two that overlap, and two in the wrong order are refused."""
    with pytest.raises(ModelError, match="parameter 'p': give amounts in the order of their days"):
        Parameter("p", "P", amounts)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 500))
def test_months_are_whole_on_their_day(first, count):
    """So many months after a day there are so many, and a day before one less."""
    year, month = divmod(12 * first.year + first.month - 1 + count, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    last = last.replace(day=min(first.day, last.day))
    assert whole_months(first, last) == count
    assert whole_months(first, last - timedelta(days=1)) == count - 1


@pytest.mark.parametrize(
    ("shift", "on", "found"),
    [
        (0, "2025-04-05", 3), (0, "2025-04-04", 2), (-1, "2025-04-05", 2), (-1, "2025-04-06", 3), (-1, "2025-01-05", 0),
        (1, "2025-04-04", 3), (1, "2025-04-03", 2),
    ],
)  # fmt: skip
def test_months_count_the_last_day_or_not(shift, on, found):
    """A term of three months from 5 January is over after 5 April; three months of work are full on 4 April."""
    months = Months("maanden", "kwam", shift=shift)
    assert months.between({"kwam": date(2025, 1, 5)}, date.fromisoformat(on)) == (found, found)


def test_months_that_are_not_known():
    """Where a day is not known, or they come in the wrong order, any number is possible."""
    months = Months("maanden", "kwam", "weg")
    on = date(2025, 6, 1)
    assert months.inputs == ("kwam", "weg")
    assert months.between({"kwam": on}, on) == months.between({"weg": on}, on) == (0, inf)
    assert months.between({"kwam": on, "weg": date(2025, 5, 1)}, on) == (0, inf)
    assert months.between({"kwam": date(2025, 5, 1), "weg": on}, date(2030, 1, 1)) == (1, 1)
    with pytest.raises(NotImplementedError):
        Finding("x").between({}, on)
    with pytest.raises(NotImplementedError):
        Finding("x").inputs  # noqa: B018


def test_a_part_of_an_answer():
    """It is exact; nothing is nothing of whatever; what is not known is as wide as it can be."""
    part = PartOf("deel", "geld", "alles", within=(20, 50))
    on = date(2025, 1, 1)
    assert part.inputs == ("geld", "alles")
    assert part.between({"geld": 1.0, "alles": 3.0}, on)[0] == pytest.approx(100 / 3)
    assert part.between({"geld": 0.0}, on) == (0, 0)
    assert part.between({"geld": 10.0}, on) == (20, 50)
    assert part.between({"alles": 10.0}, on) == (0, inf)
    assert part.between({"geld": 10.0, "alles": 0.0}, on) == (inf, inf)


def test_a_part_of_an_amount_of_the_day():
    """The first norm that is meant, or all that can be; without an amount of the day anything above nothing."""
    part = ADVICE.findings[0]
    on, gap = date(2025, 3, 1), date(2025, 8, 1)
    assert part.inputs == ("geld", "jong")
    assert part.between({"geld": 25.0, "jong": "nee"}, on) == (50, 50)
    assert part.between({"geld": 25.0, "jong": "ja"}, on) == (25, 25)
    assert part.between({"geld": 25.0}, on) == (25, 50)
    assert part.between({"geld": 25.0, "jong": "nee"}, gap) == (50, 50)
    low, high = part.between({"geld": 25.0, "jong": "ja"}, gap)
    assert 0 < low < 1e-300
    assert high == inf
    nobody = PartOf("deel", "geld", norms=[Norm(HALF, jong == "ja")])
    assert nobody.between({"geld": 25.0, "jong": "nee"}, on)[1] == inf


@given(
    st.sampled_from([None, "ja", "nee"]), st.sampled_from([None, 10.0, 30.0]),
    st.sampled_from(
        [
            jong & (geld > 20), jong | (geld > 20), ~(jong & (geld > 20)), ~jong & ~(geld > 20),
            (~jong) | (geld <= 20),
        ]
    ),
)  # fmt: skip
def test_a_condition_holds_where_every_answer_says_so(young, money, condition):
    """Of what is not known it is yes or no only where every answer gives that; for conditions that ask each once."""
    every = [
        holds(condition, {"jong": one, "geld": other})
        for one in ([young] if young else ["ja", "nee"])
        for other in ([money] if money else [10.0, 30.0])
    ]
    expected = every[0] if len({*every}) == 1 else None
    assert holds(condition, {"jong": young, "geld": money}) is expected


def test_conditions_on_sets_are_none_of_these():
    """A norm depends on plain answers."""
    assert holds(None, {}) is True
    with pytest.raises(TypeError, match="is not a condition on plain answers"):
        holds(AtLeast("x", 1, ("a",)), {})
