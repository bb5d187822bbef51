"""A multiple choice of which some options are not known: what of it counts, everywhere."""

from __future__ import annotations

from functools import reduce
from operator import and_

import numpy as np
import pytest
from attrs import evolve
from town import FRAMEWORK, answer, table

import napd
from napd import Framework, Indicator, MultiChoice, Remark, Rule, Share, conversation, divergence, score, summary
from napd.answers.boxes import BoxCodes
from napd.answers.layout import layout_of
from napd.answers.vocabulary import Vocabulary
from napd.explaining.text import text_of
from napd.model.boxes import PartlyChosen
from napd.views.remarks import remarks

GOOD, HALF, BAD = "gerealiseerd", "in-ontwikkeling", "niet-op-gang"
wie = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen", "werk", "inkomen"))
deel = MultiChoice(
    "deel", "Wie helpen in de gemeente?", options=("zorg", "wonen", "werk"), rollup=Share(("zorg", "wonen"))
)
SAMEN = Indicator(
    id="samen", title="Samen", since="2024-01-01", questions=[wie, deel],
    rules=[
        Rule(GOOD, wie.at_least(3) & (deel >= 50), because="Velen."),
        Rule(HALF, wie.has_any("zorg"), because="Zorg."),
        Rule(BAD, because="Rest."),
    ],
    remarks=[Remark(~wie.has_any("werk"), "Zonder werk?")],
)  # fmt: skip
ALONE = evolve(FRAMEWORK, indicators=Framework(indicators=[SAMEN]).deciders)


def given(who, name, value, **more):
    """An answer of somebody."""
    return answer(name, value, indicator="samen", area=who, **more)


def scored(*rows):
    """What comes of some answers."""
    return score(table(list(rows)), ALONE)


@pytest.mark.parametrize(
    ("value", "low", "high", "answered", "still"),
    [
        ("zorg|wonen|werk|?", GOOD, GOOD, 1, ""),
        ("zorg|wonen|?", HALF, GOOD, 1, "wie"),
        ("zorg|wonen?", HALF, HALF, 1, ""),
        ("zorg?|wonen", BAD, HALF, 1, "wie"),
        ("wonen|werk|?", BAD, GOOD, 1, "wie"),
        ("zorg|wonen|werk", GOOD, GOOD, 2, ""),
        ("[x] zorg [ ] wonen [ ] werk", HALF, HALF, 1, ""),
    ],
)
def test_what_is_known_of_the_options_decides(value, low, high, answered, still):
    """The bounds are those of every way in which the others turn out; the answer is not counted as given in full."""
    result = scored(given("MO0001", "wie", value), *(given(who, "deel", "zorg") for who in ("GM0001", "GM0002")))
    (row,) = result.scores.to_pylist()
    assert (row["level_low"], row["level_high"], row["answered"]) == (low, high, answered)
    assert row["open_questions"] == still
    kinds = [each["problem"] for each in result.problems.to_pylist()]
    assert kinds == (["incomplete"] if "?" in value or "[" in value else [])


def test_a_roll_up_counts_what_is_known_of_a_municipality():
    """One that chose what is counted is in the share, whatever the rest is; one that may have is not yet left out."""
    whole = given("MO0001", "wie", "zorg|wonen|werk")
    for value, low, high in (
        ("zorg|?", GOOD, GOOD), ("werk|zorg?", HALF, GOOD), ("werk?", HALF, HALF), ("werk|?", HALF, GOOD),
    ):  # fmt: skip
        result = scored(whole, given("GM0001", "deel", value), given("GM0002", "deel", "geen"))
        (row,) = result.scores.to_pylist()
        assert (row["level_low"], row["level_high"], row["answered"]) == (low, high, 1)
    assert scored(whole, given("GM0001", "deel", "?")).problems["problem"].to_pylist() == ["unknown_option"]


def test_an_explanation_says_what_is_known():
    """In words, and that it is known in part; a shortest way names the options."""
    rows = [given("MO0001", "wie", "zorg|wonen?"), *(given(who, "deel", "zorg") for who in ("GM0001", "GM0002"))]
    (found,) = napd.explain(scored(*rows), "MO0001", "samen")
    said = found.answers[0]
    assert (said.known, said.words) == ("partly", "zorg; not known: wonen")
    (found,) = napd.explain(scored(given("MO0001", "wie", "zorg|?"), *rows[1:]), "MO0001", "samen")
    assert found.answers[0].words == "zorg; not known: the rest"
    assert found.next.count == 1


