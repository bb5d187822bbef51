"""A clear pandas script as it is mostly written first: pivot, and a function of a row for `apply(axis=1)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.rubric import INDICATORS, KINDS, RANKS, WORST, Needs, question_of, rank


def job(_areas: int) -> Callable[[Path], pd.DataFrame]:
    """Nothing to set up."""
    return _run


def _run(path: Path) -> pd.DataFrame:
    answers = pd.read_parquet(path)
    wide = answers.pivot(index=["round", "area"], columns="question", values="value")
    return pd.concat([_scores(wide, indicator) for indicator in INDICATORS], ignore_index=True)


def _scores(wide: pd.DataFrame, indicator: str) -> pd.DataFrame:
    mine = wide[[question_of(indicator, kind) for kind in KINDS]].set_axis(list(KINDS), axis=1)
    found = mine.apply(partial(_score, indicator=indicator), axis=1)
    scores = pd.DataFrame(list(found), columns=["level_low", "level_high", "answered"])
    scores["indicator"] = indicator
    return pd.concat([wide.index.to_frame(index=False), scores], axis=1)


def _score(row: Mapping[str, str | float], indicator: str) -> tuple[str, str, int]:
    answers = {kind: _number(row[kind]) for kind in KINDS}
    low, high = (_level(answers, indicator, missing=missing) for missing in (False, True))
    return low, high, sum(answer is not None for answer in answers.values())


def _number(text: str | float) -> float | None:
    if not isinstance(text, str):
        return None
    return RANKS[text] if text in RANKS else float(text)


def _level(answers: Mapping[str, float | None], indicator: str, *, missing: bool) -> str:
    """The level of the first rule that holds, where what is not known counts as `missing`."""
    return next((level for level, needs in INDICATORS[indicator] if _holds(answers, needs, missing=missing)), WORST)


def _holds(answers: Mapping[str, float | None], needs: Needs, *, missing: bool) -> bool:
    known = ((answers[kind], rank(worst)) for kind, worst in needs.items())
    return all(missing if answer is None else answer >= worst for answer, worst in known)
