from __future__ import annotations

import pickle
import re
from datetime import date
from math import isnan

import pytest
from answered import answers_to
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from napd.errors import ModelError
from napd.model.choices import Choice, YesNo
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.options import Option
from napd.model.questions import Question
from napd.model.values import YES_NO, BadValue
from napd.testing.drawn_questions import questions

status = Choice("status", "Hoe ver?", options=("geen", "Opdracht verstrekt", "concept"))
wie = MultiChoice("wie", "Wie?", options=("Zorg & wonen", "corporaties", "inkomen"))
aandeel = Number("aandeel", "Welk deel?", unit="%", minimum=0, maximum=100)
aantal = Number("aantal", "Hoeveel?", whole=True)
dag, woorden, nood = Date("dag", "Wanneer?"), Text("woorden", "Nog iets?"), YesNo("nood", "Is er nood?")


def refusal(question, text):
    """Give kind, message and hint with which a question refuses a text."""
    with pytest.raises(BadValue) as refused:
        question.parse(text)
    return refused.value.kind, str(refused.value.message), str(refused.value.hint)


@given(st.data())
def test_an_answer_is_read_back_as_it_was_shown(data):
    """Of every kind of question, `parse` reads what `show` writes, and white space around it."""
    question = data.draw(questions("v"))
    answer = data.draw(answers_to(question))
    assert question.parse(question.show(answer)) == answer
    assert question.parse(f" {question.show(answer)}\t") == answer
    assert question.show(question.parse(question.show(answer))) == question.show(answer)


@given(st.data())
def test_a_text_is_an_answer_or_is_refused(data):
    """No text makes anything else happen: what is read lies among the answers, what is not says why and what to do."""
    question = data.draw(questions("v"))
    text = data.draw(st.one_of(st.text(), st.from_regex(r"[-+0-9.,%|; ]{1,12}", fullmatch=True)))
    try:
        answer = question.parse(text)
    except BadValue:
        assert all(refusal(question, text))
    else:
        assert question.parse(question.show(answer)) == answer


@pytest.mark.parametrize(
    "text", ["opdracht_verstrekt", "Opdracht verstrekt", " OPDRACHT\u00a0 VERSTREKT ", "☑ opdracht\u200b verstrekt"]
)
def test_an_option_is_found_however_it_is_written(text):
    """By id or label, in capitals or not, however it is spaced, and behind a box that is ticked."""
    assert status.parse(text) == "opdracht_verstrekt"


def test_an_unknown_option_is_refused():
    """The hint names the one that was meant where it can be no other, or else all of them."""
    message = "is not an option of question 'status'"
    assert refusal(status, "koncept") == ("unknown_option", f"'koncept' {message}", 'Did you mean "concept"?')
    hint = "Available: geen, Opdracht verstrekt, concept."
    for text in (" x ", "? concept", "concept geleden", "geen concept", "concept|geen"):
        assert refusal(status, text) == ("unknown_option", f"{text.strip()!r} {message}", hint)


def test_a_sign_is_never_left_out():
    """Options that differ in signs alone are never taken for each other, nor for what has no sign."""
    energie = Choice("e", "E?", options=(Option("A+", "a_plus"), Option("A", "a")))
    assert [energie.parse(text) for text in ("A+", "a +", "A", "a", "a_plus")] == [
        "a_plus",
        "a_plus",
        "a",
        "a",
        "a_plus",
    ]
    assert refusal(energie, "A PLUS")[0] == "unknown_option"
    deel = Choice("d", "D?", options=(Option("< 25 %", "weinig"), Option("> 25 %", "veel")))
    assert [deel.parse(text) for text in ("< 25 %", ">25%", "weinig")] == ["weinig", "veel", "weinig"]
    assert refusal(deel, "25")[0] == "unknown_option"
    duur = Choice("d", "D?", options=("½ jaar", "1-2 maanden"))
    assert [duur.parse(text) for text in ("½ JAAR", "1 – 2 maanden")] == ["1_2_jaar", "1_2_maanden"]
    for text in ("12 jaar", "1 2 jaar", "12 maanden", "1 2 maanden", "1/2 jaar"):
        assert refusal(duur, text)[0] == "unknown_option"


@pytest.mark.parametrize(("spelling", "answer"), YES_NO.items())
def test_yes_and_no_are_read_in_every_spelling(spelling, answer):
    """In capitals or not, with white space around."""
    assert nood.parse(f" {spelling.upper()} ") == answer


