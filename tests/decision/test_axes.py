from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from answered import answers_to, answers_within
from coded import column_of
from hypothesis import example, given
from hypothesis import strategies as st
from reference import better_pairs, in_order

from napd.decision.columns import columns_of
from napd.model.boxes import PartlyChosen
from napd.model.choices import Choice, YesNo
from napd.model.measures import FIRST, LAST, Date, Number
from napd.model.multi_choice import MultiChoice
from napd.testing.drawn_conditions import conditions
from napd.testing.drawn_questions import questions
from napd.testing.reference import meets, representatives
from napd.testing.reference_values import beside

KNOWN = ("one", "range", "set")
number, whole, day = Number("n", "n"), Number("w", "w", whole=True), Date("d", "d")
percentage = Number("p", "p", unit="%", minimum=0, maximum=100)
many = Number("m", "m", minimum=0)


@st.composite
def axes(draw):
    """An axis, and the conditions that made it."""
    question = draw(questions("v"))
    atoms = list(draw(conditions([question], 5)).atoms())
    return column_of(question, atoms, known=draw(st.sampled_from(KNOWN))), atoms


def classify(axis, values) -> list[int]:
    """Give the class of each of some answers."""
    return [axis.class_in(value) for value in values]


@given(data=st.data())
def test_no_condition_tells_the_answers_of_a_class_apart(data):
    """Every answer meets the same conditions as the sample of its class, at, beside and between the thresholds."""
    axis, atoms = data.draw(axes())
    values = [*representatives(axis.question, atoms), *data.draw(st.lists(answers_to(axis.question), max_size=4))]
    for value, k in zip(values, classify(axis, values), strict=True):
        assert meets(axis.question, atoms, value) == meets(axis.question, atoms, axis.samples[k])


@given(axes())
@example((column_of(number, [number > 0.333333333333333]), ()))
@example((column_of(number, [number < 1.00000000000001]), ()))
def test_samples_are_answers_of_their_own_class(drawn):
    """The sample of a class falls in that class, and written down it is read back as an answer to the question."""
    axis, _ = drawn
    assert classify(axis, axis.samples) == list(range(axis.size))
    assert [axis.question.parse(axis.question.show(sample)) for sample in axis.samples] == list(axis.samples)


@given(axes())
def test_classes_are_as_few_as_can_be(drawn):
    """Some condition tells neighbouring classes apart, and any two of options without an order."""
    axis, atoms = drawn
    found = [meets(axis.question, atoms, sample) for sample in axis.samples]
    assert all(a != b for a, b in pairwise(found))
    if isinstance(axis.question, MultiChoice) or not getattr(axis.question, "ordered", True):
        assert len(set(found)) == axis.size


@given(axes())
def test_steps_lead_from_worse_to_better_answers(drawn):
    """One class is reached from another by steps exactly where it has a better answer, in the order of the question.

    Of a multiple choice each step is one of one of its parts.
    """
    axis, atoms = drawn
    answers = in_order(axis.question, atoms)
    better = {
        (classify(axis, [answers[a]])[0], classify(axis, [answers[b]])[0])
        for a, b in better_pairs(axis.question, atoms)
    }
    reached = np.zeros((axis.size, axis.size), dtype=bool)
    for worse, best in steps(axis):
        reached[worse, best] = True
    for via in range(axis.size):
        reached |= reached[:, via, None] & reached[via]
    reached[np.diag_indices(axis.size)] = False
    assert better == set(map(tuple, np.argwhere(reached).tolist()))


def steps(axis):
    """The steps from one class to another, by way of the parts of a multiple choice."""
    if not axis.parts:
        return axis.steps.tolist()
    found = set()
    for place, part in enumerate(axis.parts):
        for worse, better in part.steps.tolist():
            lines = np.moveaxis(axis.class_of, place, 0)
            found |= set(zip(lines[worse].ravel().tolist(), lines[better].ravel().tolist(), strict=True))
    return found


@given(axes())
def test_a_step_from_a_class_comes_after_all_steps_to_it(drawn):
    """So that one walk over the steps carries what it finds to every class that can be reached."""
    axis, _ = drawn
    left = set()
    for worse, better in axis.steps.tolist():
        left.add(worse)
        assert better not in left


