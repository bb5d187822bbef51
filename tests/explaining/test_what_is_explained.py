"""Which score is explained, and from which answers."""

from __future__ import annotations

import pytest
from attrs import evolve
from town import FRAMEWORK, GOOD, answer, csv_text, scored, table

import napd
from napd import NapdError, score
from napd.errors import UnknownName
from napd.tables.lazy import LazyTables

RESULT = scored(table(GOOD))


def test_the_last_round_and_the_first_perspective():
    """By default an area is explained in the last round in which it answered, from the first perspective in it."""
    rows = [answer("plan", "ja", round="2024-12"), answer("plan", "nee", perspective="corporatie"),
            answer("plan", "ja", perspective="aanbieder")]  # fmt: skip
    result = scored(table(rows))
    (one,) = napd.explain(result, "MO0001", "opvang")
    assert (one.round, one.perspective, one.area_name) == ("2025-12", "aanbieder", "Noord")
    assert {each.round for each in napd.explain(result, "MO0001", perspective="gemeente")} == {"2024-12"}
    assert [each.indicator for each in napd.explain(result, "MO0001", round="2024-12")] == ["anders", "opvang", "samen"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"area": "MO001"}, 'no area with the code or the name "MO001". Did you mean MO0001 (Noord)?'),
        ({"area": "MO0001", "indicator": "opvan"}, "no indicator 'opvan'. Did you mean \"opvang\"?"),
        ({"area": "MO0001", "indicator": "zzz"}, "no indicator 'zzz'. Available: anders, opvang,"),
        ({"area": "MO0001", "round": "2025-13"}, 'no round "2025-13". The rounds are: 2024-12, 2025-12.'),
        ({"area": "MO0001", "perspective": "gemeent"}, "no perspective 'gemeent'. Did you mean \"gemeente\"?"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there(wanted, told):
    """It is told, with the nearest right one."""
    with pytest.raises(UnknownName) as error:
        napd.explain(RESULT, **wanted)
    assert told in str(error.value)


INSTEAD = (
    "MO0002 (Zuid) has no score for indicator samen, round 2025-12, perspective corporatie. It has scores for "
    "indicator anders, opvang, pas-sinds-2025, samen; round 2024-12, 2025-12; perspective aanbieder, gemeente."
)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (("MO0002", "samen", "2025-12", "corporatie"), INSTEAD),
        (("GM0001",), "GM0001 (Aa) has no score. Scores are of its region: MO0001 (Noord)."),
        (("MO0003",), "MO0003 (Leeg) has no score. Nobody answered for it."),
        (("GM0005",), "GM0005 (Weg) has no score. Nobody answered for it."),
    ],
)  # fmt: skip
def test_a_score_that_is_not_there(wanted, told):
    """It is told which scores there are instead, or where to look."""
    with pytest.raises(NapdError) as error:
        napd.explain(RESULT, *wanted)
    assert str(error.value) == told


def test_an_indicator_of_municipalities():
    """A municipality that is scored itself is explained by its own answers."""
    own = evolve(FRAMEWORK.indicators[1], area="municipality", id="eigen")
    result = score(table([answer("plan", "nee", "GM0001", indicator="eigen")]), evolve(FRAMEWORK, indicators=[own]))
    (one,) = napd.explain(result, "GM0001")
    assert (one.area, one.answer("plan").words, one.answer("plan").members) == ("GM0001", "nee", None)


def test_answers_are_read_again(tmp_path):
    """Rows of other rounds, views and indicators do not matter, nor how names are written."""
    path = tmp_path / "answers.csv"
    more = [answer("plan", "ja", " mo0002 ", indicator=" OPVANG ", note=" Zo. "), answer("plan", "x", indicator="iets"),
            answer("fase", "geen", "MO0002", perspective="niemand"), answer("plann", "ja", "MO0002")]  # fmt: skip
    path.write_text(csv_text(more), encoding="utf-8")
    (one,) = napd.explain(scored(path), "MO0002", "opvang")
    assert [(said.value, said.note) for said in one.answer("plan").said] == [("ja", "Zo.")]
    assert one.answer("fase").known == "no"


def test_answers_that_changed_since(tmp_path):
    """A file that says something else by now is not explained from."""
    path = tmp_path / "answers.csv"
    path.write_text(csv_text([answer("plan", "ja"), answer("fase", "geen")]), encoding="utf-8")
    result = scored(path)
    path.write_text(csv_text([answer("plan", "ja")]), encoding="utf-8")
    with pytest.raises(NapdError, match="the answers have changed"):
        napd.explain(result, "MO0001", "opvang")


def test_the_same_answer_twice():
    """It is said once, with the notes of both and the least far of the statuses."""
    rows = [answer("plan", "ja", note="Een.", status="afgestemd"), answer("plan", "JA", note="Twee.", status="Concept"),
            answer("fase", "geen", status="afgestemd"), answer("fase", "geen")]  # fmt: skip
    (one,) = napd.explain(scored(table(rows)), "MO0001", "opvang")
    (said,) = one.answer("plan").said
    assert (said.value, said.note, said.status) == ("ja", "Een.\nTwee.", "concept")
    assert one.answer("fase").said[0].status == ""


def test_what_may_not_be_published():
    """Where only aligned answers are published, an explanation shows no other, and none of their notes."""
    rows = [answer("plan", "ja", status="afgestemd"), answer("fase", "geen", status="concept", note="Vertrouwelijk.")]
    (one,) = napd.explain(score(table(rows), evolve(FRAMEWORK, publish=True)), "MO0001", "opvang")
    assert (one.answer("plan").known, one.answer("fase").known) == ("yes", "no")
    assert "Vertrouwelijk" not in str(one.to_dict())


def test_what_an_engine_scored():
    """Answers that stayed on other machines cannot be looked back on, and that is said."""
    tables = {name: maker for name, maker in RESULT.tables.makers.items() if name not in ("answers", "trace")}
    result = evolve(RESULT, tables=LazyTables(tables, RESULT.receipt), gathered=None, scored=None)
    with pytest.raises(NapdError, match="score on this machine to have scores explained"):
        napd.explain(result, "MO0001")
    with pytest.raises(NapdError, match="score on this machine to have them"):
        result.trace  # noqa: B018
