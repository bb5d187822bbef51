"""Tables for people: names and words beside the codes, and headings in a language; the codes stay as they are."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from town import FRAMEWORK, GOOD, OPVANG, answer, csv_text, only, scored, table
from worlds import table_of, worlds

from napd import Framework, Level, LevelStyle, NapdError, Scale, compare, divergence, labelled, score, summary, wide
from napd.answers.own import is_own
from napd.framework.plugins import installed
from napd.scoring.label_words import label_of
from napd.scoring.labels import LabelledTables
from napd.scoring.writers import write_batches
from napd.tables.schemas import as_data, headings, tables
from napd.texts import languages, texts

RESULT = scored(table(GOOD))
NATIONAL = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"


def found(result) -> list:
    """Every table that a result and its views have."""
    views = [summary(result), summary(result, question="all"), divergence(result)]
    rounds = set(result.scores["round"].to_pylist())
    changes = compare(result).tables.values() if len(rounds) > 1 else ()
    return [*result.tables.values(), *(view.table for view in views), *changes]


@pytest.mark.parametrize("language", languages())
def test_every_column_has_a_heading(language):
    """The same in every table that has a column of this name, and no two of a table have the same."""
    for name in tables():
        columns = as_data(name)["columns"]
        own = [column["heading"][language] for column in columns]
        assert own == [headings(language)[column["name"]] for column in columns]
        assert len(
            {*own, *(texts(language)(f"label.{kind}", each) for each in own for kind in ("name", "label"))}
        ) == 3 * len(own)


@given(worlds())
def test_codes_stay_and_each_has_its_words(world):
    """Of any answers: every column is there as it was; one with words follows it, null where the code is."""
    result = score(table_of(world.framework, world.answers), world.framework)
    for each in found(result):
        shown = labelled(each, world.framework)
        assert len(shown) == len(each)
        names = headings(world.framework.language)
        for name in each.schema.names:
            heading = names.get(name, name)
            place = shown.schema.names.index(heading)
            assert shown.column(place).to_pylist() == each[name].to_pylist()
            words = shown.schema.names[place + 1 : place + 2]
            if words and words[0] in {texts("nl")(f"label.{kind}", heading) for kind in ("name", "title", "label")}:
                codes, said = each[name].to_pylist(), shown.column(place + 1).to_pylist()
                assert [code is None for code in codes] == [text is None for text in said]


def rows_of(each) -> list[dict]:
    """A table of the town with labels, as rows."""
    return labelled(each, FRAMEWORK).to_pylist()


def test_scores():
    """Areas, rounds, indicators, levels, what is possible, and the open questions."""
    row = next(row for row in rows_of(RESULT.scores) if row["gebied"] == "MO0001" and row["indicator"] == "opvang")
    assert row["naam van gebied"] == "Noord"
    assert row["ronde in woorden"] == "december 2024"
    assert row["titel van indicator"] == "Opvang"
    assert row["mogelijk"] == "in-ontwikkeling|gerealiseerd"
    assert row["mogelijk in woorden"] == "in ontwikkeling; gerealiseerd"
    assert (row["niveau"], row["niveau in woorden"]) == (None, None)
    assert row["laagste niveau in woorden"] == "in ontwikkeling"
    assert row["status in woorden"] == "nog niet bepaald"
    assert row["tekst van open vragen"].startswith("Hoe ver is het?; Wie doen mee?")


def test_words_are_those_of_the_framework():
    """Of its language, and of its labels for levels; each with the colour in which it may be shown."""
    styled = evolve(FRAMEWORK, language="en", levels={"gerealiseerd": LevelStyle(label="klaar", colour="#123456")})
    shown = labelled(RESULT.scores, styled)
    assert "level in words" in shown.schema.names
    assert {*shown["level in words"].to_pylist()} >= {"klaar"}
    colours = json.loads(shown.schema.field("level in words").metadata[b"colours"])
    assert colours["klaar"] == "#123456"
    assert {*shown["status in words"].to_pylist()} >= {"level known", "not answered"}


def test_a_label_with_two_colours_has_none():
    """One word on two scales may be one thing here and another there."""
    scale = Scale((Level("a", "a"), Level("b", "b"), Level("c", "c"), Level("d", "nog niet op gang")))
    rules = [evolve(rule, level=level) for rule, level in zip(OPVANG.rules, "dba", strict=True)]
    both = only(OPVANG, evolve(OPVANG, id="ander", scale=scale, rules=rules))
    metadata = labelled(score(table(GOOD), both).scores, both).schema.field("niveau in woorden").metadata
    assert "nog niet op gang" not in json.loads(metadata[b"colours"])
    assert "in ontwikkeling" in json.loads(metadata[b"colours"])


def test_answers_in_words():
    """An option by its label, several each, a number with its unit; what a perspective says of a level is a level."""
    words = {(row["vraag"], row["waarde"]): row["waarde in woorden"] for row in rows_of(RESULT.answers)}
    assert words["wie", "zorg|werk"] == "zorg en werk"
    assert words["bereik", "37.5"] == "37,5 %"
    assert words["uitleg", "Alles en meer"] == "Alles en meer"
    assert words["sinds", "2025-03-01"] == "1 maart 2025"
    apart = scored(table([answer("plan", "ja"), answer("plan", "nee", perspective="aanbieder")]))
    assert {row["waarde in woorden"] for row in rows_of(divergence(apart).table)} >= {"ja"}


def test_levels_of_several_indicators():
    """By the scale that they share; a level on which perspectives differ too."""
    framework = Framework.installed()
    result = score(NATIONAL, framework)
    counts = labelled(summary(result).table, framework).to_pylist()
    assert {row["uitkomst in woorden"] for row in counts if row["indicator"] is None} >= {"gerealiseerd"}
    apart = labelled(divergence(result).table, framework).to_pylist()
    assert {row["waarde in woorden"] for row in apart if row["vraag"] is None} >= {"gerealiseerd"}


def test_changes_and_counts():
    """Causes and changes, options and levels of a summary, and words of each version of an indicator."""
    change = compare(RESULT).changes
    assert {row["oorzaken in woorden"] for row in rows_of(change)} & {"nu beantwoord", "andere regels; nu beantwoord"}
    counts = rows_of(summary(RESULT, question="opvang:fase").table)
    assert {row["uitkomst in woorden"] for row in counts if row["uitkomst"] == "in_voorbereiding"} == {
        "in voorbereiding"
    }
    levels = {row["uitkomst"]: row["uitkomst in woorden"] for row in rows_of(summary(RESULT).table)}
    assert levels["in-ontwikkeling"] == "in ontwikkeling"
    assert labelled(RESULT.tables["indicators"], FRAMEWORK).schema.names.count("titel") == 1


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow", "xlsx"])
def test_writing_them(tmp_path, form):
    """Every table that is written has them, and says by no id that it has the columns of a schema."""
    paths = RESULT.write(tmp_path, form, ["answers", "trace"], labels=True)
    assert len(paths) == (1 if form == "xlsx" else 7)
    if form == "csv":
        with (tmp_path / "rollups.csv").open(encoding="utf-8", newline="") as file:
            row = next(csv.DictReader(file))
        assert (row["gebied"], row["naam van gebied"], row["tekst van vraag"]) == (
            "MO0001",
            "Noord",
            "Doet de gemeente mee?",
        )
    shown = LabelledTables(RESULT.tables, FRAMEWORK)
    assert (len(shown), list(shown)) == (len(RESULT.tables), list(RESULT.tables))
    assert set(shown["scores"].schema.metadata) == {b"napd.schema", b"napd.receipt"}


def test_a_format_for_programs_takes_none(tmp_path):
    """Its columns are fixed, so the wish is refused before anything is written."""
    assert "sdmx" in {plugin.name for plugin in installed("napd.formats")}
    with pytest.raises(NapdError, match="'sdmx' has columns that programs know, and takes no labels"):
        RESULT.write(tmp_path / "out", "sdmx", labels=True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow"])
@pytest.mark.parametrize("language", languages())
def test_they_are_no_answers(tmp_path, form, language):
    """Whoever scores a folder in which they stand gets what is answered there, and not a table of results."""
    (tmp_path / "answers.csv").write_text(csv_text(GOOD), encoding="utf-8")
    result = score(tmp_path, evolve(FRAMEWORK, language=language))
    written = result.write(tmp_path / "out", form, ["trace"], labels=True)
    write_batches(wide(result).table.to_batches(), wide(result).table.schema, tmp_path / f"wide.{form}")
    assert [path.name for path in written if not is_own(path)] == []
    again = score(tmp_path, FRAMEWORK)
    assert set(again.problem_counts) == {("not_read", "remark")}
    assert again.receipt["answers"] == result.receipt["answers"]
    (tmp_path / "mine.csv").write_text("round,area,naam van gebied,indicator,question,value\n", encoding="utf-8")
    assert not is_own(tmp_path / "mine.csv")


@pytest.mark.parametrize("language", languages())
def test_letters_are_known_by_their_subject(tmp_path, language):
    """Also once somebody has changed what follows; another text is not."""
    letter, other = tmp_path / "brief.txt", tmp_path / "notities.txt"
    letter.write_text(texts(language)("letter.subject") + "\n\nBeste Noord,", encoding="utf-8")
    other.write_text("Beste Noord,", encoding="utf-8")
    assert (is_own(letter), is_own(other)) == (True, False)


@pytest.mark.parametrize(("name", "form"), [("out.csv", "csv"), ("out.xlsx", "parquet"), ("x.tar.Parquet", "arrow")])
def test_no_folder_has_the_name_of_a_file(tmp_path, name, form):
    """Several tables in a format of one each: a folder of that name would surprise, also where there is one."""
    with pytest.raises(NapdError, match="there are several tables"):
        RESULT.write(tmp_path / name, form)
    assert list(tmp_path.iterdir()) == []


def test_one_workbook(tmp_path):
    """A name that ends as a workbook does is that of the file with all tables; any other that of a folder."""
    assert RESULT.write(tmp_path / "Uit.XLSX", "xlsx") == [tmp_path / "Uit.XLSX"]
    assert RESULT.write(tmp_path / "uit.2025", "xlsx") == [tmp_path / "uit.2025" / "tables.xlsx"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["fout", "Dit is geen ja of nee. Kies een van beide, of laat het vak leeg."]),
        ("en", ["error", "This is neither yes nor no. Choose one of them, or leave the cell empty."]),
    ],
)
def test_problems_in_words(language, words):
    """How bad it is and what it means, each behind its code."""
    framework = evolve(FRAMEWORK, language=language)
    found = labelled(score(table([answer("plan", "misschien")]), framework).problems, framework)
    (row,) = [[*row.values()] for row in found.to_pylist()]
    assert [row[row.index(code) + 1] for code in ("error", "not_yes_no")] == words


def test_what_is_derived_keeps_what_stands_there():
    """A value that is worked out is said as it is, and so is an answer to a question that no version has."""
    one = next(iter(FRAMEWORK.indicators))
    for question in ("nergens", *(each.id for each in one.computed if each.is_derived)):
        row = {"indicator": one.id, "version": None, "question": question}
        assert label_of("value").words(FRAMEWORK, "3..5", row) == "3..5"
