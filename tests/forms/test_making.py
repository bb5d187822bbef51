from __future__ import annotations

import re
import sys
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from attrs import evolve
from forms.opening import cells, opened
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from town import AREAS, FRAMEWORK, GOOD, ROUNDS, answer, table

from napd import Choice, Framework, Indicator, NapdError, Number, Option, Rule, YesNo
from napd.framework.form_settings import FormSettings
from napd.texts import languages, texts
from napd_forms.comments import commented
from napd_forms.entries import number_words, unit_words
from napd_forms.form_codes import headings
from napd_forms.making import form, regions, write_form
from napd_forms.previous import EarlierAnswers

TELL = texts("nl", "napd_forms")

SHIPPED = Framework.installed()


def test_equal_input_gives_equal_bytes():
    """There is no clock in a form."""
    taken = EarlierAnswers.of(table(GOOD), FRAMEWORK).taken_over("2025-12", "gemeente")
    one, two = (form(FRAMEWORK, "2025-12", "MO0001", previous=taken) for _ in range(2))
    assert one == two
    with ZipFile(BytesIO(one)) as file:
        assert {part.date_time[0] for part in file.infolist()} == {1980}


@pytest.mark.unmeasured
@pytest.mark.parametrize("round_", SHIPPED.rounds, ids=lambda one: one.id)
def test_every_question_of_a_round_stands_in_the_form_of_a_region(round_):
    """With its text, help and options; of municipalities once for each of the region on that day, in Dutch."""
    book = opened(SHIPPED, round_.id, "MO0402")
    indicators = SHIPPED.at(round_.date)
    assert len(book.sheetnames) == len(indicators) + 3
    text = "\n".join(str(cell.value) for cell in cells(book))
    codes = {cell.value for cell in cells(book) if cell.column == 1}
    members = [area.code for area in SHIPPED.areas.members("MO0402", round_.date)]
    for indicator in indicators:
        for question in indicator.asked:
            assert question.text in text
            assert question.help in text
            assert all(option.label in text for option in getattr(question, "options", ()))
            own = ["MO0402"] if indicator.answered_by(question) == "region" else members
            starts = [f"{round_.id}|{area}|{indicator.id}|{question.id}" for area in own]
            assert all(any(code and code.startswith(start) for code in codes) for start in starts)
        assert indicator.wording in text
    assert "niet die van de VNG" in text
    assert "geen ranglijst" in text


def test_only_places_for_answers_are_open():
    """Everything else is locked, without a password; codes are hidden; headings stay in sight; the page is A4."""
    book = opened()
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    for sheet in book.worksheets[:-1]:
        assert all(sheet.column_dimensions["A"].hidden for _ in "x")
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        headings = next(row for row in sheet.iter_rows() if row[0].value == "#kop")
        places = [cell.column for cell in headings if cell.value in ("Antwoord", "Toelichting")]
        own = (cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell))
        for cell in (cell for cell in own if not cell.protection.locked):
            assert cell.column in places
            assert cell.border.left.style == "thin"
    assert all(sheet.freeze_panes for sheet in book.worksheets[1:-2])
    assert book["Keuzelijsten"].sheet_state == "hidden"


def test_what_a_cell_takes_is_in_its_validation():
    """Options as a list of exactly these, numbers between their bounds, days; each with a message."""
    sheet = opened()["Opvang"]
    rows = {row[0].value: row[4].coordinate for row in sheet.iter_rows() if row[0].value}
    found = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    by = {code.rpartition("opvang|")[2]: found.get(place) for code, place in rows.items()}
    assert by["bereik"].type == "decimal"
    assert [float(by["bereik"].formula1), float(by["bereik"].formula2)] == [0, 100]
    assert by["plekken"].type == "whole"
    assert by["sinds"].type == "date"
    assert by["uitleg"] is None
    assert by["fase"].type == by["wie|zorg"].type == by["plan"].type == "list"
    assert all(one.error and one.errorTitle and len(one.error) <= 255 for one in found.values())
    lists = opened()["Keuzelijsten"]
    area = re.fullmatch(r"'Keuzelijsten'!(.*)", by["fase"].formula1)[1].replace("$", "")
    assert [cell.value for (cell,) in lists[area]] == ["geen", "in voorbereiding", "vastgesteld"]


