"""An indicator as a TOML file: the same indicator, whichever way it is written."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from napd import (
    Choice,
    Date,
    Figure,
    Framework,
    Indicator,
    Level,
    ModelError,
    MultiChoice,
    NapdError,
    Number,
    Option,
    Remark,
    Rule,
    Scale,
    Share,
    Source,
    Stage,
    Support,
    YesNo,
    indicator_toml,
    read_indicator,
    total,
)  # fmt: skip
from napd.model.conditions import AllOf, AnyOf, Compare
from napd.model.data import indicator_data
from napd.model.file import indicator_of, line_numbers
from napd.model.formula import EXAMPLE
from napd.model.reading import indicator_from_data
from napd.testing.strategies import indicators

INSTALLED = Framework.installed().indicators
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SENTENCES = WORDS.filter(str.strip)
SOURCES = st.builds(Source, WORDS, WORDS, WORDS)


@st.composite
def any_indicators(draw):
    """Whatever an author may write: every part of an indicator, with any text in it."""
    made = draw(indicators(rollups=True, shared=True, exceptions=True, total=False))
    rules = [evolve(rule, because=draw(SENTENCES), source=draw(st.none() | SOURCES)) for rule in made.rules]
    numbers = [question for question in made.asked if isinstance(question, Number) and not question.rollup]
    remarks = [Remark(total(*numbers) > total(numbers[0]), draw(SENTENCES))] if numbers else []
    remarks += [Remark((total(number) <= 5) & (number != 1), draw(SENTENCES)) for number in numbers]
    return evolve(
        made,
        remarks=[remark for remark in remarks if not list(remark.faults(made))],
        since=draw(st.dates()),
        title=draw(SENTENCES),
        theme=draw(WORDS),
        action_line=draw(st.none() | st.integers(1, 6)),
        description=draw(WORDS),
        wording=draw(WORDS),
        rules=rules,
        exceptions=dict.fromkeys(made.exceptions, draw(SENTENCES)),
        doubts=draw(st.lists(WORDS, max_size=2)),
        sources=draw(st.lists(SOURCES, max_size=2)),
        support=draw(st.lists(st.builds(Support, WORDS, WORDS), max_size=2)),
        background=draw(st.lists(st.builds(Figure, WORDS, SOURCES), max_size=2)),
    )


@settings(max_examples=50)
@given(any_indicators())
def test_the_forms_convert_without_loss(indicator):
    """What is written as TOML or JSON is read as an equal indicator, and written again as the same text."""
    text = indicator_toml(indicator)
    again = indicator_of(text, "x.toml")
    assert again == indicator
    assert indicator_toml(again) == text
    assert indicator_from_data(json.loads(json.dumps(indicator_data(indicator)))) == indicator


@pytest.mark.parametrize("indicator", INSTALLED, ids=lambda i: i.id)
def test_the_installed_indicators(tmp_path, indicator):
    """Each of the six comes back from its file, also where that was saved by another editor."""
    path = tmp_path / "x.toml"
    path.write_text(indicator_toml(indicator), encoding="utf-8-sig", newline="\r\n")
    assert read_indicator(path) == indicator


nood = YesNo("nood", "Is er nood?", better="nee")
wie = MultiChoice(
    "wie", "Wie?", options=("zorg", Option("wonen & werk", id="wonen")), better=None, rollup=Share("zorg")
)
sinds = Date("sinds", "Sinds?", required=False)
deel = Number("deel", "Welk deel?", unit="%", minimum=0, maximum=100)
STAGE = Stage(
    "tijd",
    "Hoe vroeg?",
    options=("laat", "vroeg"),
    rules=[
        Rule("vroeg", sinds < "2025-01-01", because="Het was er al.", source=Source("Brief", "2024")),
        Rule("laat", because="Nog niet."),
    ],
)
LONG = (STAGE == "vroeg") & (wie >= 50) & (deel >= 12.5) & ~nood & (deel <= 99) & (deel != 98) & (deel != 97)
MADE = Indicator(
    id="proef",
    title='De "proef"',
    since="2025-01-01",
    questions=(nood, wie, sinds, deel),
    stages=(STAGE,),
    rules=(Rule("hoog", LONG, because="A"), Rule("laag", because="'B'")),
    scale=Scale([Level("laag", "Laag", "#000000"), Level("hoog", "Hoog", symbol="+")]),
    exceptions={"nood": "Omdat."},
    doubts=["Dit is een lange twijfel, die niet naast de andere op de regel past.", "Dit is nog een lange twijfel."],
    background=[Figure("9 %", Source("Blad"))],
)
TEXT = """\
id = "proef"
title = 'De "proef"'
since = 2025-01-01
doubts = [
    "Dit is een lange twijfel, die niet naast de andere op de regel past.",
    "Dit is nog een lange twijfel.",
]

