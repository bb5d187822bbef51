from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from town import FRAMEWORK, GOOD, answer, csv_text, scored, table
from worlds import World, table_of, worlds

import napd
from napd import Framework, NapdError, score
from napd.decision.explain import ways
from napd.decision.outcomes import Outcome
from napd.errors import UnknownName
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.scale import DEFAULT_SCALE
from napd.scoring.scoring import codes_of
from napd.tables.lazy import LazyTables

NATIONAL = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"
RESULT = scored(table(GOOD))
KNOWN = (("partly", "no"), ("yes", "partly", "no"))
WHO = ("round", "area", "perspective", "indicator")


@pytest.fixture(scope="module")
def national():
    """The national example, scored."""
    return score(NATIONAL, Framework.installed())


def by_score(rows):
    """Rows by the score that they are about."""
    return {tuple(row[name] for name in WHO): row for row in rows}


# Laws


@pytest.mark.unmeasured
@settings(max_examples=10, deadline=None)
@given(worlds())
def test_the_parts_tell_each_answer_and_the_text_has_all_of_them(world: World):
    """Each question stands under a heading, or as the input of one; under "others" only if it stands nowhere else.

    What one of the others is derived from stands there with it, also if it stands elsewhere too.
    """
    result = score(table_of(world.framework, world.answers), world.framework)
    for row in result.scores.to_pylist()[:4]:
        (one,) = napd.explain(result, *(row[name] for name in ("area", "indicator", "round", "perspective")))
        told = {part.name: {name for each in part.answers for name in names(each)} for part in one.parts()}
        others = {each.question for part in one.parts() if part.name == "others" for each in part.answers}
        elsewhere = {name for part, found in told.items() if part != "others" for name in found}
        assert others.isdisjoint(elsewhere)
        assert {name for found in told.values() for name in found} == {answer.question for answer in one.answers}
        said = " ".join(one.text().split())
        for part in one.parts():
            lines = (part.heading, part.lead, part.closing, *part.lines, *(answer.text for answer in part.answers))
            assert all(" ".join(line.split()) in said for line in lines)


def names(known):
    """The question of what is known of an answer, and those it is derived from."""
    return [known.question, *(name for part in known.inputs for name in names(part))]


@pytest.mark.unmeasured
@settings(max_examples=25, deadline=None)
@given(worlds())
def test_an_explanation_says_what_the_tables_say(world: World):
    """Level, bounds, rules, status and what is open are those of the scores; the answers those of the answers."""
    result = score(table_of(world.framework, world.answers), world.framework)
    scores = by_score(result.scores.to_pylist())
    answers = {(*map(row.get, WHO), row["question"]): row["value"] for row in result.answers.to_pylist()}
    wanted = dict.fromkeys((area, round_, perspective) for round_, area, perspective, _ in scores)
    for area, round_, perspective in list(wanted)[:6]:
        for one in napd.explain(result, area, round=round_, perspective=perspective):
            row = scores[one.round, one.area, one.perspective, one.indicator]
            assert (one.outcome, one.version) == (Outcome.of(row), row["version"])
            assert tuple(rule.rule for rule in one.rules) == one.outcome.rules
            asked = {a.question for a in one.answers if not a.parts} - remembered(world.framework, one)
            missing, opened = ({a.question for a in one.answers if a.open and a.known in k} & asked for k in KNOWN)
            # A day after that of the round is known, and still leaves an age open
            assert missing <= set(filter(None, row["open_questions"].split("|"))) - derived(one) <= opened
            for each in (said for a in one.answers for said in ((a, s) for s in a.said)):
                key = (round_, each[1].area, perspective, one.indicator, each[0].question)
                assert each[1].value == answers.get(key)
            assert str(one)


@settings(max_examples=25)
@given(worlds())
def test_all_regions_explained_at_once_say_what_each_says(world: World):
    """Each region comes once, in order, with what is said of it and of its municipalities one by one."""
    result = score(table_of(world.framework, world.answers), world.framework)
    pages = dict.fromkeys(zip(*(result.scores[name].to_pylist() for name in ("round", "perspective")), strict=True))
    for round_, perspective in pages:
        found = list(napd.explain_each(result, round_, perspective))
        codes = [region.code for region, _ in found]
        assert codes == sorted(set(codes))
        scored = {
            row["area"]
            for row in result.scores.to_pylist()
            if (row["round"], row["perspective"]) == (round_, perspective)
        }
        one_by_one = [one for area in scored for one in napd.explain(result, area, None, round_, perspective)]
        assert sorted(map(repr, one_by_one)) == sorted(repr(one) for _, some in found for one in some)
        assert {*map(str, one_by_one)} == {str(one) for _, some in found for one in some}


def test_all_regions_explained_at_once_of_a_round_that_nobody_answered():
    """There is nothing to explain, and names that are not there are refused."""
    assert list(napd.explain_each(RESULT, next(iter(RESULT.framework.rounds)).id, "aanbieder")) == []
    with pytest.raises(UnknownName, match="no perspective 'gemeent'"):
        napd.explain_each(RESULT, "2025-12", "gemeent")
    with pytest.raises(UnknownName):
        napd.explain_each(RESULT, "2025-13", "gemeente")


def remembered(framework, one):
    """The values of the round before: an explanation calls them open, and nobody is asked for them any more."""
    (indicator,) = (each for each in framework.indicators if (each.id, each.version) == (one.indicator, one.version))
    return {question.id for question in indicator.questions if isinstance(question, Previous)}


