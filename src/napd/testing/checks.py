"""The laws that every indicator has to keep, each as a check that a test can run."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from napd.decision import proof
from napd.decision.rubric import compile_rubric
from napd.errors import NapdError, nearest
from napd.framework.hooks import GROUP
from napd.framework.plugins import installed, load
from napd.model.data import indicator_data
from napd.model.file import indicator_of, indicator_toml
from napd.model.formula_text import is_name
from napd.model.indicator import Indicator
from napd.model.reading import indicator_from_data
from napd.printed.partition import MOST_SPLITS
from napd.printed.table import MOST_ROWS, tables_of
from napd.testing.casebook import EXPECTED, cases
from napd.testing.score_laws import bounds, decisive, scores

PLACEHOLDER = "PLAATSHOUDER"
"""Stands in a text that its author still has to write."""
Law = Callable[[Indicator, Path | None], Iterable[str]]


@frozen
class Check:
    """One law, of one indicator; called, it raises `AssertionError` with a line for each fault.

    Args:
        name: of the law.
        says: the law.
        faults: the function that finds the faults.
        indicator: whose.
        cases: its file of cases, if it has one.
    """

    name: str
    says: str
    faults: Law = field(repr=False)
    indicator: Indicator = field(repr=False)
    cases: Path | None = field(default=None, repr=False)

    def __call__(self) -> None:
        """Run it."""
        if found := list(self.faults(self.indicator, self.cases)):
            # Not by `assert`, which `python -O` leaves out, and of which pytest rewrites the text in installed plugins
            raise AssertionError(
                "\n".join([f"{self.indicator.id!r} breaks the law {self.name!r}: {self.says}", *found])
            )

    def __str__(self) -> str:
        return f"{self.indicator.id}-{self.indicator.version}-{self.name}"


def checks_of(indicator: Indicator, cases: str | Path | None = None, *, plugin: str | None = None) -> list[Check]:
    """Every check of an indicator; with `plugin`, also that an installed plugin provides it.

    Args:
        indicator: the indicator.
        cases: its file of cases.
        plugin: the name of its entry point.
    """
    path = None if cases is None else Path(cases)
    found = [Check(name, says, law, indicator, path) for name, (says, law) in LAWS.items()]
    given = [] if plugin is None else [Check("announced", ANNOUNCED, _announced(plugin), indicator, path)]
    return found + given


def parametrize_with_checks(
    indicators: Indicator | Iterable[Indicator],
    *,
    cases: str | Path | None = None,
    plugin: str | None = None,
    expected_failed: Mapping[str, str] | None = None,
) -> Any:
    """Run a test once for each check of each indicator; the test has a parameter `check`, and calls it.

    Args:
        indicators: an indicator, or several, such as the versions of one.
        cases: the file of cases, see `napd.testing.casebook`.
        plugin: the name of the entry point through which the installed distribution provides them, or None.
        expected_failed: check -> why it cannot hold; the test fails as soon as it does hold.

    Raises:
        NapdError: for a check that does not exist.
    """
    import pytest

    why = dict(expected_failed or {})
    known = (*LAWS, "announced")
    if strange := [f"there is no check {name!r}.{nearest(name, known)}" for name in why if name not in known]:
        raise NapdError("\n".join(strange))
    several = [indicators] if isinstance(indicators, Indicator) else list(indicators)
    marks = {name: [pytest.mark.xfail(reason=reason, strict=True)] for name, reason in why.items()}
    found = [check for indicator in several for check in checks_of(indicator, cases, plugin=plugin)]
    return pytest.mark.parametrize(
        "check", [pytest.param(check, id=str(check), marks=marks.get(check.name, [])) for check in found]
    )


# The laws: each yields its faults


def _proofs(indicator: Indicator, _: Path | None) -> Iterator[str]:
    try:
        proof.prove(compile_rubric(indicator))
    except NapdError as error:
        yield from str(error).splitlines()


def _texts(indicator: Indicator, _: Path | None) -> Iterator[str]:
    for what, text in _said(indicator):
        if not text.strip():
            yield f"{what} is empty"
        elif PLACEHOLDER in text:
            yield f"{what} is still to be written"


def _said(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Every text that people need."""
    yield from ((name, getattr(indicator, name)) for name in ("title", "theme", "description", "wording"))
    for question in (*indicator.questions, *indicator.stages):
        yield f"the text of question {question.id!r}", question.text
        for option in question.options:
            yield f"the label of option {option.id!r} of question {question.id!r}", option.label
    for stage, rules in indicator.tables():
        where = f" of stage {stage.id!r}" if stage is not None else ""
        yield from ((f"the reason of rule {n}{where}", rule.because) for n, rule in enumerate(rules, start=1))
    yield from ((f"the text of remark {n}", remark.text) for n, remark in enumerate(indicator.remarks, start=1))
    yield from ((f"doubt {number}", text) for number, text in enumerate(indicator.doubts, start=1))
    yield from ((f"the title of source {n}", source.title) for n, source in enumerate(indicator.sources, start=1))
    yield from ((f"the name of support {n}", each.name) for n, each in enumerate(indicator.support, start=1))
    for number, figure in enumerate(indicator.background, start=1):
        yield f"figure {number}", figure.text
        yield f"the source of figure {number}", figure.source.title


