from __future__ import annotations

import operator
import re
from datetime import date
from itertools import chain, combinations

import pytest
from answered import answers_to
from attrs import evolve
from coded import column_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from napd.model.choices import Choice, YesNo
from napd.model.measures import Date, Number
from napd.model.multi_choice import MultiChoice
from napd.model.options import Option
from napd.printed.labels import wording
from napd.testing.drawn_conditions import conditions
from napd.testing.drawn_questions import questions
from napd.texts import DUTCH, texts

NAME = "(?:zorg|concept|vastgesteld|uitgevoerd)"
SEVERAL = f"{NAME}(?:, {NAME})* en {NAME}"
COUNT = r"(?:ten minste \d|hoogstens \d|precies \d|\d t/m \d|geen|alle \d|niet alle \d)"
LITERAL = f"(?:(?:{COUNT} van )?{SEVERAL}|zonder {NAME}|{COUNT}|{NAME})"
MONTHS = {month: number for number, month in enumerate(DUTCH.several("words.months"), start=1)}
BEFORE, UPTO, FROM, AFTER = operator.lt, operator.le, operator.ge, operator.gt
SIDES = {
    "minder dan (.+)": [BEFORE],
    "voor (.+)": [BEFORE],
    "(.+) of minder": [UPTO],
    "t/m (.+)": [UPTO],
    "(.+) of meer": [FROM],
    "vanaf (.+)": [FROM],
    "meer dan (.+) en minder dan (.+)": [AFTER, BEFORE],
    "meer dan (.+) t/m (.+)": [AFTER, UPTO],
    "meer dan (.+)": [AFTER],
    "na (.+)": [AFTER],
    "(.+) t/m (.+)": [FROM, UPTO],
    "(.+) tot (.+)": [FROM, BEFORE],
    "op (.+)": [operator.eq],
    "(.+)": [operator.eq],
}


def means(label, question, answer) -> bool:
    """Whether an answer is what a label says, read as a person would and without the axis it came from."""
    if isinstance(question, MultiChoice):
        return any(chosen(term, question, answer) for term in re.split(r"; of | of ", label))
    if isinstance(question, Choice):
        return among(label, question, answer)
    if label.startswith("niet "):
        return not means(label.removeprefix("niet "), question, answer)
    return any(between(part, answer) for part in label.split(", of "))


def between(part, answer) -> bool:
    """Whether an answer lies where one interval says."""
    pattern = next(pattern for pattern in SIDES if re.fullmatch(pattern, part))
    values = re.fullmatch(pattern, part).groups()
    return all(side(answer, value(text)) for side, text in zip(SIDES[pattern], values, strict=True))


def value(text):
    """The number or day that is written."""
    if match := re.fullmatch(r"(\d+) ([a-z]+) (\d+)", text):
        return date(int(match[3]), MONTHS[match[2]], int(match[1]))
    return float(text.removesuffix(" %").replace(",", "."))


def among(label, question, answer) -> bool:
    """Whether an option is one of those that a label names."""
    place = question.ids.index
    if label.startswith("alles behalve "):
        return answer not in re.split(", | en ", label.removeprefix("alles behalve "))
    for part in re.split(", | of ", label):
        first, _, last = re.sub("^(ten minste|hoogstens) ", "", part).partition(" t/m ")
        low = question.ids[0] if part.startswith("hoogstens") else first
        high = question.ids[-1] if part.startswith("ten minste") else last or first
        if place(low) <= place(answer) <= place(high):
            return True
    return False


def chosen(term, question, answer) -> bool:
    """Whether a set of options is what every part of a term says."""
    assert re.fullmatch(f"{LITERAL}(?:, {LITERAL})*", term), term
    return all(literal(part, question, answer) for part in re.findall(LITERAL, term))


