"""A summary by example: what it counts, of whom, and what it does not say."""

from __future__ import annotations

from operator import itemgetter

import numpy as np
import pytest
from attrs import evolve
from town import FRAMEWORK, GOOD, answer, scored, table

from napd import NapdError, score, summary
from napd.answers.layout import layout_of
from napd.tables.schemas import schema
from napd.views.counting import ScoreCounts

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"


@pytest.fixture(scope="module")
def national(request):
    """The fictional national example, scored."""
    return score(request.config.rootpath / NATIONAL)


def test_the_four_published_shares_come_out(national):
    """FICTIEF: the example is made so that they are the shares of the 39 regions that answered."""
    asked = [f"regioplan:{name}" for name in ("wonen_eerst_in_plan", "herkomst_in_plan")]
    rows = summary(national, question=asked, round=["2024-12", "2025-12"]).to_dict()
    yes = {(row["question"], row["round"]): row for row in rows if row["outcome"] == "ja"}
    assert {key: (row["count"], row["n"], row["rounded"], row["FICTIEF"]) for key, row in yes.items()} == {
        ("wonen_eerst_in_plan", "2024-12"): (32, 39, 82, "FICTIEF"),
        ("wonen_eerst_in_plan", "2025-12"): (37, 39, 95, "FICTIEF"),
        ("herkomst_in_plan", "2024-12"): (31, 39, 79, "FICTIEF"),
        ("herkomst_in_plan", "2025-12"): (36, 39, 92, "FICTIEF"),
    }
    assert {row["rule"] for row in rows} == {"de regio's die de vraag hebben beantwoord"}


def test_a_theme_and_an_action_line_count_the_scores_of_their_indicators(national):
    """Their counts, most and n are sums of those of their indicators, and nothing is averaged."""
    rows = summary(national, round="2025-12").to_dict()
    for kind in ("theme", "action_line"):
        same = itemgetter(kind, "status", "outcome")
        owns = [row for row in rows if row["kind"] == kind]
        assert len({same(own) for own in owns}) == len(owns)
        for own in owns:
            parts = [row for row in rows if row["kind"] == "indicator" and same(row) == same(own)]
            for column in ("count", "most", "n"):
                assert own[column] == (None if own[column] is None else sum(row[column] for row in parts))
            assert own["counted"] == "score"


def test_a_theme_of_which_some_indicators_are_left_out_is_not_counted(national):
    """What is shown of a theme or an action line is all of it."""
    one = summary(national, indicator="eu-rechtentool", round="2025-12").to_dict()
    assert {row["kind"] for row in one} == {"indicator"}
    theme = summary(national, theme="Opvang", round="2025-12").to_dict()
    assert {(row["kind"], row["theme"] or row["action_line"]) for row in theme} == {
        ("indicator", "Opvang"), ("theme", "Opvang"),
    }  # fmt: skip


def test_municipalities_are_counted_nationally(national):
    """A question of municipalities counts municipalities, and says so."""
    rows = summary(national, question="preventiescan:deelname", round="2025-12", of="existing").to_dict()
    assert {row["counted"] for row in rows} == {"municipality"}
    assert {row["rule"] for row in rows} == {"alle gemeenten die er op de peildatum van de ronde zijn"}
    assert sum(row["count"] for row in rows) == rows[0]["n"] == 342


def test_nothing_says_which_region(national):
    """No area stands in it, so that it cannot become a ranking."""
    codes = {area.code for area in national.framework.areas} | {area.name for area in national.framework.areas}
    for question in (None, "all"):
        for column in summary(national, question=question).table.columns:
            assert not codes & {str(value) for value in column.unique().to_pylist()}


def test_the_version_of_the_round_counts():
    """Of an indicator with versions each round counts its own; what began later is not there before."""
    rows = summary(scored(table(GOOD))).to_dict()
    versions = {(row["round"], row["indicator"], row["version"]) for row in rows if row["kind"] == "indicator"}
    assert {(r, v) for r, indicator, v in versions if indicator == "anders"} == {
        ("2024-12", "2024-01-01"), ("2025-12", "2025-06-01"),
    }  # fmt: skip
    assert {r for r, indicator, _ in versions if indicator == "pas-sinds-2025"} == {"2025-12"}


def test_perspectives_are_counted_apart():
    """By default it is the first; another has counts of its own, in which who did not speak is absent."""
    rows = [answer("plan", "ja"), answer("plan", "nee", "MO0002", perspective="aanbieder")]
    result = scored(table(rows))
    assert set(summary(result).table["perspective"].to_pylist()) == {"gemeente"}
    plan = summary(result, question="opvang:plan", perspective=["aanbieder", "gemeente"]).to_dict()
    counts = {(row["perspective"], row["outcome"] or row["status"]): row["count"] for row in plan}
    assert [counts[view, "ja"] for view in ("gemeente", "aanbieder")] == [1, 0]
    assert [counts[view, "absent"] for view in ("gemeente", "aanbieder")] == [1, 1]


@pytest.mark.parametrize("question", [None, "all"])
def test_no_answers_give_no_counts(question):
    """Without answers there is an empty table, with its schema and the receipt; real answers have no mark."""
    found = summary(scored(table([])), question=question)
    assert len(found) == 0
    assert found.table.schema.equals(schema("summary"))
    assert b"napd.receipt" in found.table.schema.metadata


def test_what_an_engine_scored_is_counted_too():
    """Levels need only the scores; answers to questions stayed where they were, and that is said."""
    result = scored(table(GOOD))
    far = evolve(result, gathered=None, said=None, scored=None)
    assert summary(far).table.equals(summary(result).table)
    with pytest.raises(NapdError, match="stayed with the engine"):
        summary(far, question="all")


def test_every_wrong_name_is_told():
    """One pass names each, with the nearest right one and what there is."""
    with pytest.raises(NapdError) as error:
        summary(scored(table([])), round="2025-11", indicator=["opvangg", "qqq"], perspective="gemeent")
    assert str(error.value).splitlines() == [
        f'There is no round "2025-11". The rounds are: {", ".join(r.id for r in FRAMEWORK.rounds)}.',
        "there is no indicator 'opvangg'. Did you mean \"opvang\"?",
        "there is no indicator 'qqq'. Available: anders, opvang, pas-sinds-2025, samen.",
        "there is no perspective 'gemeent'. Did you mean \"gemeente\"?",
    ]
    with pytest.raises(NapdError, match=r"no question 'opvang:plam'\. Did you mean \"opvang:plan\"\?"):
        summary(scored(table([])), question="opvang:plam")
    with pytest.raises(NapdError, match='Write indicator:question, as in regioplan:status, or "all"'):
        summary(scored(table([])), question=["zzz"])
    with pytest.raises(NapdError, match=r"no denominator 'all'\. There are: answered, existing, scored\."):
        summary(scored(table([])), of="all")


def test_one_pass_counts_whatever_the_order():
    """The same scores in another order, and twice as many of them, give the same counts, and twice those."""
    result = scored(table(GOOD))
    layout, scores = layout_of(FRAMEWORK), result.scores
    shuffled = scores.take(np.random.default_rng(1).permutation(len(scores)))
    twice = scores.take(np.repeat(np.arange(len(scores)), 2))
    found = [ScoreCounts.of(layout, one) for one in (scores, shuffled, twice)]
    assert all(one.sets == found[0].sets for one in found)
    assert (found[0].counts == found[1].counts).all()
    assert (found[0].counts * 2 == found[2].counts).all()
    assert int(found[0].counts.sum()) == len(scores)
