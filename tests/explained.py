"""Explanations of one score, of the small town or of an indicator of two questions."""

from __future__ import annotations

from attrs import evolve
from town import FRAMEWORK, GOOD, answer, scored, table

import napd
from napd import score
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule

RESULT = scored(table(GOOD))


def explained(rows, indicator="opvang", area="MO0001", framework=FRAMEWORK):
    """The explanation of one score."""
    (one,) = napd.explain(score(table(rows), framework), area, indicator, round="2025-12")
    return one


def text(*arguments, **more):
    """The explanation of one score as text, with each run of white space made one space."""
    return " ".join(str(explained(*arguments, **more)).split())


def made(questions, rules, **more):
    """A framework with one indicator, of the id "eigen"."""
    mine = Indicator(id="eigen", title="Eigen", since="2024-01-01", questions=questions, rules=rules, **more)
    return evolve(FRAMEWORK, indicators=[mine])


a, b = (YesNo(name, f"Is {name} zo?") for name in "ab")
PLAIN = made(
    [a, b],
    [
        Rule("gerealiseerd", a & b, because="Beide."),
        Rule("in-ontwikkeling", a | b, because="Een."),
        Rule("niet-op-gang", because="Geen."),
    ],
)


def eigen(question, value, **more):
    """An answer to the indicator of `made`."""
    return answer(question, value, indicator="eigen", **more)
