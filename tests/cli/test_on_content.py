"""What each command about the content gives: for programs as JSON, for people as text, and as files."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from distributions import provides
from pyarrow import parquet

from napd import Framework
from napd._version import VERSION
from napd.model.data import indicator_data
from napd.printed.describe import long_rows, printed_tables

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
ROOT = Path(__file__).parents[2]
NATIONAL = "examples/landelijk-FICTIEF/answers.csv"


def test_version(napd):
    """The version comes alone, and beside another option too."""
    assert napd("--version") == (0, f"napd {VERSION}\n", "")
    assert napd("--version", "rounds") == (0, f"napd {VERSION}\n", "")


def test_indicators_as_json(data):
    """The list has a row for each version; one indicator is given whole."""
    framework = Framework.load()
    rows = data("indicators")
    assert [(row["id"], row["version"]) for row in rows] == [(i.id, i.version) for i in framework.indicators]
    assert {row["plugin"] for row in rows} == {f"{p.distribution} {p.version}" for p in framework.plugins.values()}
    (regioplan,) = data("indicators", "regioplan")
    assert regioplan == indicator_data(framework.indicators[-1])


@pytest.mark.parametrize("indicator", Framework.installed().indicators, ids=lambda i: i.id)
def test_an_indicator_as_text(napd, indicator):
    """Everything that people should know of an indicator stands in what is shown of it."""
    code, out, err = napd("indicators", indicator.id)
    assert (code, err) == (0, "")
    for question in indicator.asked:
        each = " (elke gemeente)" if indicator.answered_by(question) != indicator.area else ""
        assert f"  {question.id}: {question.text}{each}\n" in out
        assert question.help in out
        assert all(option.label in out for option in getattr(question, "options", ()))
        assert getattr(question, "unit", "") in out
    said = [indicator.title, indicator.description, indicator.wording, *indicator.doubts]
    said += [rule.because for _, rules in indicator.tables() for rule in rules]
    said += [reason for item in indicator.exceptions.items() for reason in item]
    said += [text for s in indicator.sources for text in (s.title, s.date, s.reference)]
    said += [text for s in indicator.support for text in (s.name, s.offer)]
    said += [text for figure in indicator.background for text in (figure.text, figure.source.title)]
    assert [text for text in said if text not in out] == []


def test_versions_of_an_indicator(napd, distributions, data):
    """All versions of an indicator are shown, one after the other."""
    distributions.add("napd-good", provides("indicator('twee-keer')", "indicator('twee-keer', '2025-01-01')"))
    assert [row["since"] for row in data("indicators", "twee-keer")] == ["2023-12-01", "2025-01-01"]
    assert {row["version"] for row in data("table", "twee-keer")} == {"2023-12-01", "2025-01-01"}
    out = napd("table", "twee-keer").out
    assert out.index("versie 2023-12-01") < out.index("versie 2025-01-01")
    assert "Achtergrond" not in napd("indicators", "twee-keer").out


def test_a_table_as_json(data):
    """Each row of the decision table, once for every question that matters in it."""
    framework = Framework.installed(["regioplan"])
    rows = data("table", "regioplan")
    expected = list(long_rows(printed_tables(framework.decider(framework.indicators[0]).rubric)))
    assert [tuple(row.values()) for row in rows] == [("2023-12-01", *row) for row in expected]
    assert list(rows[0]) == [
        "version", "stage", "row", "question", "answers", "rule", "level", "because", "cells"
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["parquet", "arrow", "csv"])
def test_a_table_as_a_file(napd, tmp_path, ending):
    """The decision table is written in the format that the name of the file asks for; stdout stays empty."""
    path = tmp_path / f"regioplan.{ending}"
    assert napd("table", "regioplan", "-o", path) == (0, "", f"wrote {path}\n")
    if ending == "csv":
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    else:
        rows = (parquet.read_table(path) if ending == "parquet" else pa.ipc.open_file(path).read_all()).to_pylist()
    assert {row["indicator"] for row in rows} == {"regioplan"}
    assert {row["level"] for row in rows} == {"niet-op-gang", "in-ontwikkeling", "gerealiseerd"}


def test_a_diagram_as_a_file(napd, tmp_path):
    """The end of the file's name says how it is drawn; what was drawn before is replaced."""
    for ending, start in (("svg", "<svg "), ("mmd", "---\n")):
        path = tmp_path / f"regioplan.{ending}"
        for _ in range(2):
            assert napd("table", "regioplan", "--diagram", path) == (0, "", f"wrote {path}\n")
        assert path.read_text(encoding="utf-8").startswith(start)


def test_a_diagram_of_the_last_version(napd, tmp_path):
    """Of several versions the last is drawn, and that is said."""
    for year in (2024, 2025):
        toml = f"""
            id = "plan"
            title = "Plan {year}"
            since = {year}-01-01
            questions = [{{id = "ja", kind = "YesNo", text = "Ja?"}}]
            rules = [
                {{level = "gerealiseerd", when = "ja", because = "Ja."}},
                {{level = "niet-op-gang", because = "Nee."}},
            ]
        """
        (tmp_path / f"{year}.toml").write_text(toml, encoding="utf-8")
    files = [word for year in (2024, 2025) for word in ("--indicator", tmp_path / f"{year}.toml")]
    code, out, said = napd(*files, "table", "plan", "--diagram", "-")
    assert (code, said) == (0, "napd: this draws the last version of 'plan', 2025-01-01\n")
    assert 'title: "Plan 2025' in out