@given(axes(), st.data())
def test_what_is_known_of_some_options(drawn, data):
    """The classes that a partly known answer can be in are those of all the answers that it can be."""
    axis, _ = drawn
    if not isinstance(axis.question, MultiChoice) or len(axis.question.ids) == 1:
        return
    unknown, chosen = (data.draw(st.sets(st.sampled_from(axis.question.ids), min_size=least)) for least in (1, 0))
    answer = PartlyChosen(frozenset(chosen - unknown), frozenset(unknown))
    known = {part.name: part.sets[part.code_of(answer)] for part in axis.variables}
    assert axis.joined(known) == tuple(sorted({*classify(axis, answers_within(answer))}))


@given(axes())
def test_an_answer_of_a_class_by_its_parts(drawn):
    """In each class there is the answer that the classes of its variables make together."""
    axis, _ = drawn
    for k in range(axis.size):
        picks = axis.picks(k)
        assert list(picks) == [one.name for one in axis.variables]
        assert axis.joined({name: (pick,) for name, pick in picks.items()}) == (k,)


@given(axes())
def test_every_set_of_classes_has_its_code(drawn):
    """A set of classes that can be known is found back by its code; `members` says the same of each class."""
    axis, _ = drawn
    bits = np.array([sum(1 << k for k in classes) for classes in axis.sets])
    assert [axis.sets[code] for code in axis.code(bits)] == list(axis.sets)
    assert axis.sets[0] == tuple(range(axis.size))
    assert [axis.sets[1 + k] for k in range(axis.size)] == [(k,) for k in range(axis.size)]


@given(axes(), st.data())
def test_a_set_without_a_code_counts_as_the_range_around_it(drawn, data):
    """The code of any set of classes stands for a set around it, and for that set itself where it can be known."""
    axis, _ = drawn
    classes = data.draw(st.sets(st.integers(0, axis.size - 1), min_size=1))
    (code,) = axis.code(np.array([sum(1 << k for k in classes)]))
    assert set(axis.set_of(code)) >= classes
    if axis.known == "set" or (axis.known == "range" and len(classes) == max(classes) - min(classes) + 1):
        assert set(axis.set_of(code)) == classes


def test_no_class_at_all_counts_as_nothing_known():
    """A stage that no rule decides tells nothing of its result; nor does a set where one class or none is known."""
    axis = column_of(number, [number > 1, number > 2])
    assert axis.known == "one"
    assert axis.code(np.array([0, 1, 0b011, 0b110, 0b101])).tolist() == [0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("question", "condition", "samples"),
    [
        (number, number >= 5, (4, 5)),
        (number, number < 5, (4, 5)),
        (number, number <= 5, (5, 6)),
        (number, number > 5, (5, 6)),
        (number, number == 0, (-1, 0, 1)),
        (number, number != 0.1 + 0.2, (0.3, 0.1 + 0.2, 1.3)),
        (number, (number > 5) & (number < 5.5), (5, 5.25, 5.5)),
        (number, (number > 5) & (number <= 6), (5, 6, 7)),
        (number, number > 1e14, (1e14, 1e14 + 1)),
        (number, number >= -1e14, (-1e14 - 1, -1e14)),
        (percentage, percentage >= 75, (0, 75)),
        (percentage, percentage > 99.5, (0, 99.75)),
        (percentage, (percentage > 99.5) & (percentage < 100), (0, 99.75, 100)),
        (percentage, percentage >= 0, (0,)),
        (percentage, percentage > 100, (0,)),
        (percentage, percentage == 0, (0, 1)),
        (percentage, percentage != 100, (0, 100)),
        (whole, whole != 5, (4, 5, 6)),
        (whole, whole >= 10**13 + 3, (10**13 + 2, 10**13 + 3)),
        (whole, (whole > 5) | (whole >= 6), (5, 6)),
        (Number("x", "x", maximum=100), Number("x", "x") <= 100, (100,)),
        (Number("x", "x", maximum=7, whole=True), Number("x", "x") <= 7, (7,)),
        (day, day >= date(2024, 1, 1), (date(2023, 12, 31), date(2024, 1, 1))),
        (day, day == date(2024, 2, 29), (date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1))),
        (day, day <= LAST, (LAST,)),
        (day, day > FIRST, (FIRST, date(1900, 1, 2))),
        (day, day >= FIRST, (LAST,)),
    ],
)
def test_samples_are_answers_that_people_recognise(question, condition, samples):
    """A sample is a threshold, or a round answer beside one that its class leaves out."""
    found = column_of(question, condition.atoms()).samples
    assert found == samples
    assert not any(isinstance(sample, np.generic) for sample in found)