def literal(text, question, answer) -> bool:
    """Whether a set of options is what one part says."""
    if text.startswith("zonder "):
        return text.removeprefix("zonder ") not in answer
    names = re.findall(NAME, text) or question.ids
    low, high = count(text, len(names))
    return low <= len(answer.intersection(names)) <= high


def count(text, of) -> tuple[int, int]:
    """The least and the greatest number of options that a part speaks of, of so many that it names."""
    numbers = [int(digit) for digit in re.findall(r"\d", text)] or [of]
    if text.startswith("geen"):
        return 0, 0
    if text.startswith("niet alle"):
        return 0, numbers[0] - 1
    if text.startswith("ten minste"):
        return numbers[0], of
    return (0 if text.startswith("hoogstens") else numbers[0]), numbers[-1]


def label_of(question, atoms, classes, words=DUTCH):
    """The label of some classes of a question under these conditions."""
    return wording(column_of(question, atoms), words)(classes)


def subsets(size, most=8):
    """Every set of at most so many classes, but the empty one and that of all."""
    return chain.from_iterable(combinations(range(size), count) for count in range(1, min(size, most + 1)))


@st.composite
def axes(draw):
    """Draw the axis of a question under some conditions on it."""
    question = draw(questions("v"))
    return column_of(question, list(draw(conditions([question])).atoms()))


@settings(deadline=None)
@given(axis=axes(), data=st.data())
def test_a_label_says_which_answers_it_holds(axis, data):
    """An answer is what a label says exactly when it falls in one of the classes of the label."""
    say = wording(axis)
    for classes in data.draw(st.lists(st.sampled_from([*subsets(axis.size)] or [(0,)]), max_size=8)):
        answer = data.draw(answers_to(axis.question))
        k = axis.class_in(answer)
        label = say(classes)
        assert label is None if axis.size == 1 else means(label, axis.question, answer) == (k in classes), label


@settings(deadline=None)
@given(axis=axes())
def test_labels_tell_sets_of_classes_apart(axis):
    """Two different sets of classes of one axis have different labels; only the set of all has none."""
    say = wording(axis)
    labels = [say(classes) for classes in subsets(min(axis.size, 8))]
    assert len(set(labels)) == len(labels)
    assert None not in labels
    assert say(tuple(range(axis.size))) is None


NASTY = ("a", "b", "a of b", "a, b", "ten minste a", "a t/m b", "alle 2", "a en b", "zonder a", "geen", "niet a", " a")
NASTY += ("“a” of “b”", "2 t/m 3", "alles behalve a", "hoogstens b", "precies 1", "", "geen van a en b")


@settings(deadline=None, max_examples=40)
@given(
    labels=st.lists(st.sampled_from(NASTY), min_size=2, max_size=4),
    kind=st.sampled_from(["ordered", "unordered", "multiple"]),
)
@example(labels=["a, b", "a", "b", "c", "d", "e"], kind="unordered")
@example(labels=["alles", "“alles”", "c"], kind="unordered")
@example(labels=["", "b", "c"], kind="ordered")
@example(labels=["geen", "b"], kind="multiple")
def test_options_cannot_pass_for_words_of_the_table(labels, kind):
    """Whatever the options are called, even all the same, labels tell sets of classes apart."""
    options = [Option(label, id=f"o{number}") for number, label in enumerate(labels)]
    if kind == "multiple":
        question = MultiChoice("v", "?", options=options[:3])
        atoms = [question.has_all(name) for name in question.ids]
    else:
        question = Choice("v", "?", options=options, ordered=kind == "ordered")
        atoms = [question == name for name in question.ids]
    say = wording(column_of(question, atoms))
    found = [
        say(classes) for classes in subsets(2 ** len(question.ids) if kind == "multiple" else len(options), most=3)
    ]
    assert len(set(found)) == len(found)


def test_an_option_cannot_pass_for_none_of_them():
    """An option that is called as the answer without any option is said by its id."""
    question = MultiChoice("v", "?", options=[Option("geen", id="eerste"), Option("tweede")])
    say = wording(column_of(question, [question.has_any("eerste"), question.has_any()]))
    assert [say((k,)) for k in range(3)] == ["geen", "ten minste 1, zonder eerste", "eerste"]


