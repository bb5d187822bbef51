from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from attrs import evolve
from town import FRAMEWORK, GOOD, answer, problems, scored, table

from napd import score
from napd.model.choices import YesNo
from napd.model.conditions import AllOf
from napd.model.indicator import Indicator, Rule, Source, Stage
from napd.printed.table import tables_of
from napd.tables import schemas

SCHEMAS = Path(__file__).parents[2] / "schemas"
ELSEWHERE = (
    "answers", "divergence", "summary", "changes", "changed_answers", "carried", "observations", "progress", "filled",
    "received", "who",
)  # fmt: skip
"""What has a test of its own."""
RESULT = scored(table([*GOOD, answer("plan", "misschien", "MO0002")]))
NOTHING = scored(table([]))


@pytest.mark.parametrize("name", schemas.tables())
def test_a_schema_is_written_as_the_others_are(name):
    """The name of the file is that of the table in its id; every column has a name of its own, a type and a meaning."""
    text = (SCHEMAS / f"{name}.json").read_text("utf-8")
    data = json.loads(text)
    assert text == f"{json.dumps(data, indent=2, ensure_ascii=False)}\n"
    assert re.fullmatch(rf"napd\.{name}/[1-9]", data["id"])
    assert [[*column] for column in data["columns"]] == [["name", "type", "meaning", "heading"]] * len(data["columns"])
    assert len({column["name"] for column in data["columns"]}) == len(data["columns"])
    assert all(column["meaning"] and column["type"] in schemas.TYPES for column in data["columns"])


def test_schemas_are_found_inside_an_installed_napd(monkeypatch, tmp_path):
    """A wheel has them beside the modules; the repository has them at its root."""
    assert schemas._folder() == SCHEMAS
    module = tmp_path / "napd" / "tables" / "schemas.py"
    (tmp_path / "napd" / "schemas").mkdir(parents=True)
    monkeypatch.setattr(schemas, "__file__", str(module))
    assert schemas._folder() == tmp_path / "napd" / "schemas"


@pytest.mark.parametrize("result", [RESULT, NOTHING], ids=["answers", "no answers"])
@pytest.mark.parametrize("name", [name for name in schemas.tables() if name not in ELSEWHERE])
def test_every_table_has_its_schema(result, name):
    """Names, types and order of the columns are those of the schema, also where there is nothing to say."""
    found = result.tables[name]
    found.validate(full=True)
    assert found.schema.equals(schemas.schema(name))
    described = schemas.as_data(name)
    assert [(c["name"], c["type"]) for c in described["columns"]] == [(f.name, str(f.type)) for f in found.schema]
    assert found.schema.metadata[b"napd.schema"].decode() == described["id"]
    assert described["id"] == f"napd.{name}/{2 if name in ('scores', 'indicators') else 1}"
    assert all(column["meaning"] for column in described["columns"])


def test_answers_have_their_schema():
    """What `answers` promises can be read, and is what a result gives: every column by its name."""
    wanted = schemas.schema("answers")
    rows = table(GOOD, wanted.names).cast(wanted)
    assert problems(scored(rows)) == []
    assert scored(rows).answers.schema.names == wanted.names


# The codebook and the decision tables


def test_codebook_says_what_each_question_takes():
    """Every question of every version has its kind, options, bounds, who answers it and how it is rolled up."""
    rows = {(row["indicator"], row["version"], row["question"]): row for row in RESULT.tables["indicators"].to_pylist()}
    assert len(rows) == sum(len(i.questions) + len(i.stages) for i in FRAMEWORK.indicators)
    names = ("kind", "options", "minimum", "maximum", "answered_by", "rollup", "required", "in_rubric")
    expected = {
        "wie": ("MultiChoice", "zorg|wonen|werk", None, None, "region", "", True, True),
        "bereik": ("Number", "", 0, 100, "region", "", True, True),
        "uitleg": ("Text", "", None, None, "region", "", False, False),
        "mee": ("YesNo", "nee|ja", None, None, "municipality", "share ja", True, True),
        "kamers": ("Number", "", 0, None, "municipality", "sum", True, False),
        "deel": ("Ratio", "", None, None, "", "ratio kamers / kamers+bedden", False, True),
        "laatst": ("Date", "", None, None, "municipality", "maximum", True, True),
        "zorg": ("Choice", "geen|matig|goed", None, None, "municipality", "minimum", True, True),
    }
    found = {question: tuple(row[name] for name in names) for (_, _, question), row in rows.items()}
    assert {question: found[question] for question in expected} == expected


def test_codebook_has_the_words_of_the_indicator():
    """Title, theme, wording, doubts, sources and stages stand in the codebook."""
    source, asked = Source("Een stuk", "2024", "blz. 3"), YesNo("a", "Is het zo?")
    rules = [Rule("hoog", asked, because="Ja."), Rule("laag", because="Nee.")]
    trap = Stage("trap", "Hoe hoog?", options=("laag", "hoog"), rules=rules)
    made = Indicator(
        id="x", title="X", theme="Thema", action_line=3, since="2025-01-01", questions=[asked], stages=[trap],
        rules=[Rule("gerealiseerd", trap == "hoog", because="Ja."), Rule("niet-op-gang", because="Nee.")],
        wording="Van ons.", doubts=("Eén.", "Twee."), sources=(source, Source("Nog een")),
    )  # fmt: skip
    question, stage = scored_by(made).tables["indicators"].to_pylist()
    assert (question["title"], question["theme"], question["action_line"]) == ("X", "Thema", 3)
    assert (question["wording"], question["doubts"]) == ("Van ons.", "Eén.\nTwee.")
    assert question["sources"] == "Een stuk · 2024 · blz. 3\nNog een"
    assert (stage["kind"], stage["options"], stage["answered_by"], stage["in_rubric"]) == (
        "Stage",
        "laag|hoog",
        "",
        True,
    )


def scored_by(*indicators):
    """Nothing, scored by some indicators."""
    return score(table([]), evolve(FRAMEWORK, indicators=indicators))


def test_a_row_of_more_cases_than_a_column_can_count():
    """It has the largest number that there is."""
    asked = [YesNo(f"v{n}", "Zo?") for n in range(70)]
    rules = [
        Rule("gerealiseerd", AllOf([question.as_condition() for question in asked]), because="Alles."),
        Rule("niet-op-gang", because="Niet alles."),
    ]
    made = Indicator(id="veel", title="Veel", since="2025-01-01", questions=asked, rules=rules)
    rows = scored_by(made).tables["decision_table"].to_pylist()
    assert {row["cells"] for row in rows if row["rule"] == 1} == {1}
    assert max(row["cells"] for row in rows) == 2**63 - 1


def test_decision_tables_cover_every_case_once():
    """The rows of each table together have all its cells; the rule, level and reason are those of the indicator."""
    rows = RESULT.tables["decision_table"].to_pylist()
    for decider in FRAMEWORK.deciders:
        made = decider.rubric.indicator
        mine = [row for row in rows if (row["indicator"], row["version"]) == (made.id, made.version)]
        cells = {row["row"]: row["cells"] for row in mine}
        (decided,) = tables_of(decider.rubric)
        assert sum(cells.values()) == decided.cells
        for row in mine:
            rule = made.rules[row["rule"] - 1]
            assert (row["level"], row["because"], row["stage"]) == (rule.level, rule.because, "")
