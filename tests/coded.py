"""Answers as codes, and what is decided from them."""

from __future__ import annotations

import numpy as np

from napd.decision.columns import columns_of
from napd.decision.decider import Decider


def coded(rubric, sheets):
    """The codes of some sheets of answers: 0 where an answer is missing, else that of what is known of it."""
    return {
        name: np.array([code_of(axis, sheet.get(axis.question.id)) for sheet in sheets], dtype=np.intp)
        for name, axis in rubric.axes.items()
    }


def code_of(axis, answer):
    """The code of one answer."""
    return 0 if answer is None else axis.code_of(answer)


def outcomes_of(rubric, codes, count):
    """The outcome of each of `count` scores."""
    places, outcomes = Decider(rubric).decide(codes, count)
    assert places.shape == (count,)
    return [outcomes[place] for place in places]


def column_of(question, atoms, **known):
    """The axis on which people read the answers to a question."""
    (column,) = columns_of(question, atoms, **known)
    return column
