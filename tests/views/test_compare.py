from __future__ import annotations

from datetime import date
from itertools import pairwise

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, GOOD, answer, scored, table
from worlds import DATES, table_of, worlds

from napd import Area, AreaRegistry, NapdError, compare, score
from napd.decision.rubric import compile_rubric
from napd.model.areas import Membership
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.scale import NOT_APPLICABLE, Level, Scale
from napd.tables.schemas import as_data, schema
from napd.views import states
from napd.views.changes import CAUSES

LAWS = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
MIRROR = {"known": "lost", "lost": "known"}
KEY = ("area", "perspective", "indicator")
ENDS = ("low", "high")
FORWARD = {"up": "down", "down": "up", "narrower": "wider", "wider": "narrower", "new": "gone", "gone": "new",
           "applies": "not_applicable", "not_applicable": "applies"}  # fmt: skip


@st.composite
def pairs(draw: st.DrawFn):
    """Draw a world with mergers, and two of its rounds, the one before the other."""
    world = draw(worlds().filter(lambda one: len(one.framework.rounds) > 1))
    areas = _merging(draw, world.framework.areas)
    rubrics = [compile_rubric(indicator) for indicator in world.framework.indicators]
    result = score(table_of(*world), evolve(world.framework, indicators=rubrics, areas=areas))
    ids = [round_.id for round_ in world.framework.rounds]
    first = draw(st.integers(0, len(ids) - 2))
    return result, ids[first], ids[draw(st.integers(first + 1, len(ids) - 1))]


def _merging(draw, areas):
    """The registry, in which some municipality goes on in another from the day of some round after the first."""
    day = draw(st.sampled_from(DATES[1:]))
    there = [each for each in areas.memberships if each.start < day and each.covers(day)]
    if len(there) < 2:
        return areas
    goes, stays = draw(st.permutations(there))[:2]
    others = [each for each in areas.memberships if each.municipality != goes.municipality or each.ended(day)]
    return AreaRegistry(areas.areas, [*others, evolve(goes, valid_until=day, successor=stays.municipality)])


def key_of(row):
    """Whose score a row is about."""
    return tuple(row[name] for name in KEY)


def published(result, round_, key):
    """What a published score says, as the table of changes writes it; None where there is none."""
    rows = [row for row in result.scores.to_pylist() if row["round"] == round_ and key_of(row) == key]
    return (rows[0]["possible"], rows[0]["level"], rows[0]["status"]) if rows else None


def rescaled(*levels):
    """Two rounds in which a region comes to the levels given, whatever it answers; the second has another scale."""
    made = [
        Indicator(id="schaal", title="Schaal", since=since, questions=[YesNo("plan", "Is er een plan?")],
                  rules=[Rule(level, because="Altijd.")], scale=Scale([Level(name, name) for name in names]))
        for level, since, names in zip(levels, ("2024-01-01", "2025-06-01"), ("ab", "abc"), strict=True)
    ]  # fmt: skip
    rounds = ("2024-12", "2025-12")
    rows = [answer("plan", "ja", indicator="schaal", round=name) for name in rounds]
    return score(table(rows), evolve(FRAMEWORK, indicators=map(compile_rubric, made))), *rounds


@pytest.mark.unmeasured
@settings(LAWS, max_examples=20)
@given(pairs())
@example(rescaled("a", "a"))
@example(rescaled(NOT_APPLICABLE, NOT_APPLICABLE))
def test_the_causes_add_up_to_the_change(drawn):
    """From the published score before, cause by cause, to the published score after; nothing is left over.

    Each score that moved has a row. What is known better rules outcomes out, what is lost lets them in again. Where the
    method has another scale, that is a move, also from a level to one of the same name.
    """
    result, old, new = drawn
    rows = compare(result, from_round=old, to_round=new).changes.to_pylist()
    for row in rows:
        published_at_both_ends(result, row)
        *_, (_, last) = steps = way(row)
        assert last == row["to_possible"]
        same = {cause for (_, before), (cause, after) in pairwise(steps) if after == before}
        assert same <= ({"method"} if is_rescaled(result.framework, row) else set())
        assert {cause for cause in CAUSES if row[f"{cause}_possible"]} <= {cause for cause, _ in steps}
        for end in ENDS:
            moved = [row[f"{cause}_{end}"] for cause in CAUSES]
            assert None in moved or sum(moved) == row[end]
        assert row["known_low"] is None or row["known_low"] >= 0 >= row["known_high"]
        assert row["lost_low"] is None or row["lost_low"] <= 0 <= row["lost_high"]
    there = {key_of(row) for row in rows}
    for key in {key_of(row) for row in result.scores.to_pylist()}:
        before, after = (published(result, round_, key) for round_ in (old, new))
        assert not before or not after or before[0] == after[0] or key in there


