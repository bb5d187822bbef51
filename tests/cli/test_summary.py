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
    assert err.startswith("FICTIEF: deze antwoorden zijn verzonnen. ")
    assert err.endswith("other perspectives (--perspective): gemeente, ervaringskenner, clientvertegenwoordiger\n")
    assert "perspectief gemeente" not in out


def test_real_answers_are_not_marked(napd):
    """The one real case: one region, whose bounds go over what it left open; nothing is called fictional."""
    code, out, err = napd("summary", GOOI, "--indicator", "regioplan")
    assert (code, "FICTIEF" in out + err) == (0, False)
    assert "✕ nog niet op gang     0 · 0 % [0–100 %]" in out
    assert "✓ gerealiseerd         0 · 0 %\n" in out
    assert "? nog niet bepaald     1 · 100 %" in out
    assert "◊ niets ontvangen      45" in out


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
        (["12,5%", "--n", "16"], ["✓ 12,5 % van 16 kan met gewoon afronden: 2 van 16 is 12,50 %."]),
        (["12%", "--n", "200"], ["✓ 12 % van 200 kan met gewoon afronden: 23 van 200 is 11,50 %, 24"]),
        (["79%", "--could-be", "82%", "--n", "45"], ["✕ 79 % van 45 kan niet", "✓ 82 % van 45 kan met gewoon"]),
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


def test_who_goes_with_a_question(napd, tmp_path):
    """It names areas by what they answered, and nothing else: not by level, and without shares there is no n."""
    for odd in ([], ["--question", "regioplan:status", "--of", "existing"]):
        code, out, err = napd("summary", NATIONAL, "--who", *odd)
        assert (code, out) == (2, "")
        assert "--who goes with --question" in err
    asked = ["summary", NATIONAL, "--round", "2025-12", "--question", "regioplan:status", "--who"]
    rows = json.loads(napd(*asked, "--json").out)["who"]
    assert napd(*asked, "-o", tmp_path / "who.csv", "--labels").code == 0
    with (tmp_path / "who.csv").open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert [row["gebied"] for row in written] == [row["area"] for row in rows]
    assert {row["FICTIEF"] for row in written} == {"FICTIEF"}
    assert "Fryslân" in {row["naam van gebied"] for row in written}


def test_a_percentage_that_makes_a_column_add_up_is_marked(napd):
    """31 of 44 is 70 %, and 71 % in its table; the mark is explained with what it is by itself."""
    out = napd("summary", NATIONAL, "--round", "2025-12").out
    assert "31 · 71* %" in out
    assert "31 van 44, afgerond 70 %" in out
    assert "*" not in napd("summary", GOOI).out


def test_labels_go_with_a_file(napd):
    """What is shown is in words already."""
    for command in (["summary", GOOI], ["score", GOOI], ["compare", NATIONAL], ["table", "regioplan"]):
        code, out, err = napd(*command, "--labels")
        assert (code, out) == (2, "")
        assert "--labels goes with --output" in err


def test_the_wide_table(napd, tmp_path):
    """On stdout as a list, in a file by its ending; and with nothing that is of other tables."""
    code, out, _ = napd("score", GOOI, "--wide")
    assert code == 0
    assert "? nog niet bepaald" in next(line for line in out.splitlines() if "MO0402" in line)
    assert napd("score", GOOI, "--wide", "-o", tmp_path / "w.csv").out == ""
    with (tmp_path / "w.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 46
    assert json.loads(napd("score", GOOI, "--wide", "--json").out)[0]["gebied"] == rows[0]["gebied"]
    for odd in (["--format", "csv"], ["--labels"], ["--trace", "-o", "x.csv"]):
        code, _, err = napd("score", GOOI, "--wide", *odd)
        assert code == 2
        assert f"leave {odd[0]} out" in err


def test_several_formats_at_once(napd, tmp_path):
    """To a folder, the same rows in each, also with labels; a format that does not take them stops no other."""
    asked = ["summary", NATIONAL, "--round", "2025-12", "--theme", "Opvang"]
    formats = [word for name in ("csv", "datapackage", "swing", "parquet") for word in ("--format", name)]
    code, out, err = napd(*asked, "-o", tmp_path / "all", *formats)
    assert (code, out) == (1, "")
    assert "the format 'swing' takes scores, rollups, observations, and there is only summary" in err
    assert {"summary.csv", "summary.parquet", "datapackage.json"} <= {
        path.name for path in (tmp_path / "all").iterdir()
    }
    assert napd(*asked, "-o", tmp_path / "counts.csv").code == 0
    assert (tmp_path / "counts.csv").read_bytes() == (tmp_path / "all" / "summary.csv").read_bytes()
    assert napd(*asked, "--labels", "-o", tmp_path / "named", "--format", "csv").code == 0
    assert "aantal" in (tmp_path / "named" / "summary.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert "takes no labels" in napd(*asked, "--labels", "-o", tmp_path / "x", "--format", "datapackage").err
