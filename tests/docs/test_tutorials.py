"""The tutorials are followed from top to bottom, and lead where they say."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue import typed
from openpyxl import load_workbook

from napd import Framework

ROOT = Path(__file__).parents[2]
FRAMEWORK = Framework.installed()
NAP = {one.id for one in FRAMEWORK.indicators if FRAMEWORK.dashboard(one.id) == "nap"}
STEP = re.compile(r"(?:<!-- exits with (\d) -->\n)?^```(console|form)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PART = re.compile(
    r"^(?:`(\S+)`:\n\n```text|(?:<!-- exits with (\d) -->\n)?```console)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
"""What to run, or, under the path of a file, what to type into the cells of a form or what a letter says."""
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder as a reader has it, who installed napd[nap], and so no other dashboard."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "napd.toml").write_text(f"indicators = {sorted(NAP)}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def text_of(tutorial: str) -> str:
    """The text of a tutorial."""
    return (ROOT / "docs" / "tutorials" / tutorial).read_text(encoding="utf-8")


def run(block: str, code: int) -> None:
    """Run the commands of a block; each exits as it should, and prints the lines that stand under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        program, *arguments = shlex.split(command)
        path = str(Path(sys.executable).with_name(program))
        done = subprocess.run([path, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == code, done.stderr
        printed = " ".join(done.stdout.split())
        for line in shown:
            assert " ".join(line.split()) in printed


def test_an_analyst_gets_from_the_answers_to_a_letter():
    """Each command in order; at the end there are workbooks, a list of changes and a page, all marked as fictional."""
    for fails, _, block in STEP.findall(text_of("analyst.md")):
        run(block, code=int(fails or 0))
    names = ("regios-FICTIEF.xlsx", "tabellen-FICTIEF.xlsx", "veranderd-FICTIEF.csv", "alkmaar-FICTIEF.md")
    assert all(Path(name).is_file() for name in names)
    assert load_workbook("regios-FICTIEF.xlsx").worksheets[1].freeze_panes == "E2"


def test_an_adviser_gets_from_an_invitation_to_a_letter():
    """Each command, each cell that is typed in, and each line of a letter, in order; at the end the round is closed."""
    for path, fails, block in PART.findall(text_of("adviser.md")):
        if path.endswith(".xlsx"):
            typed(Path(path), block)
        elif path:
            letter = Path(path).read_text(encoding="utf-8")
            assert [line for line in block.splitlines() if line not in letter] == []
        else:
            run(block, code=int(fails or 0))
    assert Path("gesprek.md").read_text(encoding="utf-8").startswith("# Gesprek over Gooi en Vechtstreek")
    assert "absent" in Path("voortgang.csv").read_text(encoding="utf-8")


def typed_in(tutorial: str) -> None:
    """Run each command of a tutorial, and write each file that it shows, in order."""
    for path, fails, block in PART.findall(text_of(tutorial)):
        if path:
            Path(path).write_text(block, encoding="utf-8")
        else:
            run(block, code=int(fails or 0))


def test_a_municipality_gets_from_records_to_a_page():
    """Keys stand where numbers were; what is not known of a gemeente stays visible on the page of the region alone."""
    typed_in("municipality.md")
    assert "111222333" not in Path("sleutels-FICTIEF.csv").read_text(encoding="utf-8")
    page = Path("rapport/regio/MO0402.html").read_text(encoding="utf-8")
    assert "Gooi en Vechtstreek (gemeente onbekend) · opvang, alle, alle: 30 [28 tot 32] personen" in page
    assert "gemeente onbekend" not in Path("rapport/regio/MO0361.html").read_text(encoding="utf-8")


def test_a_researcher_gets_from_a_night_to_a_page():
    """The count stands on the page of the region that counted, with its doubts."""
    typed_in("researcher.md")
    page = Path("rapport/regio/MO0402.html").read_text(encoding="utf-8")
    assert "feantsa, alle, alle, alle, alle, alle: 3.205 [3.203 tot 3.207] personen" in page
    assert "Wie bij geen van de organisaties bekend is" in page


def test_a_developer_gets_from_a_frame_to_results(capsys):
    """Each block of code, in order; what it shows is there."""
    names: dict[str, object] = {}
    for code in CODE.findall(text_of("developer.md")):
        exec(compile(code, "developer.md", "exec"), names)  # noqa: S102 - running it is the test
    printed = capsys.readouterr().out
    assert "nog niet bepaald: in ontwikkeling t/m gerealiseerd" in printed
    assert printed.strip().endswith("antwoorden.csv: there is no such file.")
