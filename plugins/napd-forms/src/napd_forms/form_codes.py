"""The codes of a form: what its hidden columns say, by which an answer is known wherever its row stands.

A form is a workbook in which a hidden column gives each row its code, and another what its fixed texts are, so that
what a person typed over them is seen. Where rows and columns stand, and what sheets are called, does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Self
from zlib import crc32

from attrs import frozen

from napd.plugin import YES_NO, languages, texts

CODE, CHECK, BEFORE = "napd-code", "napd-controle", "napd-vorig"
"""The names of the hidden columns: the code of the row, its fixed texts, and the answer that was taken over."""
NAMES: Mapping[str, str] = texts("nl", "napd_forms").table("heading")
"""The headings of the visible columns in Dutch, in their order."""


@cache
def headings() -> Mapping[str, str]:
    """The visible columns by their headings in every language, in small letters."""
    tables = (texts(language, "napd_forms").table("heading") for language in languages())
    return {heading.casefold(): name for table in tables for name, heading in table.items()}


PLACES = ("value", "note", "confirmed")
"""The columns in which people write."""
SKIPPED = "napd-blad"
"""What the first cell of a sheet says that napd made and does not read."""
HEADINGS, FIXED, OWN, COUNT = "#kop", "#tekst", "#eigen", "#stand"
"""Codes of rows: the headings, texts, what people keep for themselves, such as their names, and how far they are."""
WHOLE_SHEET = "#bevestigd"
"""The code of the row that confirms at once what was taken over on its sheet."""
FORM = "#formulier"
"""What begins the code of a title, which says of which form the sheet is."""
STATUS, PERSPECTIVE, FICTIONAL = "#status", "#perspectief", "#FICTIEF"
STORY = "#verhaal"
"""What begins the codes of rows that tell a story; then comes which field of it."""
TALE = ("title", "told_by", "day", "area", "indicator", "action_line", "link", "consent", "text")
"""The fields of a story in a form; its status is that of the cover."""
ONLY_NOTE = "+"
"""The fifth part of the code of a row that takes a note alone: what a region says of a question to municipalities."""
SEVERAL = "*"
"""What begins the fifth part of the code of a multiple choice; each of its options has a row below it."""
YES, NO, NOT_YET = "ja", YES_NO["no"], "nog niet"
"""Whether an answer that was taken over is confirmed; where nothing is said, its sheet says so."""
NOT_ASKED = "–"
"""What stands in a place where nothing is to be filled in."""


@frozen
class Key:
    """Which answer a row holds; in its code the parts have | between them, which none of them contains.

    Args:
        round, area, indicator, question: of the answer.
        part: empty; of a multiple choice `*`, the number of options, and what says none of them; of an option its id;
            `ONLY_NOTE` where no answer is asked.
    """

    round: str
    area: str
    indicator: str
    question: str
    part: str = ""

    @classmethod
    def of(cls, code: str) -> Self | None:
        """The key that a code says; None where it says none.

        >>> Key.of("2025-12|MO0402|regioplan|betrokken|zorg").part
        'zorg'
        """
        parts = code.strip().split("|")
        return cls(*parts) if len(parts) in (4, 5) and all(parts) else None

    @property
    def answer(self) -> tuple[str, str, str, str]:
        """Which answer it is, or is a part of."""
        return self.round, self.area, self.indicator, self.question

    def __str__(self) -> str:
        return "|".join(filter(None, (*self.answer, self.part)))


def form_code(round_id: str, area: str, perspective: str) -> str:
    """The code of a title: of which form the sheet is, by what the form was made for.

    >>> form_code("2025-12", "MO0402", "gemeente")
    '#formulier 2025-12|MO0402|gemeente'
    """
    return f"{FORM} {round_id}|{area}|{perspective}"


def made_for_of(code: str) -> tuple[str, str, str] | None:
    """The round, area and perspective that the code of a title says; None where it says none.

    >>> made_for_of("#formulier 2025-12|MO0402|gemeente")
    ('2025-12', 'MO0402', 'gemeente')
    """
    parts = code.removeprefix(FORM).strip().split("|")
    return (parts[0], parts[1], parts[2]) if code.startswith(FORM) and len(parts) == 3 else None


def several(options: int, none: str) -> str:
    """The part of the code of a multiple choice."""
    return f"{SEVERAL}{options} {none}"


def check_of(text: str) -> str:
    """Four hexadecimal digits that stand for a fixed text; how its words are spaced does not count."""
    return f"{crc32(' '.join(text.split()).encode()) & 0xFFFF:04x}"
