"""Progress: who has delivered what in a round. Every file is told of, and nothing is counted that does not count."""

from __future__ import annotations

import pyarrow as pa
import pytest
from delivering import ASKED, ROUND, VIEWS, blank, of, rows, scored, typed
from forms.typing_in import Open
from hypothesis import given
from hypothesis import strategies as st
from town import FRAMEWORK, GOOD, answer

import napd
from napd import NapdError
from napd.errors import UnknownName
from napd.tables.schemas import schema
from napd_forms.previous import EarlierAnswers
from napd_progress import progress


@given(st.lists(st.sampled_from(GOOD), unique_by=lambda row: tuple(row.values())), st.sampled_from(VIEWS))
def test_what_is_answered_and_what_is_open_is_what_is_asked(some, view):
    """Of every region that sent anything, in each view and indicator."""
    given_rows = [{**row, "perspective": row.get("perspective", view)} for row in some]
    found = progress(scored(given_rows or [answer("plan", "")]), round=ROUND)
    for one in found.deliveries:
        assert one.total("asked") == ASKED[one.area.code]
        for filled in one.filled:
            left = [area for each in one.open if each.slot.indicator == filled.indicator for area in each.areas]
            assert not one.files or filled.answered + len(left) == filled.asked
    said = {(row["area"], row["question"], row["indicator"]) for row in given_rows if row.get("round", ROUND) == ROUND}
    counted = [area for area, question, _ in said if question != "uitleg"]
    assert sum(one.total("answered") for one in found.deliveries) == len(counted)


def test_each_region_has_a_row_in_order_of_name():
    """Who sent nothing has one too; other views only where anything came in, and a region of before has none."""
    found = progress(scored(GOOD), round=ROUND)
    assert [(row["name"], row["perspective"]) for row in rows(found)] == [
        ("Noord", "gemeente"), ("Noord", "corporatie"), ("Zuid", "gemeente"), ("Zuid", "aanbieder"),
    ]  # fmt: skip
    assert [row["status"] for row in rows(found)] == ["part"] * 4
    assert len(found) == 4
    assert repr(found) == "<Progress: 4 rows of round 2025-12>"
    assert pa.table(found).equals(found.table)
    assert str(found) == found.text()
    assert found.to_dict()["round"] == ROUND


def test_a_region_that_sent_nothing_did_not_take_part_only_once_the_round_is_closed():
    """Before that nobody knows."""
    result = scored([answer("plan", "ja")])
    still, over = (progress(result, closed=closed) for closed in (False, True))
    assert (of(still, "MO0002")["status"], of(over, "MO0002")["status"]) == ("nothing", "absent")
    assert "Nog niets ontvangen (1): Zuid" in still.text()
    assert "Deed niet mee (1): Zuid" in over.text()
    letters = {area.code: text for area, text in over.letters()}
    assert "De ronde is nu gesloten." in letters["MO0002"]


def test_the_round_is_by_default_the_last_of_which_anything_came_in(tmp_path):
    """A form that nobody filled in came in too; where nothing did, the round has to be named."""
    assert progress(scored([answer("plan", "ja", round="2024-12")])).round == "2024-12"
    blank(tmp_path, "MO0001")
    assert progress(napd.score(tmp_path, FRAMEWORK)).round == ROUND
    nothing = scored([answer("plan", "")])
    with pytest.raises(NapdError, match="nothing came in of any round: name the round"):
        progress(nothing)
    found = progress(nothing, round=ROUND)
    assert {row["status"] for row in rows(found)} == {"nothing"}
    assert "Nog niets ontvangen (2): Noord, Zuid" in found.text()
    with pytest.raises(UnknownName):
        progress(nothing, round="2025-1")


def test_only_some_indicators_are_counted():
    """Those that are named."""
    found = progress(scored(GOOD), round=ROUND, indicator="samen")
    assert {row["indicator"] for row in rows(found, "filled")} == {"samen"}
    assert of(found, "MO0001")["asked"] == 10


def test_an_untouched_form_is_empty(tmp_path):
    """It came in, and says nothing; the text and the letter say so."""
    blank(tmp_path, "MO0001")
    found = progress(napd.score(tmp_path, FRAMEWORK), round=ROUND)
    assert of(found, "MO0001")["status"] == "empty"
    assert [row["status"] for row in rows(found, "received")] == ["empty"]
    assert "Leeg formulier: 2025-12-MO0001.xlsx (Noord)" in found.text()
    text = next(text for area, text in found.letters() if area.code == "MO0001")
    assert "Er is nog niets in ingevuld." in text
    assert "ontbreken nog" not in text


