"""The command `conversation`: pages on stdout, as files, and for programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from napd import AreaRegistry, conversation, score

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
REGIONS = ("MO0222", "MO0361", "MO0402")
DAY = date(2025, 12, 1)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """The national example, but only three of its regions."""
    path = tmp_path_factory.mktemp("few") / "answers.csv"
    head, *lines = (ROOT / NATIONAL).read_text(encoding="utf-8").splitlines()
    areas = AreaRegistry.shipped()
    codes = {code for region in REGIONS for code in (region, *(a.code for a in areas.members(region, DAY)))}
    kept = [line for line in lines if line.split(",")[1] in codes]
    path.write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
    return path


def test_a_page_for_programs(data, few):
    """It is what `napd.conversation` gives in Python, for the rounds and the perspective that are asked for."""
    wanted = ["--round", "2025-12", "--before", "2024-12", "--perspective", "aanbieder"]
    found = data("conversation", few, "--area", "MO0361", *wanted)
    assert found == conversation(score(few), "MO0361", "2025-12", "2024-12", "aanbieder").to_dict()
    assert (found["before"], found["perspective"]) == ("2024-12", "aanbieder")


@pytest.mark.parametrize(("name", "more", "first"), [
    ("blad.md", [], "# Gesprek over Gooi en Vechtstreek"), ("blad.txt", [], "Gesprek over Gooi en Vechtstreek"),
    ("blad.md", ["--format", "text"], "Gesprek over"), ("blad", ["--format", "markdown"], "# Gesprek over"),
])  # fmt: skip
def test_a_page_as_a_file(napd, tmp_path, name, more, first):
    """It is written as it would be shown; the name says the format, where nothing else does."""
    code, out, err = napd("conversation", GOOI, "--area", "MO0402", "-o", tmp_path / name, *more)
    assert (code, out, err) == (0, "", f"wrote {tmp_path / name}\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(first)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_page_for_each_region(napd, tmp_path, few):
    """Each that answered in the round has a file; who did not is counted, and no page names another region."""
    folder = tmp_path / "bladen"
    silent = len(AreaRegistry.shipped().regions()) - len(REGIONS)
    code, out, err = napd("conversation", few, "--all", "--round", "2025-12", "-o", folder)
    assert (code, out) == (0, "")
    pages = sorted(path.name for path in folder.iterdir())
    assert [name[:14] for name in pages] == [f"2025-12-{area}" for area in REGIONS]
    assert "2025-12-MO0402-gooi-en-vechtstreek.txt" in pages
    assert err.splitlines()[-1] == (
        f"FICTIEF: deze antwoorden zijn verzonnen. wrote 3 pages to {folder}"
        f"; {silent} regions did not answer, and have none"
    )
    for region, name in zip(REGIONS, pages, strict=True):
        text = (folder / name).read_text(encoding="utf-8")
        assert [other for other in REGIONS if other in text] == [region]


def test_all_pages_for_programs(data):
    """They come as a list."""
    (found,) = data("conversation", GOOI, "--all")
    assert found["area"] == "MO0402"


def test_answers_with_problems(napd, tmp_path):
    """The good answers are talked about, the problems told, notes cannot steer, and the exit code says so."""
    path = tmp_path / "answers.csv"
    rows = ["status,\x1b[2Jweg,", "status,concept,Een\x1b[2J # noot", "betrokken,geen,"]
    lines = [f"{day},MO0402,regioplan,{row}" for day in ("2025-06", "2025-12") for row in rows]
    lines[1] = lines[1].replace("concept", "geen")
    path.write_text("\n".join(["round,area,indicator,question,value,note", *lines]) + "\n", encoding="utf-8")
    code, out, err = napd("conversation", path, "--area", "MO0402", "--format", "markdown")
    assert code == 1
    assert r"(toelichting: Een \[2J \# noot)" in out
    assert "\x1b" not in out + err
    assert err.startswith("2 errors and 0 remarks in the answers\n")


def test_only_aligned_answers(napd, tmp_path):
    """With --publish nothing else counts."""
    path = tmp_path / "answers.csv"
    head = "round,area,indicator,question,value,status\n2025-12,MO0402,regioplan,status,"
    path.write_text(head + "concept,concept\n", encoding="utf-8")
    code, out, err = napd("conversation", path, "--area", "MO0402", "--publish")
    assert (code, out) == (2, "")
    assert "nothing was answered that MO0402 (Gooi en Vechtstreek) could talk about" in err


def test_a_folder_that_cannot_be_made(napd, tmp_path):
    """It is told in one line."""
    (tmp_path / "er").write_text("", encoding="utf-8")
    code, out, err = napd("conversation", GOOI, "--all", "-o", tmp_path / "er")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "it is not a folder, and is left as it is" in err


def test_a_list_is_json(napd):
    """Nothing stands beside it on stdout."""
    assert json.loads(napd("conversation", GOOI, "--all", "--json").out)


def test_what_a_page_does_not_show_is_told_for_its_region_alone(napd, tmp_path):
    """With what it seems to be and how to confirm it; whoever asks for another region hears nothing of it."""
    path = tmp_path / "answers.csv"
    rows = ["round,area,indicator,question,value,note", "2025-12,MO0402,regioplan,status,concept,Bel 06-12345678."]
    path.write_text("\n".join([*rows, "2025-12,MO0361,regioplan,status,concept,Zie het plan."]), encoding="utf-8")
    code, out, err = napd("conversation", str(path), "--area", "MO0402")
    assert (code, "12345678" in out + err) == (1, False)
    assert "line 2, column note: the note may contain personal data: a telephone number (06…78)" in err
    assert napd("conversation", str(path), "--area", "MO0361")[0] == 0
