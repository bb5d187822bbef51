"""Option texts: which option a text names, and what is said of a text that names none."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from napd.errors import nearest
from napd.model.options import Option
from napd.model.questions import Question
from napd.model.spelling import as_read, slip_of
from napd.model.values import CROSSES, BadValue
from napd.texts import Message
from napd.texts.hints import available
from napd.texts.signs import escaped


def meanings_of(options: tuple[Option, ...]) -> dict[str, str]:
    """The option that each text names, by what `as_read` makes of the text."""
    return {as_read(text): option.id for option in options for text in (option.label, option.id)}


def written_option(question: Any, value: str) -> str:
    """The label of an option in quotes, or its id where the label would be read as another option."""
    label = next(option.label for option in question.options if option.id == value)
    said = label if option_id(question, label) == value else value
    return escaped(json.dumps(said, ensure_ascii=False))


def option_id(question: Any, value: Any) -> Any:
    """The id of the option with this id or label; what is neither stays as it is."""
    if not isinstance(value, str) or value in question.ids:
        return value
    return next((option.id for option in question.options if option.label == value), value)


def unknown_option(question: Any, text: str) -> BadValue:
    """Why a text is no option."""
    if has_cross(text):
        message = Message("problem.ambiguous.cross", value=text.strip())
        return BadValue("ambiguous", message, Message("problem.ambiguous.cross_hint"))
    message = Message("problem.unknown_option.message", value=text.strip(), question=question.id)
    return BadValue("unknown_option", message, partial(_instead, text, [option.label for option in question.options]))


def _instead(text: str, labels: list[str]) -> Message:
    """Name the option that was meant, where the text can mean no other thing; else all of them."""
    near = slip_of(text, labels)
    return Message("hint.meant", name=near) if near else available(labels)


def has_cross(text: str) -> bool:
    """Whether a text begins or ends with a cross."""
    bare = text.strip().strip("\ufe0f")
    return not CROSSES.isdisjoint((bare[:1], bare[-1:]))


def no_option(question: Question, value: object) -> str:
    """Say that an option does not exist, with the nearest that does."""
    ids = [option.id for option in question.options]
    known = nearest(str(value), ids) or f" It has: {', '.join(ids)}."
    levels = f" If {question.levels_of!r} has other levels, name these in scale=." if question.levels_of else ""
    return f"has no option {value!r}.{known}{levels}"
