"""Two rounds compared by hand: which states are scored, which causes are told, and what cannot be compared."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from attrs import evolve
from town import FRAMEWORK, GOOD, answer, scored, table
from views.changing import way

from napd import Area, AreaRegistry, NapdError, compare, score
from napd.model.areas import Membership
from napd.tables.schemas import as_data, schema
from napd.views import states


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
