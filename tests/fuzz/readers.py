"""What reads the broken files. Each may refuse them in napd's own words, and do nothing else that is not reading."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from napd import AreaRegistry, Framework, NapdError, Rounds, read_indicator, score, stories
from napd.framework.settings import settings_of
from napd.model.formula import condition_of
from napd.scoring.result import Result
from napd.telling.prose import html, plain
from napd.testing import cases
from napd.testing.new_questions import questions_of
from napd_forms.comments import commented

framework = cache(Framework.installed)


def scored(path: Path) -> Result:
    """Score answers; every table is whole."""
    result = score(path, framework())
    for table in (result.scores, result.problems, result.answers):
        table.validate(full=True)
    return result


def checked_copy(path: Path) -> None:
    """Write what is wrong with a workbook into a copy."""
    scored(path)
    commented(path, [])


def formula(path: Path) -> None:
    """Read one formula."""
    known = {question.id: question for indicator in framework().indicators for question in indicator.questions}
    condition_of(path.read_text(encoding="utf-8", errors="surrogateescape"), known)


def proved(path: Path) -> None:
    """Read an indicator, and prove it."""
    Framework(indicators=[read_indicator(path)])


def with_cases(path: Path) -> None:
    """Read the cases of an indicator, and check each."""
    for case in cases(framework().indicators[-1], path)[:20]:
        try:
            case.check()
        except AssertionError as error:  # a case that does not hold
            str(error).encode()


def told(path: Path) -> None:
    """Read a story, and show it."""
    for story in stories(path, framework=framework()):
        html(story.text)
        plain(story.text)


READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "csv": (".csv", scored),
    "xlsx": (".xlsx", scored),
    "ods": (".ods", scored),
    "parquet": (".parquet", scored),
    "arrow": (".arrow", scored),
    "comments": (".xlsx", checked_copy),
    "indicator": (".toml", proved),
    "formula": (".txt", formula),
    "settings": (".toml", settings_of),
    "areas": (".csv", AreaRegistry.from_csv),
    "rounds": (".csv", Rounds.from_csv),
    "questions": (".csv", lambda path: questions_of(path, "proef", "2023-12-01")),
    "cases": (".csv", with_cases),
    "story": (".md", told),
}
"""The end of the name of the files, and what reads them, by the name of the reader."""


def read(name: str, path: Path) -> None:
    """Read a file; whatever is raised that is no `NapdError` is a fault of napd."""
    _, reader = READERS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            reader(path)
        except NapdError as error:
            str(error).encode()  # what is said can be written