def test_an_untouched_form_with_a_note_that_was_taken_over_is_empty(tmp_path):
    """Nobody wrote it in this form; once somebody saves the form, it may be theirs."""
    before = scored([answer("plan", "", note="Van eerder.")]).gathered.sources[0]
    earlier = EarlierAnswers.of(before, FRAMEWORK).taken_over(ROUND, "gemeente")
    path = blank(tmp_path, "MO0001", previous=earlier)
    assert of(progress(napd.score(tmp_path, FRAMEWORK)), "MO0001")["status"] == "empty"
    Open(path).save()
    assert of(progress(napd.score(tmp_path, FRAMEWORK)), "MO0001")["status"] == "part"


def test_a_form_with_nothing_but_a_mistake_or_a_note_is_not_empty(tmp_path):
    """Somebody worked on it."""
    typed(blank(tmp_path, "MO0001"), opvang__plan="misschien")
    found = progress(napd.score(tmp_path, FRAMEWORK), round=ROUND)
    assert (of(found, "MO0001")["status"], of(found, "MO0001")["errors"]) == ("part", 1)
    assert [row["status"] for row in rows(found, "received")] == ["read"]
    noted = progress(scored([answer("plan", "", note="Volgt.")]), round=ROUND)
    assert of(noted, "MO0001")["status"] == "part"


@pytest.mark.parametrize(("status", "code"), [("concept", "complete"), ("afgestemd", "aligned")])
def test_all_answers_are_complete_and_may_be_aligned(status, code):
    """A remark on an answer does not keep it from that; then there is nothing more to do."""
    values = {"plan": "ja", "fase": "geen", "wie": "zorg", "bereik": "1", "plekken": "1", "sinds": "2025-01-01"}
    own = [answer(question, value, "MO0002", status=status) for question, value in values.items()]
    own += [answer("nieuw", "ja", "MO0002", indicator=one, status=status) for one in ("pas-sinds-2025", "anders")]
    own += [answer("plan", "ja", "MO0002", indicator="anders", status=status)]
    values = {"mee": "ja", "bedden": "1", "kamers": "2", "laatst": "2025-01-01", "zorg": "goed"}
    own += [answer(question, value, "GM0003", indicator="samen", status=status) for question, value in values.items()]
    found = progress(scored(own))
    assert (of(found, "MO0002")["status"], of(found, "MO0002")["answered"]) == (code, 14)
    text = {area.code: text for area, text in found.letters()}["MO0002"]
    assert "U hoeft niets meer te doen." in text


def test_fictional_answers_say_so_everywhere():
    """In the tables, the text and each letter."""
    found = progress(scored([{**row, "FICTIEF": ""} for row in GOOD]), round=ROUND)
    assert found.fictional
    assert {row["FICTIEF"] for name in found.tables for row in rows(found, name)} == {"FICTIEF"}
    assert found.text().startswith("FICTIEF\n")
    assert all("(FICTIEF)" in text.splitlines()[0] for _, text in found.letters())


def test_a_letter_says_of_its_own_region_that_it_is_fictional():
    """A real region gets no mark for the files of another, nor where it is silent and not all files are made up."""
    real, made_up = answer("plan", "ja"), {**answer("plan", "ja"), "FICTIEF": ""}
    other = {**made_up, "area": "MO0002"}
    marked = [
        {area.code for area, text in progress(scored(*files), round=ROUND).letters() if "(FICTIEF)" in text}
        for files in ([[real], [other]], [[real], [made_up]], [[made_up]], [[real]])
    ]
    assert marked == [{"MO0002"}, {"MO0001"}, {"MO0001", "MO0002"}, set()]


@pytest.mark.parametrize("answers", [GOOD, []], ids=["answers", "no answers"])
def test_its_tables_have_their_schemas(answers):
    """Names, types and order of the columns, also where nothing came in."""
    found = progress(scored([*answers, answer("plan", "")]), round=ROUND)
    for name, table in found.tables.items():
        table.validate(full=True)
        assert table.schema.equals(schema(name))
        assert table.schema.metadata[b"napd.schema"].decode() == f"napd.{name}/1"
