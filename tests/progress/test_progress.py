"""Progress: who has delivered what in a round. Every file is told of, and nothing is counted that does not count."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from attrs import evolve
from forms.typing_in import CONFIRMED, Open
from hypothesis import given
from hypothesis import strategies as st
from town import AREAS, FRAMEWORK, GOOD, answer

import napd
from napd import Indicator, NapdError, Rule, YesNo
from napd.errors import UnknownName
from napd.framework.form_settings import FormSettings
from napd.tables.schemas import schema
from napd_forms.making import form
from napd_forms.previous import EarlierAnswers
from napd_progress import progress

ROUND, VIEWS = "2025-12", ("gemeente", "aanbieder")
ASKED = {"MO0001": 6 + 5 * 2 + 1 + 2, "MO0002": 6 + 5 + 1 + 2}
"""Required questions of opvang, samen (two municipalities, and one), pas-sinds-2025 and anders."""


def rows(found, table="progress"):
    """The records of a table."""
    return found.tables[table].to_pylist()


def of(found, region, perspective="gemeente"):
    """The record of a region, in a view."""
    (row,) = [each for each in rows(found) if (each["region"], each["perspective"]) == (region, perspective)]
    return row


def scored(*answers, framework=FRAMEWORK):
    """A result of lists of answers, each a table of its own."""
    filled = [[{"status": "", "note": "", "perspective": "", **row} for row in rows] for rows in answers]
    return napd.score([pa.Table.from_pylist(rows) for rows in filled], framework)


def blank(folder, area, round_id=ROUND, **more):
    """A form in a folder, which nobody filled in."""
    path = Path(folder) / f"{round_id}-{area}{more.pop('name', '')}.xlsx"
    path.write_bytes(form(FRAMEWORK, round_id, area, **more))
    return path


def typed(path, **answers):
    """Type answers in a form: by indicator__question, of the region itself."""
    book = Open(path)
    for key, value in answers.items():
        book.type(f"{ROUND}|MO0001|{key.replace('__', '|')}", value)
    return book.save()


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


def test_a_letter_says_by_when_and_of_whom_as_the_framework_does():
    """The deadline only while there is something to send."""
    said = FormSettings(date(2027, 6, 30), "Team Monitor", "monitor@voorbeeld.nl")
    framework = evolve(FRAMEWORK, form=said)
    result = scored([answer("plan", "ja")], framework=framework)
    found = (progress(result, closed=closed).letters() for closed in (False, True))
    still, over = ({area.code: text for area, text in each} for each in found)
    asked = "Wij ontvangen uw antwoorden graag uiterlijk op 30 juni 2027.\n\nVragen? monitor@voorbeeld.nl"
    assert asked in still["MO0001"]
    assert asked in still["MO0002"]
    assert "uiterlijk" not in over["MO0002"]
    assert over["MO0002"].endswith("Met vriendelijke groet,\nTeam Monitor")
    plain = dict(progress(scored([answer("plan", "ja")])).letters())
    assert not any("uiterlijk" in text or "Vragen?" in text for text in plain.values())


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


def test_what_was_taken_over_is_to_be_confirmed(tmp_path):
    """It does not count yet; the letter names its cells, and does not call it missing too."""
    earlier = EarlierAnswers.of(scored([answer("plan", "ja", round="2024-12")]).gathered.sources[0], FRAMEWORK)
    path = blank(tmp_path, "MO0001", previous=earlier.taken_over(ROUND, "gemeente"))
    found = progress(napd.score(tmp_path, FRAMEWORK))
    assert [of(found, "MO0001")[name] for name in ("status", "to_confirm", "remarks")] == ["empty", 1, 0]
    (row,) = [each for each in rows(found, "filled") if each["indicator"] == "opvang" and each["region"] == "MO0001"]
    assert row["to_confirm"] == 1
    typed(path, opvang__fase="geen")
    text = next(text for _, text in progress(napd.score(tmp_path, FRAMEWORK)).letters())
    sheet, cell = Open(path).type(f"{ROUND}|MO0001|opvang|plan", "ja")
    assert f"- blad {sheet}, vak {cell}\n" in text
    assert "Is er een plan? (vak" not in text.split("overgenomen")[0].replace("Anders: Is er een plan?", "")
    book = Open(path)
    book.type(f"{ROUND}|MO0001|opvang|plan", "ja", CONFIRMED)
    book.save()
    assert of(progress(napd.score(tmp_path, FRAMEWORK)), "MO0001")["to_confirm"] == 0


def test_every_problem_of_a_form_knows_its_region(tmp_path):
    """Also one that is no answer to anything."""
    earlier = EarlierAnswers.of(scored([answer("plan", "ja", round="2024-12")]).gathered.sources[0], FRAMEWORK)
    path = blank(tmp_path, "MO0001", previous=earlier.taken_over(ROUND, "gemeente"))
    book = Open(path)
    book.book.worksheets[1]["J9"] = "Zomaar"
    book.book.create_sheet("Eigen")["A1"] = "Eigen blad"
    book.save()
    problems = napd.score(tmp_path, FRAMEWORK).problems.to_pylist()
    assert {row["problem"] for row in problems} >= {"unconfirmed", "typed_outside", "not_read"}
    assert {row["region"] for row in problems} == {"MO0001"}


@pytest.mark.parametrize(
    ("change", "differing", "said"),
    [
        ({}, 0, "ze zijn gelijk en tellen één keer."),
        ({"opvang__plan": "nee"}, 1, "1 antwoord verschilt, en telt niet tot er één weg is."),
        ({"opvang__plan": "nee", "opvang__fase": "geen"}, 2, "2 antwoorden verschillen"),
        ({"opvang__bereik": 3}, 0, "1 antwoord staat maar in één van de twee."),
        ({"opvang__bereik": 3, "opvang__plekken": 3}, 0, "2 antwoorden staan maar in één van de twee."),
    ],
)  # fmt: skip
def test_a_form_that_came_twice_is_said_in_one_line(tmp_path, change, differing, said):
    """Not as a remark for each answer; what differs does not count."""
    first = typed(blank(tmp_path, "MO0001"), opvang__plan="ja", opvang__fase="vastgesteld")
    typed(Path(shutil.copy(first, tmp_path / "nog een.xlsx")), **change)
    found = progress(napd.score(tmp_path, FRAMEWORK))
    row = of(found, "MO0001")
    assert [row[name] for name in ("files", "doubles", "errors", "remarks")] == [2, 1, 0, 0]
    assert [each["differing"] for each in rows(found, "received") if each["double_of"]] == [differing]
    lines = [line for line in found.text().splitlines() if "Twee keer hetzelfde formulier, Noord" in line]
    assert len(lines) == 1
    assert said in lines[0]
    assert said in next(text for _, text in found.letters())


def test_two_forms_that_complete_each_other_are_no_doubles(tmp_path):
    """As two advisers fill in half each; nor is one of another view."""
    first, second = blank(tmp_path, "MO0001"), blank(tmp_path, "MO0001", name="-b")
    typed(first, opvang__plan="ja")
    typed(second, opvang__fase="geen")
    typed(blank(tmp_path, "MO0001", name="-c", perspective="aanbieder"), opvang__plan="ja")
    found = progress(napd.score(tmp_path, FRAMEWORK))
    assert {row["doubles"] for row in rows(found)} == {0}
    assert (of(found, "MO0001")["answered"], of(found, "MO0001", "aanbieder")["answered"]) == (2, 1)


def test_a_file_that_contradicts_itself_has_an_error():
    """That is no double."""
    found = progress(scored([answer("plan", "ja"), answer("plan", "nee")]), round=ROUND)
    assert [of(found, "MO0001")[name] for name in ("errors", "doubles")] == [2, 0]


def test_forms_that_are_not_of_the_round_and_files_that_are_not_forms_are_named(tmp_path):
    """Of another round, broken, of another kind, and a view besides: each once, and none is called a delivery."""
    blank(tmp_path, "MO0001", "2024-12")
    (tmp_path / "2025-12-MO0002-zuid.xlsx").write_bytes(b"PK\x03\x04 en dan niets")
    (tmp_path / "kapot.xlsx").write_bytes(b"PK\x03\x04 en dan niets")
    (tmp_path / "brief.txt").write_text("Geachte,", encoding="utf-8")
    typed(blank(tmp_path, "MO0001", name="-b", perspective="aanbieder"), opvang__plan="ja")
    found = progress(napd.score(tmp_path, FRAMEWORK), round=ROUND)
    assert [(row["file"].rpartition("/")[2], row["status"], row["region"]) for row in rows(found, "received")] == [
        ("2025-12-MO0001-b.xlsx", "read", "MO0001"),
        ("2024-12-MO0001.xlsx", "other_round", "MO0001"),
        ("2025-12-MO0002-zuid.xlsx", "unreadable", "MO0002"),
        ("kapot.xlsx", "unreadable", None),
        ("brief.txt", "not_read", None),
    ]
    assert [of(found, region)["status"] for region in ("MO0001", "MO0002")] == ["nothing", "unreadable"]
    text = found.text()
    for line in (
        "Nog niets ontvangen (1): Noord (wel van: aanbieder)", "Voor een andere ronde: 2024-12-MO0001.xlsx (2024-12)",
        "2025-12-MO0002-zuid.xlsx (aan de naam te zien van Zuid): ", "Niet te lezen: kapot.xlsx: ",
        "Niet gelezen: brief.txt",
    ):  # fmt: skip
        assert line in text
    letters = {area.code: text for area, text in found.letters()}
    assert "Van aanbieder hebben wij ontvangen: 2025-12-MO0001-b.xlsx." in letters["MO0001"]
    assert "Helaas kunnen wij het niet openen." in letters["MO0002"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    """Other names stand without them."""
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        blank(tmp_path / name, "MO0001")
    blank(tmp_path, "MO0002")
    text = progress(napd.score(tmp_path, FRAMEWORK)).text()
    assert f"Leeg formulier: {tmp_path / 'een' / '2025-12-MO0001.xlsx'}" in text
    assert "Leeg formulier: 2025-12-MO0002.xlsx (Zuid)" in text


def test_a_letter_says_what_is_missing_by_sheet_and_cell(tmp_path):
    """Of municipalities which; what is wrong with its value, and what to do."""
    typed(blank(tmp_path, "MO0001"), opvang__plan="misschien", opvang__fase="geen")
    found = progress(napd.score(tmp_path, FRAMEWORK))
    text = next(text for _, text in found.letters())
    book = Open(tmp_path / "2025-12-MO0001.xlsx")
    plan, who = (book.type(f"{ROUND}|{code}", "") for code in ("MO0001|opvang|plan", "GM0002|samen|mee"))
    assert f"- blad {plan[0]}, vak {plan[1]} (misschien): " in text
    assert f"Berg (vak {who[1]})" in text
    missing = text.split("Deze antwoorden ontbreken nog:")[1].split("\n\n")[0]
    assert f"(vak {plan[1]})" not in missing.split("Samen:")[0].split("Opvang:")[1]
    english = progress(napd.score(tmp_path, evolve(FRAMEWORK, language="en", indicators=FRAMEWORK.deciders)))
    assert "These answers are still missing:" in next(text for _, text in english.letters())


def test_a_letter_about_rows_names_the_line():
    """A CSV file has no sheets; what is of no region that there is, is told to the one that the file is of."""
    found = progress(scored([answer("plan", "misschien"), answer("plan", "ja", "MO9")]), round=ROUND)
    text = next(text for _, text in found.letters())
    assert "- answers 1, regel 2 (misschien): " in text
    assert "- answers 1, regel 3 (MO9): " in text


def test_a_long_list_is_cut_and_counted():
    """Nobody reads a mail of a hundred lines."""
    wrong = [answer("plekken", str(-number), area) for number in range(1, 30) for area in ("MO0001", "GM0001")]
    text = next(text for _, text in progress(scored(wrong), round=ROUND).letters())
    assert "- en nog " in text


def test_the_day_of_a_file_is_that_of_the_disk(tmp_path):
    """Of a table that is no file there is none."""
    path = blank(tmp_path, "MO0001")
    os.utime(path, (1_750_000_000, 1_750_000_000))
    row = of(progress(napd.score(tmp_path, FRAMEWORK)), "MO0001")
    assert row["changed"].startswith("2025-06-15")
    assert of(progress(scored(GOOD), round=ROUND), "MO0001")["changed"] is None


def test_fictional_answers_say_so_everywhere():
    """In the tables, the text and each letter."""
    found = progress(scored([{**row, "FICTIEF": ""} for row in GOOD]), round=ROUND)
    assert found.fictional
    assert {row["FICTIEF"] for name in found.tables for row in rows(found, name)} == {"FICTIEF"}
    assert found.text().startswith("FICTIEF\n")
    assert all("(FICTIEF)" in text.splitlines()[0] for _, text in found.letters())


@pytest.mark.parametrize("answers", [GOOD, []], ids=["answers", "no answers"])
def test_its_tables_have_their_schemas(answers):
    """Names, types and order of the columns, also where nothing came in."""
    found = progress(scored([*answers, answer("plan", "")]), round=ROUND)
    for name, table in found.tables.items():
        table.validate(full=True)
        assert table.schema.equals(schema(name))
        assert table.schema.metadata[b"napd.schema"].decode() == f"napd.{name}/1"


def test_a_form_of_another_kind_of_area_is_read_and_of_no_region(tmp_path):
    """Such as that of a country; it is not called unread, and no region has it."""
    areas = AREAS.within("NL", "Nederland")
    wet = YesNo("wet", "Is er een wet?")
    rules = Rule("gerealiseerd", wet, because="Ja."), Rule("niet-op-gang", because="Nee.")
    land = Indicator(id="land", title="Land", since="2024-01-01", area="country", questions=[wet], rules=rules)
    framework = evolve(FRAMEWORK, areas=areas, indicators=[*FRAMEWORK.deciders, land])
    (tmp_path / "land.xlsx").write_bytes(form(framework, ROUND, "NL"))
    found = progress(napd.score(tmp_path, framework), round=ROUND)
    assert [(row["status"], row["region"]) for row in rows(found, "received")] == [("read", "NL")]
    assert {row["status"] for row in rows(found)} == {"nothing"}
