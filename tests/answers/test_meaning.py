"""What people type means the same in haste and with care, and again when it is written down."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from town import FRAMEWORK, answer, table

from napd import Choice, Date, Framework, Indicator, MultiChoice, Number, Rule, YesNo, score
from napd.answers import vocabulary
from napd.answers.fast_path import FastPath, Laid
from napd.answers.intake import Intake
from napd.answers.layout import Layout
from napd.answers.table_source import TableSource
from napd.model.options import Option
from napd.model.values import BadValue
from napd.tables.problems import FEW, Log

duur = Choice(
    "duur", "Hoe lang?", options=("½ jaar", "1-2 maanden", "12 maanden", "12 jaar", "1,5 jaar", "niet-digitaal")
)
schaal = Choice(
    "schaal", "Hoeveel?", options=(Option("5", "vijf"), Option("-5", "min_vijf"), Option("1,5", "anderhalf"))
)
wie = MultiChoice("wie", "Wie?", options=("zorg", "wonen", "Zorg & wonen", "’s-Hertogenbosch"))
euro = Number("euro", "Hoeveel?", unit="€", minimum=-100_000)
deel = Number("deel", "Welk deel?", unit="%", minimum=0, maximum=100)
heel = Number("heel", "Hoeveel?", minimum=0, whole=True)
dag, mee = Date("dag", "Wanneer?"), YesNo("mee", "Doet u mee?")
QUESTIONS = (duur, schaal, wie, euro, deel, heel, dag, mee)
ODD = Indicator(
    id="raar", title="Raar", since="2024-01-01", questions=QUESTIONS,
    rules=[
        Rule("gerealiseerd", mee & (euro > 12.5) & (deel >= 75) & (heel > 11) & (duur >= "12 maanden"), because="Al."),
        Rule("in-ontwikkeling", wie.has_any("wonen") & (dag >= "2025-04-01") & (schaal >= "min_vijf"), because="Iets."),
        Rule("niet-op-gang", because="Weinig."),
    ],
)  # fmt: skip
LAYOUT = Layout(Framework(indicators=[ODD], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds))

LABELS = [option.label for question in (duur, schaal, wie, mee) for option in question.options]
TYPED = [
    *LABELS, "geen", "x", "1", "0", "12", "12.500", "12,500", "1.000", "1 000", "1e3",
    ".5", "5.", "75", "0,75", "33.333",
    "-5", "31-12-2025", "03/04/2025", "2025-04-03", "45657", "2205-01-01", "dec-25",
    "nvt",
]  # fmt: skip
SIGNS = "☑☐✓✗[]x|;\n ?-–−+%€.,'’½²\u00ad\u200b\u00a0_()"
TEXTS = st.one_of(
    st.sampled_from(TYPED),
    st.lists(st.sampled_from([*TYPED, *SIGNS, "☑ ", "☐ ", "[x] ", "[ ] "]), min_size=1, max_size=4).map("".join),
    st.sampled_from(TYPED).map(str.upper),
    st.tuples(st.sampled_from(TYPED), st.integers(0, 9), st.sampled_from(SIGNS)).map(
        lambda made: made[0][: made[1]] + made[2] + made[0][made[1] :]
    ),
    st.from_regex(r"[-+−]?[0-9]{1,4}[.,]?[0-9]{0,4} ?%?", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", fullmatch=True),
    st.text(max_size=4),
)
"""What people type, and what is nearly so."""


def leave(_, batch, memory):  # noqa: ARG001 - as the fast path is called
    """Leave every row to the check."""
    return Laid(0, 0, np.arange(len(batch)))


def taken(rows, **changed):
    """What is laid out of some rows, and what is said of them, with something of the engine changed."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in changed.items():
            patched.setattr(FastPath if name == "lay_out" else vocabulary, name, value)
        intake = Intake.of(LAYOUT, FEW)
        (piece,) = TableSource("answers", rows).pieces(Log(FEW))
        done = intake.take(piece)
    return done.count, done.print % 2**64, intake.grid.codes.tolist(), sorted(map(str, done.problems))


@given(st.lists(TEXTS, min_size=1, max_size=5, unique=True))
@example(["5", "-5", "\u22125", "1,5", "1.5", "12.500", "00"])
def test_haste_and_care_read_the_same(texts):
    """Each text as the answer to each question: row by row, a few at once, or as one of very many."""
    for text in texts:
        rows = table([answer(question.id, text, indicator="raar") for question in QUESTIONS])
        assert taken(rows) == taken(rows, lay_out=leave) == taken(rows, MANY=0)


@given(st.sampled_from(QUESTIONS), TEXTS)
def test_what_is_accepted_has_a_standard_form(question, text):
    """It is accepted again, as the same answer, without a doubt but that of the answer itself, and is its own form."""
    try:
        value = question.parse(text)
    except BadValue:
        return
    form = question.show(value)
    assert question.parse(form) == value
    assert question.show(question.parse(form)) == form
    assert question.doubt(form, value) is None or question is deel


def test_answers_are_written_as_they_are_read_again():
    """The answers of a result, scored again, are the same answers with the same scores."""
    given_ = {"duur": "1 – 2 MAANDEN", "schaal": "−5", "wie": "☑ ’s‑Hertogenbosch", "euro": "12.3450"}  # noqa: RUF001
    rows = [answer(name, text, indicator="raar") for name, text in given_.items()]
    framework = LAYOUT.framework
    first = score(table(rows), framework)
    assert first.answers["value"].to_pylist() == ["1_2_maanden", "min_vijf", "s_hertogenbosch", "12.3450"]
    again = score(first.answers, framework)
    assert again.answers.equals(first.answers)
    assert again.scores.equals(first.scores)
    assert not len(again.problems)
