from __future__ import annotations

import csv
import json

import pytest

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"


def test_json_and_files_have_the_same_rows(napd, tmp_path):
    """What a program reads is what the table has; each row of what is fictional says so, also in CSV."""
    asked = ["summary", NATIONAL, "--theme", "Opvang", "--of", "existing"]
    data = json.loads(napd(*asked, "--json").out)
    assert data["receipt"]["answers"]["fictional"] is True
    assert napd(*asked, "-o", tmp_path / "counts.csv").out == ""
    with (tmp_path / "counts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["count"] for row in rows] == [str(row["count"]) for row in data["summary"]]
    assert {row["FICTIEF"] for row in rows} == {"FICTIEF"}
    assert {row["denominator"] for row in rows} == {"existing"}


def test_what_is_left_out_is_said(napd):
    """Other perspectives than those that are counted are named, and that it is fictional."""
    _, out, err = napd("summary", NATIONAL, "--round", "2025-12", "--perspective", "aanbieder")
    assert out.startswith("FICTIEF\n")
    assert err.startswith("FICTIEF: these answers are fictional. ")
    assert err.endswith("other perspectives (--perspective): gemeente, ervaringskenner, clientvertegenwoordiger\n")
    assert "perspectief gemeente" not in out


def test_real_answers_are_not_marked(napd):
    """The one real case: one region, whose bounds go over what it left open; nothing is called fictional."""
    code, out, err = napd("summary", GOOI, "--indicator", "regioplan")
    assert (code, "FICTIEF" in out + err) == (0, False)
    assert "✕ nog niet op gang     0 · 0 % [0–100 %]" in out
    assert "✓ gerealiseerd         0 · 0 %\n" in out
    assert "? nog niet bepaald     1 · 100 %" in out
    assert "○ deed niet mee        45" in out


def test_a_question_in_numbers_says_how_many_answered(napd):
    """Of a number only who answered is counted; n has all of them."""
    out = napd("summary", NATIONAL, "--round", "2025-12", "--question", "housing-first:plekken", "--of", "existing").out
    assert "n: alle gemeenten die er op de peildatum van de ronde zijn" in out
    assert "✎ ingevuld         326 · 95 %" in out


def test_nothing_to_count_is_said(napd):
    """Where nothing is chosen in what there is, that is said, and nothing else."""
    assert napd("summary", GOOI, "--round", "2025-12")[:2] == (0, "Er is niets te tellen.\n")


def test_only_aligned_answers_are_published(napd):
    """With --publish the drafts do not count."""
    counts = [
        json.loads(napd("summary", NATIONAL, "--round", "2025-12", *flag, "--json").out)["summary"][0]["n"]
        for flag in ([], ["--publish"])
    ]
    assert counts[1] < counts[0]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["12,5%", "--n", "16"], ["✓ 12,5 % van 16 kan: 2 van 16 is 12,50 %."]),
        (["12%", "--n", "200"], ["✓ 12 % van 200 kan: 23 van 200 is 11,50 %, 24 van 200 is 12,00 % of 25"]),
        (["79%", "--could-be", "82%", "--n", "45"], ["✕ 79 % van 45 kan niet", "✓ 82 % van 45 kan: 37 van 45"]),
        (["0,01%"], ["Er is geen n tot en met 100 waarvan 0,01 % afgeronde aandelen zijn."]),
    ],
)  # fmt: skip
def test_what_could_be(napd, words, lines):
    """Of an n that is given it says which count it is, or why there is none."""
    code, out, _ = napd("summary", "--could-be", *words)
    assert code == 0
    assert all(line in out for line in lines)


def test_what_could_be_for_programs(napd):
    """JSON has each n with the counts that give each percentage, and whether the one that was asked about can be."""
    data = json.loads(napd("summary", "--could-be", "79%", "--n", "45", "--json").out)
    assert (data["percentages"], data["n"], data["possible"], data["up_to"]) == (["79 %"], 45, False, 100)
    assert {"n": 39, "counts": {"79 %": [31]}} in data["could_be"]
    assert "possible" not in json.loads(napd("summary", "--could-be", "79%", "--json").out)
