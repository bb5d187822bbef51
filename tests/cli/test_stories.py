from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from told import written

ROOT = Path(__file__).parents[2]
GOOI = ROOT / "examples/gooi-en-vechtstreek-2023/answers.csv"
OWN = ROOT / "examples/verhalen-FICTIEF"
SAID = "geen.md, line 1, column toestemming: the story has no consent, so it is not shown."


@pytest.fixture
def own(tmp_path):
    """A folder with a story, and one without consent."""
    folder = tmp_path / "verhalen"
    folder.mkdir()
    (folder / "goed.md").write_text(written(titel="Goed verhaal"), encoding="utf-8")
    (folder / "geen.md").write_text(written(titel="Geheim verhaal", toestemming=None), encoding="utf-8")
    return folder


@pytest.mark.parametrize("how", ["option", "setting"])
def test_stories_stand_on_pages(napd, tmp_path, own, how):
    """On that for a conversation and those of a report; what is not shown is told, and the code is 1."""
    (tmp_path / "napd.toml").write_text('stories = ["verhalen"]\n', encoding="utf-8")
    more = ["--stories", own] if how == "option" else ["-f", tmp_path / "napd.toml"]
    for name, *rest in (("conversation", "--area", "MO0402", "-o", "blad.md"), ("report", "-o", "site")):
        code, _, err = napd(name, GOOI, *rest[:-1], tmp_path / rest[-1], *more)
        assert (code, SAID in err) == (1, True)
    for page in ("blad.md", "site/regio/MO0402.html"):
        text = (tmp_path / page).read_text(encoding="utf-8")
        assert ("Goed verhaal" in text, "Geheim verhaal" in text) == (True, False)


@pytest.mark.parametrize("how", [["--stories"], []])
def test_stories_are_checked(napd, own, tmp_path, how):
    """By the option or as they are given, alone or with answers, in a list or in a file."""
    code, out, err = napd("check", *how, own)
    assert (code, err) == (1, "1 story to show; 1 error and 0 remarks\n")
    assert "the story has no consent" in out
    code, _, err = napd("check", GOOI, *how, own, "-o", tmp_path / "problems.csv")
    assert (code, err.splitlines()[-1]) == (1, "1 answer accepted; 1 story to show; 1 error and 0 remarks")
    assert "the story has no consent" in (tmp_path / "problems.csv").read_text(encoding="utf-8")


def test_a_folder_may_hold_answers_and_stories(napd, own):
    """Each is checked as what it is; a file that only ends so is no story, and its folder has no answers."""
    (own / "answers.csv").write_bytes(GOOI.read_bytes())
    (own / "lees.md").write_text("# Lees dit\n", encoding="utf-8")
    code, _, err = napd("check", own)
    assert (code, err) == (1, "1 answer accepted; 1 story to show; 1 error and 0 remarks\n")
    code, out, _ = napd("check", own / "lees.md")
    assert (code, "it does not begin with a head" in out) == (1, True)
    (own / "goed.md").unlink()
    (own / "geen.md").unlink()
    (own / "answers.csv").unlink()
    code, _, err = napd("check", own)
    assert (code, "the folder has no answers" in err) == (2, True)


def test_nothing_to_check_is_said(napd):
    """With what can be given."""
    code, out, err = napd("check")
    assert (code, out, err) == (
        2,
        "",
        "napd: give the answers to check, such as a filled form; or figures, or stories\n",
    )


def test_what_is_shipped_is_right(napd, data):
    """The example has no problems, and is shown as data too."""
    assert napd("check", OWN).code == 0
    found = data("conversation", GOOI, "--area", "MO0402", "--stories", OWN)
    assert [story["title"] for story in found["stories"]] == ["Het spreekuur op dinsdag"]


@pytest.mark.parametrize("how", ["option", "setting"])
def test_a_story_is_not_written_over(napd, tmp_path, own, how):
    """A file that is read is never an output, wherever it is named."""
    (tmp_path / "napd.toml").write_text('stories = ["verhalen"]\n', encoding="utf-8")
    more = ["--stories", own] if how == "option" else ["-f", tmp_path / "napd.toml"]
    before = (own / "goed.md").read_bytes()
    code, _, err = napd("conversation", GOOI, "--area", "MO0402", *more, "-o", own / "goed.md", "--overwrite")
    assert (code, (own / "goed.md").read_bytes()) == (2, before)
    assert "goed.md" in err


def test_a_story_in_a_form_is_checked_at_its_cells(napd, tmp_path):
    """As answers are: in the list, and as a comment on the cell in a copy."""
    form, copy = tmp_path / "form.xlsx", tmp_path / "copy.xlsx"
    assert napd("form", "--round", "2025-12", "--area", "MO0402", "-o", form).code == 0
    book = load_workbook(form)
    codes = {row[0].value: row[4].coordinate for row in book["Verhaal"].iter_rows()}
    for name, said in {"title": "Een kamer", "day": "2025-11-03", "text": "Ik woon nu boven een bakker."}.items():
        book["Verhaal"][codes[f"#verhaal {name}"]] = said
    book.save(form)
    code, out, err = napd("check", form)
    assert (code, err) == (1, "0 answers accepted; 0 stories to show; 1 error and 0 remarks\n")
    assert "Verhaal\ncell  value  severity  message" in out
    code, _, err = napd("comments", form, "-o", copy)
    assert (code, "1 error and 0 remarks" in err) == (1, True)
    comment = load_workbook(copy)["Verhaal"][codes["#verhaal consent"]].comment.text
    assert comment.startswith("✕ fout: Zonder toestemming van wie het vertelt, tonen wij dit verhaal niet.")