def test_nothing_in_a_form_runs():
    """Whatever questions, options and answers begin with, they are texts."""
    sign = "=1+1"
    question = Choice("kies", sign, options=("+nee", "-ja", "@x"), help="=2", rollup=None)
    rules = (Rule("gerealiseerd", question >= "x", because="Ja."), Rule("niet-op-gang", because="Nee."))
    odd = Indicator(id="raar", title="=[raar]:*?/\\'s titel die veel te lang is voor een blad", since="2024-01-01",
                    questions=[question], rules=rules, wording="=3", description="=4")  # fmt: skip
    framework = Framework(indicators=[odd, evolve(odd, id="raar-2")], areas=AREAS, rounds=ROUNDS)
    taken = EarlierAnswers.of(table([answer("kies", "-ja", indicator="raar", note="=5")]), framework)
    book = opened(framework, previous=taken.taken_over("2025-12", "gemeente"))
    rows = [row for sheet in book for row in sheet.iter_rows() if any(cell.data_type == "f" for cell in row)]
    assert {row[0].value for row in rows} == {"#stand"}  # napd's own, which count
    assert all("1+1" not in str(cell.value) for row in rows for cell in row if cell.data_type == "f")
    assert len(set(book.sheetnames)) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_what_may_be_answered_is_said_in_words():
    """Bounds, units, options; an option whose label would be read as another goes by its id."""
    assert [number_words(TELL, Number("n", "n", **bounds).field()) for bounds in (
        {}, {"minimum": 0.5}, {"maximum": 9}, {"minimum": 0, "maximum": 1, "whole": True},
    )] == ["", "0,5 of meer", "9 of minder", "heel getal 0 t/m 1"]  # fmt: skip
    assert unit_words(TELL, Number("n", "n", unit="plekken").field()) == "plekken"
    assert unit_words(TELL, Number("n", "n").field()) == "getal"
    assert unit_words(TELL, YesNo("j", "j").field()) == "ja of nee"
    odd = Choice("k", "k", options=("a  b", "c", Option(" d-e", "x"), Option(" d.e", "y")))
    assert odd.field().options == ("a_b", "c", "x", "y")


def test_answers_that_no_longer_fit_are_shown_and_not_taken_over():
    """The options of a question may have changed since: what was answered stands beside it."""
    was = Choice("plan", "Plan?", options=("oud", "nieuw"))
    now = Choice("plan", "Plan?", options=("nieuw", "nieuwst"))
    made = [
        Indicator(id="plan", title="Plan", since=since, questions=[one],
                  rules=[Rule("gerealiseerd", one >= one.ids[1], because="Ja."), Rule("niet-op-gang", because="Nee.")])
        for since, one in (("2024-01-01", was), ("2025-06-01", now))
    ]  # fmt: skip
    framework = Framework(indicators=made, areas=AREAS, rounds=ROUNDS)
    rows = [answer("plan", "oud", indicator="plan", round="2024-12", note="Toen wel.")]
    taken = EarlierAnswers.of(table(rows), framework).taken_over("2025-12", "gemeente")
    text = [str(cell.value) for cell in cells(opened(framework, previous=taken))]
    assert "Toen wel." in text
    assert not any("oud (december 2024)" in part for part in text)  # without an answer there is nothing to confirm
    rows.append(answer("plan", "nieuw", "MO0002", indicator="plan", round="2024-12"))
    taken = EarlierAnswers.of(table(rows), framework).taken_over("2025-12", "gemeente")
    other = [str(cell.value) for cell in cells(opened(framework, area="MO0002", previous=taken))]
    assert "nieuw (december 2024)" in other


def test_mistakes_in_asking_for_a_form_say_what_to_do():
    """An unknown round, area or perspective, a municipality, a region without members, a text that does not fit."""
    for arguments, why in (
        (("2025-11", "MO0001"), "The rounds are: 2024-12, 2025-12"),
        (("2025-12", "MO0009"), "MO000"),
        (("2025-12", "GM0001"), "is a municipality"),
        (("2025-12", "MO0003"), "no municipalities"),
    ):
        with pytest.raises(NapdError, match=re.escape(why)):
            form(FRAMEWORK, *arguments)
    with pytest.raises(NapdError, match="aanbieder"):
        form(FRAMEWORK, "2025-12", "MO0001", perspective="aanbiedr")
    with pytest.raises(NapdError, match="Available: gemeente"):
        form(FRAMEWORK, "2025-12", "MO0001", perspective="?")
    taken = EarlierAnswers.of(table([answer("plan", "ja", note="x" * 40_000)]), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )
    with pytest.raises(NapdError, match="40,000 characters does not fit"):
        form(FRAMEWORK, "2025-12", "MO0001", previous=taken)


