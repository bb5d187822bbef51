"""The command `report`: the pages it writes, what it says of them, and its mistakes in one line."""

from __future__ import annotations

import json
import sys

import pytest

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
HERINDELINGEN = "examples/herindelingen-FICTIEF/answers.csv"
BROKEN = """
from napd import Section, hookimpl

@hookimpl
def napd_section():
    return Section("regioplan", "Nog iets", lambda reported: 1 / 0)
"""
ROWS = """round,area,indicator,question,value,status,note
2025-12,MO0402,regioplan,status,vastgesteld,concept,NOG NIET VOOR BUITEN
2025-12,MO0402,housing-first,aanbod,pilot,afgestemd,WEL VOOR BUITEN
2024-06,MO0402,regioplan,status,vastgesteld,afgestemd,
"""


@pytest.fixture
def answers(tmp_path):
    """A file of answers, some of which are not aligned."""
    path = tmp_path / "answers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def text_of(folder):
    """All pages and tables as one text."""
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*") if path.is_file())


def test_it_writes_pages(napd, tmp_path):
    """It says how many pages there are, how large they are, and which to open; nothing stands on stdout."""
    code, out, err = napd("report", GOOI, "-o", tmp_path / "site")
    first, *rest = err.splitlines()
    assert (code, out, rest) == (0, "", [])
    pages = len(list((tmp_path / "site").rglob("*.html")))
    assert first.startswith(f"wrote {pages} pages, ")
    assert first.endswith(f" MB: open {tmp_path / 'site' / 'index.html'}")
    assert (tmp_path / "site" / "index.html").is_file()


def test_for_programs(data, tmp_path):
    """As JSON it gives the folder, the counts and what there is to say."""
    found = data("report", GOOI, "-o", tmp_path / "site")
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert found == {
        "folder": str(tmp_path / "site"), "pages": sum(path.suffix == ".html" for path in files),
        "bytes": sum(path.stat().st_size for path in files), "remarks": [], "faults": [],
    }  # fmt: skip


def test_a_title_and_a_round(napd, answers, tmp_path):
    """The pages are called as asked, whatever signs are in it, and are about the round that is asked for."""
    options = ("--title", "Ons <b>gesprek</b> \udce9", "--round", "2024-06")
    assert napd("report", answers, "-o", tmp_path / "site", *options).code == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Ons &lt;b&gt;gesprek&lt;/b&gt; \ufffd" in page
    assert "juni 2024" in page
    assert "december 2025" not in page


def test_only_what_is_aligned_is_published(napd, answers, tmp_path):
    """With --publish an answer that is no more than a draft is nowhere, nor is its note."""
    napd("report", answers, "-o", tmp_path / "all")
    assert napd("report", answers, "-o", tmp_path / "site", "--publish").code == 0
    assert "NOG NIET VOOR BUITEN" in text_of(tmp_path / "all")
    assert "NOG NIET VOOR BUITEN" not in text_of(tmp_path / "site")
    assert "WEL VOOR BUITEN" in text_of(tmp_path / "site")


def test_fictional_answers(napd, tmp_path):
    """That answers are fictional is said first."""
    settings = HERINDELINGEN.replace("answers.csv", "napd.toml")
    code, _, err = napd("report", HERINDELINGEN, "-o", tmp_path / "site", "--framework", settings)
    assert (code, err.split(":")[0]) == (0, "FICTIEF")


def test_problems_in_the_answers(napd, answers, tmp_path):
    """The pages are written, the problems are told, and the exit code says that there were some."""
    answers.write_text(f"{ROWS}2025-12,MO0402,regioplan,betrokken,eigenaar,,\n", encoding="utf-8")
    code, _, err = napd("report", answers, "-o", tmp_path / "site")
    assert code == 1
    assert "1 error and 0 remarks in the answers" in err
    assert (tmp_path / "site" / "index.html").is_file()


def test_without_a_workbook(napd, tmp_path):
    """Where nothing gives a workbook, a line says how to have one, and all is well."""
    code, _, err = napd("--block", "xlsx", "report", GOOI, "-o", tmp_path / "site")
    assert code == 0
    assert err.splitlines()[1:] == ['napd: there is no workbook of the tables: pip install "napd[xlsx]" for one']
    assert not list((tmp_path / "site").rglob("*.xlsx"))


def test_a_plugin_that_fails(napd, tmp_path):
    """Its section is left out and it is named; the pages are there, and the exit code is 1."""
    folder = tmp_path / "napd-stuk"
    folder.mkdir()
    points = '[project.entry-points."napd.sections"]\nstuk = "napd_stuk"\n'
    (folder / "pyproject.toml").write_text(f'[project]\nname = "napd-stuk"\nversion = "1"\n{points}', encoding="utf-8")
    (folder / "napd_stuk.py").write_text(BROKEN, encoding="utf-8")
    code, out, err = napd("--plugin", folder, "report", GOOI, "-o", tmp_path / "site", "--json")
    assert code == 1
    (fault,) = json.loads(out)["faults"]
    assert f"napd: {fault}" in err.splitlines()
    assert fault.startswith("plugin stuk (napd-stuk 1")
    assert "gives no section: ZeroDivisionError" in fault
    assert (tmp_path / "site" / "indicator" / "regioplan.html").is_file()


def test_a_bar_only_where_somebody_looks(napd, tmp_path, monkeypatch):
    """In a terminal the pages are counted while they are written; a pipe gets nothing of that."""
    assert "Writing pages" not in napd("report", GOOI, "-o", tmp_path / "site").err
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    code, _, err = napd("report", GOOI, "-o", tmp_path / "site")
    assert code == 0
    assert "Writing pages" in err


def mistakes(tmp_path):
    """Each mistake, with how its line begins and what it holds."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("van mij", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    return {
        "a round": (("--round", "2023-13"), "there is no round", "The rounds are: "),
        "a framework": (("--framework", tmp_path / "napd.tml"), str(tmp_path / "napd.tml"), ""),
        "a folder": (("-o", tmp_path / "mine"), str(tmp_path / "mine"), "is left as it is: name another folder"),
        "a file": (("-o", tmp_path / "file"), str(tmp_path / "file"), "is not a folder"),
        "under a file": (("-o", tmp_path / "file" / "site"), str(tmp_path / "file"), "cannot be written"),
    }


@pytest.mark.parametrize("name", ["a round", "a framework", "a folder", "a file", "under a file"])
def test_mistakes(napd, tmp_path, name):
    """A mistake is told in one line with what to do, with exit code 2, and nothing is written."""
    options, begin, held = mistakes(tmp_path)[name]
    given = options if options[0] == "-o" else ("-o", tmp_path / "site", *options)
    code, out, err = napd("report", GOOI, *given)
    (line,) = err.splitlines()
    assert (code, out) == (2, "")
    assert line.lower().startswith(f"napd: {begin}".lower())
    assert held in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine"]


def test_what_is_not_installed(napd, tmp_path, monkeypatch):
    """Without what makes pages it says once how to install it, before anything is written."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    code, out, err = napd("report", GOOI, "-o", tmp_path / "site")
    assert (code, out, err) == (2, "", 'napd: napd report needs more: pip install "napd[report]"\n')
    assert list(tmp_path.iterdir()) == []
