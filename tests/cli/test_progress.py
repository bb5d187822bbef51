"""The command `progress`, on a folder of forms as it is halfway through a round."""

from __future__ import annotations

import json
import mailbox
import re
import shutil

import pytest
from openpyxl import load_workbook

from napd.cli import terminal


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    """The folder of forms, with the regions that sent nothing."""
    folder = tmp_path_factory.mktemp("post")
    return folder, mailbox.fill(folder)["silent"]


def test_each_region_has_a_line_and_each_odd_file_too(napd, box):
    """Who sent nothing is named; a form that came twice, is empty, of another round or broken is said once."""
    code, out, err = napd("progress", box[0], "--round", mailbox.ROUND)
    assert (code, err.splitlines()[-1]) == (
        1, "FICTIEF: deze antwoorden zijn verzonnen. 33 leveringen voor ronde 2025-12",
    )  # fmt: skip
    mark, _, title, counts = out.splitlines()[:4]
    assert (mark, title) == (
        "FICTIEF", "Ronde december 2025 (2025-12): van 31 van de 46 regio's is iets ontvangen.",
    )  # fmt: skip
    assert re.match(r"  nog niets 14 · niet te lezen 1 · leeg formulier 2 · deels \d+", counts)
    assert "Nog niets ontvangen (14): Achterhoek, Alkmaar (wel van: aanbieder), Almelo, " in out
    told = out.split("Bestanden om naar te kijken:\n")[1].splitlines()
    assert [line.partition(":")[0].partition(",")[0].strip() for line in told] == [
        "Twee keer hetzelfde formulier", "Twee keer hetzelfde formulier", "Leeg formulier", "Leeg formulier",
        "Voor een andere ronde", "Niet te lezen",
    ]  # fmt: skip


def test_each_region_has_a_letter(napd, box, tmp_path):
    """In a file with its name; one in which somebody typed is left as it is."""
    folder = tmp_path / "brieven"
    code, _, err = napd("progress", box[0], "--round", mailbox.ROUND, "--mail", folder)
    assert code == 1
    assert f"wrote letters to {folder}" in err
    letters = sorted(folder.iterdir())
    assert len(letters) == 46
    gooi = folder / "2025-12-MO0402-gooi-en-vechtstreek.txt"
    assert "- blad Regioplan, vak E6 (bijna klaar): " in gooi.read_text(encoding="utf-8")
    gooi.write_text("Zelf geschreven.", encoding="utf-8")
    code, _, err = napd("progress", box[0], "--round", mailbox.ROUND, "--mail", folder)
    assert gooi.read_text(encoding="utf-8") == "Zelf geschreven."
    assert f"napd: {gooi}: it says something else, and somebody may have changed it" in err
    napd("progress", box[0], "--round", mailbox.ROUND, "--mail", folder, "--overwrite")
    assert gooi.read_text(encoding="utf-8").startswith("Onderwerp: ")


def test_letters_beside_the_forms_are_left_alone(napd, box, tmp_path):
    """They are no forms that nobody could read, also once somebody has changed them: one line for all."""
    form = next(path for path in box[0].iterdir() if "meierij" in path.name)
    shutil.copy(form, tmp_path)
    before = napd("progress", tmp_path).out.splitlines()
    languages = ("nl", "en")
    for language in languages:
        napd("--lang", language, "progress", tmp_path, "--mail", tmp_path / language)
    letter = next((tmp_path / "nl").iterdir())
    letter.write_text(f"{letter.read_text(encoding='utf-8')}\nTot ziens.", encoding="utf-8")
    (tmp_path / "brief.txt").write_text("Onderwerp: iets anders", encoding="utf-8")
    more = [line for line in napd("progress", tmp_path).out.splitlines() if line not in before]
    assert [line.split(": ")[1] for line in more if "Niet gelezen" in line] == ["brief.txt", tmp_path.name]
    assert " ".join(" ".join(more).split()).count("(46 files, such as ") == len(languages)


def test_its_tables_are_for_programs_and_spreadsheets(napd, box, tmp_path):
    """JSON and a workbook have all three, a CSV file a row for each region and view."""
    found = json.loads(napd("progress", box[0], "--json").out)
    assert [len(found[name]) for name in ("progress", "received")] == [47, 36]
    assert {row["region"] for row in found["filled"]} == {row["region"] for row in found["progress"]}
    napd("progress", box[0], "-o", tmp_path / "a.xlsx")
    sheets = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert sheets[-3:] == ["progress FICTIEF", "filled FICTIEF", "received FICTIEF"]
    napd("progress", box[0], "-o", tmp_path / "a.csv")
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) == 48


def test_a_large_folder_is_followed_file_by_file(napd, box, monkeypatch):
    """On a terminal a bar counts the forms that were read."""
    seen = []

    def steps(what, total):
        seen.append((what, total))
        return terminal.steps(what, 0)

    monkeypatch.setattr("napd.cli.session.steps", steps)
    napd("progress", box[0])
    assert seen == [("Reading", len(list(box[0].iterdir())))]


def test_nothing_to_tell_is_clean(napd, box, tmp_path):
    """One good form: the exit code is 0, and the letter says that nothing more is to be done."""
    form = next(path for path in box[0].iterdir() if "meierij" in path.name)
    shutil.copy(form, tmp_path)
    code, out, _ = napd("progress", tmp_path, "--closed")
    assert code == 0
    assert "Deed niet mee (45): " in out


def test_a_check_of_a_folder_begins_with_a_line_for_each_region(napd, box, tmp_path):
    """In order of name; what is of no region comes last, and the list below, or in the file."""
    code, out, _ = napd("check", box[0])
    assert code == 1
    head, *lines = out.split("\n\n")[0].splitlines()
    assert head.split() == ["regio", "fouten", "opmerkingen"]
    names = [line.partition(" (MO")[0] for line in lines]
    assert names[:-1] == sorted(names[:-1], key=str.casefold)
    assert lines[-1].startswith("geen regio bekend")
    assert any(re.fullmatch(r"Groningen \(MO0014\) +\d{2}", line) for line in lines)
    _, out, _ = napd("check", box[0], "-o", tmp_path / "a.csv")
    assert out.splitlines() == [head, *lines, ""]
    problems = json.loads(napd("check", box[0], "--json").out)
    waiting = [row["region"] for row in problems if row["problem"] == "unconfirmed"]
    assert waiting
    assert all(waiting)