[[questions]]
kind = "YesNo"
id = "nood"
text = "Is er nood?"
better = "nee"

[[questions]]
kind = "MultiChoice"
id = "wie"
text = "Wie?"
rollup = { kind = "Share", options = ["zorg"] }
options = ["zorg", { id = "wonen", label = "wonen & werk" }]
better = "none"

[[questions]]
kind = "Date"
id = "sinds"
text = "Sinds?"
required = false

[[questions]]
kind = "Number"
id = "deel"
text = "Welk deel?"
unit = "%"
minimum = 0
maximum = 100

[[stages]]
id = "tijd"
text = "Hoe vroeg?"
options = ["laat", "vroeg"]

[[stages.rules]]
level = "vroeg"
when = 'sinds < "2025-01-01"'
because = "Het was er al."
source = { title = "Brief", date = "2024" }

[[stages.rules]]
level = "laat"
because = "Nog niet."

[[rules]]
level = "hoog"
when = '''
tijd == "vroeg"
and wie >= 50
and deel >= 12.5
and not nood
and deel <= 99
and deel != 98
and deel != 97
'''
because = "A"

[[rules]]
level = "laag"
because = "'B'"

[exceptions]
nood = "Omdat."

[[background]]
text = "9 %"
source = { title = "Blad" }

[[scale]]
id = "laag"
label = "Laag"
colour = "#000000"

[[scale]]
id = "hoog"
label = "Hoog"
symbol = "+"
"""


def test_the_layout_of_a_file():
    """What is said of the whole comes first, then each question and rule; defaults are left out."""
    assert indicator_toml(MADE) == TEXT
    assert indicator_of(TEXT, "x.toml") == MADE


@pytest.mark.parametrize("title", ["a'b\"c", "'''" + "long " * 20, "\x7f\t\n", "\\", "é ☃ \U0001f600"])
def test_any_text(title):
    """Quotes, control characters and other scripts come back, also in a formula, also in a long one."""
    asked = Choice("keus", "Welke?", options=(Option(title, id="een"), Option("b", id="twee")))
    rules = [Rule("groen", (asked == "een") | (asked == "een"), because=title), Rule("rood", because="Anders.")]
    made = Indicator(id="x", title=f"x{title}", since="2025-01-01", questions=[asked], rules=rules)
    assert indicator_of(indicator_toml(made), "x.toml") == made


def test_what_no_formula_can_say_is_data():
    """A question whose id is a word of Python, and odd groups, keep the conditions that they have."""
    asked = YesNo("is", "Is het?")
    odd = AllOf([AnyOf([Compare("is", "==", "ja")])])
    rules = [Rule("groen", odd, because="Ja."), Rule("rood", because="Nee.")]
    made = Indicator(id="x", title="X", since="2025-01-01", questions=[asked], rules=rules)
    text = indicator_toml(made)
    assert 'when = { all = [{ any = [{ question = "is", operator = "==", value = "ja" }] }] }' in text
    assert indicator_of(text, "x.toml") == made


# Faults

FAULTY = """\
# An indicator with a fault of almost every kind
id = "proef"
titel = "Proef"
title = "Proef"
since = "2025-13-01"
action_line = "4"
area = "regoin"
doubts = "Eén."

[[questions]]
kind = "YesNo"
id = "nood"
text = "Is er nood?"
required = "nee"
rollup = { kind = "Shaer" }

[[questions]]
kind = "Chioce"
id = "fase"

[[questions]]
id = "deel"
text = "Welk deel?"

[[stages]]
id = "tijd"
text = "Hoe vroeg?"
options = ["laat", 5]

[[stages.rules]]
level = "vroeg"
when = "nood en"

[[rules]]
level = 5
because = '''
Omdat.
'''
when = 7

[[rules]]
when = "nood = 5"

[exceptions]
nood = 5

[scale]
id = "rood"
"""
SAID = [
    "line 3, titel: unknown setting 'titel'. Did you mean \"title\"?",
    "line 5, since: '2025-13-01' is not a date: write it as 2025-12-31",
    "line 6, action_line: it must be a whole number, not '4'",
    "line 7, area: 'regoin' is not one of region, municipality. Did you mean \"region\"?",
    "line 8, doubts: it must be a list, not 'Eén.'",
    "line 14, questions 1 (nood), required: it must be true or false, not 'nee'",
    "line 15, questions 1 (nood), rollup, kind: there is no kind 'Shaer'. Did you mean \"Share\"?",
    "line 18, questions 2 (fase), kind: there is no kind 'Chioce'. Did you mean \"Choice\"?",
    "line 21, questions 3 (deel): it needs kind = one of YesNo, Choice, MultiChoice, Number, Date, Text, Ratio",
    "line 28, stages 1 (tijd), options 2: it must be a table, not 5",
    "line 32, stages 1 (tijd), rules 1, when: it cannot be read: write and, or, not (in English, in lower case)",
    "line 35, rules 1, level: it must be text, not 5",
    "line 39, rules 1, when: it must be text or a table, not 7",
    "line 41, rules 2: it needs 'level'",
    "line 42, rules 2, when: it cannot be read: write == for 'is the same as'",
    "line 45, exceptions, nood: it must be text, not 5",
    "line 47, scale: it must be a list, not a table",
]
WRONG = """\
id = "Proef"
title = "Proef"
since = 2025-01-01
theem = "Thema"

