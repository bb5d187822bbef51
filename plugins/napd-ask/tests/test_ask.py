"""The command, as people use it: a whole session, wrong input, files, and an indicator."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tomllib
from html import unescape
from pathlib import Path

import pytest

from napd import Choice, Framework, Indicator, MultiChoice, Number, Rule, Share, YesNo
from napd_ask import Inquiry, Situation, advice_of, inquiry_named

HERE = Path(__file__).parent
NAPD = Path(sys.executable).with_name("napd")
SESSION = [
    "2", "misschien", "1", "1", "?", "ja", "12", "w", "650", "t", "700,75", "35", "o", "5", "11", "1", "nee", "nee",
    "31-2-2024", "2024-06-01", "nee", "nee", "nee", "nee",
]  # fmt: skip
"""What somebody types who makes mistakes, asks why, does not know, goes back and changes an answer."""


def run(*arguments: str, typed: list[str] | None = None, code: int = 0, cwd: Path | None = None):
    """Run napd; what was typed stands in stdin."""
    done = subprocess.run(
        [NAPD, *arguments], input="".join(f"{line}\n" for line in typed or []), cwd=cwd,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_whole_session(language):
    """Every question, explanation and mistake, and the letter, as kept; see the README for how to renew it."""
    typed = [
        {"w": "d", "t": "b", "ja": "yes", "nee": "no"}.get(line, line) if language == "en" else line for line in SESSION
    ]
    done = run("--lang", language, "ask", "gelijke-behandeling", "--day", "2026-03-01", typed=typed)
    path = HERE / f"session.{language}.txt"
    text = f"{done.stderr}\n{done.stdout}"
    if os.environ.get("NAPD_UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", ["letter", "json", "receipt", "answers"])
def test_the_notice_stands_on_every_output(tmp_path, shape):
    """That no lawyer has checked it, and that asking can lead to an inquiry: before the first question too."""
    target = {"letter": ["-o", "x.md"], "json": ["--json"], "receipt": ["-o", "x.json"], "answers": ["-o", "x.toml"]}[
        shape
    ]
    done = run("ask", "gelijke-behandeling", "--day", "2026-03-01", *target, typed=["s"], cwd=tmp_path)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert done.stderr.index("Geen jurist") < done.stderr.index("Vraag 1.")
    for words in ("Geen jurist heeft dit gecontroleerd", "onderzoek van de IND"):
        assert words in (written or done.stdout)


def test_the_receipt_holds_no_answers(tmp_path):
    """Two cases with other answers and the same outcomes have the same receipt."""
    receipts = []
    for hours in ("32", "38"):
        typed = ["eu", "ja", "1", "ja", hours, "40"]
        name = f"{hours}.json"
        run("ask", "gelijke-behandeling", "--day", "2026-03-01", "-o", name, typed=typed, cwd=tmp_path)
        receipts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert receipts[0] == receipts[1]
    found = json.loads(receipts[0])
    assert found["outcomes"] == dict.fromkeys(("opvang", "bijstand", "wmo_overig"), "GELIJK")
    assert {len(found["rules"]), len(found["amounts"])} == {64}


def test_answers_are_kept_and_read_back(tmp_path):
    """A file of answers gives the outcome that the dialogue gave."""
    typed = [line for line in SESSION if line != "?"]
    asked = run(
        "ask", "gelijke-behandeling", "--day", "2026-03-01", "-o", "a.toml", "--json", typed=typed, cwd=tmp_path
    )
    read = run("ask", "gelijke-behandeling", "--answers", "a.toml", "--json", cwd=tmp_path)
    assert json.loads(read.stdout) == json.loads(asked.stdout)


@pytest.mark.parametrize(
    "typed", [["o", "1", "t", "s"], ["o", "9", "1", "t", "s"], ["o", "1", "s"], ["o", "1", "o", "", "s"]]
)
def test_looking_back_loses_no_answer(tmp_path, typed):
    """Whoever looks at an answer, or at a number that is none, and leaves it, keeps it and all others."""
    run("ask", "gelijke-behandeling", "-o", "a.toml", typed=["eu", "ja", "1", *typed], cwd=tmp_path)
    answers = tomllib.loads((tmp_path / "a.toml").read_text(encoding="utf-8"))
    del answers["peildatum"]
    assert answers == {"nationaliteit": "eu", "identiteit_aangetoond": "ja", "ind_besluit": "geen"}


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.json", "a.toml", "a.words.toml", "a.tables.md"])
def test_what_a_person_has_is_not_replaced(tmp_path, name):
    """Letters, answers and translations that stand there stay, unless somebody says otherwise."""
    (tmp_path / name).write_text("van iemand\n", encoding="utf-8")
    (tmp_path / "given.toml").write_text('nationaliteit = "nl"\n', encoding="utf-8")
    arguments = ["ask", "gelijke-behandeling", "--answers", "given.toml", "-o", name]
    assert "it already exists" in run(*arguments, code=2, cwd=tmp_path).stderr
    assert (tmp_path / name).read_text(encoding="utf-8") == "van iemand\n"
    run(*arguments, "--overwrite", cwd=tmp_path)
    assert "van iemand" not in (tmp_path / name).read_text(encoding="utf-8")


def test_the_same_again_is_no_fault(tmp_path):
    """A file that says just the same may be written again; of several, one that is spared keeps no other from it."""
    (tmp_path / "given.toml").write_text('nationaliteit = "nl"\n', encoding="utf-8")
    arguments = ["ask", "gelijke-behandeling", "--day", "2026-03-01", "--answers", "given.toml"]
    for _ in range(2):
        run(*arguments, "-o", "a.md", "-o", "a.json", cwd=tmp_path)
    with (tmp_path / "a.md").open("a", encoding="utf-8") as letter:
        letter.write("Met haar besproken.\n")
    (tmp_path / "a.json").unlink()
    done = run(*arguments, "-o", "a.md", "-o", "a.json", code=2, cwd=tmp_path)
    assert "a.md: it already exists" in done.stderr
    assert (tmp_path / "a.md").read_text(encoding="utf-8").endswith("Met haar besproken.\n")
    assert (tmp_path / "a.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts a group of processes")
def test_ctrl_c_says_what_became_of_the_answers(tmp_path):
    """Nothing was kept, and how to stop with a letter; the code is that of an interrupted program."""
    command = [NAPD, "ask", "gelijke-behandeling", "-o", "a.md"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as asking:
        said = b""
        while not said.endswith(b"> "):
            said += asking.stderr.read1()
        asking.send_signal(signal.SIGINT)
        said = asking.stderr.read().decode()
    assert "Er is niets bewaard" in said
    assert "Traceback" not in said
    assert asking.returncode == 130
    assert not (tmp_path / "a.md").exists()


def test_a_part_of_a_ground_is_none(tmp_path):
    """That work is genuine is not told as a ground that holds where nobody worked."""
    (tmp_path / "a.toml").write_text(
        'ooit_gewerkt_nl = "nee"\nwerkt_nu = "nee"\nuren_per_week = 38\n', encoding="utf-8"
    )
    assert "## Gronden die er zijn" not in run("ask", "gelijke-behandeling", "--answers", "a.toml", cwd=tmp_path).stdout


def test_wrong_answers_in_a_file(tmp_path):
    """Each is named with its reason, the others count, and the exit code says so."""
    (tmp_path / "a.csv").write_text(
        "question,value\nnationaliteit,nl\nwerkt_n,ja\nleeftijd,oud\ndatum_inreis,2030-01-01\n", encoding="utf-8"
    )
    done = run(
        "ask", "gelijke-behandeling", "--answers", "a.csv", "--day", "2026-03-01", "--json", code=1, cwd=tmp_path
    )
    assert "a.csv: er is geen vraag 'werkt_n'. Did you mean \"werkt_nu\"?" in done.stderr
    assert "a.csv: leeftijd: " in done.stderr
    found = json.loads(done.stdout)
    assert {verdict["outcome"] for verdict in found["verdicts"]} == {"GELIJK"}
    assert ["datum_inreis", "peildatum"] in found["contradictions"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a = ", "it cannot be read"), ("[1, 2]", "it cannot be read"), (b"\xff\xfe\x00", "it cannot be read"),
        ("question;value\n", "it needs the columns question and value"),
    ],
)  # fmt: skip
def test_a_file_that_is_none(tmp_path, content, reason):
    """It is refused with why, and without a traceback."""
    name = "a.csv" if "question" in str(content) else "a.toml"
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("ask", "gelijke-behandeling", "--answers", name, code=2, cwd=tmp_path)
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["gelijke-behandelin"], 'Did you mean "gelijke-behandeling"?'),
        (["gelijke-behandeling", "--day", "morgen"], "--day: 'morgen' is not a date"),
        (["regioplan", "--day", "2019-01-01"], "the indicator 'regioplan' is not in use on 2019-01-01"),
        (["gelijke-behandeling", "-o", "x.doc"], "its name must end in .tables.md, .md, .txt, .json"),
        (["gelijke-behandeling", "--answers", "weg.toml"], "weg.toml: it cannot be read"),
    ],
)
def test_what_cannot_be_asked(tmp_path, arguments, reason):
    """It says what to write instead."""
    assert reason in run("ask", *arguments, code=2, cwd=tmp_path).stderr


plan = Choice("plan", "Is er een plan?", options=("geen", "concept", "vastgesteld"))
wie = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen"))
deel = YesNo("deel", "Doet u mee?", rollup=Share("ja"))
kamers = Number("kamers", "Hoeveel kamers?", whole=True, minimum=0)
INDICATOR = Indicator(
    id="mijn-plan", title="Mijn plan", since="2025-01-01", questions=[plan, wie, deel, kamers],
    rules=[
        Rule("gerealiseerd", (plan == "vastgesteld") & wie.has_all() & (deel >= 50), because="Alles is er."),
        Rule("in-ontwikkeling", (plan >= "concept") | (kamers >= 10), because="Er is iets."),
        Rule("niet-op-gang", because="Er is niets."),
    ],
)  # fmt: skip


def test_an_indicator_is_asked_the_same_way():
    """Questions that no longer matter are skipped, and the outcome is that of the rules."""
    inquiry = Inquiry(advice_of(INDICATOR, Framework(indicators=[INDICATOR])))
    day = INDICATOR.since
    assert [question.id for question in inquiry.advice.questions] == ["plan", "wie", "deel", "kamers"]
    assert inquiry.missing(Situation({"plan": "geen"}, day)) == ("kamers",)
    assert inquiry.missing(Situation({"plan": "concept"}, day)) == ()
    known = {"plan": "vastgesteld", "wie": frozenset(["zorg", "wonen"]), "deel": 60.0}
    (verdict,) = inquiry.assess(Situation(known, day)).verdicts
    assert (verdict.about, verdict.outcome, verdict.status) == ("", "gerealiseerd", "decided")
    (verdict,) = inquiry.assess(Situation({"plan": None}, day)).verdicts
    assert (verdict.outcome, verdict.status) == ("", "missing")
    assert verdict.open == ("plan", "wie", "deel", "kamers")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_in_python(language):
    """By name, in a language."""
    inquiry = inquiry_named("gelijke-behandeling", language=language)
    assert inquiry.advice.id == "gelijke-behandeling"


def test_a_page_in_another_language(tmp_path):
    """The sentences go out to one file, and come back in another language; what is not there keeps its own."""
    run("ask", "gelijke-behandeling", "-o", "x.words.toml", "-o", "nl.html", cwd=tmp_path)
    (tmp_path / "fr.words.toml").write_text(
        '"page.language" = "fr"\n"title" = "Égalité <de> traitement"\n"page.copyright" = "napd {}, {}"\n', "utf-8"
    )
    run("ask", "gelijke-behandeling", "--words", "fr.words.toml", "-o", "fr.html", cwd=tmp_path)
    run("ask", "gelijke-behandeling", "--words", "x.words.toml", "-o", "again.html", cwd=tmp_path)
    french, dutch = ((tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("fr", "nl"))
    assert '<html lang="fr">' in french
    assert "<h1>Égalité &lt;de&gt; traitement</h1>" in french
    assert "Geen jurist heeft dit gecontroleerd" in french
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == dutch


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('"titel" = "x"', "no sentence is called 'titel'. Did you mean \"title\"?"),
        ('"title" = ["x"]', "'title' must be a sentence"),
        ('"before" = "x"', "'before' must be a list of sentences"),
        ("title", "it cannot be read"),
    ],
)
def test_words_that_are_none(tmp_path, content, reason):
    """Each fault says what to do."""
    (tmp_path / "x.words.toml").write_text(content, encoding="utf-8")
    done = run("ask", "gelijke-behandeling", "--words", "x.words.toml", "-o", "x.html", code=2, cwd=tmp_path)
    assert reason in done.stderr


@pytest.mark.parametrize("name", ["gelijke-behandeling", "regioplan"])
def test_a_page_asks_nothing_of_elsewhere(tmp_path, name):
    """It allows its own style and script alone, names no other place, and is not larger than a picture."""
    run("ask", name, "-o", "x.html", cwd=tmp_path)
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "default-src 'none'; style-src 'sha256-" in unescape(text)
    for word in ("http:", "https:", "localStorage", "sessionStorage", "document.cookie", "fetch(", "XMLHttpRequest"):
        assert word not in text
    assert len(text.encode()) < 120_000


def test_cases_of_a_file(tmp_path):
    """As a table to stdout or to a file; another file with them is refused."""
    (tmp_path / "c.csv").write_text("id,peildatum,nationaliteit\n1,2026-03-01,nl\n", encoding="utf-8")
    shown = run("ask", "gelijke-behandeling", "--cases", "c.csv", cwd=tmp_path)
    assert [line.split(",")[2] for line in shown.stdout.splitlines()] == ['"outcome"', *['"GELIJK"'] * 3]
    assert "Geen jurist" in shown.stderr
    run("ask", "gelijke-behandeling", "--cases", "c.csv", "-o", "out.parquet", cwd=tmp_path)
    assert (tmp_path / "out.parquet").read_bytes().startswith(b"PAR1")
    for output in (["-o", "x.md"], ["-o", "c.csv"]):
        run("ask", "gelijke-behandeling", "--cases", "c.csv", *output, code=2, cwd=tmp_path)
    run("ask", "gelijke-behandeling", "-o", "x.csv", code=2, cwd=tmp_path)


def test_the_rules_to_sign(tmp_path):
    """A table for each ground with what it rests on, then the rules in order; an indicator has its one table."""
    run("ask", "gelijke-behandeling", "-o", "x.tables.md", "--lang", "en", cwd=tmp_path)
    text = (tmp_path / "x.tables.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) == 12
    assert "## Cares for a child at school of an employee from the EU (G9)" in headings
    assert text.count("Read and agreed") == 12
    assert "No lawyer has checked this" in text
    run("ask", "regioplan", "-o", "y.tables.md", cwd=tmp_path)
    assert "1. ✓ gerealiseerd" in (tmp_path / "y.tables.md").read_text(encoding="utf-8")