def is_rescaled(framework, row):
    """Whether the versions before and after have other levels."""
    versions = [version for end in ("from", "to") if (version := row[f"{end}_version"])]
    return len({framework.indicator(row["indicator"], version).scale.ids for version in versions}) > 1


def way(row):
    """What was possible before, and after each cause that moved it."""
    causes = row["causes"].split("|")
    return [("from", row["from_possible"]), *((cause, row[f"{cause}_possible"]) for cause in causes)]


def published_at_both_ends(result, row):
    """Before and after are what was published; who has a score in one round only, is unanswered in the other."""
    for end in ("from", "to"):
        found = published(result, row[f"{end}_round"], key_of(row))
        assert found in (None, tuple(row[f"{end}_{name}"] for name in ("possible", "level", "status")))
        assert found or row[f"{end}_status"] in (None, "unanswered")


@settings(LAWS, max_examples=5)
@given(pairs())
def test_a_round_has_not_changed_from_itself(drawn):
    """Compared with itself a round has no change, no other answer and no merger."""
    result, old, _ = drawn
    assert {len(found) for found in compare(result, from_round=old, to_round=old).tables.values()} == {0}


@pytest.mark.unmeasured
@settings(LAWS, max_examples=15)
@given(pairs())
def test_what_is_asked_of_an_area_is_what_all_of_it_says(drawn):
    """Only what it can depend on is compared, also of whom its municipalities were before; nothing else comes of it."""
    result, *rounds = drawn
    for old, new in (rounds, rounds[::-1]):
        whole = compare(result, from_round=old, to_round=new)
        for area in result.framework.areas:
            part = compare(result, from_round=old, to_round=new, area=area.code)
            for name, found in part.tables.items():
                mine = [row for row in whole.tables[name].to_pylist() if area.code in (row["area"], row["region"])]
                assert found.to_pylist() == mine


@settings(LAWS, max_examples=10)
@given(pairs())
@example(rescaled("a", "b"))
def test_a_country_is_compared_as_its_parts_are(drawn):
    """Part by part or all at once, the same rows in the same order."""
    result, *rounds = drawn
    for old, new in (rounds, rounds[::-1]):
        whole = compare(result, from_round=old, to_round=new)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("napd.views.compare.MANY", 0)
            found = compare(result, from_round=old, to_round=new)
        for name, table_ in whole.tables.items():
            assert found.tables[name].to_pylist() == table_.to_pylist()


@settings(LAWS, max_examples=10)
@given(pairs())
def test_asked_the_other_way_round_everything_is_the_opposite(drawn):
    """Each number changes its sign, before and after change places, and so do known and lost."""
    result, old, new = drawn
    there, back = (compare(result, from_round=a, to_round=b) for a, b in ((old, new), (new, old)))
    pairs_ = list(zip(there.changes.to_pylist(), back.changes.to_pylist(), strict=True))
    for one, other in pairs_:
        assert all(one[name] == other[name] for name in (*KEY, "region"))
        assert other["change"] == FORWARD.get(one["change"], one["change"])
        for name in ("version", "status", "level", "possible"):
            assert (one[f"from_{name}"], one[f"to_{name}"]) == (other[f"to_{name}"], other[f"from_{name}"])
        for end in ENDS:
            names = [(end, end), *((f"{cause}_{end}", f"{MIRROR.get(cause, cause)}_{end}") for cause in CAUSES)]
            assert all(one[a] == (None if other[b] is None else -other[b]) for a, b in names)
    for one, other in zip(there.changed_answers.to_pylist(), back.changed_answers.to_pylist(), strict=True):
        assert (one["from_value"], one["to_value"]) == (other["to_value"], other["from_value"])
        assert other["cause"] == MIRROR.get(one["cause"], one["cause"])


# One by hand


def rows_of(*pairs_, **more):
    """Answers of the region Noord to `opvang`, in the two rounds of `town`."""
    rounds = ("2024-12", "2025-12")
    return [
        answer(name, value, round=round_, **more)
        for round_, fields in zip(rounds, pairs_, strict=True)
        for name, value in fields.items()
    ]


ALL = {"plan": "ja", "fase": "vastgesteld", "wie": "zorg|werk", "bereik": "80", "plekken": "12", "sinds": "2025-03-01"}


