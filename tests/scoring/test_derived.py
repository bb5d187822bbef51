"""What comparisons, conversations and the codebook say of values that are computed."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from computed import TWO, registry, rubric, scored
from worlds import framework_of, table_of

import napd
from napd import compare, conversation, score
from napd.model.ages import Age
from napd.model.measures import Date, Number
from napd.model.previous import Previous
from napd.model.rollups import Sum
from napd.model.rounds import Round, Rounds


def causes_of(made, said, *, between=("toen", "nu"), rounds=TWO, area="MO0"):
    """By which causes the score of an area moved, and to what after each."""
    rows = compare(scored(made, said, rounds=rounds, areas=registry(1)), from_round=between[0], to_round=between[1])
    found = [row for row in rows.changes.to_pylist() if row["area"] == area]
    return {cause: row[f"{cause}_possible"] for row in found for cause in row["causes"].split("|")}


def test_time_passed_is_a_cause_of_its_own():
    """The same answer counts for less a round later, and nobody gave another."""
    asked = Date("dag", "Wanneer?")
    made = rubric(asked, age := Age("oud", "Hoe oud?", date=asked), when=age <= 4)
    said = {(round_, "MO0", "dag"): date(2019, 6, 1) for round_ in ("toen", "nu")}
    assert causes_of(made, said) == {"time": "niet-op-gang"}
    assert causes_of(made, said, between=("nu", "toen")) == {"time": "gerealiseerd"}
    later = {**said, ("nu", "MO0", "dag"): date(2024, 6, 1)}
    assert causes_of(made, later) == {"time": "niet-op-gang", "answers": "gerealiseerd"}


def test_the_value_of_the_round_before_is_a_cause_of_its_own():
    """The target moved with what was reached the last time."""
    asked = Number("plekken", "Hoeveel?", minimum=0)
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=asked > vorig)
    rounds = [Round("eerst", date(2023, 1, 1), "Eerst"), *TWO]
    said = {("eerst", "MO0", "plekken"): 5, ("toen", "MO0", "plekken"): 7, ("nu", "MO0", "plekken"): 7}
    assert causes_of(made, said, rounds=rounds) == {"previous": "niet-op-gang"}
    assert causes_of(made, said, between=("eerst", "toen"), rounds=rounds) == {
        "previous": "niet-op-gang",
        "answers": "gerealiseerd",
    }
    said["nu", "MO0", "plekken"] = 8
    assert causes_of(made, said, rounds=rounds) == {"previous": "niet-op-gang", "answers": "gerealiseerd"}


def test_another_version_is_scored_beside_what_it_looks_back_on():
    """Each round before by the version of then."""
    asked = Number("plekken", "Hoeveel?", minimum=0)
    vorig = Previous("vorig", "Toen?", question=asked)
    old = rubric(asked, vorig, when=asked > vorig)
    new = evolve(rubric(asked, vorig, when=asked >= vorig), since="2024-06-01")
    rounds = [Round("eerst", date(2023, 1, 1), "Eerst"), *TWO]
    framework = framework_of(old, new, areas=registry(1), rounds=Rounds(rounds), perspectives=("gemeente",))
    said = {("eerst", "gemeente", "MO0", "x", "plekken"): 7, ("toen", "gemeente", "MO0", "x", "plekken"): 7}
    said["nu", "gemeente", "MO0", "x", "plekken"] = 7
    (row,) = compare(score(table_of(framework, said), framework), from_round="toen", to_round="nu").changes.to_pylist()
    assert (row["causes"], row["from_version"], row["to_version"]) == ("method", "2020-01-01", "2024-06-01")


def test_nobody_is_asked_what_was_in_the_round_before():
    """Neither for it, nor for a total of which only that is missing; nor is a range of it taken for an answer."""
    asked = Number("plekken", "Hoeveel plekken?", minimum=0, maximum=90, rollup=Sum())
    vorig = Previous("vorig", "Hoeveel waren er?", question=asked)
    made = rubric(asked, vorig, when=(asked.scored > vorig) & (vorig.scored > 3))
    said = {("toen", "GM00", "plekken"): 3, ("nu", "GM00", "plekken"): 7, ("nu", "GM01", "plekken"): 7}
    result = scored(made, said, rounds=TWO, areas=registry(2))
    (told,) = napd.explain(result, "MO0", round="nu")
    assert [(one.question, told.answer(one.question).known) for one in told.missing] == [
        ("vorig", "partly"),
        ("plekken − vorig", "partly"),
    ]
    (topic,) = conversation(result, "MO0", round="nu").topics
    assert [ask.kind for ask in topic.ask if ask.kind == "missing"] == []
    del said["nu", "GM01", "plekken"]
    (topic,) = conversation(scored(made, said, rounds=TWO, areas=registry(2)), "MO0", round="nu").topics
    assert [ask.question for ask in topic.ask if ask.kind == "missing"] == ["plekken − vorig"]


def test_the_codebook_says_what_a_value_is_computed_from():
    """In the column of roll-ups, and nobody answers it."""
    day, number = Date("dag", "Wanneer?"), Number("aantal", "Hoeveel?", unit="plekken")
    more = Age("oud", "Hoe oud?", date=day, unit="months"), Previous("toen", "Toen?", question=number)
    result = scored(rubric(day, number, *more, when=number > 1), {}, rounds=TWO, areas=registry(1))
    rows = {row["question"]: row for row in result.tables["indicators"].to_pylist()}
    said = {name: (rows[name]["rollup"], rows[name]["unit"], rows[name]["answered_by"]) for name in ("oud", "toen")}
    assert said == {
        "oud": ("age of dag in months", "maanden", ""),
        "toen": ("aantal of the round before", "plekken", ""),
    }
