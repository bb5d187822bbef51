"""Formulas: the words of a condition, and what is said of words that are none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import napd
from napd import Age, Choice, Date, ModelError, MultiChoice, Number, Option, Previous, YesNo, count
from napd.model.amounts import CompareAmount, MinMax, Term
from napd.model.conditions import AllOf, AnyOf, AtLeast, Compare, Not
from napd.model.formula import condition_of
from napd.model.formula_text import formula, is_name
from napd.testing.drawn_conditions import conditions
from napd.testing.drawn_questions import questions

status = Choice("status", "Hoe ver?", options=("geen", "concept", Option("Klaar is 't", id="klaar")))
wie = MultiChoice("wie", "Wie?", options=("zorg", "wonen", "inkomen"))
deel, nood = Number("deel", "Welk deel?"), YesNo("nood", "Is er nood?")
plek = Number("plek", "Hoeveel?")
KNOWN = {question.id: question for question in (status, wie, deel, nood, plek)}
PAIRS = {
    'status >= "concept" and wie.at_least(2) and not nood': (status >= "concept") & wie.at_least(2) & ~nood,
    'status in ["geen", "Klaar is \'t"]': status.isin("geen", "klaar"),
    'status not in ["geen"]': ~status.isin("geen"),
    "wie.has_all() or wie.has_any()": wie.has_all() | wie.has_any(),
    'wie.has_all("zorg", "wonen")': wie.has_all("zorg", "wonen"),
    'wie.at_least(2, "zorg", "wonen", "inkomen", "zorg")': AtLeast("wie", 2, (*wie.ids, "zorg")),
    "(deel >= 25 and nood) or not (deel < 0.5 or nood)": ((deel >= 25) & nood) | ~((deel < 0.5) | nood),
    "nood and (deel > -1 and deel < 2)": AllOf([nood.as_condition(), AllOf([deel > -1, deel < 2])]),
    "deel + 2 * plek >= 3": deel + 2 * plek >= 3,
    "deel < plek + nood": deel - plek < nood,
    "-deel + 0.5 * plek == -2.5": -deel + plek / 2 == -2.5,
    "deel - plek >= 1 / 3": deel - plek >= Fraction(1, 3),
    "2 * deel / 3 + plek / 7 != 1": 2 * deel / 3 + plek / 7 != 1,
    "-deel - plek <= -2": -deel - plek <= -2,
    'count(nood, status >= "concept", not (deel > 3 and nood)) >= 2': count(
        nood, status >= "concept", ~((deel > 3) & nood)
    )
    >= 2,
    "nood + 2 * count(deel > 3, wie.has_any()) >= deel": nood + 2 * count(deel > 3, wie.has_any()) >= deel,
    "count(deel > 3) >= 1": count(deel > 3) >= 1,
    "min(deel, plek + 1, 2 * nood) > max(deel, 3)": napd.min(deel, plek + 1, 2 * nood) > napd.max(deel, 3),
    "min(deel, plek) + deel / 3 >= 0": napd.min(deel, plek) + deel / 3 >= 0,
    'not not nood == "nee"': ~~(nood == "nee"),
}
"""Formulas, and the very conditions they are."""


@pytest.mark.parametrize(("text", "condition"), PAIRS.items())
def test_formulas_are_the_conditions_they_read_as(text, condition):
    """Each is written as it is read: both ways the same data."""
    known = formula(condition, KNOWN)
    assert known == text
    read = condition_of(text, KNOWN)
    assert read.map(standard) == condition


def standard(atom):
    """An atom with its options by their ids, as an indicator keeps them."""
    if isinstance(atom, CompareAmount):
        return atom
    question = KNOWN[atom.question]
    if isinstance(atom, AtLeast):
        return AtLeast(atom.question, atom.count, tuple(map(question.operand, atom.options)))
    return Compare(atom.question, atom.operator, question.operand(atom.value))


SHORT = {
    "25 <= deel <= 75": AllOf([deel >= 25, deel <= 75]),
    "75 > deel": deel < 75,
    "5 > deel + plek": -deel - plek > -5,
    "total(deel) > 5": deel > 5,
    "total(deel, 2 * plek, deel, nood) >= 3": 2 * deel + 2 * plek + nood >= 3,
    "total(deel, 1) > total(plek, nood)": napd.total(deel, 1) > napd.total(plek, nood),
    "deel - plek == 0": deel - plek == 0,
    "deel == plek": deel - plek == 0,
    "0 <= deel - 1": deel >= 1,
    "3 - deel > 1": deel < 2,
    "2 * (deel - 1.5) / 4 < -(plek - 2)": deel / 2 + plek < 2.75,
    "count(nood) + nood >= 2": 2 * nood >= 2,
    "deel + niet_hier >= 1": deel + Number("niet_hier", "?") >= 1,
    "niet_hier >= niet_daar": Number("niet_hier", "?") >= Number("niet_daar", "?"),
    'status in ("geen", "concept")': status.isin("geen", "concept"),
    "nood # dat is zo\n and deel > 1": nood & (deel > 1),
    "nood\nand deel > 1": nood & (deel > 1),
    'niet_hier == "x"': Compare("niet_hier", "==", "x"),
    "niet_hier": Compare("niet_hier", "==", "ja"),
    'niet_hier.has_any("x")': AtLeast("niet_hier", 1, ("x",)),
    'niet_hier.at_least(2, "x")': AtLeast("niet_hier", 2, ("x",)),
    'status == "C:\\d"': Compare("status", "==", "C:\\d"),
}
"""Other ways to write, and names that the indicator will refuse."""


@pytest.mark.parametrize(("text", "condition"), SHORT.items())
def test_other_ways_to_write(text, condition):
    """A range, the value first, a tuple, several lines and a remark are read; a name that is unknown is too."""
    assert condition_of(text, KNOWN) == condition


@given(st.data())
def test_any_condition_comes_back(data):
    """Whatever operators make comes back from its formula, on one line or on several."""
    some = [data.draw(questions(f"v{n}")) for n in range(3)]
    known = {question.id: question for question in some}
    condition = data.draw(conditions(some, sums=True)).map(lambda atom: KNOWN_OF(known, atom))
    for width in (None, 20):
        read = condition_of(formula(condition, known, width), known)
        assert read.map(lambda atom: KNOWN_OF(known, atom)) == condition


def KNOWN_OF(known, atom):  # noqa: N802 - what an indicator does to each atom
    """The atom with its operands in standard form."""
    if isinstance(atom, CompareAmount):
        return atom
    question = known[atom.question]
    return atom if isinstance(atom, AtLeast) else Compare(atom.question, atom.operator, question.operand(atom.value))


EXAMPLE = 'write it as in: status >= "concept" and wie.at_least(2) and not nood'
REFUSED = {
    "": f"it is not one condition: {EXAMPLE}",
    "nood, deel > 1": f"it is not one condition: {EXAMPLE}",
    "nood] or [nood": f"it is not one condition: {EXAMPLE}",
    "deel > 2,5": "it is not one condition: write a number with a decimal point, such as 2.5",
    "deel >= 95 %": "it cannot be read: write a percentage without the % sign, such as 95",
    "deel >= 95% and nood": "it cannot be read: write a percentage without the % sign, such as 95",
    "nood) or (nood": f"it cannot be read: {EXAMPLE}",
    "nood en deel > 1": "it cannot be read: write and, or, not (in English, in lower case)",
    "nood AND deel > 1": "it cannot be read: write and, or, not (in English, in lower case)",
    "nood && deel > 1": "it cannot be read: write and, or, not",
    'status = "geen"': "it cannot be read: write == for 'is the same as'",
    "status == “geen”": 'it cannot be read: use straight quotes, such as "concept"',
    "deel => 5": "it cannot be read: write >=, <= or !=",
    "deel > ": f"it cannot be read: {EXAMPLE}",
    "deel > 1\x00": f"it cannot be read: {EXAMPLE}",
    "nood & (deel > 1)": "nood & (deel > 1) cannot be read: write and, or, not in place of & | ~",
    "~nood": "~nood cannot be read: write and, or, not in place of & | ~",
    "status >= concept": 'concept is not a value: write an option in quotes, as in "concept"',
    "sum(deel, plek) > 5": "sum(deel, plek) cannot be read: use total(a, b), count(a, b), min(a, b) or max(a, b)",
    "coutn(nood) > 5": 'coutn(nood) cannot be read: Did you mean "count"?',
    "total() > 5": "total() cannot be read: use total(a, b), count(a, b), min(a, b) or max(a, b)",
    "total(deel, plek)": "total(deel, plek) is not a condition: compare it with a number, as in count(a, b) >= 2",
    "total(deel, nood and nood) > 1": "nood and nood is not a number: add questions and numbers, as in a + 2 * b >= 3",
    "count() > 5": "count() cannot be read: use total(a, b), count(a, b), min(a, b) or max(a, b)",
    "count(nood, deel) >= 1": "question 'deel' is not a condition by itself: it takes < <= == != >= >",
    "count(nood)": "count(nood) is not a condition: compare it with a number, as in count(a, b) >= 2",
    "deel + 1": "deel + 1 is not a condition: compare it with a number, as in count(a, b) >= 2",
    "deel * plek > 1": "answers cannot be multiplied by each other: multiply by a number",
    "deel / plek > 1": ("an amount can only be divided by a number other than 0: write a >= 0.5 * b for a / b >= 0.5"),
    "deel / 0 > 1": "an amount can only be divided by a number other than 0: write a >= 0.5 * b for a / b >= 0.5",
    'deel + "veel" > 1': "'veel' cannot be added or compared: use questions and numbers between -1e15 and 1e15",
    "deel + True > 1": "True cannot be added or compared: use questions and numbers between -1e15 and 1e15",
    "deel + 1e300 > 1": "1e+300 cannot be added or compared: use questions and numbers between -1e15 and 1e15",
    "deel + (nood and nood) > 1": ("nood and nood is not a number: add questions and numbers, as in a + 2 * b >= 3"),
    "+".join(["deel"] * 900) + "*plek > 1": "answers cannot be multiplied by each other: multiply by a number",
    "(" + "+".join(["deel"] * 900) + ") and nood": (
        "a long sum is not a condition: compare it with a number, as in count(a, b) >= 2"
    ),
    "deel > [1]": '[1] is not a value: compare with a number, or with a text in quotes, as in "concept"',
    "deel > True": 'True is not a value: compare with a number, or with a text in quotes, as in "concept"',
    "deel > -True": '-True is not a value: compare with a number, or with a text in quotes, as in "concept"',
    'status in "geen"': '\'geen\' is not a list: write several values as ["one", "two"]',
    '"zorg" in wie': "'zorg' in wie cannot be read: write wie.has_any('zorg')",
    '"zorg" not in wie': "a comparison cannot be read: compare with < <= == != >= > or in",
    "deel is 5": "a comparison cannot be read: compare with < <= == != >= > or in",
    "1 < 2": f"1 is not a question: {EXAMPLE}",
    "'status'": f"'status' is not a condition: {EXAMPLE}",
    "__import__('os').system('true')": f"__import__('os').system('true') is not a condition: {EXAMPLE}",
    "open('x')": f"open('x') is not a condition: {EXAMPLE}",
    "wie.at_least(count=2)": f"wie.at_least(count=2) is not a condition: {EXAMPLE}",
    "[nood for nood in wie]": f"[nood for nood in wie] is not a condition: {EXAMPLE}",
    "status.upper() or " + "x" * 50: "status.upper() does not exist: use at_least, has_all, has_any",
    "wie.at_lest(2)": 'wie.at_lest() does not exist: Did you mean "at_least"?',
    "wie.at_least()": "wie.at_least() needs a number: write it as wie.at_least(2)",
    'wie.at_least("zorg")': 'wie.at_least() cannot be read: write it as wie.at_least(2) or wie.has_any("one", "two")',
    "wie.has_any(2)": 'wie.has_any() cannot be read: write it as wie.at_least(2) or wie.has_any("one", "two")',
    "status": "question 'status' is not a condition by itself: it takes < <= == != >= > in",
    "(" * 5000 + "nood" + ")" * 5000: f"it cannot be read: {EXAMPLE}",
    "not " * 30 + "5": f"5 is not a condition: {EXAMPLE}",
    f"{'a' * 60}(1)": f"{'a' * 40}... is not a condition: {EXAMPLE}",
}


@pytest.mark.parametrize(("text", "said"), [pair for pair in REFUSED.items() if pair[1]], ids=lambda text: text[:30])
def test_what_is_no_formula(text, said):
    """It is refused in one line that says what to write; nothing of it is run."""
    with pytest.raises(ModelError) as error:
        condition_of(text, KNOWN)
    assert str(error.value) == said


@given(st.text(max_size=30) | st.text("andornotdelwies()[].,<>=!\"'0123 \n", max_size=30))
def test_any_text_is_read_or_refused(text):
    """Whatever stands in a file is a condition or a ModelError of one line."""
    try:
        condition_of(text, KNOWN)
    except ModelError as error:
        assert "\n" not in str(error)  # noqa: PT017 - most texts are refused


UNSAID = (
    Compare("is", "==", "ja"),
    Compare("1e", "==", "ja"),
    AllOf([]),
    AnyOf([nood < 2]),
    Not(AllOf([nood == "ja"])),
    CompareAmount((Term("deel"), Term("is")), ">"),
    CompareAmount((Term("deel"),), ">"),
    CompareAmount((Term("deel"), Term(None, 5), Term("plek")), ">"),
    CompareAmount((Term(MinMax("min", ((Term("deel"),),))), Term("plek")), ">"),
    CompareAmount((Term(MinMax("min", ((Term("deel"), Term("deel")), (Term("plek"),)))), Term("plek")), ">"),
)


@pytest.mark.parametrize("condition", UNSAID)
def test_what_no_formula_can_say(condition):
    """A question whose id is no name, a group of fewer than two parts, and a sum that could be shorter, have none."""
    assert formula(condition, KNOWN) is None
    assert [is_name(name) for name in ("is", "1e", "eis")] == [False, False, True]


DAG, PLEKKEN = Date("dag", "Wanneer?"), Number("plekken", "Hoeveel?")
COMPUTED = {
    one.id: one
    for one in (
        *(DAG, PLEKKEN, Age("oud", "Hoe oud?", date=DAG), Date("eind", "Tot wanneer?")),
        *(Previous("toen", "Toen?", question=PLEKKEN), Age("jaren", "Hoe oud?", date=Date("eind", "Tot wanneer?"))),
        Age("maanden", "Hoe oud?", date=Date("eind", "Tot wanneer?"), unit="months"),
    )
}


def test_a_computed_value_goes_by_what_it_is_computed_from():
    """As by its id."""
    assert condition_of("age(dag) <= 4", COMPUTED) == condition_of("oud <= 4", COMPUTED)
    assert condition_of("10 * plekken >= 11 * previous(plekken)", COMPUTED) == condition_of(
        "10 * plekken >= 11 * toen", COMPUTED
    )
    assert condition_of("not (min(age(dag), plekken) > 2)", COMPUTED) == condition_of(
        "not (min(oud, plekken) > 2)", COMPUTED
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "age(plekken) <= 4",
            'age(plekken) is no question here: add a question of kind = "Age" with date = "plekken"',
        ),
        (
            "previous(dag) <= 4",
            'previous(dag) is no question here: add a question of kind = "Previous" with question = "dag"',
        ),
        ("age(eind) <= 4", "age(eind) can mean several questions: write one of jaren, maanden"),
    ],
)
def test_a_computed_value_that_is_not_there(text, message):
    """It says what to add, or which it may be."""
    with pytest.raises(ModelError) as refused:
        condition_of(text, COMPUTED)
    assert str(refused.value) == message
