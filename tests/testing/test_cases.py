from __future__ import annotations

import pytest

from napd import ModelError, NapdError, ProofError
from napd.model.ages import Age
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.rollups import Maximum, Share, Sum
from napd.model.scale import NOT_APPLICABLE
from napd.testing import cases, prove

geldt = YesNo("geldt", "Geldt het?")
fase = Choice("fase", "Hoe ver?", options=("geen", "bezig", "klaar"))
wie = MultiChoice("wie", "Wie?", options=("zorg", "wonen"))
mee = YesNo("mee", "Doet u mee?", rollup=Share("ja"))
kamers = Number("kamers", "Hoeveel kamers?", minimum=0, whole=True, rollup=Sum())
bedden = Number("bedden", "Hoeveel bedden?", minimum=0, whole=True, rollup=Sum())
deel = Ratio("deel", "Welk deel?", part=kamers, whole=(kamers, bedden))
sinds = Date("sinds", "Sinds?", rollup=Maximum())
uitleg = Text("uitleg", "Wat nog?")
RULES = (
    Rule(NOT_APPLICABLE, ~geldt, because="Niet."),
    Rule(
        "gerealiseerd",
        (fase == "klaar") & (mee >= 50) & (deel >= 50) & (sinds >= "2025-01-01") & wie.has_all(),
        because="Alles.",
    ),
    Rule("in-ontwikkeling", (fase >= "bezig") | (mee > 0), because="Iets."),
    Rule("niet-op-gang", because="Niets."),
)
INDICATOR = Indicator(
    id="proef", title="Proef", since="2025-01-01", rules=RULES, exceptions={"geldt": "Zegt of het geldt."},
    questions=(geldt, fase, wie, mee, kamers, bedden, deel, sinds, uitleg),
)  # fmt: skip

GOOD = """\
case;geldt;fase;wie;mee;kamers;bedden;sinds;uitleg;level;rule
Alles;ja;klaar;zorg|wonen;ja / nee;3 / 2;5 / 0;? / 2025-01-01;Zo.;gerealiseerd;2
Eén bed te veel;ja;klaar;zorg|wonen;ja / nee;3 / 2;5 / 1;1-2-2025;;in-ontwikkeling;3
Geldt niet;nee;;;;;;;;not_applicable;1
Niets bekend;;;;;;;;;niet-op-gang|in-ontwikkeling|gerealiseerd|not_applicable;1|2|3|4
Een gemeente zwijgt;ja;klaar;wonen;? / nee;;;;;in-ontwikkeling;3
Eén van drie zwijgt;ja;geen;wonen;? / nee / nee;;;;;niet-op-gang|in-ontwikkeling;3|4
Niemand doet mee;ja;geen;geen;nee / nee;;;;;niet-op-gang;4
De ene gemeente doet mee;ja;klaar;zorg|wonen;ja;3;0;2025-01-01;;gerealiseerd;2
"""


@pytest.fixture
def read(tmp_path):
    """Read a text as a file of cases."""

    def read_it(text, indicator=INDICATOR):
        path = tmp_path / "cases.csv"
        path.write_text(text, encoding="utf-8")
        return cases(indicator, path)

    return read_it


def test_good_cases_pass(read):
    """Answers of the region and of its municipalities, gaps, bounds and not-applicable come out as written."""
    found = read(GOOD)
    assert [str(case) for case in found] == [line.split(";")[0] for line in GOOD.splitlines()[1:]]
    for case in found:
        case.check()
    silent, half = found[3].outcome, found[5].outcome
    assert silent.open_questions == ("geldt", "fase", "wie", "mee", "kamers", "bedden", "sinds")
    assert half.open_questions == ("mee",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "gerealiseerd;2",
            "in-ontwikkeling;2",
            "case 'Alles' of 'proef' should give in-ontwikkeling, by rule 2; it gives gerealiseerd, by rule 2",
        ),
        (
            "gerealiseerd;2",
            "gerealiseerd;3",
            "should give gerealiseerd, by rule 3; it gives gerealiseerd, by rule 2; still open: nothing",
        ),
        ("gerealiseerd;2", "gerealiserd;2", "nothing. There is no level 'gerealiserd'. Did you mean \"gerealiseerd\"?"),
        ("gerealiseerd;2", "rood;2", "There is no level 'rood'. There are: niet-op-gang, in-ontwikkeling, gereal"),
        (
            "Zo.;gerealiseerd",
            ";niet-op-gang|in-ontwikkeling|gerealiseerd",
            "should give niet-op-gang|in-ontwikkeling|gerealiseerd, by rule 2; it gives gerealiseerd",
        ),
    ],
)
def test_other_outcome_fails_with_what_came_out(read, old, new, message):
    """A case whose level or rule is another fails, and says what came out and what is open."""
    case = read(GOOD.replace(old, new, 1))[0]
    with pytest.raises(AssertionError) as error:
        case.check()
    assert message in str(error.value)


def test_open_questions_are_named_when_a_case_fails(read):
    """A failing case that is not determined says what is open."""
    with pytest.raises(AssertionError, match="still open: mee"):
        read(GOOD.replace("niet-op-gang|in-ontwikkeling", "niet-op-gang"))[5].check()