[[questions]]
kind = "Choice"
id = "fase"
text = "Hoe ver?"
options = ["geen"]

[[questions]]
kind = "Number"
id = "Deel"
text = " "
minimum = 9
maximum = 1

[[stages]]
id = "tijd"
text = "Hoe vroeg?"
options = ["laat", "vroeg"]

[[stages.rules]]
level = "vroeg"
when = 'faes == "geen"'
because = "A"

[[stages.rules]]
level = "laet"
because = "B"

[[rules]]
level = "groen"
when = 'tijd == "vroeg" and'
because = "C"

[[rules]]
level = "groan"
when = "fase > 3"

[[remarks]]
when = "Dele > 3"
text = " "

[[remarks]]
when = "Deel = 3"
text = "Is het drie?"

[exceptions]
fasee = "Omdat."
"""
WRONGS = [
    "line 1, id: the id needs lower case letters and digits, with single hyphens between words; try 'proef'",
    "line 4, theem: unknown setting 'theem'. Did you mean \"theme\"?",
    "line 10, questions 1 (fase), options: question 'fase' has too few options (1)",
    (
        "line 14, questions 2 (Deel), id: question 'Deel' needs an id of lower case letters and digits, with single "
        "underscores; try 'deel'"
    ),
    "line 15, questions 2 (Deel), text: question 'Deel' has an empty text",
    "line 16, questions 2 (Deel), minimum: question 'Deel' has a minimum (9) that is not below its maximum (1)",
    "line 19, stages 1 (tijd): stage 'tijd', no rule gives the option 'laat'",
    "line 26, stages 1 (tijd), rules 1, when: there is no question 'faes' in this indicator. Did you mean \"fase\"?",
    "line 30, stages 1 (tijd), rules 2, level: there is no level 'laet'. Did you mean \"laat\"?",
    f"line 35, rules 1, when: it cannot be read: {EXAMPLE}",
    "line 38, rules 2, because: give the reason in because=...",
    "line 39, rules 2, level: there is no level 'groan'. Did you mean \"groen\"?",
    "line 40, rules 2, when: question 'fase' has no option 3. It has: geen.",
    "line 43, remarks 1, when: there is no question 'Dele' that somebody answers. Did you mean \"Deel\"?",
    "line 44, remarks 1, text: give the sentence in text=...",
    "line 47, remarks 2, when: it cannot be read: write == for 'is the same as'",
    "line 50, exceptions: the exception names an unknown question 'fasee'. Did you mean \"fase\"?",
]


@pytest.mark.parametrize(("text", "said"), [(FAULTY, SAID), (WRONG, WRONGS)], ids=["shape", "meaning"])
def test_every_fault_of_a_file_in_one_pass(text, said):
    """Each fault has a line of its own, with the file, the line, the key and the nearest right name."""
    with pytest.raises(ModelError) as error:
        indicator_of(text, "proef.toml")
    found = [line.removeprefix("proef.toml: ") for line in str(error.value).splitlines()]
    assert found == said


PARTS = {
    'minimum = "a"': "line 9, questions 1 (q), minimum: it must be a number, not 'a'",
    "minimum = inf": "line 5, questions 1 (q): question 'q' has minimum=inf: use a number between -1e15 and 1e15",
    "unit = true": "line 9, questions 1 (q), unit: it must be text, not true",
    "help = [1]": "line 9, questions 1 (q), help: it must be text, not a list",
    "help = 2025-01-01": "line 9, questions 1 (q), help: it must be text, not 2025-01-01",
    "rollup = 'Sum'": "line 9, questions 1 (q), rollup: it must be a table with kind = one of Share, Sum, Minimum, "
    "Maximum, not 'Sum'",
    "rollup = { kind = 'Share', options = ['x'] }": "line 9, questions 1 (q), rollup: question 'q' has a roll-up that "
    "does not fit: a Share counts the municipalities that chose an option, and this question has no options",
    "better = 'up'": "line 9, questions 1 (q), better: 'up' is not one of higher, lower, none.",
}


@pytest.mark.parametrize(("setting", "said"), PARTS.items())
def test_a_setting_that_is_wrong(setting, said):
    """A value of another kind, too large, or not one of those that there are."""
    text = f"""\