def test_a_yes_no_question_reads_boxes():
    """One that is ticked; wide letters, and what cannot be seen, are no matter."""
    assert [nood.parse(text) for text in ("☑", "☑ ja ☐ nee", "☐ ja ☑ nee", "[ X ]", "\uff4a\uff41", "n\u200bee")] == [
        "ja", "ja", "nee", "ja", "ja", "nee",
    ]  # fmt: skip


def test_a_yes_no_question_refuses_other_words():
    """Neither yes nor no is no answer, and not no either."""
    for text in (
        "misschien",
        "",
        "2",
        "ja/nee",
        "ja?",
        "ja, mits",
        "+1",
        "1.0",
        "j/n",
        "(ja)",
        "nul",
        "-",
        "½",
        "1½",
        "¹",
    ):
        assert refusal(nood, text) == ("not_yes_no", f"{text!r} is neither ja nor nee", "Write ja or nee.")
    for text in ("x", "X", "✗", "❌", "✖\ufe0f", "☒ ja"):
        assert refusal(nood, text) == ("ambiguous", f"{text!r} may mean yes or no", "Write ja or nee.")
    hint = "Write nee if that is what the empty box means."
    assert refusal(nood, "[ ]") == ("not_yes_no", "'[ ]' is neither ja nor nee", hint)


def test_several_options_are_read_with_either_sign_between():
    """With | or ; or a new line, in any order, twice or not, by id or label."""
    assert wie.parse("inkomen | Zorg & wonen") == {"zorg_wonen", "inkomen"}
    assert wie.parse("inkomen;corporaties;inkomen;") == {"corporaties", "inkomen"}
    assert wie.parse("inkomen\ncorporaties") == {"corporaties", "inkomen"}
    assert wie.show({"inkomen", "zorg_wonen"}) == "zorg_wonen|inkomen"


def test_none_of_the_options_is_an_answer_that_is_written():
    """The word for none stands alone; no word at all is a missing answer, never none."""
    assert wie.parse("Geen") == wie.parse(" geen | geen ") == frozenset()
    assert wie.show(frozenset()) == "geen"
    assert MultiChoice("x", "X?", options=("a",), none="Niemand").parse("niemand") == frozenset()
    assert refusal(wie, "geen|inkomen") == (
        "none_and_some",
        "'geen|inkomen' says both 'geen' and an option",
        "Write geen alone, or leave it out.",
    )
    hint = "Write geen for none of them; leave the cell empty when it is not known."
    for text in ("", " ", "|", ";\n;"):
        assert refusal(wie, text) == ("unknown_option", f"{text.strip()!r} names no option of question 'wie'", hint)


def test_one_unknown_option_among_several_is_refused():
    """The message names that option alone."""
    assert refusal(wie, "inkomen|corporatie") == (
        "unknown_option",
        "'corporatie' is not an option of question 'wie'",
        'Did you mean "corporaties"?',
    )


def test_a_number_outside_its_bounds_is_refused():
    """The message says the bounds; the bounds themselves are answers."""
    hint = "Check the number and its unit."
    assert aandeel.parse("0 %") == 0
    assert aandeel.parse("100%") == 100
    assert refusal(aandeel, "100,1") == ("out_of_range", "'100,1' is not between 0 and 100", hint)
    assert refusal(Number("n", "N?", minimum=0.5), "0") == ("out_of_range", "'0' is less than 0.5", hint)
    assert refusal(Number("n", "N?", maximum=10), "11") == ("out_of_range", "'11' is more than 10", hint)
    assert Number("n", "N?").bounds == "any number"


def test_a_whole_number_is_written_without_decimals():
    """12.0 is whole, and so is 0.000; what has three decimals may be a thousand."""
    assert [aantal.parse(text) for text in ("12.0", "0.000", "1000.000", "1.0000")] == [12, 0, 1000, 1]
    message = "is not a whole number"
    hint = "Write a whole number, without a point or comma."
    assert refusal(aantal, "2,5") == ("not_whole", f"'2,5' {message}", hint)
    hint = "Write 1234, without a point or comma."
    assert refusal(aantal, "1.234") == ("not_whole", f"'1.234' {message}", hint)
    assert refusal(aantal, "1.000") == ("ambiguous", "'1.000' may mean 1000 or 1", "Write 1000, or 1.")
    assert refusal(evolve(aantal, maximum=10), "1.000")[0] == "ambiguous"
    assert refusal(aantal, "1.000.000")[0] == "not_a_number"