@pytest.mark.parametrize("name", ["regioplan.png", "regioplan"])
def test_a_diagram_in_another_form(napd, tmp_path, name):
    """Nothing is written, and the message says which there are."""
    code, out, said = napd("table", "regioplan", "--diagram", tmp_path / name)
    assert (code, out) == (2, "")
    assert "its name must end in .svg or .mmd; - writes Mermaid to the screen" in said
    assert not (tmp_path / name).exists()


def test_proofs_as_json(data):
    """What is proved of each indicator, with the number of cases and rules."""
    *rows, advice = data("prove")
    assert all(row["total"] is row["reachable"] is row["monotone"] is True for row in rows)
    assert {row["id"]: row["exempt"] for row in rows if row["exempt"]} == {"opvang-ombouw": ["voorzieningen"]}
    assert data("prove", "regioplan") == [row for row in rows if row["id"] == "regioplan"]
    assert rows[-1]["cells"] == 4 * 3 * 2
    assert rows[-1]["rules"] == 4
    assert advice["id"] == "gelijke-behandeling"
    assert advice["total"] is advice["reachable"] is advice["keeps_rights"] is True
    assert data("prove", "gelijke-behandeling") == [advice]
    assert advice["notice"][0].startswith("Geen jurist")


def test_advice_is_proved_too(napd):
    """In a table of its own, with what stands on every output; its rules as tables come from another command."""
    code, out, err = napd("prove", "gelijke-behandeling")
    assert (code, "Geen jurist" in err, "regioplan" in out) == (0, True, False)
    assert out.startswith("advies  ")
    code, out, err = napd("table", "gelijke-behandeling")
    assert (code, out) == (2, "")
    assert err.endswith("`napd ask gelijke-behandeling -o gelijke-behandeling.tables.md` writes its rules as tables\n")


def test_advice_that_fails_is_left_out(napd, tmp_path):
    """What is proved of the others is shown all the same."""
    (tmp_path / "half.py").write_text(HALF, encoding="utf-8")
    code, out, err = napd("--plugin", tmp_path / "half.py", "prove")
    assert (code, "regioplan" in out, "gelijke-behandeling" in out) == (1, True, True)
    assert "napd: indicator 'half': not total" in err


def test_rules_that_only_their_order_decides(napd, data, tmp_path):
    """They are named beside what is proved, of a stage too, and refuse nothing; in JSON they are data."""
    (opvang,) = data("prove", "opvang-ombouw")
    assert [(each["earlier"], each["later"]) for each in opvang["overlaps"]] == [(1, 2), (1, 3)]
    code, out, err = napd("prove", "opvang-ombouw")
    assert (code, "overlap" in out) == (0, False)
    assert err.splitlines()[0] == (
        "indicator 'opvang-ombouw': rules 1 (not_applicable) and 2 (gerealiseerd) overlap, and only their order "
        "decides: "
        "with voorzieningen = nee, plan = vastgesteld, eenpersoons = 90, herkomst = ja both hold, and rule 1 decides"
    )
    (tmp_path / "trap.toml").write_text(TRAP, encoding="utf-8")
    code, _, err = napd("--indicator", tmp_path / "trap.toml", "prove", "trap")
    assert code == 0
    assert err == (
        "indicator 'trap', stage 'stap': rules 1 (hoog) and 2 (laag) overlap, and only their order decides: with "
        "a = ja, b = nee both hold, and rule 1 decides\n"
    )


HALF = """
from napd import Advice, Indicator, Rule, YesNo, hookimpl

klaar = YesNo("klaar", "Is het klaar?")
RULES = [Rule("gerealiseerd", klaar, because="Het is klaar.")]
indicator = Indicator(id="half", title="Half", since="2025-01-01", questions=[klaar], rules=RULES)


@hookimpl
def napd_advice():
    return lambda language: Advice(id="half", title=language, questions=[klaar], indicator=indicator)
"""
TRAP = """
id = "trap"
title = "Trap"
since = 2025-01-01

[[questions]]
kind = "YesNo"
id = "a"
text = "A?"

[[questions]]
kind = "YesNo"
id = "b"
text = "B?"

[[stages]]
id = "stap"
text = "Stap?"
options = ["laag", "midden", "hoog"]

[[stages.rules]]
level = "hoog"
when = "a"
because = "A."

[[stages.rules]]
level = "laag"
when = "not b"
because = "Geen B."

[[stages.rules]]
level = "midden"
because = "Alleen B."

[[rules]]
level = "gerealiseerd"
when = 'stap >= "midden"'
because = "Ver."

[[rules]]
level = "niet-op-gang"
because = "Niet ver."
"""