def test_neighbouring_numbers_are_told_apart():
    """Two numbers of 15 digits may differ in the last; thresholds at both, and what lies beside them, make classes."""
    first, (_, second) = 0.3, beside(0.3)
    axis = column_of(number, ((number > first) & (number < second) | (number == second)).atoms())
    values = [first, second, *beside(second)[1:], np.nextafter(first, 1)]
    assert classify(axis, values) == [0, 2, 3, 1]


def test_options_in_order_form_classes_of_neighbours():
    """Two options that meet the same conditions are one class only when they are neighbours, or have no order."""
    ordered = Choice("c", "c", options=("a", "b", "c", "d"))
    loose = Choice("c", "c", options=("a", "b", "c", "d"), ordered=False)
    assert column_of(ordered, [ordered == "b"]).samples == ("a", "b", "c")
    assert column_of(ordered, [ordered == "b"]).class_of.tolist() == [0, 1, 2, 2]
    assert column_of(loose, [loose == "b"]).samples == ("a", "b")
    assert column_of(loose, [loose == "b"]).class_of.tolist() == [0, 1, 0, 0]
    assert column_of(loose, [loose == "b"]).steps.shape == (0, 2)


def test_the_better_answer_of_a_yes_no_question_comes_last():
    """A step leads from no to yes, or from yes to no where no is better."""
    for better, samples in (("ja", ("nee", "ja")), ("nee", ("ja", "nee"))):
        question = YesNo("y", "y", better=better)
        axis = column_of(question, question.as_condition().atoms())
        assert axis.samples == samples
        assert axis.steps.tolist() == [[0, 1]]


@given(st.sampled_from([2, 8, 9, 62, 63, 100]), st.data())
def test_any_set_of_classes_can_be_known(size, data):
    """Each has a code of its own, whether all are listed, as of few classes, or an integer of numpy has enough bits."""
    axis = column_of(many, [many >= n for n in range(1, size)], known="set")
    assert len(axis.sets) == (2**size - 1 if size <= 8 else 1 + size)
    drawn = data.draw(st.lists(st.sets(st.integers(0, size - 1), min_size=1), max_size=5))
    sets = [*map(sorted, drawn), range(size), *([k] for k in range(size))]
    codes = axis.code(np.array([sum(1 << k for k in one) for one in sets], dtype=object))
    assert [axis.set_of(code) for code in codes.tolist()] == [*map(tuple, sets)]
    assert codes[len(drawn) :].tolist() == list(range(size + 1))
    places, found = axis.met(codes)
    assert [found[place] for place in places.tolist()] == codes.tolist()
    assert len(found) <= max(255, len(sets))


def test_a_multiple_choice_of_any_number_of_options():
    """Options that no condition tells apart are one group; of it counts are told apart where a condition may."""
    options = [f"o{n}" for n in range(60)]
    question = MultiChoice("k", "k", options=options)
    (axis,) = columns_of(question, [question.at_least(40), question.has_all()])
    assert [part.group for part in axis.parts] == [tuple(options)]
    assert axis.parts[0].counts.tolist() == [0, 40, 60]
    (axis,) = columns_of(question, [question.has_any("o3"), question.at_least(2)])
    assert [(part.name, part.counts.tolist()) for part in axis.parts] == [("k:o0", [0, 1, 2]), ("k:o3", [0, 1])]
    assert axis.samples == (frozenset(), {"o0", "o1"}, {"o3"}, {"o0", "o3"})


def test_too_many_groups_to_be_read_as_one():
    """Then each is an axis of its own."""
    question = MultiChoice("k", "k", options=[f"o{n}" for n in range(11)])
    axes = columns_of(question, [question.has_any(name) for name in question.ids])
    assert [axis.name for axis in axes] == [f"k:o{n}" for n in range(11)]
    assert len(columns_of(question, [question.has_any(name) for name in question.ids[1:]])) == 1
