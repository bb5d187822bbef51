"""What is wrong with an indicator in a file: every fault with its line, its key and the nearest right name."""

from __future__ import annotations

import pytest

from napd import (
    ModelError,
    NapdError,
    read_indicator,
)  # fmt: skip
from napd.model.file import indicator_of
from napd.model.formula import EXAMPLE
from napd.model.shape import schema

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
id = "niet-op-gang"
"""
SAID = [
    "line 3, titel: unknown setting 'titel'. Did you mean \"title\"?",
    "line 5, since: '2025-13-01' is not a date: write it as 2025-12-31",
    "line 6, action_line: it must be a whole number, not '4'",
    "line 7, area: 'regoin' is not one of region, municipality, province, country. Did you mean \"region\"?",
    "line 8, doubts: it must be a list, not 'Eén.'",
    "line 14, questions 1 (nood), required: it must be true or false, not 'nee'",
    "line 15, questions 1 (nood), rollup, kind: there is no kind 'Shaer'. Did you mean \"Share\"?",
    "line 18, questions 2 (fase), kind: there is no kind 'Chioce'. Did you mean \"Choice\"?",
    "line 21, questions 3 (deel): it needs kind = one of {kinds}",
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
level = "gerealiseerd"
when = 'tijd == "vroeg" and'
because = "C"

[[rules]]
level = "gerealiserd"
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
    "line 39, rules 2, level: there is no level 'gerealiserd'. Did you mean \"gerealiseerd\"?",
    "line 40, rules 2, when: question 'fase' has no option 3. It has: geen.",
    "line 43, remarks 1, when: there is no question 'Dele' that somebody answers. Did you mean \"Deel\"?",
    "line 44, remarks 1, text: give the sentence in text=...",
    "line 47, remarks 2, when: it cannot be read: write == for 'is the same as'",
    "line 51, exceptions, fasee: the exception names an unknown question 'fasee'. Did you mean \"fase\"?",
]


@pytest.mark.parametrize(("text", "said"), [(FAULTY, SAID), (WRONG, WRONGS)], ids=["shape", "meaning"])
def test_every_fault_of_a_file_in_one_pass(text, said):
    """Each fault has a line of its own, with the file, the line, the key and the nearest right name."""
    with pytest.raises(ModelError) as error:
        indicator_of(text, "proef.toml")
    found = [line.removeprefix("proef.toml: ") for line in str(error.value).splitlines()]
    kinds = ", ".join(each["$ref"].rpartition("/")[2] for each in schema()["$defs"]["Question"]["anyOf"])
    assert found == [line.replace("{kinds}", kinds) for line in said]


PARTS = {
    'minimum = "a"': "line 9, questions 1 (q), minimum: it must be a number, not 'a'",
    "minimum = inf": "line 5, questions 1 (q): question 'q' has minimum=inf: use a number between -1e15 and 1e15",
    "unit = true": "line 9, questions 1 (q), unit: it must be text, not true",
    "help = [1]": "line 9, questions 1 (q), help: it must be text, not a list",
    "help = 2025-01-01": "line 9, questions 1 (q), help: it must be text, not 2025-01-01",
    "rollup = 'Sum'": "line 9, questions 1 (q), rollup: it must be a table with kind = one of Share, Count, Sum, "
    "Mean, Minimum, Maximum, not 'Sum'",
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
level = "niet-op-gang"
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
RULE = '\n[[rules]]\nlevel = "niet-op-gang"\nbecause = "Altijd."\n'
SCALE = '\n[[scale]]\nid = "niet-op-gang"\nlabel = "Rood"\n'
OTHERS = {
    "a ratio of what is not there": (
        BODY + RATIO + RULE,
        "line 5, questions 1 (r): there is no question 'rset'. Did you mean \"rest\"?",
    ),
    "a scale of one level": (
        BODY + ONE + RULE + SCALE,
        (
            "line 10, scale: a scale needs at least two levels, each with an id of its own that is not "
            "'not_applicable'; these are: niet-op-gang"
        ),
    ),
    "a condition as data that is none": (
        BODY + ONE + 'rules = [{ level = "niet-op-gang", because = "A", when = { some = 1 } }]\n',
        (
            "line 5, rules 1, when: {'some': 1} is not a condition: it needs 'question' with 'operator' and 'value', "
            "'question' with 'at_least' and 'of', 'amount' with 'operator' and 'value', or 'all', 'any' or 'not'"
        ),
    ),
    "no rule at all": (BODY + "questions = []\nrules = []\n", "line 5, rules: it has no rules"),
    "not an indicator": ("titel = 1\n", "line 1, titel: unknown setting 'titel'. Did you mean \"title\"?"),
}


@pytest.mark.parametrize(("text", "said"), OTHERS.values(), ids=OTHERS)
def test_other_faults(text, said):
    """A part that cannot be made has a line of its own too."""
    with pytest.raises(ModelError) as error:
        indicator_of(text, "x.toml")
    assert f"x.toml: {said}" in str(error.value).splitlines()


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
