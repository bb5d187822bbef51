"""What each command about answers gives: for programs as JSON, for people as text, and as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from distributions import provides
from pyarrow import parquet

import napd
from napd import score
from napd._version import VERSION

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
ROOT = Path(__file__).parents[2]
NATIONAL = "examples/landelijk-FICTIEF/answers.csv"


def test_scores_as_json(data):
    """The scores with their receipt: what made them, and how many answers there were."""
    found = data("score", GOOI)
    assert found["receipt"]["napd"] == VERSION
    assert found["files"] == []
    assert len(found["scores"]) == 7
    (regioplan,) = [row for row in found["scores"] if row["indicator"] == "regioplan"]
    assert (regioplan["level"], regioplan["level_low"], regioplan["level_high"]) == (
        None,
        "niet-op-gang",
        "in-ontwikkeling",
    )


@pytest.mark.parametrize("format", ["parquet", "arrow", "csv"])
def test_scores_as_files(napd, data, tmp_path, format):  # noqa: A002 - as the option is called
    """The tables are written in the format that is asked for, and are named in JSON and on stderr."""
    code, out, err = napd("score", GOOI, "-o", tmp_path, "--format", format)
    paths = sorted(tmp_path.iterdir())
    assert (code, out) == (0, "")
    assert {path.suffix for path in paths} == {f".{format}"}
    assert sorted(line.removeprefix("wrote ") for line in err.splitlines()[1:]) == [str(path) for path in paths]
    assert sorted(data("score", GOOI, "-o", tmp_path, "--format", format)["files"]) == [str(path) for path in paths]


def test_answers_as_a_file(napd, tmp_path):
    """The answers in their standard form are written where they are asked for, and are scored as before."""
    assert napd("score", GOOI, "-o", tmp_path, "--format", "csv", "--with-answers").code == 0
    again = napd("score", tmp_path / "answers.csv")
    assert (again.code, again.out) == (0, napd("score", GOOI).out)


def test_answers_need_a_folder(napd):
    """Without one there is nowhere to write them."""
    code, _, err = napd("score", GOOI, "--with-answers")
    assert code == 2
    assert "--with-answers" in err


def test_the_trace_as_a_file(napd, tmp_path):
    """Which answers decide each score is written where it is asked for."""
    assert napd("score", GOOI, "-o", tmp_path, "--trace").code == 0
    rows = parquet.read_table(tmp_path / "trace.parquet").to_pylist()
    mine = [(row["question"], row["decisive"], row["open"]) for row in rows if row["indicator"] == "regioplan"]
    assert mine == [("status", True, False), ("betrokken", False, True)]


# Explanations


def test_explanations_as_json(data):
    """They are what `explain` gives in Python, for each indicator in the last round that the area answered."""
    result = score(ROOT / NATIONAL)
    found = data("explain", NATIONAL, "--area", "MO0402")
    assert found == napd.explain(result, "MO0402").to_dict()
    assert {one["round"] for one in found} == {"2025-12"}
    wanted = ["--indicator", "regioplan", "--round", "2024-06", "--perspective", "gemeente"]
    (one,) = data("explain", NATIONAL, "--area", "MO0402", *wanted)
    assert (one["indicator"], one["round"], one["perspective"]) == ("regioplan", "2024-06", "gemeente")


def test_an_explanation_of_answers_with_problems(napd, tmp_path):
    """The good answers are explained, the problems told, and the exit code says that there were some."""
    path = tmp_path / "answers.csv"
    rows = ["status,\x1b[2Jweg", "status,concept", "betrokken,geen"]
    lines = [f"2025-12,MO0402,regioplan,{row},Een\x1b[2J noot" for row in rows]
    path.write_text("\n".join(["round,area,indicator,question,value,note", *lines]) + "\n", encoding="utf-8")
    code, out, err = napd("explain", path, "--area", "MO0402", "--indicator", "regioplan")
    assert code == 1
    assert "in ontwikkeling" in out
    assert "\x1b" not in out + err
    assert err.startswith("1 error and 0 remarks in the answers\n")


def test_fictional_answers_say_so(napd, tmp_path):
    """Scores of answers that are marked as fictional come with that word."""
    err = napd("score", NATIONAL, "-o", tmp_path).err
    assert err.startswith("FICTIEF: deze antwoorden zijn verzonnen. ")


@pytest.fixture
def wrong(tmp_path):
    """Two files of answers: one with twelve errors and a remark, one without."""
    good = "2023-12,MO0402,regioplan,status,concept,\n"
    bad = "".join(f"2023-12,MO0402,regioplan,vraag_{number:02},1,\n" for number in range(12))
    head = "round,area,indicator,question,value,note\n"
    (tmp_path / "bad.csv").write_text(head + good + good + bad, encoding="utf-8")
    (tmp_path / "good.csv").write_text(head + good.replace("2023-12", "2024-12"), encoding="utf-8")
    return tmp_path


def test_problems_in_answers(napd, wrong):
    """Errors are counted, the first are told with their place, and the good answers are scored."""
    code, out, err = napd("score", wrong / "bad.csv", wrong / "good.csv")
    assert code == 1
    assert out.count("in ontwikkeling") == 2
    summary, *lines = err.splitlines()
    assert summary.endswith("12 errors and 1 remark in the answers")
    assert len(lines) == 11
    assert "bad.csv, line 3, column value: " in lines[0]
    assert lines[-1] == "  and 3 more; `napd check` lists them all"


def test_check(napd, wrong):
    """Every problem is listed under its file, with line, value, message and hint."""
    code, out, err = napd("check", wrong)
    assert code == 1
    assert "bad.csv" in out.splitlines()[0]
    assert "good.csv" not in out
    assert [f"vraag_{number:02}" in out for number in range(12)] == [True] * 12
    assert err == "2 answers accepted; 12 errors and 1 remark in the answers\n"


def test_check_as_json(napd, wrong):
    """Problems are data, with a kind that programs can rely on."""
    code, out, _ = napd("check", wrong, "--json")
    rows = json.loads(out)
    assert code == 1
    assert [row["problem"] for row in rows] == ["duplicate"] + ["unknown_question"] * 12
    assert [row["line"] for row in rows] == list(range(3, 16))


def test_remarks_are_no_errors(napd, tmp_path):
    """An answer that is given twice is told, and is not an error."""
    row = "2023-12,MO0402,regioplan,status,concept,\n"
    (tmp_path / "twice.csv").write_text(f"round,area,indicator,question,value,note\n{row}{row}", encoding="utf-8")
    code, out, err = napd("check", tmp_path / "twice.csv")
    assert (code, err) == (0, "1 answer accepted; 0 errors and 1 remark in the answers\n")
    assert "remark" in out


def test_the_framework_file_of_a_command(napd, tmp_path):
    """A framework file counts for scoring: its indicators, its labels, its perspectives."""
    path = tmp_path / "mine.toml"
    path.write_text('indicators = ["regioplan"]\n[levels.in-ontwikkeling]\nlabel = "halverwege"\n', encoding="utf-8")
    code, out, _ = napd("table", "regioplan", "-f", path)
    assert code == 0
    assert "◐ halverwege" in out
    assert napd("score", GOOI, "-f", path).out.count("\n") == 2


def test_the_demo_with_an_indicator_that_began_later(napd, distributions, tmp_path):
    """An indicator has one line in the demo, whatever its versions, and an empty place in rounds before the first."""
    distributions.add("napd-late", provides("indicator('laat', '2025-01-01')", "indicator('laat', '2025-12-01')"))
    code, out, _ = napd("demo", "-o", tmp_path)
    national, regional = [line for line in out.splitlines() if line.startswith("  laat ")]
    assert code == 0
    assert national.split()[1:6] == ["0"] * 4 + [national.split()[-1]]
    assert regional.split() == ["laat", *["·", "niet", "beantwoord"] * 2]


@pytest.mark.parametrize("missing", ["regioplan", "housing-first"])
def test_the_demo_without_a_plugin(napd, monkeypatch, tmp_path, missing):
    """Where one of the indicators is not there, the demo shows the rest, and names it once."""
    monkeypatch.setenv("NAPD_BLOCK", f"napd-{missing}")
    code, out, err = napd("demo", "-o", tmp_path)
    assert code == 1
    assert len([line for line in out.splitlines() if line.startswith("  EU-rechtentool ")]) == 2
    assert ("Regioplan" in out, "Housing First" in out) == (missing != "regioplan", missing != "housing-first")
    said = f'napd: no plugin gives indicator {missing!r} of the examples, so it is left out: pip install "napd[nap]"'
    assert [line for line in err.splitlines() if "examples" in line] == [said]


def fictional(path):
    """The rows of a file of fictional answers, of which the last column says so in each."""
    table = parquet.read_table(path)
    assert table.column_names[-1] == "FICTIEF"
    assert table["FICTIEF"].unique().to_pylist() == ["FICTIEF"]
    return table.drop_columns("FICTIEF").to_pylist()


def test_changes_as_json_and_as_a_file(napd, data, tmp_path):
    """A program has every table of the comparison, of the region and indicator that it asks for."""
    only = ("--from", "2024-12", "--to", "2025-12", "--area", "MO0402", "--indicator", "regioplan")
    found = data("compare", NATIONAL, *only)
    (row,) = found["changes"]
    assert (row["region"], row["indicator"], row["change"], row["causes"]) == ("MO0402", "regioplan", "down", "answers")
    assert {row["question"] for row in found["changed_answers"]} == {"betrokken"}
    assert found["carried"] == []
    assert found["receipt"]["from"]["round"] == "2024-12"
    assert napd("compare", NATIONAL, *only, "-o", tmp_path / "changes.parquet").code == 0
    assert fictional(tmp_path / "changes.parquet") == found["changes"]


def test_two_files_are_compared_by_the_last_round_of_each(napd, tmp_path):
    """Nothing is printed where nothing moved; scores that are not there are called so."""
    assert napd("compare", GOOI, GOOI) == (
        0, "", "scores that moved from 2023-12 to 2023-12: 0, for certain to another outcome: 0\n",
    )  # fmt: skip
    later = tmp_path / "later.csv"
    text = (ROOT / GOOI).read_text(encoding="utf-8").replace("2023-12,", "2025-12,")
    later.write_text(text.replace("betrokken,,", "betrokken,ervaringskennis,"), encoding="utf-8")
    code, out, err = napd("compare", GOOI, later)
    assert (code, out.splitlines()[0]) == (0, "Gooi en Vechtstreek (MO0402), van 2023-12 naar 2025-12")
    assert out.splitlines()[2] == "    nu beantwoord: ◐ in ontwikkeling (Wie maken het plan mee?)"
    assert err == "scores that moved from 2023-12 to 2025-12: 1, for certain to another outcome: 0\n"


def test_a_new_indicator_and_one_that_applies_in_words(napd, distributions, tmp_path):
    """No score, and not applicable, have words of their own."""
    rules = "rules=[Rule('not_applicable', klaar, because='Ja.'), Rule('niet-op-gang', because='Nee.')]"
    options = f"{rules}, exceptions={{'klaar': 'Een keuze van de proef.'}}"
    distributions.add(
        "napd-new", provides("indicator('later', '2025-12-01')", f"indicator('soms', '2023-12-01', {options})")
    )
    rows = ["round,area,indicator,question,value", "2025-06,MO0402,soms,klaar,ja", "2025-12,MO0402,soms,klaar,nee"]
    (tmp_path / "answers.csv").write_text("\n".join(rows), encoding="utf-8")
    out = napd("compare", tmp_path / "answers.csv").out
    assert "geen score →" in out
    assert "– niet van toepassing → ✕ nog niet op gang: nu van toepassing" in out


def test_rounds_are_scored_by_the_rules_of_one_day(napd, tmp_path):
    """With --as-of every round has the versions of that day, and the receipt says so."""
    toml = napd("indicators", "preventiescan", "--toml").out
    later = tmp_path / "preventiescan.toml"
    later.write_text(toml.replace("since = 2023-12-01", "since = 2025-12-01"), encoding="utf-8")
    for when, version in (("2025-12", "2025-12-01"), ("2025-11-30", "2023-12-01")):
        code, out, _ = napd("--indicator", later, "score", NATIONAL, "--as-of", when, "--json")
        found = json.loads(out)
        assert code == 0
        assert {row["version"] for row in found["scores"] if row["indicator"] == "preventiescan"} == {version}
        assert {row["round"] for row in found["scores"]} == {"2024-06", "2024-12", "2025-06", "2025-12"}
        assert found["receipt"]["as_of"] in ("2025-12-01", "2025-11-30")


def test_divergence_as_json_and_as_a_file(napd, data, tmp_path):
    """A program has the rows of the table, of the region, indicator and round that it asks for."""
    only = ("--area", "MO0503", "--indicator", "regioplan", "--round", "2025-12")
    rows = data("divergence", NATIONAL, *only)
    assert {(row["region"], row["indicator"], row["round"]) for row in rows} == {("MO0503", "regioplan", "2025-12")}
    assert napd("divergence", NATIONAL, *only, "-o", tmp_path / "divergence.parquet").code == 0
    assert fictional(tmp_path / "divergence.parquet") == rows
    assert napd("divergence", GOOI).out == ""
