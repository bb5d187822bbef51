"""The sheets of a form: their order and names, what they count, and what they say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from attrs import evolve
from forms.opening import cells, opened
from openpyxl import load_workbook
from town import AREAS, FRAMEWORK, GOOD, ROUNDS, table

from napd import Framework, Indicator, Number, Rule, YesNo, read_indicator
from napd.texts import texts
from napd_forms.limits import validation
from napd_forms.making import form
from napd_forms.previous import EarlierAnswers

TELL = texts("nl", "napd_forms")


def test_totals_stand_below_the_questions_as_words():
    """A sum of points is not asked: below the questions stands that it is computed, and between which limits."""
    rubric = Path(__file__).parents[2] / "examples" / "rubrics-FICTIEF" / "tienpuntenlijst.toml"
    book = opened(Framework(indicators=[read_indicator(rubric)]), area="MO0402")
    total = "Hoeveel is er geregeld?\nDit tellen wij op uit de antwoorden hierboven: van 0 tot en met 10 punten."
    assert total in {cell.value for cell in cells(book)}
    assert not any("totaal" in str(cell.value) for cell in cells(book) if cell.column == 1)


def test_a_sheet_counts_what_is_filled_in():
    """Each answer is one, a multiple choice too; the cover repeats it, and both say it before anybody types."""
    taken = EarlierAnswers.of(table(GOOD), FRAMEWORK).taken_over("2025-12", "gemeente")
    content = form(FRAMEWORK, "2025-12", "MO0001", previous=taken)
    written, shown = (load_workbook(BytesIO(content), data_only=values) for values in (False, True))
    assert written["Opvang"]["E4"].value == ('=COUNTA(E6:E7)+COUNTA(E12:E15)+(COUNTA(E9:E11)>0)&" van 7 ingevuld"')
    assert shown["Opvang"]["E4"].value == "7 van 7 ingevuld"
    assert shown["Samen"]["E4"].value == "6 van 10 ingevuld"
    links = {row[3].value: row[5] for row in shown["Voorblad"].iter_rows() if row[0].value == "#stand"}
    assert links["Samen"].value == "6 van 10 ingevuld"
    assert written["Voorblad"][links["Samen"].coordinate].value == "='Samen'!E4"


def test_a_counter_that_no_formula_can_hold_is_left_out(monkeypatch):
    """The sheet says how many answers there are."""
    monkeypatch.setattr("napd_forms.counting.LONGEST_FORMULA", 20)
    assert opened()["Opvang"]["E4"].value == "7 antwoorden"


def test_tabs_are_cut_between_words():
    """A long title keeps whole words; one long word is cut all the same."""
    titles = ["Training veilige opvang voor LHBTIQ+", "Opvangvoorzieningenverbeteringsplannen", "Opvang"]
    made = [evolve(FRAMEWORK.at(ROUNDS["2025-12"].date)[0], id=f"a{n}", title=title) for n, title in enumerate(titles)]
    names = opened(Framework(indicators=made, areas=AREAS, rounds=ROUNDS)).sheetnames
    assert names[1:4] == ["Training veilige opvang voor…", "Opvangvoorzieningenverbeterings", "Opvang"]


def test_sheets_stand_in_the_order_of_a_report():
    """By dashboard, theme and action line, not by id."""
    first, second = (evolve(FRAMEWORK.indicators[-2], id=name, title=name, theme=theme) for name, theme in
                     (("a", "Wonen"), ("b", "Opvang")))  # fmt: skip
    assert opened(Framework(indicators=[first, second], areas=AREAS, rounds=ROUNDS)).sheetnames[1:3] == ["b", "a"]


def test_yes_stands_before_no_in_every_list():
    """Whichever is the better answer."""
    worse = YesNo("wachtlijst", "Is er een wachtlijst?", better="nee")
    rules = [Rule("gerealiseerd", ~worse, because="Nee."), Rule("niet-op-gang", because="Ja.")]
    both = [worse, evolve(worse, id="b", better="ja")]
    made = Indicator(id="wacht", title="Wacht", since="2024-01-01", questions=both, rules=rules)
    lists = opened(Framework(indicators=[made], areas=AREAS, rounds=ROUNDS))["Keuzelijsten"]
    columns = [tuple(cell.value for cell in column[1:] if cell.value) for column in lists.columns]
    assert ("ja", "nee") in columns
    assert ("nee", "ja") not in columns


def test_a_cell_says_what_it_asks_where_it_is_chosen():
    """Also for whoever does not see what stands beside it: a municipality or an option with its question."""
    book = opened()
    said = {}
    for sheet in (book["Opvang"], book["Samen"]):
        codes = {row[4].coordinate: str(row[0].value).partition("|")[2] for row in sheet.iter_rows()}
        said |= {codes[str(one.sqref)]: one.prompt for one in sheet.data_validations.dataValidation}
    assert said["MO0001|opvang|plan"].startswith("Is er een plan?\nKies een van: ja, nee.")
    assert said["MO0001|opvang|wie|zorg"].startswith("Wie doen mee? zorg\n")
    assert said["GM0001|samen|bedden"].startswith("Aa: Hoeveel bedden?\n")
    assert all(len(text) <= 255 for text in said.values())
    limits = validation(TELL, Number("n", "n").field(), "", "x" * 300)
    assert limits["input_message"].startswith("x" * 100)
    assert len(limits["input_message"]) <= 255