def test_answers_differ_only_where_what_is_known_does():
    """A view that leaves an option open agrees with one that does not."""

    def both(one, other):
        rows = [
            given("MO0001", "wie", text, perspective=view) for text, view in ((one, "gemeente"), (other, "ervaring"))
        ]
        views = evolve(ALONE, perspectives=("gemeente", "ervaring"))
        return [row["question"] for row in divergence(score(table(rows), views)).to_dict() if row["question"]]

    assert both("zorg|?", "zorg|werk") == []
    assert both("zorg|werk?", "zorg|wonen") == ["wie"]


def test_the_codes_of_boxes():
    """A number for each thing that is said; what is not said has none."""
    slot = layout_of(ALONE).slots[0]
    answers = [frozenset({"zorg"}), PartlyChosen(frozenset({"zorg"}), frozenset({"werk"})), frozenset({"zorg"})]
    codes = [slot.code(each) for each in answers]
    assert codes[0] == codes[2] != codes[1]
    assert [bool(slot.boxes.is_complete()[code]) for code in (0, *codes)] == [False, True, False, True]
    assert slot.most >= max(codes)
    assert slot.fingerprint(answers[0]) != slot.fingerprint(answers[1])


def test_a_summary_counts_what_is_known():
    """An option that may be chosen counts as open: it is in the bounds of the share, and not in the count."""
    rows = [given("MO0001", "wie", "zorg|werk?"), given("MO0002", "wie", "werk|wonen")]
    found = summary(scored(*rows), question="samen:wie").to_dict()
    counted = {row["outcome"]: (row["count"], row["low"], row["high"]) for row in found if row["status"] == "answered"}
    assert counted["zorg"] == (1, 50, 50)
    assert counted["werk"] == (1, 50, 100)
    assert counted["geen"] == (0, 0, 0)
    found = summary(scored(given("MO0001", "wie", "zorg?|werk?")), question="samen:wie").to_dict()
    assert {row["outcome"]: (row["count"], row["high"]) for row in found if row["status"] == "answered"} == {
        "zorg": (0, 100), "wonen": (0, 0), "werk": (0, 100), "inkomen": (0, 0), "geen": (0, 100),
    }  # fmt: skip


def test_a_remark_waits_for_every_option():
    """What an indicator finds odd is looked for in answers of which every option is known."""
    values = ("zorg|wonen", "zorg|werk?")
    results = [scored(given("MO0001", "wie", value)) for value in values]
    assert [[one.message for one in remarks(result)] for result in results] == [["Zonder werk?"], []]
    asked = [[ask.text for ask in conversation(result, "MO0001").topics[0].ask] for result in results]
    assert ["Zonder werk?" in texts for texts in asked] == [True, False]


def test_too_many_things_said_for_the_words_of_a_file(monkeypatch):
    """A code that does not fit beside a fingerprint is left to the check."""
    rows = table([given("MO0001", "wie", "zorg")])
    before = score(rows, ALONE).scores
    monkeypatch.setattr(BoxCodes, "code", lambda *_: 1 << 20)
    vocabulary = Vocabulary(layout_of(ALONE))
    vocabulary.words(["zorg"])
    slots, classes = vocabulary.table.shape
    vocabulary.read(np.arange(slots) * classes + vocabulary.first_own)
    assert not vocabulary.table[:, vocabulary.first_own :].any()
    monkeypatch.undo()
    assert score(rows, ALONE).scores.equals(before)


def test_a_question_of_many_options_is_read_by_its_groups():
    """With too many combinations to be read as one, the trace and an explanation name the groups that matter."""
    many = MultiChoice("veel", "Welke?", options=[f"optie {n}" for n in range(60)])
    wanted = reduce(and_, (many.has_any(name) for name in many.ids[:12]))
    rules = [Rule(GOOD, wanted, because="Alle twaalf."), Rule(BAD, because="Rest.")]
    breed = Indicator(id="breed", title="Breed", since="2024-01-01", questions=[many], rules=rules)
    framework = evolve(FRAMEWORK, indicators=Framework(indicators=[breed]).deciders)
    text = "|".join([*many.ids[:11], "?"])
    result = score(table([answer("veel", text, indicator="breed")]), framework)
    (row,) = result.scores.to_pylist()
    assert (row["level_low"], row["level_high"], row["open_questions"]) == (BAD, GOOD, "veel")
    (traced,) = result.trace.to_pylist()
    assert traced["answer"] == "; ".join(f"optie {n}" for n in range(11))
    (found,) = napd.explain(result, "MO0001", "breed")
    assert found.next.count == 1
    assert [change.would for change in found.next.ways[0].changes] == ["optie 11"]
    assert "optie 11" in text_of(found)