def test_answers_that_cannot_be_fail_with_each_fault(read):
    """Answers that are none of the question's fail the case, with a line for each."""
    case = read(GOOD.replace("klaar;zorg|wonen;ja / nee", "klaarr;zorg;ja/nee", 1))[0]
    with pytest.raises(AssertionError) as error:
        case.check()
    assert str(error.value).splitlines() == [
        "case 'Alles' of 'proef', column 'fase': 'klaarr' is not an option of question 'fase'. Did you mean \"klaar\"?",
        "case 'Alles' of 'proef', column 'mee': 'ja/nee' is neither ja nor nee. Write ja or nee.",
    ]


def test_a_file_may_have_no_column_of_answers(read):
    """Its cases are those in which nothing is known; so are all of an indicator that asks nothing."""
    header = "case,level,rule\n"
    (case,) = read(f"{header}Niets bekend,niet-op-gang|in-ontwikkeling|gerealiseerd|not_applicable,1|2|3|4\n")
    case.check()
    always = Indicator(
        id="altijd", title="A", since="2025-01-01", questions=[], rules=[Rule("gerealiseerd", because="Zo.")]
    )
    (case,) = read(f"{header}Altijd,gerealiseerd,1\n", always)
    case.check()


def test_cases_of_municipalities_are_taken_whole(read):
    """Where municipalities are scored a case is one of them, and a / is part of its answer."""
    soort = Choice("soort", "Welke soort?", options=("geen", "deels / bijna", "geheel"))
    rules = [Rule("gerealiseerd", soort == "geheel", because="Ja."), Rule("niet-op-gang", because="Nee.")]
    made = Indicator(id="eigen", title="Eigen", since="2025-01-01", area="municipality", questions=[soort], rules=rules)
    for case in read(
        "case,soort,level,rule\nA,deels / "
        "bijna,niet-op-gang,2\nB,geheel,gerealiseerd,1\nC,,niet-op-gang|gerealiseerd,1|2\n",
        made,
    ):
        case.check()


FAULTS = {
    "unknown column": ("mee", "meee", 'did you mean "mee"?'),
    "strange column": ("uitleg", "xyz", "'proef' has no such question."),
    "derived column": ("uitleg", "deel", "'proef' has no such question."),
    "missing column": (";level;", ";levvel;", 'did you mean "level"?'),
    "repeated column": ("uitleg", "fase", "listed twice"),
    "too many cells": ("gerealiseerd;2", "gerealiseerd;2;3", "this row has 12 cells, the header 11"),
    "too few cells": (";gerealiseerd;2", "", "this row has 9 cells, the header 11"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_the_file_are_refused(read, name):
    """A column that is no question, or a row that is not whole, is refused with its place and a remedy."""
    old, new, message = FAULTS[name]
    with pytest.raises(ModelError) as error:
        read(GOOD.replace(old, new, 1))
    assert message.casefold() in str(error.value).casefold()
    assert len(str(error.value).splitlines()) == 2
    assert "cases.csv" in str(error.value)


def test_all_faults_of_the_file_are_named_at_once(read):
    """Every fault has its line in one error."""
    text = GOOD.replace("mee", "meee", 1).replace("uitleg", "xyz", 1).replace("gerealiseerd;2", "gerealiseerd;2;3", 1)
    with pytest.raises(ModelError) as error:
        read(text)
    assert len(str(error.value).splitlines()) == 4


@pytest.mark.parametrize("text", ["", "case,fase,level,rule\n"])
def test_file_without_cases_is_refused(read, text):
    """A file without cases would prove nothing."""
    with pytest.raises(ModelError, match=r"cases\.csv"):
        read(text)


def test_missing_file_is_refused(tmp_path):
    """A path to nothing is refused with its name."""
    with pytest.raises(NapdError, match=r"nergens\.csv: it cannot be read"):
        cases(INDICATOR, tmp_path / "nergens.csv")


def test_prove_passes_what_is_sound_and_refuses_what_is_not():
    """An indicator is proved, or refused with a counterexample."""
    prove(INDICATOR)
    rules = [Rule("niet-op-gang", geldt, because="Ja."), Rule("gerealiseerd", because="Nee.")]
    with pytest.raises(ProofError, match="proef"):
        prove(Indicator(id="proef", title="Proef", since="2025-01-01", rules=rules, questions=[geldt]))


LOOKING_BACK = """case,plekken,vorig,sinds,level,rule
Meer dan toen,9,4,2024-01-02,gerealiseerd,1
Minder dan toen,3,4,2024-01-02,niet-op-gang,2
Toen niets,3,,2024-01-02,niet-op-gang|gerealiseerd,1|2
Te oud,9,4,2020-01-01,niet-op-gang,2
"""


def test_cases_can_say_what_was_in_the_round_before(tmp_path):
    """In the column of the value that looks back; an age counts to the day after that of the version."""
    plekken, sinds = Number("plekken", "Hoeveel?", minimum=0), Date("sinds", "Sinds wanneer?")
    vorig, oud = Previous("vorig", "Toen?", question=plekken), Age("oud", "Hoe oud?", date=sinds)
    rules = [
        Rule("gerealiseerd", (plekken > vorig) & (oud <= 1), because="Ja."),
        Rule("niet-op-gang", because="Nee."),
    ]
    made = Indicator(id="x", title="X", since="2025-01-01", questions=[plekken, sinds, vorig, oud], rules=rules)
    path = tmp_path / "cases.csv"
    path.write_text(LOOKING_BACK, encoding="utf-8")
    for case in cases(made, path):
        case.check()
    path.write_text(LOOKING_BACK.replace("9,4,2024", "9,vier,2024"), encoding="utf-8")
    with pytest.raises(AssertionError, match="column 'vorig': 'vier' is not a number"):
        cases(made, path)[0].check()
