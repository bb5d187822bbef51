"""Letters: what each region is told, cell by cell; nothing twice, and nothing that is not so."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from delivering import ROUND, blank, of, rows, scored, typed
from forms.typing_in import CONFIRMED, Open
from town import FRAMEWORK, answer

import napd
from napd.framework.form_settings import FormSettings
from napd_forms.previous import EarlierAnswers
from napd_progress import progress


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
