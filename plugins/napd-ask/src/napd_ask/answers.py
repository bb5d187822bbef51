"""Answers in a file: read with every problem told, and written only where somebody asks for it."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from napd import Advice, BadValue, NapdError, Question
from napd.plugin import Texts, as_read, nearest, problem_text, texts
from napd_ask.knowledge import Situation

Tell = Callable[[str], None]
"""Takes a problem, as a line for a person."""


def read_value(question: Question, text: str, unknown: tuple[str, ...]) -> Any:
    """The answer that a text gives; None where it says that it is not known.

    Args:
        question: what was asked.
        text: the answer, by its id or in words.
        unknown: the words that say that somebody does not know.

    Raises:
        BadValue: for what is not an answer to the question.
    """
    written = text.strip()
    if not written or (as_read(written) in unknown and as_read(written) not in question.meanings):
        return None
    return question.read(written)


def read_answers(path: Path, advice: Advice, tell: Texts, report: Tell) -> dict[str, Any]:
    """The answers of one case: TOML or JSON of ids and values, or CSV with the columns question and value.

    What cannot be used is reported, and counts as not known; the rest counts.

    Raises:
        NapdError: when the file cannot be read at all.
    """
    unknown = unknown_words(tell)
    found: dict[str, Any] = {}
    known = {question.id: question for question in advice.questions}
    for name, text in _pairs(path):
        if name not in known:
            report(tell("problem.unknown_question", path.name, name, nearest(name, known)))
            continue
        found[name] = None
        try:
            found[name] = read_value(known[name], text, unknown)
        except BadValue as bad:
            said = problem_text(bad.kind, tell.language)
            report(tell("problem.not_understood", path.name, name, said, tell.worded(bad.message)))
    return found


def read_case(row: Mapping[str, str], advice: Advice, language: str = "nl") -> tuple[Situation, list[str]]:
    """A case from the texts of its answers, by the id of each question; a question without a text is not known.

    Args:
        row: the texts, such as a row of a file of cases. What is not a question is passed over.
        advice: what is asked.
        language: of the words that say that somebody does not know.

    Returns:
        The case, and the ids of the questions whose text is no answer, each with why; these are not known.

    Raises:
        NapdError: where the advice is about a day, and the row has none.
    """
    unknown = unknown_words(texts(language, "napd_ask"))
    answers: dict[str, Any] = {}
    problems = []
    for question in advice.questions:
        answers[question.id] = None
        try:
            answers[question.id] = read_value(question, row.get(question.id) or "", unknown)
        except BadValue as bad:
            say = texts(language)
            problems.append(f"{question.id}: {say.worded(bad.message)}. {say.worded(bad.hint)}")
    day = answers.pop(advice.day) if advice.day else date.min
    if day is None:
        raise NapdError(f"it has no day: fill in {advice.day}")
    return Situation(answers, day), problems


def unknown_words(tell: Texts) -> tuple[str, ...]:
    """The words that say that somebody does not know: those of the language, and those of files."""
    return (*map(as_read, tell.several("dialogue.keys.unknown")), "onbekend", "unknown", "?")


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Ids and texts of answers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".csv":
            rows = csv.DictReader(io.StringIO(text, newline=""))
            if not {"question", "value"} <= {*(rows.fieldnames or ())}:
                raise NapdError(f"{path}: it needs the columns question and value, with commas between them")
            yield from [(row["question"] or "", row["value"] or "") for row in rows]
            return
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NapdError(f"{path}: it cannot be read: {reason}") from error
    if not isinstance(data, Mapping):
        raise NapdError(f'{path}: it needs an id and a value for each answer, such as werkt_nu = "ja"')
    yield from ((str(name), _text(value)) for name, value in data.items())


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case date():
            return value.isoformat()[:10]
        case list():
            return ", ".join(map(_text, value))
    return str(value)


def answers_toml(advice: Advice, answers: Mapping[str, Any]) -> str:
    """The answers of a case as TOML, to read back, below the notice; an answer that is not known is empty."""
    lines = [f"# {line}" for line in advice.notice]
    for question in advice.questions:
        if question.id in answers:
            value = answers[question.id]
            shown = "" if value is None else question.show(value)
            lines.append(f"{question.id} = {json.dumps(shown, ensure_ascii=False)}")
    return "\n".join((*lines, ""))
