"""Births: records have the year in which somebody was born, and no more."""

from __future__ import annotations

import re

from attrs import field, frozen

from napd import BadValue, Number
from napd_counts.words import message

DAY_OF_BIRTH = "day_of_birth"


@frozen(eq=False)
class YearOfBirth(Number):
    """The year in which somebody was born; `Bands` turns it into age bands.

    A date of birth is refused, and not shown: with a municipality and a sex it may tell who somebody is.
    """

    minimum: float | None = field(default=1900, kw_only=True)
    maximum: float | None = field(default=2099, kw_only=True)
    whole: bool = field(default=True, kw_only=True)
    better: None = field(default=None, kw_only=True)

    def parse(self, text: str) -> float:
        """The year."""
        if _is_day(text.strip()):
            raise BadValue(DAY_OF_BIRTH, message("born.message"), message("born.hint"))
        return super().parse(text)


def _is_day(text: str) -> bool:
    """Whether it has a day, a month and a year: as three numbers, two with the month in words, or only digits."""
    numbers = re.findall(r"\d+", text)
    in_words = len(numbers) == 2 and min(map(len, numbers)) <= 2 and any(map(str.isalpha, text))
    return len(numbers) > 2 or in_words or (text.isdigit() and len(text) in (6, 8))