def _ids(indicator: Indicator, _: Path | None) -> Iterator[str]:
    for question in (*indicator.questions, *indicator.stages):
        if not is_name(question.id):
            yield f"question {question.id!r} cannot be named in a formula: begin with a letter, use no word of Python"
        if question.id in EXPECTED:
            yield f"question {question.id!r} cannot have a column in a file of cases: {', '.join(EXPECTED)} are taken"


def _required(indicator: Indicator, _: Path | None) -> Iterator[str]:
    known = {question.id: question for question in (*indicator.questions, *indicator.stages)}
    conditions = [rule.when for _, rules in indicator.tables() for rule in rules if rule.when is not None]
    deciding = {name for condition in conditions for atom in condition.atoms() for name in atom.questions}
    waiting = [known[name] for name in deciding]
    while waiting:
        waiting += (question := waiting.pop()).inputs
        deciding.add(question.id)
    for question in indicator.asked:
        if question.id in deciding and not question.required:
            yield f"question {question.id!r} decides, and is not required: nobody sees that it is missing"


def _announced(name: str) -> Law:
    """The law that an installed plugin of this name gives the indicator."""

    def faults(indicator: Indicator, _: Path | None) -> Iterator[str]:
        ours = [plugin for plugin in installed() if plugin.name == name]
        if not ours:
            yield f"no installed distribution has an entry point {name!r} in the group {GROUP!r}: install it first"
            return
        provided, left_out = load(ours)
        yield from map(str, left_out)
        if not left_out and all(each.indicator != indicator for each in provided):
            given = ", ".join(each.indicator.id for each in provided) or "no indicator"
            yield f"plugin {name!r} gives {given}, and not this one: return it from napd_indicators()"

    return faults


def _form(indicator: Indicator, _: Path | None) -> Iterator[str]:
    ways: dict[str, Callable[[], Indicator]] = {
        "JSON": lambda: indicator_from_data(json.loads(json.dumps(indicator_data(indicator), allow_nan=False))),
        "TOML": lambda: indicator_of(indicator_toml(indicator), f"{indicator.id}.toml"),
    }
    yield from _unlike(indicator, ways)


def _pickle(indicator: Indicator, _: Path | None) -> Iterator[str]:
    yield from _unlike(indicator, {"pickle": lambda: pickle.loads(pickle.dumps(indicator))})  # noqa: S301 - its own


def _unlike(indicator: Indicator, ways: Mapping[str, Callable[[], Any]]) -> Iterator[str]:
    """The ways by which the indicator does not come out as it went in."""
    for name, way in ways.items():
        try:
            if way() != indicator:
                yield f"{name}: what is read back is another indicator"
        except Exception as error:  # noqa: BLE001 - a question of the author's own can do whatever it likes
            yield f"{name}: {type(error).__name__}: {error}"


def _size(indicator: Indicator, _: Path | None) -> Iterator[str]:
    for table in tables_of(compile_rubric(indicator)):
        if not table.boxes:
            where = f"the table of stage {table.stage!r}" if table.stage else "its table"
            count = f"more than {MOST_SPLITS:,}" if table.row_count is None else f"{table.row_count:,}"
            yield f"{where} has {count} rows, and nobody reads more than {MOST_ROWS}: split it into stages"


def _cases(indicator: Indicator, path: Path | None) -> Iterator[str]:
    for case in cases(indicator, _named(path)):
        try:
            case.check()
        except AssertionError as error:
            yield str(error)


def _reached(indicator: Indicator, path: Path | None) -> Iterator[str]:
    file = _named(path)
    decided = {case.outcome.rules for case in cases(indicator, file)}
    for number, rule in enumerate(indicator.rules, start=1):
        if (number,) not in decided:
            yield f"rule {number} ({rule.level}) decides no case: add one to {file.name}"


def _named(path: Path | None) -> Path:
    if path is None:
        raise AssertionError("it has no cases: write them in a file, and name it with cases=")
    return path


LAWS: dict[str, tuple[str, Law]] = {
    "proofs": ("every case has a level, every rule decides some case, and a better answer never scores worse", _proofs),
    "texts": ("every text that people need is there, and written", _texts),
    "ids": ("every question can be named in a formula and in a file of cases", _ids),
    "required": ("a question that decides is required, so that a missing answer is seen", _required),
    "scores": ("complete answers score as the plain meaning of the rules says", scores),
    "bounds": ("whatever the missing answers turn out to be, the score lies within its bounds", bounds),
    "decisive": ("the answers that are said to decide do so by themselves, and each of them matters", decisive),
    "form": ("written as JSON or TOML and read back, it is the same indicator", _form),
    "pickle": ("it can travel to another process, and is then the same indicator", _pickle),
    "size": ("its tables are small enough to read", _size),
    "cases": ("every case of its file scores as the file says", _cases),
    "reached": ("every rule decides at least one case of its file by itself", _reached),
}
"""Each law by its name: what it says, and what finds the faults."""
ANNOUNCED = "an installed plugin gives it to napd"
"""The law that holds of what a distribution brings along."""