def derived(one):
    """The questions that are computed."""
    return {answer.question for answer in one.answers if answer.parts}


@pytest.mark.unmeasured
@settings(max_examples=25, deadline=None)
@given(worlds())
def test_the_trace_is_that_of_the_explanations(world: World):
    """For each score it has the questions that decide it or are open, in order, and says which they are."""
    result = score(table_of(world.framework, world.answers), world.framework)
    rows = result.trace.to_pylist()
    found = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in WHO), []).append((row["question"], row["decisive"], row["open"]))
    scores = list(by_score(result.scores.to_pylist()))
    assert list(found) == [key for key in scores if key in found]
    for round_, area, perspective, indicator in scores[:8]:
        (one,) = napd.explain(result, area, indicator, round_, perspective)
        asked = {missing.question for missing in one.missing}
        decides = one.decisive or ()
        expected = [(a.question, a.question in decides, a.question in asked) for a in one.answers]
        expected = [each for each in expected if each[1] or each[2]]
        assert found.get((round_, area, perspective, indicator), []) == expected


@pytest.mark.unmeasured
def test_decisive_answers_alone_fix_every_score(national):
    """With no other answers than those that the trace calls decisive, each score has the bounds that it had."""
    parts = {
        (i.id, q.id): [part.id for part in q.inputs] for i in national.framework.indicators for q in i.questions
        if isinstance(q, Ratio)
    }  # fmt: skip
    regions = {}
    for row in national.trace.to_pylist():
        if row["decisive"]:
            names = parts.get((row["indicator"], row["question"]), [row["question"]])
            regions.setdefault((row["round"], row["area"], row["perspective"], row["indicator"]), set()).update(names)
    kept = [row for row in national.answers.to_pylist() if row["question"] in regions.get(key_of(national, row), ())]
    assert 0 < len(kept) < len(national.answers)
    alone = by_score(score(pa.Table.from_pylist(kept), national.framework).scores.to_pylist())
    for key, row in by_score(national.scores.to_pylist()).items():
        names = ("level_low", "level_high", "may_not_apply")
        if regions.get(key):
            assert [alone[key][name] for name in names] == [row[name] for name in names]


def key_of(result, row):
    """The score that an answer counts in: that of the region, where a municipality gave it."""
    areas, on = result.framework.areas, result.framework.rounds[row["round"]].date
    area = areas[row["area"]]
    region = area if area.kind == "region" else areas.region_of(area.code, on)
    return row["round"], region.code, row["perspective"], row["indicator"]


@pytest.mark.unmeasured
def test_each_way_reaches_the_level_that_it_says(national):
    """With the answers of its shortest way in place of its own, each region has at least that level."""
    last = [one for one in national.scored if one.page[0] == max(s.page[0] for s in national.scored)]
    rows, expected = national.answers.to_pylist(), {}
    given = {(*map(row.get, WHO), row["question"]): row for row in rows}
    for one in last:
        for key, way, axes in shortest(national, one):
            if all(one.indicator.question(name) in one.indicator.asked and not axes[name][1] for name in way.answers):
                expected[key] = way.level
                for name, classes in way.answers.items():
                    question = one.indicator.question(name)
                    value = question.show(axes[name][0].samples[classes[-1]])
                    cell = dict(zip(WHO, key, strict=True)) | {"question": name, "value": value}
                    given[(*key, name)] = cell
    assert len(expected) > 100
    columns = (*WHO, "question", "value")
    changed = pa.Table.from_pylist([{name: row[name] for name in columns} for row in given.values()])
    found = by_score(score(changed, national.framework).scores.to_pylist())
    order = DEFAULT_SCALE.ids
    for key, level in expected.items():
        assert order.index(found[key]["level_low"]) >= order.index(level)


def shortest(result, scored_part):
    """Each score with its shortest way, where there is one, and the axes with whether they are rolled up."""
    layout, decider = result.gathered.grid.layout, result.framework.decider(scored_part.indicator)
    axes = {name: (axis, scored_part.indicator.question(name).rollup) for name, axis in decider.rubric.columns.items()}
    codes = codes_of(result.gathered.grid, scored_part)
    round_id, view = layout.round_ids[scored_part.page[0]], result.framework.perspectives[scored_part.page[1]]
    for row, number in enumerate(scored_part.areas.tolist()):
        found = ways(decider, {name: int(column[row]) for name, column in codes.items()})
        if found and found.ways:
            yield (round_id, layout.areas[number].code, view, scored_part.indicator.id), found.ways[0], axes


# Which score


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


# Where the answers are


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


# The trace


def test_the_trace_in_words():
    """It says what is known of each answer, as far as the rules tell answers apart."""
    mine = [
        row for row in RESULT.trace.to_pylist() if [row[name] for name in WHO[1:]] == ["MO0002", "gemeente", "opvang"]
    ]
    rows = {row["question"]: row for row in mine}
    assert (rows["plan"]["answer"], rows["plan"]["decisive"], rows["plan"]["open"]) == ("nee", True, False)
    assert (rows["sinds"]["answer"], rows["sinds"]["decisive"], rows["sinds"]["open"]) == ("", False, True)


@pytest.mark.parametrize("form", ["parquet", "arrow", "csv"])
def test_the_trace_as_a_file(tmp_path, form):
    """It is written where it is asked for, in each format, and not otherwise."""
    assert "trace" not in {path.stem for path in RESULT.write(tmp_path, form)}
    assert "trace" in {path.stem for path in RESULT.write(tmp_path, form, also=["trace"])}
