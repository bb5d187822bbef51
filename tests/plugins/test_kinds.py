"""Kinds of question that a plugin brings: asked, checked, scored, printed and explained as those of napd are."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from attrs import frozen
from openpyxl import load_workbook
from town import AREAS, ROUNDS, answer, table

import napd
from napd import Framework, Indicator, Line, ModelError, Number, Question, Rule, indicator_toml, read_indicator, score
from napd.model.data import indicator_data
from napd.model.questions import KINDS
from napd.model.reading import indicator_from_data
from napd.printed.describe import describe
from napd.tables.problems import Problem, published
from napd.testing import checks_of
from napd.texts import DUTCH
from napd_forms.making import form
from napd_forms.previous import EarlierAnswers

DOCUMENT = Path(__file__).parents[2] / "docs" / "how-to" / "plugins.md"
DURATION = DOCUMENT.read_text(encoding="utf-8").split("<!-- duration -->")[1].strip()
PLUGIN = f"""{DURATION.removeprefix("```python").removesuffix("```")}

from napd import Choice, Indicator, Maximum, Number, Rule, hookimpl


@frozen(eq=False)
class Money(Number):
    \"\"\"Euros; the sign and two decimals may stand there or not.\"\"\"

    unit: str = field(default="euro", init=False)
    described = "bedrag"

    def parse(self, text):
        return super().parse(text.replace("€", "").strip())


@frozen(eq=False)
class Traffic(Choice):
    \"\"\"A choice of three that are always the same.\"\"\"

    options: tuple = field(init=False, factory=lambda: Choice("x", "x", options=("slecht", "matig", "goed")).options)
    described = "drie kleuren"


wacht = Duration("wacht", "Hoe lang wacht iemand?")
kosten = Money("kosten", "Wat kost het?", minimum=0, better="lower")
beeld = Traffic("beeld", "Hoe gaat het?")
langst = Duration("langst", "Hoe lang wacht iemand in de gemeente?", rollup=Maximum())


@hookimpl
def napd_indicators():
    return [
        Indicator(
            id="wachten", title="Wachten", since="2023-12-01", questions=[wacht, kosten, beeld, langst],
            description="Hoe lang.", wording="FICTIEF", theme="Wachten",
            rules=[
                Rule("gerealiseerd", (wacht <= "1:30") & (kosten <= 12.5) & (langst < "8:00"), because="Kort."),
                Rule("in-ontwikkeling", (wacht < "4:00") | (beeld == "goed"), because="Niet lang."),
                Rule("niet-op-gang", because="Lang."),
            ],
        )
    ]
