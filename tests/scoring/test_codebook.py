"""The codebook: each thing that an indicator says of itself, said once, in the words of a language."""

from __future__ import annotations

import pytest
from attrs import evolve

from napd import Framework, Indicator, Number, Previous, Rule, Source, YesNo, codebook
from napd.model.rollups import Sum
from napd.printed.describe import long_rows, printed_tables
from napd.texts import texts

INSTALLED = Framework.installed()
BOOKS = [codebook(INSTALLED, one) for one in INSTALLED.indicators]
MELDPUNT = YesNo("meldpunt", "Is er een meldpunt?", help="Ook als het nog niet open is.")
PLEKKEN = Number("plekken", "Hoeveel plekken?", unit="plekken", answered_by="municipality", rollup=Sum())
OWN = Indicator(
    id="eigen",
    since="2024-01-01",
    title="Eigen",
    questions=[MELDPUNT, PLEKKEN],
    rules=[
        Rule("gerealiseerd", (MELDPUNT == "ja") & (PLEKKEN >= 10), "Er is plek.", source=Source("Nota", "2023")),
        Rule("in-ontwikkeling", MELDPUNT == "ja", "Er is een meldpunt."),
        Rule("niet-op-gang", None, "Er is niets."),
    ],
)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.indicator.id)
def test_questions_are_those_of_the_indicator(book):
    """Each question and stage stands in it once, with who answers; a text has what is asked, and each heading."""
    one = book.indicator
    assert [each.id for each in book.questions] == [each.id for each in (*one.questions, *one.stages)]
    assert [each.id for each in book.questions if each.by] == [each.id for each in one.asked]
    atoms = [atom for _, rules in one.tables() for rule in rules if rule.when is not None for atom in rule.when.atoms()]
    named = {name for atom in atoms for name in atom.questions}
    assert {each.id for each in book.questions if each.in_rubric} == named
    assert all(line in str(book) for each in book.questions if each.by for line in each.lines())
    assert all(f"\n{heading}\n  - {lines[0]}" in book.text() for heading, lines in book.sections())
    assert one.description in book.text()
    assert repr(book) == f"<Codebook: {one.id} {one.version}>"


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.indicator.id)
def test_tables_are_those_of_the_rubric(book):
    """A printed table has as many conditions in a row as columns, and a rule with its reason for each row."""
    assert [table.stage for table in book.tables] == [*(stage.id for stage in book.indicator.stages), ""]
    for table in book.tables:
        assert bool(table.title) == bool(table.stage)
        assert bool(table.rows) != bool(table.too_many)
        assert len(table.header) == len(table.ids)
        for row in table.rows:
            assert len(row.conditions) == len(table.ids)
            rule = table.rules[row.rule - 1]
            assert (rule.number, rule.result, rule.because) == (row.rule, row.level, row.because)
            assert rule.words == table.results[row.level]


def test_what_is_said_in_another_language():
    """The words follow the language of the framework; the decision table as data does not."""
    english = evolve(INSTALLED, language="en")
    for book in BOOKS:
        other = codebook(english, book.indicator)
        assert f"\n{texts('en')('codebook.asked')}\n" in other.text()
        assert f"\n{texts('nl')('codebook.asked')}\n" in book.text()
        assert [*other.long_rows()] == [*book.long_rows()] == [*long_rows(printed_tables(book.rubric))]


def test_an_indicator_of_no_plugin():
    """It says who answers where that is not the scored area, how that becomes one value, and what helps."""
    framework = Framework(indicators=[OWN])
    book = codebook(framework, framework.indicators[0])
    assert book.given_by == ""
    meldpunt, plekken = book.questions
    assert (meldpunt.is_plain, meldpunt.ordered, meldpunt.elsewhere, meldpunt.rolled) == (True, True, "", "")
    assert (plekken.by, plekken.elsewhere, plekken.rollup) == ("municipality", "elke gemeente", "sum")
    assert plekken.rolled == "som van de gemeenten"
    assert [*plekken.lines()] == ["plekken: Hoeveel plekken? (elke gemeente)", "  getal plekken"]
    assert [*meldpunt.lines()] == ["meldpunt: Is er een meldpunt?", "  nee < ja", "  Ook als het nog niet open is."]
    assert [rule.source.title for rule in book.tables[0].rules if rule.source] == ["Nota"]
    assert not [*book.sections()]
    assert book.text().endswith("\n  ".join(["Vragenlijst", *meldpunt.lines(), *plekken.lines()]))


def test_what_is_computed_is_said_once():
    """Its kind says that it is calculated; where it says otherwise, that stands beside it."""
    book = next(book for book in BOOKS if book.indicator.id == "opvang-ombouw")
    computed = {each.called: each.rolled for each in book.questions if not each.by}
    assert computed["berekend"] == ""
    plekken = Number("plekken", "Hoeveel plekken?")
    previous = Previous("eerder", "Hoeveel eerst?", question=plekken)
    rules = [Rule("gerealiseerd", previous >= 10, "Er was plek."), Rule("niet-op-gang", None, "Er was niets.")]
    framework = Framework(indicators=[evolve(OWN, questions=[plekken, previous], rules=rules)])
    (_, eerder) = codebook(framework, framework.indicators[0]).questions
    assert (eerder.called, eerder.rolled) == ("uit de ronde ervoor", "berekend")


def test_what_is_read_beside_it():
    """By title, or by id where it is not in use."""
    other = evolve(OWN, id="ander", title="Een ander")
    framework = Framework(indicators=[evolve(OWN, beside=("ander", "weg")), other])
    book = codebook(framework, framework.indicators[1])
    assert dict(book.sections())["Om ernaast te lezen"] == ["Een ander", "weg"]
