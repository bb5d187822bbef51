"""Words for codes: which columns of tables have them, and what they are, by the name of the column alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.values import BadValue, joined, parted
from napd.texts import problem_text

Row = Mapping[str, Any]
Words = Callable[[Framework, str, Row], str | None]
SIDES = ("from_", "to_", "other_")
"""What names of columns begin with in tables about two rounds or perspectives."""
SEVERAL = "; "


class ColumnLabel(NamedTuple):
    """The column with words for a column of codes.

    Args:
        kind: what the words are: a "name", a "title", a "text" or any other "label".
        words: gives them for a code and what else stands in its row; None if there are none.
        needs: the columns, besides that of the code, on which they depend, as far as a table has them.
        instead: a column that has the same words already in some tables.
        only_with: the columns without which a table has other things in the column than such codes.
    """

    kind: str
    words: Words
    needs: tuple[str, ...] = ()
    instead: str = ""
    only_with: tuple[str, ...] = ()

    def is_in(self, names: Sequence[str]) -> bool:
        """Whether a table with columns of these names gets the words."""
        return self.instead not in names and set(self.only_with) <= set(names)

    @property
    def is_of_levels(self) -> bool:
        """Whether they are words for levels."""
        return self.words is _levels


def label_of(name: str) -> ColumnLabel | None:
    """What has the words for a column; None where it has no codes.

    >>> label_of("from_level").needs, label_of("rule")
    (('indicator', 'scale', 'from_version'), None)
    """
    if name in LABELS:
        return LABELS[name]
    if name.endswith("_possible"):
        return _of_levels(_version(name))
    side = next((side for side in SIDES if name.startswith(side)), "")
    plain = LABELS.get(name.removeprefix(side)) if side else None
    if plain is None:
        return None
    needs = tuple(_version(name) if need == "version" else need for need in plain.needs)
    return plain._replace(needs=needs)


def _version(name: str) -> str:
    """The column with the version of the indicator that a column about one of two rounds is about."""
    return "from_version" if name.startswith("from_") else "to_version"


def _area(framework: Framework, code: str, _: Row) -> str:
    return SEVERAL.join(framework.areas[each].name for each in parted(code))


def _round(framework: Framework, code: str, _: Row) -> str:
    return framework.rounds[code].label


def _title(framework: Framework, code: str, row: Row) -> str:
    known = _indicator(framework, {**row, "indicator": code})
    return known.title if known else code


def _questions(framework: Framework, code: str, row: Row) -> str:
    asked = {each: _question(framework, each, row) for each in parted(code)}
    return SEVERAL.join(question.text if question is not None else each for each, question in asked.items())


def _levels(framework: Framework, code: str, row: Row) -> str:
    """Levels by the scale of the indicator or, in a summary of several, by the one scale that they share."""
    if row.get("indicator"):
        known = _indicator(framework, row)
    else:
        known = next((each for each in framework.indicators if joined(each.scale.ids) == row["scale"]), None)
    words = {level.id: level.label for level in known.scale.levels} if known else {}
    return SEVERAL.join(words.get(each) or _plain(framework, f"status.{each}") or each for each in parted(code))


def _answer(framework: Framework, code: str, row: Row) -> str | None:
    """An answer in words, or a level where no question is named; what is not one answer, such as a range, stays."""
    if row.get("question") is None:
        return _levels(framework, code, row)
    question = _question(framework, row["question"], row)
    if question is None or question.is_derived:
        return code
    try:
        return question.in_full(question.parse(code), framework.say)
    except BadValue:
        return code


def _texts(section: str, framework: Framework, code: str, _: Row) -> str:
    keys = ((each, f"{section}.{each}", f"known.{each}") for each in parted(code))
    return SEVERAL.join(_plain(framework, key) or _plain(framework, other) or each for each, key, other in keys)


def _problem(framework: Framework, code: str, _: Row) -> str:
    return problem_text(code, framework.language)


def _plain(framework: Framework, key: str) -> str:
    """A text without the sign that it begins with."""
    text = framework.say.find(key)
    sign, _, rest = text.partition(" ")
    return text if sign[:1].isalpha() else rest


def _question(framework: Framework, name: str, row: Row) -> Question | None:
    """A question in the version that a row is about, or in another that has it."""
    versions = [_indicator(framework, row), *(one for one in framework.indicators if one.id == row["indicator"])]
    return next((each for one in versions if one for each in (*one.computed, *one.stages) if each.id == name), None)


def _indicator(framework: Framework, row: Row) -> Indicator | None:
    """The version of an indicator that a row names, or else that of its round, or else the last.

    None where the framework has no such indicator: a comparison of two frameworks has what only one of them has.
    """
    versions = [each for each in framework.indicators if each.id == row["indicator"]]
    named = next((row[name] for name in ("version", "to_version", "from_version") if row.get(name)), None)
    if named is None:
        days = [framework.rounds[row[name]].date for name in ROUNDS if row.get(name)]
        named = next((one.version for day in days for one in framework.at(day) if one.id == row["indicator"]), None)
    return next((each for each in versions if each.version == named), versions[-1] if versions else None)


def _of_levels(version: str) -> ColumnLabel:
    return ColumnLabel("label", _levels, ("indicator", "scale", version))


ROUNDS = ("round", "to_round", "from_round")
VERSION = ("indicator", "version", *ROUNDS)
ASKED = (*VERSION, "question")
LABELS: Mapping[str, ColumnLabel] = {
    **dict.fromkeys(("area", "region"), ColumnLabel("name", _area)),
    "parts": ColumnLabel("name", _area, only_with=("from_round",)),
    "round": ColumnLabel("label", _round),
    "indicator": ColumnLabel("title", _title, ("version",), instead="title"),
    "question": ColumnLabel("text", _questions, VERSION, instead="text"),
    "open_questions": ColumnLabel("text", _questions, VERSION),
    **dict.fromkeys(("level", "level_low", "level_high", "possible"), _of_levels("version")),
    "outcome": ColumnLabel("label", _answer, (*ASKED, "scale")),
    "value": ColumnLabel("label", _answer, ASKED, only_with=("indicator", "question")),
    "status": ColumnLabel("label", partial(_texts, "status")),
    "change": ColumnLabel("label", partial(_texts, "change")),
    **dict.fromkeys(("cause", "causes"), ColumnLabel("label", partial(_texts, "cause"))),
    "severity": ColumnLabel("label", partial(_texts, "problem")),
    "problem": ColumnLabel("label", _problem),
}
"""By the name of the column of codes; one that begins with a side has the same words."""