def of(rows, **more):
    """The one change of some rows in `opvang`, and the comparison."""
    found = compare(scored(table(rows)), **more)
    return [row for row in found.changes.to_pylist() if row["indicator"] == "opvang"], found


@pytest.mark.parametrize(("plan", "count"), [("ja", 1), ("nee", 2)])
def test_equal_states_are_scored_once(monkeypatch, plan, count):
    """Where versions, areas and answers are those of the round before, nothing is scored twice."""
    made = []
    monkeypatch.setattr(states, "score", lambda *given: made.append(given) or score(*given))
    areas = AreaRegistry([Area("MO1", "Een", "region"), Area("GM1", "Aa", "municipality")], [Membership("GM1", "MO1")])
    framework = evolve(FRAMEWORK, indicators=[FRAMEWORK.indicators[2]], areas=areas)
    rows = [answer("plan", value, "MO1", round=round_) for round_, value in (("2024-12", "ja"), ("2025-12", plan))]
    assert len(compare(score(table(rows), framework)).changes) == count - 1
    assert len(made) == count


def test_several_causes_act_at_once():
    """An answer that became known, one that is another and one that was lost each have their own part."""
    before = {**ALL, "bereik": "50", "plekken": "12"}
    del before["fase"]
    after = {**ALL}
    del after["plekken"]
    (row,), found = of(rows_of(before, after))
    assert way(row) == [
        ("from", "in-ontwikkeling"),
        ("answers", "gerealiseerd"),
        ("lost", "in-ontwikkeling|gerealiseerd"),
    ]
    assert (row["change"], row["low"], row["high"]) == ("wider", 0, 1)
    told = [(r["question"], r["cause"], r["from_value"], r["to_value"]) for r in found.changed_answers.to_pylist()]
    assert told == [
        ("bereik", "answers", "50", "80"), ("fase", "known", None, "vastgesteld"), ("plekken", "lost", "12", None),
    ]  # fmt: skip


def test_notes_stand_with_the_answers_that_changed():
    """Who reads that an answer is another reads what was said with it, then and now."""
    rows = [answer("plan", "nee", round="2024-12", note="Nog niet."), answer("plan", "ja", note="Nu wel.")]
    for rounds, notes in (
        (("2024-12", "2025-12"), ("Nog niet.", "Nu wel.")),
        (("2025-12", "2024-12"), ("Nu wel.", "Nog niet.")),
    ):
        found = compare(scored(table(rows)), from_round=rounds[0], to_round=rounds[1])
        assert [(r["from_note"], r["to_note"]) for r in found.changed_answers.to_pylist()] == [notes]


def test_causes_that_cancel_each_other_out_are_told():
    """What a new rule takes and another answer gives is no change, and yet not nothing."""
    rows = [answer(name, value, indicator="anders", round=round_) for round_, name, value in (
        ("2024-12", "plan", "ja"), ("2024-12", "oud", "ja"), ("2025-12", "plan", "ja"), ("2025-12", "nieuw", "ja"),
    )]  # fmt: skip
    (row,) = [row for row in compare(scored(table(rows))).changes.to_pylist() if row["indicator"] == "anders"]
    assert (row["change"], row["causes"], row["low"]) == ("same", "method|known", 0)
    assert way(row) == [("from", "gerealiseerd"), ("method", "niet-op-gang|gerealiseerd"), ("known", "gerealiseerd")]
    assert (row["from_version"], row["to_version"]) == ("2024-01-01", "2025-06-01")


def test_a_new_indicator_has_no_score_before():
    """Its scores are new, by the method, and not a change of the region."""
    rows = [
        answer("plan", "ja", round="2024-12"),
        answer("plan", "ja"),
        answer("nieuw", "ja", indicator="pas-sinds-2025"),
    ]
    (row,) = [row for row in compare(scored(table(rows))).changes.to_pylist() if row["indicator"] == "pas-sinds-2025"]
    assert row["change"] == "new"
    assert way(row) == [("from", None), ("method", "niet-op-gang|gerealiseerd"), ("known", "gerealiseerd")]
    assert (row["from_possible"], row["from_version"], row["low"], row["known_low"]) == (None, None, None, 2)


def test_a_region_that_took_no_part_is_unanswered():
    """What it says for the first time is known now, and nothing is called a change."""
    (row,), _ = of([answer("plan", "ja", "MO0002", round="2024-12"), *rows_of({}, ALL), answer("plan", "ja", "MO0002")])
    assert (row["area"], row["from_status"], row["change"], row["causes"]) == (
        "MO0001",
        "unanswered",
        "narrower",
        "known",
    )


