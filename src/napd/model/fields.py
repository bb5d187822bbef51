"""Fields: what an input accepts as an answer, so that any form can ask for it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Shape = Literal["option", "options", "number", "day", "words"]


@frozen
class Field:
    """What an input accepts.

    Args:
        shape: one option, any number of options, a number, a day, or words that the question turns into its answer.
        options: the texts to choose from, in the order of the question's options; the question can read each of them.
        low: the lowest number; None for no bound.
        high: the highest; None for no bound.
        whole: whether the number must be a whole one.
        unit: of the number.
        hint: what may be answered, in words, if the shape does not say it.
    """

    shape: Shape = "words"
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    unit: str = ""
    hint: str = ""
