"""The catalogue of problems has each kind, and each of its examples gives that kind and that message."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from catalogue import Entry, answers_file, entries, typed

import napd
from napd.tables.problems import Problem, columns_of
from napd.texts import languages, problem_kinds, texts
from napd.views.remarks import remarks
from napd_forms.making import form, write_form
from napd_forms.previous import EarlierAnswers

ENTRIES = [entry for group in entries("problems.md").values() for entry in group]
ROUND, AREA = "2025-12", "MO0402"


@cache
def shipped() -> napd.Framework:
    """The framework of most examples."""
    return napd.Framework.installed()


def framework_of(entry: Entry) -> napd.Framework:
    """The framework of an example: with the napd.toml that it shows, if any."""
    for _, text in entry.blocks("toml"):
        Path("napd.toml").write_text(text, encoding="utf-8")
        return napd.Framework.load()
    return shipped()


def found(entry: Entry, folder: Path) -> list[Problem]:
    """What napd finds in the example of an entry."""
    framework = framework_of(entry)
    path = None
    for name, text in entry.blocks("md"):
        (folder / name).write_text(text, encoding="utf-8")
        return list(napd.stories(folder / name, framework=framework).problems)
    if entry.blocks("csv"):
        path, options = answers_file(entry, folder)
        framework = evolve(framework, publish="--publish" in options)
    for _, lines in entry.blocks("form"):
        earlier = EarlierAnswers.of(path, framework).taken_over(ROUND, "gemeente") if path else None
        path = write_form(folder / "form.xlsx", form(framework, ROUND, AREA, previous=earlier))
        typed(path, lines)
    result = napd.score(path, framework)
    return [*result.problem_records, *remarks(result)]


def told(problems: Iterable[Problem], language: str) -> list[str]:
    """What is said of them, in the order of the table."""
    columns = columns_of(problems, say := texts(language))
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return [Problem(**row).text(say) for row in rows]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_example_of_a_problem_gives_it(entry, tmp_path, monkeypatch):
    """That problem and no other, in the words that stand there; and its meaning and repair are said."""
    monkeypatch.chdir(tmp_path)
    problems = found(entry, Path())
    for language in languages():
        assert told(problems, language) == entry.says_in(language)
    assert {problem.problem for problem in problems} == {entry.name}
    assert entry.meaning == problem_kinds()[entry.name]["meaning"]
    assert entry.repair


def test_the_catalogue_has_each_kind_of_problem_and_no_other():
    """Each once."""
    assert sorted(entry.name for entry in ENTRIES) == sorted(problem_kinds())