def test_an_answer_that_the_new_version_does_not_take_counts_as_missing():
    """Where a question lost an option or its bounds moved, the old answer is none any more; that is the method's."""
    one, *rest = FRAMEWORK.indicators[2:3]
    assert (one.id, rest) == ("opvang", [])
    bereik = evolve(one.question("bereik"), maximum=90)
    questions = [bereik if q.id == "bereik" else q for q in one.questions]
    stricter = evolve(one, since=date(2025, 6, 1), questions=questions)
    framework = evolve(FRAMEWORK, indicators=[*FRAMEWORK.deciders, stricter])
    rows = table(rows_of({**ALL, "bereik": "95"}, {**ALL, "bereik": "85"}))
    found = compare(score(rows, framework))
    (row,) = [row for row in found.changes.to_pylist() if row["indicator"] == "opvang"]
    assert way(row) == [("from", "gerealiseerd"), ("method", "in-ontwikkeling|gerealiseerd"), ("known", "gerealiseerd")]


def test_rounds_are_those_asked_for_or_the_last_two():
    """Of one result the last two rounds that were answered; of two results the last of each."""
    result = scored(table(GOOD))
    found = compare(result)
    assert (found.from_round, found.to_round) == ("2024-12", "2025-12")
    assert repr(found) == f"<Comparison: {len(found.changes)} changes from 2024-12 to 2025-12>"
    again = compare(result, result, from_round="2024-12")
    assert again.changes.equals(found.changes)
    assert compare(table(GOOD), framework=FRAMEWORK).changes.equals(found.changes)
    assert pa.table(found).equals(found.changes)


def test_the_tables_have_their_schema_and_receipt():
    """Each has its columns, each column a meaning, and the receipt names what made either side."""
    found = compare(scored(table(GOOD)))
    assert (len(found.carried), len(found.changed_answers)) == (1, 18)
    for name, each in found.tables.items():
        assert each.schema.equals(schema(name))
        assert all(column["meaning"] for column in as_data(name)["columns"])
        assert b"napd.receipt" in each.schema.metadata
    assert [found.tables.receipt[end]["round"] for end in ("from", "to")] == ["2024-12", "2025-12"]
    assert not found.fictional


def test_what_cannot_be_compared_is_told():
    """No answers, no round before, and no such round."""
    with pytest.raises(NapdError, match="nothing was answered"):
        compare(scored(table([])))
    only = scored(table([answer("plan", "ja")]))
    with pytest.raises(NapdError, match="no round before 2025-12 was answered"):
        compare(only)
    with pytest.raises(NapdError, match='There is no round "2025-11"'):
        compare(only, to_round="2025-11")


def test_a_municipality_that_went_has_no_score_after():
    """Where municipalities are scored, that of one that merged is gone, by the composition."""
    made = evolve(FRAMEWORK.indicators[2], id="eigen", area="municipality")
    framework = evolve(FRAMEWORK, indicators=[made])
    rows = [answer("plan", "ja", "GM0004", indicator="eigen", round="2024-12"),
            answer("plan", "ja", "GM0003", indicator="eigen")]  # fmt: skip
    found = compare(score(table(rows), framework))
    gone, stays = sorted(found.changes.to_pylist(), key=lambda row: row["area"], reverse=True)
    assert (gone["area"], gone["region"], gone["change"], gone["causes"]) == ("GM0004", "MO0002", "gone", "composition")
    assert (stays["area"], stays["change"], stays["causes"]) == ("GM0003", "narrower", "known")
    (row,) = found.carried.to_pylist()
    assert (row["parts"], row["values"], row["how"], row["value"]) == ("GM0003|GM0004", "-; ja", "incomplete", None)


def test_two_registries_may_differ():
    """An area that only one of them knows has no score by the other, and is nobody's successor."""
    areas = AreaRegistry(
        [Area("MO0001", "Noord", "region"), Area("GM0001", "Aa", "municipality")], [Membership("GM0001", "MO0001")]
    )
    other = evolve(FRAMEWORK, indicators=FRAMEWORK.deciders, areas=areas)
    rows = [answer("plan", "ja"), answer("plan", "ja", "MO0002"), answer("mee", "ja", "GM0003", indicator="samen")]
    found = compare(scored(table(rows)), score(table([answer("plan", "ja")]), other))
    assert {(row["region"], row["change"]) for row in found.changes.to_pylist()} == {("MO0002", "gone")}
    assert len(found.carried) == 0
