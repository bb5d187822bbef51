"""Whatever people wrote in the content and the answers, no command lets it steer a terminal, a page or a form."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from napd import Choice, Indicator, Option, Rule, Text, YesNo, indicator_toml
from napd.model.indicator import Figure, Source, Support
from napd.model.remarks import Remark
from napd.texts.signs import STEERING

ESCAPES = "\x1b[31m\x1b]8;;http://evil.example\x07klik\x1b]8;;\x07\u202e\u2066\x9b31m\u200b\u2028\x85\r\n"
"""Colour, a link, and text from right to left; a control of one byte, no width, and line ends of all kinds."""
WORDS = st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from(ESCAPES)), max_size=12)
COMMANDS = (
    ["indicators"], ["indicators", "kwaad"], ["indicators", "kwaad", "--toml"], ["table", "kwaad"], ["prove"],
    ["lint", "kwaad"], ["rounds"], ["areas"], ["areas", "MO1"], ["score", "a.csv"], ["check", "a.csv"],
    ["summary", "a.csv"], ["explain", "a.csv", "--area", "MO1"], ["divergence", "a.csv"], ["compare", "a.csv"],
    ["conversation", "a.csv", "--area", "MO1"], ["plugins", "--load"], ["explain", "a.csv", "--area", ESCAPES],
    ["rounds", "-f", f"a{ESCAPES}.toml"], ["score", f"a{ESCAPES}.csv"], ["table", ESCAPES], [ESCAPES],
    ["score", f"--{ESCAPES}"], ["--indicator", "stuk.toml", "prove"], ["progress", "a.csv"],
)  # fmt: skip
LISTED = [*COMMANDS[:2], *COMMANDS[3:12]]


def content(text):
    """An indicator with a text in every place."""
    source = Source(f"bron {text}", f"dag {text}", f"kenmerk {text}")
    options = (Option(f"niet {text}", "niet"), Option("wel"))
    stand = Choice("stand", f"vraag {text}", help=f"hulp {text}", options=options)
    good = Rule("gerealiseerd", stand == "wel", because=f"omdat {text}", source=source)
    more = [Text("vrij", f"vrij {text}", required=False), YesNo("klaar", f"klaar {text}", required=False)]
    return Indicator(
        id="kwaad", title=f"titel {text}", theme=f"thema {text}", description=f"uitleg {text}", since="2023-12-01",
        questions=[stand, *more], rules=[good, Rule("niet-op-gang", because=f"nee {text}")], wording=f"woorden {text}",
        doubts=[f"twijfel {text}"], sources=[source], background=[Figure(f"cijfer {text}", source)],
        support=[Support(f"steun {text}", f"aanbod {text}")], remarks=[Remark(stand == "niet", f"let op {text}")],
    )  # fmt: skip


def write(folder: Path, text: str) -> None:
    """A framework and answers, with a text in every place where people write one."""
    (folder / "kwaad.toml").write_text(indicator_toml(content(text)), encoding="utf-8", newline="")
    said, view = json.dumps(text), f"zij {text}".strip()
    settings = [
        'indicator_files = ["kwaad.toml"]', "indicators = []", 'areas = "areas.csv"',
        f'perspectives = ["wij", {json.dumps(view)}]', "[levels.gerealiseerd]", f"label = {json.dumps('goed ' + text)}",
        f"symbol = {said}", "[[rounds]]", "id = 'r0'", "date = 2025-01-01", f"label = {said}", f"note = {said}", "",
    ]  # fmt: skip
    (folder / "napd.toml").write_text("\n".join(settings), encoding="utf-8")
    (folder / "stuk.toml").write_text(f"{json.dumps('x' + text)} = {said}\nid = {said}\n", encoding="utf-8")
    name = " ".join("".join(sign for sign in text if sign.isprintable() and sign not in '",;').split())
    areas = ["municipality,name,region,region_name", f"GM1,Aa {name},MO1,Noord {name}", "GM2,Berg,MO2,Zuid", ""]
    (folder / "areas.csv").write_text("\n".join(areas), encoding="utf-8")
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        answers = csv.writer(file)
        answers.writerow(["round", "area", "indicator", "question", "value", "perspective", "note"])
        for round_, area, by in product(("2024-12", "2025-12"), ("MO1", "MO2"), ("wij", view)):
            values = {"stand": "wel" if round_ == "2024-12" else "niet", "vrij": f"x {text}", "klaar": text}
            answers.writerows([round_, area, "kwaad", q, value, by, f"noot {text}"] for q, value in values.items())
        answers.writerow([text, "MO9", text, "x", "y", "", ""])


def steering(text: str) -> list[str]:
    """The signs that a command printed and nobody sees, but for what keeps an address of mail from being a link."""
    return [sign for sign in text.replace("@\u2060", "@") if not sign.isprintable() and sign != "\n"]


@pytest.mark.unmeasured
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=WORDS)
def test_no_command_prints_what_steers(napd, monkeypatch, tmp_path_factory, text):
    """Whatever text stands in every place, stdout and stderr of every command hold no control but line ends."""
    folder = tmp_path_factory.mktemp("scherm")
    write(folder, text)
    monkeypatch.chdir(folder)
    for command in LISTED:
        _, out, err = napd(*command)
        assert steering(out + err) == [], command


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_with_escapes(napd, monkeypatch, tmp_path, command):
    """Neither content, nor answers, nor names of files, options and commands bring an escape to the screen."""
    write(tmp_path, ESCAPES)
    monkeypatch.chdir(tmp_path)
    _, out, err = napd(*command)
    assert out + err != ""
    assert steering(out + err) == []


def test_json_and_toml_keep_what_was_written(napd, monkeypatch, tmp_path):
    """A program reads from stdout the very texts, which are escaped there."""
    write(tmp_path, ESCAPES)
    monkeypatch.chdir(tmp_path)
    (data,) = json.loads(napd("indicators", "kwaad", "--json").out)
    assert data["title"] == f"titel {ESCAPES}"
    assert tomllib.loads(napd("indicators", "kwaad", "--toml").out)["title"] == f"titel {ESCAPES}"


def test_pages_and_forms(napd, monkeypatch, tmp_path):
    """Of a report, a conversation and a form no text steers, hides or turns the direction of another."""
    write(tmp_path, ESCAPES)
    monkeypatch.chdir(tmp_path)
    assert napd("report", "a.csv", "-o", "site").code in (0, 1)
    assert napd("conversation", "a.csv", "--all", "-o", "gesprek").code in (0, 1)
    assert napd("form", "--round", "2025-12", "--area", "MO1", "-o", "form.xlsx").code == 0
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*") if path.suffix in (".html", ".md")]
    assert len(pages) > 5
    sheets = {
        sheet.title: {str(cell or "") for row in sheet.iter_rows(values_only=True) for cell in row}
        for sheet in load_workbook("form.xlsx", read_only=True).worksheets
    }
    lists = sheets.pop("Keuzelijsten")  # hidden: what is chosen from it comes back as an answer, and is data
    assert any(cell.startswith("titel ") for cell in lists)
    for text in [*pages, *(cell for cells in sheets.values() for cell in cells - lists)]:
        assert [sign for sign in text if category(sign) in STEERING and sign not in "\n\t"] == []


def test_a_real_process(tmp_path):
    """So it is with the streams of a process; a terminal of its own gets the colours that napd itself draws."""
    write(tmp_path, ESCAPES)
    run = [sys.executable, "-m", "napd"]
    for command in (["table", "kwaad"], ["rounds", "-f", f"b{ESCAPES}.toml"]):
        done = subprocess.run([*run, *command], cwd=tmp_path, capture_output=True, check=False)
        assert steering((done.stdout + done.stderr).decode().replace("\r\n", "\n")) == []
