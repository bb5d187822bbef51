from __future__ import annotations

import json

from explained import PLAIN, RESULT, eigen, explained
from town import GOOD

import napd


def test_an_explanation_of_a_known_level():
    """It has the level, the rule with its reason, what decides and what would lead further."""
    one = explained([eigen("a", "ja", note="Zie het besluit."), eigen("b", "nee")], "eigen", framework=PLAIN)
    assert (one.status, one.level, one.words) == ("scored", "in-ontwikkeling", "◐ in ontwikkeling")
    assert [(rule.rule, rule.result, rule.because) for rule in one.rules] == [(2, "in-ontwikkeling", "Een.")]
    assert one.decisive == ("a", "b")
    assert one.answer("a").said[0].note == "Zie het besluit."
    assert [answer.words for answer in one.answers] == ["ja", "nee"]
    assert (one.next.level, one.next.count, one.next.complete, one.missing) == ("gerealiseerd", 1, True, ())
    (way,) = one.next.ways
    assert [(c.question, c.now, c.known, c.would) for c in way.changes] == [("b", "nee", "yes", "ja")]


def test_an_explanation_of_an_open_level():
    """It has the rules that can still decide, and for each answer that is missing what is then left."""
    one = explained([eigen("a", "ja")], "eigen", framework=PLAIN)
    assert (one.status, one.level, one.outcome.possible) == ("undetermined", None, ("in-ontwikkeling", "gerealiseerd"))
    assert [rule.rule for rule in one.rules] == [1, 2]
    (missing,) = one.missing
    assert [(turn.answers, turn.outcome.level) for turn in missing.turns] == [
        ("nee", "in-ontwikkeling"),
        ("ja", "gerealiseerd"),
    ]
    assert (one.answer("b").known, one.answer("b").open, one.answer("a").decisive) == ("no", True, True)


def test_an_explanation_is_plain_data():
    """It can be written as JSON, with every text of it; a value without a bound is null."""
    every = napd.explain(RESULT, "MO0001")
    data = json.loads(json.dumps(every.to_dict(), allow_nan=False))
    assert [one["indicator"] for one in data] == [one.indicator for one in every]
    names = ("round", "perspective", "area", "indicator")
    rows = {tuple(row[name] for name in names): row for row in RESULT.scores.to_pylist()}
    for one in data:
        row = rows[tuple(one[name] for name in names)]
        assert one["outcome"]["possible"] == row["possible"].split("|")
        assert {name: one["outcome"][name] for name in ("level", "status")} == {n: row[n] for n in ("level", "status")}
    assert data[0]["answers"][0]["text"] == every[0].answers[0].text


def test_explanations_are_a_sequence():
    """They can be counted, looped over and cut; each says in its repr which it is."""
    every = napd.explain(RESULT, "MO0001")
    assert len(every) == len(list(every)) == 4
    assert every[:2] == (every[0], every[1])
    assert repr(every[1]).startswith("<Explanation: opvang of MO0001 in 2025-12: ")
    assert repr(every).startswith("<Explanations: <Explanation: anders of")
    assert all(str(one) in str(every) for one in every)


def test_values_from_municipalities_have_their_n():
    """A share, a sum, a ratio and the like say how many answered, of how many, and who said what."""
    one = explained(GOOD, "samen")
    assert one.answer("mee").words == "ja bij 50 % van de gemeenten (1 van 2)"
    assert [(said.name, said.words) for said in one.answer("mee").said] == [("Aa", "ja"), ("Berg", "nee")]
    assert (one.answer("bedden").known, one.answer("bedden").high) == ("partly", None)
    assert (one.answer("deel").parts, one.answer("deel").known) == (("kamers", "bedden"), "partly")
    assert (one.answer("zorg").known, one.answer("zorg").words, one.answer("zorg").answered) == ("no", "", 0)
    assert one.answer("bedden").scored
    assert one.answer("bedden").open == one.answer("deel").open