"""


def forget():
    """The kinds are gone, as those of a test that runs the code of the documents are."""
    for name in ("Duration", "Money", "Traffic"):
        KINDS.pop(name, None)


@pytest.fixture
def framework(distributions):
    """The indicator of the plugin, in the town."""
    forget()
    distributions.add("napd-wait", PLUGIN)
    yield Framework(indicators=Framework.installed(["wait"]).indicators, areas=AREAS, rounds=ROUNDS)
    forget()


def rows(region="MO0001", municipalities=(), **values):
    """What a region answers, and its municipalities to `langst`."""
    said = [answer(name, value, area=region, indicator="wachten") for name, value in values.items()]
    return table([*said, *(answer("langst", value, area=area, indicator="wachten") for area, value in municipalities)])


BEST = ("gerealiseerd", "gerealiseerd")
LONGEST = (("GM0001", "0:45"), ("GM0002", "7:59"))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({"wacht": "1:30", "kosten": "€ 12,50", "beeld": "slecht", "municipalities": LONGEST}, *BEST),
        ({"wacht": "1:31", "kosten": "0", "beeld": "slecht"}, "in-ontwikkeling", "in-ontwikkeling"),
        ({"wacht": "4:00", "kosten": "0", "beeld": "matig"}, "niet-op-gang", "niet-op-gang"),
        ({"wacht": "4:00"}, "niet-op-gang", "in-ontwikkeling"),
        ({"wacht": "0:10", "kosten": "5", "municipalities": LONGEST[:1]}, "in-ontwikkeling", "gerealiseerd"),
    ],
)  # fmt: skip
def test_it_scores_with_bounds(framework, values, low, high):
    """Each kind by what it says of its answers, also where municipalities give them."""
    result = score(rows(**values), framework)
    assert not result.problems.num_rows
    (row,) = result.scores.to_pylist()
    assert (row["level_low"], row["level_high"]) == (low, high)


def test_what_it_cannot_read_is_a_problem_in_its_own_words(framework):
    """And so is what lies outside; a plain number is no duration."""
    problems = score(
        rows(wacht="90", kosten="-1", municipalities=[("GM0001", "24:01")]), framework
    ).problems.to_pylist()
    assert [(row["problem"], row["hint"]) for row in problems] == [
        ("not_a_duration", "Write hours and minutes, such as 1:30."),
        ("out_of_range", "Check the number and its unit."),
        ("out_of_range", "Check the number."),
    ]  # fmt: skip


def test_what_it_raises_itself_is_a_problem_of_that_answer(framework, monkeypatch):
    """The others are scored, and a rule that compares with such a text is refused in words."""
    wait = next(question for question in framework.indicators[0].questions if question.id == "wacht")
    monkeypatch.setattr(type(wait), "parse", lambda self, text: int(text.removesuffix(" min")))  # noqa: ARG005
    result = score(rows(wacht="lang", beeld="goed"), framework)
    (problem,) = result.problems.to_pylist()
    assert (problem["problem"], problem["severity"]) == ("not_understood", "error")
    assert problem["message"].startswith("'lang' cannot be read by the kind Duration: ValueError: invalid literal")
    assert result.scores["level_low"].to_pylist() == ["in-ontwikkeling"]
    assert wait.operand("lang") == "lang"
    assert wait.operand_fault("lang") == "cannot be compared with 'lang': write it as an answer to the question"


def test_a_problem_that_it_names_itself_quotes_nothing_personal():
    """As no problem that is published does."""
    problem = Problem(problem="not_a_duration", message="'j.jansen@gemeente.nl' is not a duration", hint="")
    assert "jansen" not in str(published(problem))


def test_people_read_its_words(framework):
    """In the explanation, the decision table and the codebook."""
    result = score(rows(wacht="2:00", kosten="12,5", beeld="matig", municipalities=LONGEST), framework)
    said = str(napd.explain(result, "MO0001"))
    assert "2:00 uur" in said
    assert "highest of the municipalities: 7:59 uur" in said
    assert "12.5 euro" in said
    printed = describe(framework.deciders[0].rubric)
    assert "1:30 uur of minder" in printed
    assert "12,5 euro of minder" in printed
    codebook = result.tables["indicators"].to_pylist()
    assert [(row["kind"], row["unit"]) for row in codebook] == [
        ("Duration", "uur"), ("Money", "euro"), ("Traffic", ""), ("Duration", "uur"),
    ]  # fmt: skip


def test_a_form_asks_it_and_what_is_typed_counts(framework, tmp_path):
    """Words with a hint of what to write, a number, and one of the options; as it was answered before, in its words."""
    said = {"wacht": "1:30", "kosten": "12,5", "beeld": "goed"}
    taken = EarlierAnswers.of(table([answer(n, v, indicator="wachten") for n, v in said.items()]), framework)
    previous = taken.taken_over("2025-12", "gemeente")
    book = load_workbook(BytesIO(form(framework, "2025-12", "MO0001", previous=previous)))
    sheet = book["Wachten"]
    rows = {str(row[0].value).split("|")[-1]: [cell.value for cell in row] for row in sheet.iter_rows()}
    texts = {name: [value for value in rows[name] if value] for name in said}
    assert "uren en minuten, zoals 1:30" in texts["wacht"]
    assert "euro, 0 of meer" in texts["kosten"]
    assert "kies: slecht · matig · goed" in texts["beeld"]
    assert {"1:30", 12.5, "goed"} <= {value for name in said for value in texts[name]}
    book.save(tmp_path / "form.xlsx")
    answers = score(tmp_path / "form.xlsx", framework).answers.to_pylist()
    assert {row["question"]: row["value"] for row in answers if row["value"]} == {**said, "kosten": "12.5"}


def test_the_laws_hold(framework):
    """The kit tries answers of a kind, from what it says of them."""
    (indicator,) = framework.indicators
    for check in checks_of(indicator):
        if check.name not in ("cases", "reached"):  # these are of a file of cases
            check()


def test_it_is_data_like_any_other(framework, tmp_path):
    """JSON and TOML name it by its class, and give the indicator back."""
    (indicator,) = framework.indicators
    data = json.loads(json.dumps(indicator_data(indicator)))
    assert data["questions"][0]["kind"] == "Duration"
    assert indicator_from_data(data) == indicator
    (tmp_path / "wachten.toml").write_text(indicator_toml(indicator), encoding="utf-8")
    assert 'wacht <= "1:30"' in (tmp_path / "wachten.toml").read_text(encoding="utf-8")
    assert read_indicator(tmp_path / "wachten.toml") == indicator


@pytest.fixture
def kinds():
    """The kinds as they were, when a test made some more."""
    before = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(before)


def made(question, **more):
    """An indicator with one question."""
    rules = more.get("rules") or [Rule("niet-op-gang", because="Altijd.")]
    return Indicator(id="een", title="Een", since="2024-01-01", questions=[question], rules=rules)


@pytest.mark.usefixtures("kinds")
def test_a_kind_that_lacks_something_is_refused_by_name():
    """When it is made into an indicator, and not while it scores."""

    @frozen(eq=False)
    class Hollow(Question):
        pass

    @frozen(eq=False)
    class Bare(Question):
        space = Line()

        def parse(self, text):
            return float(text)

    @frozen(eq=False)
    class Lost(Bare):
        space = None
        operators = ("<",)

    @frozen(eq=False)
    class _Hidden(Number):
        pass

    @frozen(eq=False)
    class Twice(Question):
        inputs = (Number("n", "N?"),)

    for kind, fault in (
        (Hollow, "question 'v' needs Hollow.parse(): a kind of question says itself what its answers are"),
        (Bare, "question 'v' needs Bare.position(), Bare.value_at(): a kind of question says itself what"),
        (Lost, "question 'v' takes conditions, so Lost.space must say where its answers lie"),
        (
            Twice,
            "question 'v' is computed from other answers in a way that napd does not know: take a kind such as Ratio",
        ),
        (
            _Hidden,
            "question 'v' is of the kind _Hidden, which cannot be named in data: begin its name with a letter",
        ),
    ):
        with pytest.raises(ModelError, match=re.escape(fault)):
            made(kind("v", "Wat?"))


def test_two_kinds_of_one_name_are_refused():
    """In data a name stands for one of them."""
    with pytest.raises(ModelError, match=r"kind Number is there already, in napd\.model\.measures"):
        type("Number", (Question,), {"__module__": "another"})


def test_what_a_condition_compares_with_must_be_an_answer(framework):
    """As its author writes it, or as the value that it is."""
    wait = framework.indicators[0].questions[0]
    for wrong in ("lang", 2.5, None):
        with pytest.raises(ModelError, match="write it as an answer to the question"):
            made(wait, rules=[Rule("gerealiseerd", wait > wrong, because="x"), Rule("niet-op-gang", because="y")])


@pytest.mark.usefixtures("kinds")
def test_a_kind_of_which_nothing_more_is_said_has_the_words_of_any():
    """Until it says its own."""

    @frozen(eq=False)
    class Plain(Question):
        def parse(self, text):
            return text

    question = Plain("v", "Wat?")
    assert (question.called(DUTCH), question.unit, question.field().shape) == ("antwoord", "", "words")
    assert question.words("x", DUTCH) == "x"
    assert made(question).questions == (question,)
