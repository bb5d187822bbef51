"""What came in: each file is told of once, and none is called a delivery that is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from attrs import evolve
from delivering import ROUND, blank, of, rows, scored, typed
from forms.typing_in import Open
from town import AREAS, FRAMEWORK, GOOD, answer

import napd
from napd import Indicator, Rule, YesNo
from napd_forms.making import form
from napd_forms.previous import EarlierAnswers
from napd_progress import progress


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


def test_the_day_of_a_file_is_that_of_the_disk(tmp_path):
    """Of a table that is no file there is none."""
    path = blank(tmp_path, "MO0001")
    os.utime(path, (1_750_000_000, 1_750_000_000))
    row = of(progress(napd.score(tmp_path, FRAMEWORK)), "MO0001")
    assert row["changed"].startswith("2025-06-15")
    assert of(progress(scored(GOOD), round=ROUND), "MO0001")["changed"] is None


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
