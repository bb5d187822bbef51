from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from town import GOOD, scored, table
from worlds import World, table_of, worlds

import napd
from napd import Framework, score
from napd.decision.explain import ways
from napd.decision.outcomes import Outcome
from napd.errors import UnknownName
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.scale import DEFAULT_SCALE
from napd.scoring.scoring import codes_of

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