@pytest.mark.parametrize(
    ("text", "thousands", "plain"),
    [("12.500", 12500, "12.5"), ("12,500", 12500, "12.5"), ("+1.234", 1234, "1.2340"), ("-1.000 ", -1000, "-1")],
)
def test_a_number_that_may_be_thousands_is_refused(text, thousands, plain):
    """Three decimals behind one to three digits, where a thousand times as much lies within the bounds."""
    bedrag = Number("bedrag", "Hoeveel?", unit="€", minimum=-1000, maximum=100_000)
    message = f"{text.strip()!r} may mean {thousands} or {plain.removesuffix('0') if '.' in plain else plain}"
    assert refusal(bedrag, text) == ("ambiguous", message, f"Write {thousands}, or {plain}.")
    assert bedrag.show(bedrag.parse(plain)) == plain
    assert aandeel.parse("33,333") == 33.333
    assert aandeel.show(33.333) == "33.333"
    assert [bedrag.parse(text) for text in ("0.500", "1234.500", "12.50", "12.5000")] == [0.5, 1234.5, 12.5, 12.5]


@given(st.data())
def test_a_number_that_is_accepted_is_never_a_thousand_times_as_much(data):
    """Whatever is read as a number with three decimals could be no other number within the bounds."""
    number = Number("n", "N?", minimum=data.draw(st.integers(-1000, 0)), maximum=data.draw(st.integers(1, 10**6)))
    text = data.draw(st.from_regex(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", fullmatch=True))
    thousands = float(text.replace(",", "").replace(".", ""))
    try:
        assert number.parse(text) == float(text.replace(",", "."))
    except BadValue:
        assert number.holds(thousands) or not number.holds(float(text.replace(",", ".")))
    else:
        assert not number.holds(thousands)


@pytest.mark.parametrize("bound", [float("nan"), float("inf"), -1e15, 10**400, True, "0"])
def test_a_bound_is_a_number_of_moderate_size(bound):
    """Anything else is refused at once, by the name of the question."""
    for side in ("minimum", "maximum"):
        with pytest.raises(ModelError) as refused:
            Number("n", "N?", **{side: bound})
        assert str(refused.value) == f"question 'n' has {side}={bound!r}: use a number between -1e15 and 1e15"


def test_words_are_kept_without_the_white_space_around():
    """Text is any text."""
    assert woorden.parse("  Nog\nniet. ") == "Nog\nniet."
    assert woorden.show("Nog\nniet.") == "Nog\nniet."


def test_a_date_may_be_compared_with_as_text():
    """ISO or Dutch text becomes a date; what is no date stays, to be reported."""
    assert dag.operand("2025-12-31") == dag.operand("31-12-2025") == date(2025, 12, 31)
    assert dag.operand("ooit") == "ooit"
    assert dag.operand(2025) == 2025


def test_questions_are_the_same_when_all_they_say_is_the_same():
    """Two questions compare as records; with anything else a comparison makes a condition."""
    assert status == evolve(status)
    assert status != evolve(status, text="Hoe nu?")
    assert not status != evolve(status)  # noqa: SIM202 - the other operator
    assert status != aandeel
    assert evolve(status, options=("a", "b")) != status
    assert len({status, evolve(status), aandeel}) == 2
    assert status in (aandeel, evolve(status))


@given(questions("v"))
def test_questions_survive_a_pickle(question):
    """A question that another process receives is the same question."""
    assert pickle.loads(pickle.dumps(question)) == question  # noqa: S301 - our own bytes


def test_questions_are_frozen():
    """What is proved stays as it was proved."""
    with pytest.raises(FrozenInstanceError):
        status.text = "Anders?"


def test_the_plainest_question_cannot_be_read_or_compared():
    """`Question` says what all kinds have; how to read and compare is for each kind to say."""
    plain = Question("p", "P?")
    with pytest.raises(NotImplementedError):
        plain.parse("x")
    assert plain.operand_fault("x") == "cannot be compared with 'x': write it as an answer to the question"
    assert plain.show(3) == "3"


@given(st.data())
def test_an_answer_and_its_position_give_each_other(data):
    """In whatever space it lies, and within its limits; words lie nowhere."""
    question = data.draw(questions("vraag"))
    answer = data.draw(answers_to(question))
    low, high = question.space.limits
    assert low <= question.position(answer) <= high
    assert question.value_at(question.position(answer)) == answer
    words = Text("woorden", "Wat?")
    assert isnan(words.position("iets"))
    with pytest.raises(NotImplementedError):
        words.value_at(0)


def test_a_choice_of_one_takes_no_doubt():
    """An option with a question mark, behind it or in its box, is known of a multiple choice only."""
    status = Choice("status", "Hoe ver?", options=("geen", "concept"))
    for text in ("concept ?", "☐ geen [?] concept", "☑ geen [?] concept"):
        with pytest.raises(BadValue, match=f"^'{re.escape(text)}' is not an option of question 'status'"):
            status.parse(text)
