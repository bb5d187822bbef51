from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from town import (
    FRAMEWORK,
    GOOD,
    OPVANG,
    SAMEN,
    answer,
    bedden,
    bereik,
    fase,
    kamers,
    mee,
    plan,
    plekken,
    scored,
    table,
    wie,
)

from napd import Framework, Remark, score
from napd.model.amounts import CompareAmount, MinMax, Term
from napd.views.oddities import holds
from napd.views.remarks import remarks

ALL = {"plan": "ja", "fase": "vastgesteld", "wie": "zorg|werk", "bereik": "80", "plekken": "12", "sinds": "2025-03-01"}


def told(rows, most=1000, **own):
    """The kind, the line and the message of each remark, with remarks of the indicators' own."""
    made = [evolve(i, remarks=own.get(i.id, ())) for i in FRAMEWORK.indicators]
    framework = Framework(indicators=made, areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
    log = remarks(score(table(rows), framework), [round_.id for round_ in framework.rounds], most)
    assert all(one.severity == "remark" for one in log)
    return [(one.problem, one.line, str(one.message)) for one in log if one.problem != "after_round"]


def both(before, after, **more):
    """The answers of a region in two rounds."""
    old = [answer(name, value, round="2024-12") for name, value in before.items()]
    return [*old, *(answer(name, value, **more) for name, value in after.items())]


def test_a_level_that_changed_needs_a_note():
    """One note on the indicator will do; a step of two levels is told besides."""
    low = {**ALL, "plan": "nee", "sinds": "2025-03-01"}
    step = "Opvang of Noord (MO0001) went from niet-op-gang in round 2024-12 to gerealiseerd in round 2025-12"
    assert told(both(low, ALL)) == [
        ("unexplained", 8, f"{step}, and no note says why"), ("large_step", 8, f"{step}, which is a large step"),
    ]  # fmt: skip
    rows = both(low, ALL)
    rows[-1] |= {"note": "Nu wel."}
    assert [kind for kind, *_ in told(rows)] == ["large_step"]
    rows = both({**ALL, "fase": "geen"}, ALL)
    assert [kind for kind, *_ in told(rows)] == ["unexplained"]
    ((_, _, said),) = told([row | {"perspective": "aanbieder"} for row in rows])
    assert "aanbieder" in said


def test_a_day_after_the_round_is_remarked_upon():
    """Of whoever answered, in each round that is asked for; the day of the round itself is none."""
    rows = [answer("sinds", day, area, round=round_) for day, area, round_ in (
        ("2026-03-01", "MO0001", "2025-12"), ("2025-12-01", "MO0002", "2025-12"), ("2-12-2024", "MO0001", "2024-12"),
    )]  # fmt: skip
    result = scored(table([*rows, answer("laatst", "2035-05-04", "GM0002", indicator="samen")]))
    found = [(one.problem, one.line, str(one.message)) for one in remarks(result)]
    assert found == [
        ("after_round", 2, "2026-03-01 comes after 2025-12-01, the date of round 2025-12"),
        ("after_round", 5, "2035-05-04 comes after 2025-12-01, the date of round 2025-12"),
    ]
    assert [one.line for one in remarks(result, ["2024-12"])] == [4]
    (_, counted) = remarks(result, most=1)
    assert str(counted.message).startswith("1 more of the kind 'after_round'")


def test_what_may_be_no_change_is_none():
    """Undetermined scores, another perspective, and the same level again ask for no note."""
    assert told(both(ALL, ALL)) == []
    assert told(both({"plan": "nee"}, ALL)) == []
    assert told(both({**ALL, "fase": "geen"}, ALL, perspective="aanbieder")) == []


def test_another_version_of_the_indicator_is_another_method():
    """Scores by two versions are not compared."""
    rows = [answer(name, value, indicator="anders", round=round_) for round_, name, value in (
        ("2024-12", "plan", "ja"), ("2024-12", "oud", "ja"), ("2025-12", "plan", "ja"), ("2025-12", "nieuw", "nee"),
    )]  # fmt: skip
    assert told(rows) == []


def test_a_note_of_a_municipality_explains_its_region():
    """And where only municipalities answered, the remark stands with the first of them."""
    full = {"mee": "ja", "bedden": "1", "kamers": "9", "laatst": "2025-05-04", "zorg": "goed"}
    rows = [
        answer(name, value, area, indicator="samen", round=round_)
        for round_, fields in (("2024-12", {**full, "mee": "nee"}), ("2025-12", full))
        for area in ("GM0001", "GM0002")
        for name, value in fields.items()
    ]
    (one,) = [one for one in told(rows) if one[0] == "unexplained"]
    assert one[1] == 12
    rows[-1] |= {"note": "Iedereen doet nu mee."}
    assert [kind for kind, *_ in told(rows)] == []


def test_municipalities_that_all_say_the_same():
    """A number or date that three or more members give, all of them; not zero, and not a word."""
    from napd import Area, AreaRegistry
    from napd.model.areas import Membership

    codes = ("GM0001", "GM0002", "GM0003")
    areas = AreaRegistry(
        [Area("MO0001", "Noord", "region"), *(Area(code, code, "municipality") for code in codes)],
        [Membership(code, "MO0001") for code in codes],
    )
    framework = Framework(indicators=[SAMEN], areas=areas, rounds=FRAMEWORK.rounds)
    given = {"bedden": "7", "kamers": "0", "laatst": "2025-05-04", "mee": "ja"}
    rows = [answer(name, value, code, indicator="samen") for name, value in given.items() for code in codes]
    found = [(one.problem, one.line, one.value) for one in remarks(score(table(rows), framework))]
    assert found == [("all_equal", 2, "7"), ("all_equal", 8, "2025-05-04")]
    for other in (rows[1:], [answer("bedden", "8", codes[0], indicator="samen"), *rows[1:]]):
        assert [one.value for one in remarks(score(table(other), framework))] == ["2025-05-04"]


def test_an_indicator_says_what_is_odd():
    """Each kind of condition is met as in a rule; numbers are compared with each other; a missing answer is not odd."""
    own = [
        Remark((fase == "geen") & (bereik > 50), "Veel bereik zonder begin."),
        Remark(~plan | wie.at_least(3), "Geen plan, of iedereen doet mee."),
        Remark(plekken >= bereik + plekken, "Niemand bereikt."),
        Remark(2 * plekken - plan > 20, "Meer dan tien plekken."),
    ]
    rows = [*(answer(name, value) for name, value in ALL.items()), answer("fase", "geen", "MO0002"),
            answer("bereik", "60", "MO0002"), answer("plan", "nee", "MO0002"), answer("wie", "geen", "MO0002"),
            answer("plekken", "0", "MO0002"), answer("plan", "ja", perspective="aanbieder")]  # fmt: skip
    assert told(rows, opvang=own) == [
        ("odd", 8, "Veel bereik zonder begin."),
        ("odd", 10, "Geen plan, of iedereen doet mee."),
        ("odd", 6, "Meer dan tien plekken."),
    ]
    assert OPVANG.remarks == ()


def test_an_indicator_asks_about_answers_to_another():
    """Where one area answers both, in one round and perspective; the remark stands with its own answer."""
    own = [Remark(~plan, "Geen plan, en toch nieuw?", elsewhere={"anders": "nieuw"})]
    rows = [
        answer(name, value, area, indicator=indicator, **more)
        for area, no, new, more in (
            ("MO0001", "nee", "ja", {}), ("MO0002", "nee", "nee", {}),
            ("MO0001", "nee", "ja", {"round": "2024-12"}),  # its version of then asks no such thing
        )
        for indicator, name, value in (("opvang", "plan", no), ("anders", "nieuw", new))
    ]  # fmt: skip
    assert told(rows, opvang=own) == [("odd", 2, "Geen plan, en toch nieuw?")]
    rows[1] |= {"perspective": "aanbieder"}
    assert told(rows, opvang=own) == []


@pytest.mark.parametrize(("operator", "found"), [(">", [False, True]), ("==", [True, False]), ("<=", [True, False])])
def test_sums_are_compared_exactly(operator, found):
    """0.1 and 0.2 are not more than 0.3, though in floating point they are."""
    said = {"a": ["0.1", "0.1"], "b": ["0.2", "0.2001"], "c": ["0.3", "0.3"]}
    values = {name: np.array(texts, dtype=object) for name, texts in said.items()}
    assert holds(CompareAmount((Term("a"), Term("b"), Term("c", -1)), operator), OPVANG, values).tolist() == found
    third = Fraction(1, 3)
    some = CompareAmount((Term("a", third), Term("b", third)), operator, Fraction(1, 10))
    assert holds(some, OPVANG, values).tolist() == found


@pytest.mark.parametrize(("operator", "found"), [(">=", [False, True]), ("==", [False, True]), ("!=", [True, False])])
def test_a_lowest_is_compared_as_each_of_its_parts(operator, found):
    """The lowest of two is 2 where both are at least 2 and one is no more."""
    said = {"bereik": ["1", "2"], "plekken": ["3", "3"]}
    values = {name: np.array(texts, dtype=object) for name, texts in said.items()}
    lowest = CompareAmount((Term(MinMax("min", tuple((Term(name),) for name in said))),), operator, Fraction(2))
    assert holds(lowest, OPVANG, values).tolist() == found


def test_a_municipality_is_odd_by_itself():
    """A remark on what municipalities answer is about each of them."""
    own = [Remark(kamers > bedden, "Meer kamers dan bedden."), Remark(mee, "Doet mee.")]
    found = told(GOOD, samen=own)
    assert found == [("odd", 20, "Doet mee."), ("odd", 16, "Meer kamers dan bedden."), ("odd", 13, "Doet mee.")]


def test_of_many_remarks_the_first_are_kept():
    """The others are counted."""
    rows = [
        answer("plan", "ja", area, round=round_) for area in ("MO0001", "MO0002") for round_ in ("2024-12", "2025-12")
    ]
    found = told(rows, 3, opvang=[Remark(plan, "Ja.")])
    assert [kind for kind, *_ in found] == ["odd"] * 4
    assert found[-1][2] == "1 more of the kind 'odd' is counted, and not listed"


def test_the_last_round_is_looked_at_unless_another_is_asked_for():
    """What was remarked on in an earlier round is not told again; each remark names its region."""
    rows = [
        answer("mee", "ja", "GM0004", indicator="samen", round="2024-12"),
        answer("plan", "ja"),
        answer("plan", "ja", "MO0002"),
    ]
    own = {"samen": [Remark(mee, "Doet mee.")], "opvang": [Remark(plan, "Ja.")]}
    made = [evolve(i, remarks=own.get(i.id, ())) for i in FRAMEWORK.indicators]
    result = score(table(rows), Framework(indicators=made, areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds))
    assert [(one.line, one.region) for one in remarks(result)] == [(3, "MO0001"), (4, "MO0002")]
    assert [(one.line, one.region) for one in remarks(result, ["2024-12"])] == [(2, "MO0002")]
    assert len(remarks(score(table([]), FRAMEWORK))) == 0


def test_notes_of_one_question_that_say_something_else_are_told():
    """Each further one, once, with where it and the first stand; notes that are the same are not."""
    rows = [answer("plan", "ja", note="Wel."), answer("plan", "", note="Niet."), answer("plan", "ja", note=" Wel.")]
    rows += [answer("plan", "", note="Niet."), answer("fase", "", note="Een.", round="2024-12")]
    rows += [answer("fase", "", note="Twee.", round="2024-12")]
    told = [one for one in remarks(scored(table(rows))) if one.problem == "several_notes"]
    assert [(one.line, one.value, one.region) for one in told] == [(7, "Twee.", "MO0001"), (3, "Niet.", "MO0001")]
    assert "has another note at answers, line 2; both are kept" in str(told[1].message)
    assert [one.line for one in remarks(scored(table(rows)), ["2025-12"]) if one.problem == "several_notes"] == [3]


def test_a_note_that_goes_with_no_question_is_told():
    """Where it stands and why; of a row with a value that is an error already."""
    rows = [answer("fase", "", "MO9999", note="Waarheen?"), answer("fase", "geen", "MO9999", note="En deze?")]
    rows += [answer("fase", "", note="Bekend.", status="onbekend"), answer("fase", "", "GM0001", note="Van wie?")]
    result = scored(table(rows))
    told = [one for one in remarks(result) if one.problem == "stray_note"]
    assert [(one.line, one.column, one.severity) for one in told] == [(2, "area", "remark"), (5, "area", "remark")]
    assert result.answers["note"].to_pylist() == ["Bekend."]


def test_a_note_of_which_letters_were_lost_is_told(tmp_path):
    """A note counts for nothing, so nobody would look at one that is damaged; whatever its answer is."""
    path = tmp_path / "a.csv"
    rows = ["MO0001,regioplan,plan,ja,één caf?", "MO0001,regioplan,fase,,?", "MO9999,regioplan,plan,,één caf?"]
    lines = ["round,area,indicator,question,value,note", *(f"2025-12,{row}" for row in rows)]
    path.write_bytes("\n".join(lines).encode().replace(b"?", b"\xe9"))
    found = [one for one in remarks(scored(path)) if one.problem == "broken_text"]
    assert [(one.line, one.column, one.severity) for one in found] == [(n, "note", "remark") for n in (2, 3, 4)]