status = Choice("status", "?", options=("geen", "opdracht verstrekt", "concept", "vastgesteld"))
vorm = Choice("vorm", "?", options=tuple("abcdef"), ordered=False)
soort = evolve(vorm, options=tuple("abcdefg"))
wonen = MultiChoice("wie", "?", options=("ervaringskennis", "zorg", "inkomen", "wonen"))
deel = Number("deel", "?", unit="%", minimum=0, maximum=100)
plekken = Number("plekken", "?", unit="plekken", minimum=0, whole=True)
maanden = evolve(plekken, unit="maanden")
dag = Date("dag", "?")
EACH = [status == name for name in status.ids]
KNOWN = [vorm == name for name in vorm.ids]
PART = [deel >= 75, deel > 25]
HALF = [deel <= 37.5, deel < 0.1, deel == 100, deel > 0]
ROOMS = [plekken >= 3, plekken > 5, plekken == 0]
DAYS = [dag >= date(2024, 1, 1), dag <= date(2024, 12, 31), dag == date(2025, 6, 1)]
WHO = [wonen.has_all(), wonen.has_any("ervaringskennis")]
TWO = [wonen.at_least(2), wonen.at_least(3), wonen.has_any()]
CARE = [wonen.at_least(n, "zorg", "inkomen", "wonen") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("question", "atoms", "classes", "label"),
    [
        (YesNo("ja", "?"), [YesNo("ja", "?").as_condition()], (1,), "ja"),
        (status, EACH, (3,), "vastgesteld"),
        (status, EACH, (2, 3), "concept of vastgesteld"),
        (status, EACH, (1, 2, 3), "ten minste opdracht verstrekt"),
        (status, EACH, (0, 1, 2), "hoogstens concept"),
        (status, EACH, (0, 3), "geen of vastgesteld"),
        (status, EACH, (0, 2, 3), "alles behalve opdracht verstrekt"),
        (evolve(status, options=tuple("abcde")), [status < "b", status > "d"], (1,), "b t/m d"),
        (vorm, KNOWN, (0, 2, 3, 5), "a, c, d of f"),
        (vorm, KNOWN, (0, 1, 2, 3, 5), "alles behalve e"),
        (vorm, KNOWN, (0, 1, 2), "a, b of c"),
        (soort, [soort == name for name in soort.ids], (0, 1, 3, 5, 6), "alles behalve c en e"),
        (deel, PART, (0,), "25 % of minder"),
        (deel, PART, (1,), "meer dan 25 en minder dan 75 %"),
        (deel, PART, (1, 2), "meer dan 25 %"),
        (deel, PART, (0, 2), "25 % of minder, of 75 % of meer"),
        (deel, [deel >= 75, deel >= 25], (1,), "25 tot 75 %"),
        (deel, HALF, (0,), "0 %"),
        (deel, HALF, (1,), "meer dan 0 en minder dan 0,1 %"),
        (deel, HALF, (1, 2), "meer dan 0 t/m 37,5 %"),
        (deel, HALF, (2,), "0,1 t/m 37,5 %"),
        (deel, HALF, (2, 3, 4), "0,1 % of meer"),
        (deel, HALF, (0, 1, 2, 3), "minder dan 100 %"),
        (deel, HALF, (4,), "100 %"),
        (deel, [deel == 50], (0, 2), "niet 50 %"),
        (Number("n", "?"), [Number("n", "?") == 1 / 3], (1,), "0,3333333333333333"),
        (plekken, ROOMS, (0,), "0 plekken"),
        (plekken, ROOMS, (1,), "1 t/m 2 plekken"),
        (plekken, ROOMS, (2,), "3 t/m 5 plekken"),
        (plekken, ROOMS, (0, 1), "minder dan 3 plekken"),
        (plekken, ROOMS, (0, 1, 2), "5 plekken of minder"),
        (plekken, ROOMS, (3,), "meer dan 5 plekken"),
        (maanden, [maanden >= 1, maanden >= 3], (1, 2), "1 maand of meer"),
        (maanden, [maanden >= 1, maanden >= 3], (1,), "1 t/m 2 maanden"),
        (dag, DAYS, (0,), "voor 1 januari 2024"),
        (dag, DAYS, (1,), "1 januari 2024 t/m 31 december 2024"),
        (dag, DAYS, (0, 1), "t/m 31 december 2024"),
        (dag, DAYS, (1, 2, 3, 4), "vanaf 1 januari 2024"),
        (dag, DAYS, (3,), "op 1 juni 2025"),
        (dag, DAYS, (0, 1, 2, 4), "niet op 1 juni 2025"),
        (dag, DAYS, (4,), "na 1 juni 2025"),
        (wonen, WHO, (0,), "zonder ervaringskennis"),
        (wonen, WHO, (1,), "ervaringskennis, niet alle 4"),
        (wonen, WHO, (2,), "alle 4"),
        (wonen, WHO, (0, 1), "niet alle 4"),
        (wonen, WHO, (1, 2), "ervaringskennis"),
        (wonen, WHO, (0, 2), "zonder ervaringskennis of alle 4"),
        (wonen, [wonen.has_any("zorg"), wonen.has_any("wonen")], (1, 2), "wonen, zonder zorg; of zorg, zonder wonen"),
        (wonen, [wonen.has_any("zorg"), wonen.at_least(2)], (3,), "zorg, ten minste 2"),
        (wonen, TWO, (0,), "geen"),
        (wonen, TWO, (1,), "precies 1"),
        (wonen, TWO, (1, 2), "1 t/m 2"),
        (wonen, TWO, (0, 1), "hoogstens 1"),
        (wonen, TWO, (2, 3), "ten minste 2"),
        (wonen, TWO, (0, 2), "geen of precies 2"),
        (wonen, CARE, (0,), "geen van zorg, inkomen en wonen"),
        (wonen, CARE, (1,), "precies 1 van zorg, inkomen en wonen"),
        (wonen, CARE, (0, 1), "hoogstens 1 van zorg, inkomen en wonen"),
        (wonen, CARE, (2, 3), "ten minste 2 van zorg, inkomen en wonen"),
        (wonen, CARE, (3,), "zorg, inkomen en wonen"),
        (wonen, CARE, (0, 3), "geen van zorg, inkomen en wonen; of zorg, inkomen en wonen"),
        (Choice("v", "?", options=("zorg of wonen", "geen")), [Choice("v", "?", options=tuple("ab")) == "geen"], (0,),
         "“zorg of wonen”"),
    ],
)  # fmt: skip
def test_labels_in_words(question, atoms, classes, label):
    """A set of classes is called what a person would call it."""
    assert label_of(question, atoms, classes) == label


def test_parts_of_a_label_are_wide():
    """Each part of a label is as wide as it can be: what follows from another part is left out."""
    atoms = [wonen.has_any("zorg"), wonen.has_any("wonen"), wonen.has_any()]
    axis = column_of(wonen, atoms)
    with_zorg = tuple(k for k, sample in enumerate(axis.samples) if "zorg" in sample)
    neither = tuple(k for k, sample in enumerate(axis.samples) if not sample & {"zorg", "wonen"})
    assert wording(axis)(with_zorg) == "zorg"
    assert wording(axis)(neither) == "zonder zorg, zonder wonen"


def test_another_language():
    """The words are data: the same labels are said in another language."""
    english = texts("en")
    assert label_of(status, EACH, (0, 3), english) == "geen or vastgesteld"
    assert label_of(deel, [deel >= 25, deel >= 75], (0, 2), english) == "less than 25 %, or 75 % or more"