id = "x"
title = "X"
since = 2025-01-01

[[questions]]
kind = "Number"
id = "q"
text = "Q?"
{setting}

[[rules]]
level = "rood"
because = "Altijd."
"""
    with pytest.raises(ModelError) as error:
        indicator_of(text, "x.toml")
    assert str(error.value) == f"x.toml: {said}"


BODY = 'id = "x"\ntitle = "X"\nsince = 2025-01-01\n'
ONE = 'questions = [{ kind = "Date", id = "q", text = "Q?" }]\n'
RATIO = """
[[questions]]
kind = "Ratio"
id = "r"
text = "R?"
part = ["deel"]
whole = ["deel", "rset"]

[[questions]]
kind = "Number"
id = "deel"
text = "Deel?"
minimum = 0

[[questions]]
kind = "Number"
id = "rest"
text = "Rest?"
minimum = 0
"""
RULE = '\n[[rules]]\nlevel = "rood"\nbecause = "Altijd."\n'
SCALE = '\n[[scale]]\nid = "rood"\nlabel = "Rood"\n'
OTHERS = {
    "a ratio of what is not there": (
        BODY + RATIO + RULE,
        "line 5, questions 1 (r): there is no question 'rset'. Did you mean \"rest\"?",
    ),
    "a scale of one level": (
        BODY + ONE + RULE + SCALE,
        (
            "line 10, scale: a scale needs at least two levels, each with an id of its own that is not "
            "'not_applicable'; these are: rood"
        ),
    ),
    "a condition as data that is none": (
        BODY + ONE + 'rules = [{ level = "rood", because = "A", when = { some = 1 } }]\n',
        (
            "line 5, rules 1, when: {'some': 1} is not a condition: it needs 'question' with 'operator' and 'value', "
            "'question' with 'at_least' and 'of', 'total' with 'operator', 'of' and 'value', or 'all', 'any' or 'not'"
        ),
    ),
    "no rule at all": (BODY + "questions = []\nrules = []\n", "line 1, it has no rules"),
    "not an indicator": ("titel = 1\n", "line 1, titel: unknown setting 'titel'. Did you mean \"title\"?"),
}


@pytest.mark.parametrize(("text", "said"), OTHERS.values(), ids=OTHERS)
def test_other_faults(text, said):
    """A part that cannot be made has a line of its own too."""
    with pytest.raises(ModelError) as error:
        indicator_of(text, "x.toml")
    assert f"x.toml: {said}" in str(error.value).splitlines()


def test_data_that_is_no_indicator():
    """The way back from JSON says where each fault is, without lines."""
    with pytest.raises(ModelError) as error:
        indicator_from_data({**indicator_data(MADE), "rules": [{"level": "laag"}], "id": "X"})
    assert str(error.value) == (
        "id: the id needs lower case letters and digits, with single hyphens between words; try 'x'\n"
        "stages 1 (tijd): stage 'tijd', it is asked in 0 tables; ask each stage in exactly one later table\n"
        "rules 1, because: give the reason in because=..."
    )
    with pytest.raises(ModelError, match=r"^it must be a table, not a list$"):
        indicator_from_data([])


def test_a_ratio_comes_back():
    """A ratio names its numbers, also those that stand after it."""
    made = indicator_of(BODY + RATIO.replace("rset", "rest") + RULE, "x.toml")
    ratio, part, rest = made.questions
    assert (ratio.part, ratio.whole) == ((part,), (part, rest))


def test_files_that_cannot_be_read(tmp_path):
    """A file that is not there, is no UTF-8 or no TOML is told in one line."""
    (tmp_path / "a.toml").write_bytes(b"\xff")
    (tmp_path / "b.toml").write_text("id = ", encoding="utf-8")
    told = {"a": "it is not UTF-8 text; save it as UTF-8", "b": "it is not TOML: Invalid value (at end of document)"}
    told["c"] = "it cannot be read: No such file or directory"
    for name, said in told.items():
        path = tmp_path / f"{name}.toml"
        with pytest.raises(NapdError) as error:
            read_indicator(path)
        assert str(error.value) == f"{path}: {said}"


def test_lines():
    """Every table and setting has its line, whatever stands between them."""
    text = 'a.b = 1\n# [[x]]\n[[t]]\nk = [\n1,\n]\n\n[[t.u]]\nm = """\n[[t]]\n"""\n[[t]]\nk = 2\n'
    assert line_numbers(text) == {
        (): 1, ("a",): 1, ("a", "b"): 1, ("t",): 3, ("t", 0): 3, ("t", 0, "k"): 4, ("t", 0, "u"): 8,
        ("t", 0, "u", 0): 8, ("t", 0, "u", 0, "m"): 9, ("t", 1): 12, ("t", 1, "k"): 13,
    }  # fmt: skip
