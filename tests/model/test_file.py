"""An indicator as a TOML file: the same indicator, whichever way it is written."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given
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
)  # fmt: skip
from napd.model.conditions import AllOf, AnyOf, Compare
from napd.model.data import indicator_data
from napd.model.file import indicator_of
from napd.model.reading import indicator_from_data
from napd.model.toml import line_numbers
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
    remarks = [Remark(sum(numbers) > 2 * numbers[0] + 1, draw(SENTENCES))] if numbers else []
    remarks += [
        Remark((number / 3 <= 5) & (number != 1), draw(SENTENCES), elsewhere={"heel-anders": f"{number.id} > 2"})
        for number in numbers
    ]
    return evolve(
        made,
        remarks=[remark for remark in remarks if not list(remark.faults(made))],
        since=draw(st.dates()),
        title=draw(SENTENCES),
        theme=draw(WORDS),
        action_line=draw(st.none() | st.integers(1, 6)),
        dashboard=draw(st.sampled_from(["", "Beschermd Thuis", "beschermd-thuis"])),
        beside=draw(st.lists(WORDS, unique=True, max_size=2).filter(lambda names: made.id not in names)),
        description=draw(WORDS),
        wording=draw(WORDS),
        rules=rules,
        exceptions=dict.fromkeys(made.exceptions, draw(SENTENCES)),
        doubts=draw(st.lists(WORDS, max_size=2)),
        sources=draw(st.lists(SOURCES, max_size=2)),
        support=draw(st.lists(st.builds(Support, WORDS, WORDS), max_size=2)),
        background=draw(st.lists(st.builds(Figure, WORDS, SOURCES), max_size=2)),
    )


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
    """Each of ours comes back from its file, also where that was saved by another editor."""
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
    scale=Scale([Level("laag", "Laag", "-"), Level("hoog", "Hoog", symbol="+")]),
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
symbol = "-"

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
    rules = [
        Rule("gerealiseerd", (asked == "een") | (asked == "een"), because=title),
        Rule("niet-op-gang", because="Anders."),
    ]
    made = Indicator(id="x", title=f"x{title}", since="2025-01-01", questions=[asked], rules=rules)
    assert indicator_of(indicator_toml(made), "x.toml") == made


def test_what_no_formula_can_say_is_data():
    """A question whose id is a word of Python, and odd groups, keep the conditions that they have."""
    asked = YesNo("is", "Is het?")
    odd = AllOf([AnyOf([Compare("is", "==", "ja")])])
    rules = [Rule("gerealiseerd", odd, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    made = Indicator(id="x", title="X", since="2025-01-01", questions=[asked], rules=rules)
    text = indicator_toml(made)
    assert 'when = { all = [{ any = [{ question = "is", operator = "==", value = "ja" }] }] }' in text
    assert indicator_of(text, "x.toml") == made


def test_data_that_is_no_indicator():
    """The way back from JSON says where each fault is, without lines."""
    with pytest.raises(ModelError) as error:
        indicator_from_data({**indicator_data(MADE), "rules": [{"level": "laag"}], "id": "X"})
    assert str(error.value) == (
        "id: the id needs lower case letters and digits, with single hyphens between words; try 'x'\n"
        "stages 1 (tijd): stage 'tijd', it is asked in no table; ask it in a later one, or leave it out\n"
        "rules 1, because: give the reason in because=..."
    )
    with pytest.raises(ModelError, match=r"^it must be a table, not a list$"):
        indicator_from_data([])


def test_lines():
    """Every table and setting has its line, whatever stands between them."""
    text = 'a.b = 1\n# [[x]]\n[[t]]\nk = [\n1,\n]\n\n[[t.u]]\nm = """\n[[t]]\n"""\n[[t]]\nk = 2\n'
    assert line_numbers(text) == {
        (): 1, ("a",): 1, ("a", "b"): 1, ("t",): 3, ("t", 0): 3, ("t", 0, "k"): 4, ("t", 0, "k", 0): 5,
        ("t", 0, "u"): 8, ("t", 0, "u", 0): 8, ("t", 0, "u", 0, "m"): 9, ("t", 1): 12, ("t", 1, "k"): 13,
    }  # fmt: skip
