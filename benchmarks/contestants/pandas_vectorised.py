"""A clear pandas script: pivot, numbers for answers, `np.select` for the rules. No loop over rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.rubric import INDICATORS, KINDS, NUMBERS, RANKS, WORST, Needs, question_of, rank


def job(_areas: int) -> Callable[[Path], pd.DataFrame]:
    """Nothing to set up."""
    return _run


def _run(path: Path) -> pd.DataFrame:
    answers = pd.read_parquet(path)
    wide = answers.pivot(index=["round", "area"], columns="question", values="value")
    for name in wide:
        is_number = str(name).endswith(NUMBERS)
        wide[name] = pd.to_numeric(wide[name]) if is_number else wide[name].map(RANKS)
    return pd.concat([_scores(wide, indicator) for indicator in INDICATORS], ignore_index=True)


def _scores(wide: pd.DataFrame, indicator: str) -> pd.DataFrame:
    scores = wide.index.to_frame(index=False)
    scores["indicator"] = indicator
    scores["level_low"] = _levels(wide, indicator, missing=False)
    scores["level_high"] = _levels(wide, indicator, missing=True)
    scores["answered"] = wide[[question_of(indicator, kind) for kind in KINDS]].notna().sum(axis=1).to_numpy()
    return scores


def _levels(wide: pd.DataFrame, indicator: str, *, missing: bool) -> Any:
    """The level of the first rule that holds, where what is not known counts as `missing`."""
    rules = INDICATORS[indicator]
    conditions = [_condition(wide, indicator, needs, missing=missing) for _, needs in rules]
    return np.select(conditions, [level for level, _ in rules], default=WORST)


def _condition(wide: pd.DataFrame, indicator: str, needs: Needs, *, missing: bool) -> Any:
    parts = []
    for kind, worst in needs.items():
        answers = wide[question_of(indicator, kind)]
        holds = answers >= rank(worst)
        parts.append(holds | answers.isna() if missing else holds)
    return reduce(and_, parts)
