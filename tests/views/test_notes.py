"""Each note that was read stands in each place where its question is shown, whether or not a value counts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from noted import WHERE, Noted, noted
from town import FRAMEWORK, answer, scored, table

import napd
from napd import compare, conversations, divergence, score
from napd.views.markdown import escaped
from napd_forms.previous import EarlierAnswers

LAWS = settings(max_examples=15, deadline=None)


def notes_on(given, **where):
    """The notes on the questions that are meant, in any order."""
    chosen = [dict(zip(WHERE, key, strict=True)) for key in given.notes]
    found = [given.notes[key] for key, one in zip(given.notes, chosen, strict=True) if where.items() <= one.items()]
    return sorted(note for notes in found for note in notes)


@LAWS
@given(noted())
def test_an_explanation_has_each_note_on_its_questions(given: Noted):
    """In its data and in its text, by whoever said it; also read for one area alone."""
    result = score(given.rows, given.world.framework)
    for row in result.scores.to_pylist():
        where = {name: row[name] for name in ("round", "perspective", "indicator")}
        (one,) = napd.explain(result, row["area"], **where)
        flat = " ".join(str(one).split())
        for answer_ in one.answers:
            for said in answer_.said:
                found = notes_on(given, area=said.area, question=answer_.question, **where)
                assert sorted(filter(None, said.note.split("\n"))) == found
                assert all(note in flat for note in found)
        (alike,) = [
            each
            for _, every in napd.explain_each(result, row["round"], row["perspective"])
            for each in every
            if (each.area, each.indicator) == (row["area"], row["indicator"])
        ]
        assert alike == one


@LAWS
@given(noted())
def test_what_perspectives_see_otherwise_has_the_notes_of_both(given: Noted):
    """Of an answer those on the question, of a level those on all questions of the area."""
    for row in divergence(score(given.rows, given.world.framework)).to_dict():
        where = {name: row[name] for name in ("round", "area", "indicator", "question") if row[name]}
        for end in ("", "other_"):
            found = notes_on(given, perspective=row[f"{end}perspective"], **where)
            assert sorted(filter(None, row[f"{end}note"].split("\n"))) == found


@LAWS
@given(noted())
def test_what_changed_between_rounds_has_the_notes_of_both(given: Noted):
    """Also where an answer is missing in one of them: why may be just what the note says."""
    framework = given.world.framework
    result = score(given.rows, framework)
    there = list(dict.fromkeys(result.scores["round"].to_pylist()))
    if len(there) < 2:
        return
    for row in compare(result, from_round=there[0], to_round=there[-1]).tables["changed_answers"].to_pylist():
        where = {name: row[name] for name in ("area", "perspective", "indicator", "question")}
        for end in ("from", "to"):
            found = notes_on(given, round=row[f"{end}_round"], **where)
            assert row["carried"] or sorted(filter(None, (row[f"{end}_note"] or "").split("\n"))) == found


@LAWS
@given(noted())
def test_a_conversation_has_each_note_without_an_answer(given: Noted):
    """In its data and on its page; and each region that said anything, be it but a note, has a page."""
    result = score(given.rows, given.world.framework)
    counting = {tuple(row[name] for name in WHERE) for row in result.answers.to_pylist() if row["value"] is not None}
    for round_id in {key[0] for key in given.notes}:
        pages = {page: " ".join(page.text().split()) for page in conversations(result, round=round_id)}
        noted_on = [(page, topic, one) for page in pages for topic in page.topics for one in topic.notes]
        told = [
            ((round_id, one.perspective, one.area, topic.indicator, one.question), sorted(one.note.split("\n")))
            for _, topic, one in noted_on
        ]
        assert all(note in pages[page] for page, _, one in noted_on for note in one.note.split("\n"))
        left = given.notes.keys() - counting
        assert sorted(told) == sorted((key, sorted(given.notes[key])) for key in left if key[0] == round_id)


@LAWS
@given(noted())
def test_a_form_takes_over_each_note_of_its_round(given: Noted):
    """Beside the answer, or where there is none."""
    framework = given.world.framework
    earlier = EarlierAnswers.of(given.rows, framework)
    for round_id, perspective in {key[:2] for key in given.notes}:
        taken = earlier.taken_over(round_id, perspective).answers
        for key, notes in given.notes.items():
            if key[:2] == (round_id, perspective):
                assert set(notes) <= set(taken[key[2:]].note.split("\n"))


NOTE = "Dat *weten* we niet <nog>."


@pytest.mark.parametrize("value", ["", "misschien"])
def test_a_page_shows_a_note_without_an_answer(value):
    """As text, as Markdown and as data; also of a perspective, a municipality, and where nothing else is said."""
    rows = [answer("plan", value, note=NOTE), answer("mee", value, "GM0001", indicator="samen", note=NOTE)]
    rows += [answer("fase", value, note=NOTE, perspective="aanbieder")]
    for others in ([], [answer("sinds", "2025-01-01")]):
        (page,) = conversations(scored(table([*rows, *others])), ["MO0001"])
        assert page.text().count("Wat is toegelicht zonder een antwoord dat telt") == 2
        assert page.text().count(f"(toelichting: {NOTE})") == 3
        assert page.markdown().count(escaped(f"(toelichting: {NOTE})")) == 3
        assert json.dumps(page.to_dict()).count(NOTE) == 3
        assert "aanbieder, Hoe ver is het?" in page.text()
        assert "Aa, Doet de gemeente mee?" in page.text()


def test_a_note_in_this_round_stands_beside_the_answer_of_the_round_before():
    """A form takes over what was answered, to be confirmed, and what is noted now; the note of then is kept apart."""
    rows = [answer("plan", "ja", round="2024-12", note="Toen."), answer("plan", "", note="Nu.", status="afgestemd")]
    taken = EarlierAnswers.of(table(rows), FRAMEWORK).taken_over("2025-12", "gemeente")
    assert taken.status == "afgestemd"
    (earlier,) = taken.answers.values()
    assert (earlier.value, earlier.round, earlier.note, earlier.note_before) == ("ja", "2024-12", "Nu.", "Toen.")


def test_what_a_municipality_noted_before_it_merged_stands_with_what_was_carried():
    """The successor's answer of before is that of its parts, and so are the notes on it."""
    rows = [
        answer("bedden", value, area, indicator="samen", round="2024-12", note=f"Van {area}.")
        for area, value in (("GM0003", "2"), ("GM0004", "3"))
    ]
    rows += [answer("bedden", "9", "GM0003", indicator="samen", note="Nu.")]
    (row,) = compare(scored(table(rows))).tables["changed_answers"].to_pylist()
    assert (row["from_value"], row["from_note"], row["to_note"]) == ("5", "Van GM0003.\nVan GM0004.", "Nu.")
