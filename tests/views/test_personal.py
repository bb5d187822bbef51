"""What may be personal data is told where it stands, and shown to nobody else until a person confirms it."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from sites import built
from town import FRAMEWORK, answer, csv_text, scored, table

import napd
from napd import compare, conversation, divergence, score
from napd.tables.personal import WITHHELD, code_of
from napd.views.remarks import remarks, withheld

NUMBER = "06-12345678"
NOTE, TEXT, VALUE, PLAIN = f"Bel Jan: {NUMBER}.", f"Vraag {NUMBER}", f"{NUMBER} (Jan)", "Zie het besluit."
DONE = {"status": "afgestemd"}
ROWS = [
    answer("plan", "ja", note=PLAIN, **DONE),
    answer("plan", "nee", perspective="aanbieder", note=NOTE, **DONE),
    answer("fase", "", note=NOTE, **DONE),
    answer("uitleg", TEXT, **DONE),
    answer("bereik", VALUE, **DONE),
    answer("mee", "", "GM0001", indicator="samen", note=NOTE, **DONE),
    answer("plan", "nee", round="2024-12", note=NOTE, **DONE),
    answer("plan", "ja", "MO0002", note=PLAIN, **DONE),
]
WHERE = [(3, "note"), (4, "note"), (5, "value"), (6, "value"), (7, "note"), (8, "note")]
CODES = tuple(code_of(text) for text in (NOTE, TEXT, VALUE))


def shown(result, folder):
    """All that is shown to others, as one text."""
    pages = built(result, folder)
    texts = [page.raw for _, page in pages] + [path.read_text(errors="replace") for path in folder.rglob("*.csv")]
    talk = conversation(result, "MO0001")
    texts += [talk.text(), talk.markdown(), json.dumps(talk.to_dict())]
    texts += [json.dumps(divergence(result).to_dict())]
    texts += [json.dumps(each.to_pylist()) for each in compare(result).tables.values()]
    return "\n".join(texts)


def test_what_may_be_personal_data_is_told_where_it_stands():
    """In notes, answers in one's own words, and values that cannot be used; without being repeated."""
    told = [one for one in remarks(scored(table(ROWS))) if one.problem == "personal_data"]
    assert sorted((one.line, one.column) for one in told) == WHERE
    assert {(one.severity, one.region, one.value) for one in told} == {("remark", "MO0001", "")}
    assert all("a telephone number (06…78)" in str(one) and NUMBER not in str(one) for one in told)
    assert {str(one.hint).split('"')[1] for one in told} == set(CODES)


@pytest.mark.parametrize("publish", [True, False])
def test_what_may_be_personal_data_is_shown_to_nobody_else(tmp_path, publish):
    """Not on a page, in a conversation, or in what is laid side by side; in its place it says so, and which is told."""
    result = score(table(ROWS), evolve(FRAMEWORK, publish=publish))
    text = shown(result, tmp_path / "site")
    assert NUMBER not in text
    assert WITHHELD in text
    assert PLAIN in text
    told = list(withheld(result))
    assert sorted((one.line, one.column) for one in told) == WHERE
    assert {one.severity for one in told} == {"error"}
    assert all("it is not published" in str(one) for one in told)


def test_what_is_published_has_no_personal_data():
    """The answers and explanations that are published; who does not publish has everything that was typed."""
    open_, public = (score(table(ROWS), evolve(FRAMEWORK, publish=publish)) for publish in (False, True))
    for result, is_there in ((open_, True), (public, False)):
        texts = json.dumps(result.answers.to_pylist()), str(napd.explain(result, "MO0001"))
        assert [NUMBER in text for text in texts] == [is_there, is_there]
    assert public.receipt["answers"] == open_.receipt["answers"]
    assert public.scores.equals(open_.scores)
    assert NUMBER not in json.dumps(public.problems.to_pylist())


def test_who_confirms_a_text_publishes_it(tmp_path):
    """By its code, wherever the same text stands; another text needs another, and so does one that was changed."""
    for confirmed, left in (
        (CODES, set()),
        (CODES[:1], {"value"}),
        ((code_of(f"{NOTE} "),), {"value"}),
        ((), {"note", "value"}),
    ):
        result = score(table(ROWS), evolve(FRAMEWORK, confirmed=confirmed))
        assert {one.column for one in withheld(result)} == left
        assert {one.column for one in remarks(result) if one.problem == "personal_data"} == left
    confirmed = score(table(ROWS), evolve(FRAMEWORK, confirmed=CODES))
    assert WITHHELD not in (text := shown(confirmed, tmp_path / "site"))
    assert NUMBER in text


def test_who_confirms_a_file_publishes_all_of_it(tmp_path):
    """By its name, with or without its folder; not what stands in another."""
    for name in ("een.csv", "twee.csv"):
        (tmp_path / name).write_text(csv_text(ROWS), encoding="utf-8")
    for name in ("een.csv", str(tmp_path / "een.csv")):
        result = score(tmp_path, evolve(FRAMEWORK, confirmed=(name,)))
        assert {one.file for one in withheld(result)} == {str(tmp_path / "twee.csv")}


def test_a_note_on_no_question_is_looked_at_too():
    """It is shown nowhere, but it stands in the file."""
    told = list(remarks(scored(table([answer("fase", "", "MO9999", note=NOTE)]))))
    assert [(one.problem, one.line, one.region) for one in told] == [("personal_data", 2, ""), ("stray_note", 2, "")]