def test_a_form_has_what_its_own_area_is_asked():
    """What a country is asked stands in its form alone; a region that is asked nothing else has none."""
    geld = YesNo("geld", "Is er geld?")
    rules = [Rule("gerealiseerd", geld, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    land = Indicator(id="land", title="Land", since="2024-01-01", area="country", questions=[geld], rules=rules)
    areas = AREAS.within("NL", "Nederland")
    both, alone = (Framework(indicators=made, areas=areas, rounds=ROUNDS)
                   for made in ([*FRAMEWORK.indicators, land], [land]))  # fmt: skip
    for area, there in (("MO0001", False), ("NL", True)):
        assert ("Is er geld?" in {cell.value for cell in cells(opened(both, area=area))}) is there
    with pytest.raises(NapdError, match=r"MO0001 \(Noord\) is asked nothing in round 2025-12"):
        form(alone, "2025-12", "MO0001")


def test_regions_of_a_round_are_those_with_municipalities():
    """On its date."""
    assert [area.code for area in regions(FRAMEWORK, "2025-12")] == ["MO0001", "MO0002"]
    assert len(regions(SHIPPED, "2025-12")) == 46


def test_a_form_is_there_whole_or_not_at_all(tmp_path):
    """It takes the place of another in which nobody typed; a folder that cannot be made is said."""
    one, two = (form(FRAMEWORK, "2025-12", area) for area in ("MO0001", "MO0002"))
    path = write_form(tmp_path / "new" / "form.xlsx", one)
    write_form(path, two)
    assert [file.name for file in path.parent.iterdir()] == ["form.xlsx"]
    assert path.read_bytes() == two
    with pytest.raises(NapdError, match="it is not a folder"):
        write_form(path / "form.xlsx", b"three")


def test_without_the_libraries_one_line_says_how_to_install_them(monkeypatch, tmp_path):
    """Reading takes neither."""
    made = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001"))
    for name in ("xlsxwriter", "openpyxl"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(NapdError, match=r'pip install "napd\[forms\]"'):
        form(FRAMEWORK, "2025-12", "MO0001")
    with pytest.raises(NapdError, match=r'pip install "napd\[forms\]"'):
        commented(made, [])


def test_a_form_in_english():
    """Everything that napd says is in the other language, and what is answered in it is read like any other."""
    english = evolve(FRAMEWORK, language="en")
    book = load_workbook(BytesIO(form(english, "2025-12", "MO0001")))
    said = {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value}
    assert book.sheetnames[0] == "Cover"
    assert {"Question", "Answer", "Note", "Filled in by"} <= said
    tell, other = (texts(language, "napd_forms").table("cover") for language in ("nl", "en"))
    assert not said & {text for key, text in tell.items() if isinstance(text, str) and text != other[key]}
    assert {headings()[texts(one, "napd_forms")("heading.value").casefold()] for one in languages()} == {"value"}


def test_a_form_says_its_language():
    """Programs that read aloud take it from there."""
    assert [opened(evolve(FRAMEWORK, language=one)).properties.language for one in languages()] == [*languages()]


def test_the_cover_says_who_sends_the_form_and_when_it_is_due():
    """As far as the framework says so."""
    said = FormSettings(date(2026, 1, 15), "Team Thuis", "thuis@example.org\n030 123")
    text = [cell.value for cell in cells(opened(evolve(FRAMEWORK, form=said)))]
    assert "Stuur dit formulier uiterlijk op 15 januari 2026 terug." in text
    assert "Het komt van Team Thuis." in text
    assert "Vragen? thuis@example.org\n030 123" in text
    assert "Terugsturen" in text
    assert "Terugsturen" not in [cell.value for cell in cells(opened())]
