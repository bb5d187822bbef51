"""Answers as codes, and what is decided from them."""

from __future__ import annotations

import numpy as np

from napd.decision.outcomes import Decider


def coded(rubric, sheets):
    """The codes of some sheets of answers: 0 where an answer is missing, else that of its class."""
    return {
        name: np.array([code_of(axis, sheet.get(name)) for sheet in sheets], dtype=np.intp)
        for name, axis in rubric.axes.items()
    }


def code_of(axis, answer):
    """The code of one answer."""
    return 0 if answer is None else 1 + int(axis.classify(np.array([axis.question.position(answer)]))[0])


def outcomes_of(rubric, codes, count):
    """The outcome of each of `count` scores."""
    places, outcomes = Decider(rubric).decide(codes, count)
    assert places.shape == (count,)
    return [outcomes[place] for place in places]
