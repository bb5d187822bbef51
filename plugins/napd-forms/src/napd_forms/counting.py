"""How many answers of a sheet are filled in: a formula, which the spreadsheet keeps up to date as people type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from napd.plugin import Texts
from napd_forms.entries import Entry
from napd_forms.form_codes import WHOLE_SHEET, YES, Key

LONGEST_FORMULA = 8192
"""Signs in a formula of Excel."""


@frozen
class AnswerCount:
    """The answers of a sheet.

    Args:
        total: how many there can be; a multiple choice is one.
        filled: how many are there already.
        waits: the row in which the sheet is still to be confirmed as a whole; 0 for none.
        formula: what counts those that are, without the sign that begins it; empty where it would be too long.
    """

    total: int
    filled: int
    waits: int
    formula: str

    @classmethod
    def of(cls, entries: Mapping[int, Entry], column: str) -> AnswerCount:
        """Count the answers of some rows.

        Args:
            entries: by the number of the row, from 1.
            column: the letter of that of the answers.
        """
        answers = answers_in(entries)
        formula = "+".join(_terms(list(answers.values()), column))
        filled = sum(any(str(entries[row].value) for row in rows) for rows in answers.values())
        waits = next((row for row, entry in entries.items() if entry.code == WHOLE_SHEET), 0)
        return cls(len(answers), filled, waits, formula if len(formula) <= LONGEST_FORMULA // 2 else "")

    def told(self, tell: Texts, column: str) -> str:
        """The formula that says it in words; empty where there is none."""
        if not self.formula:
            return ""
        of, unconfirmed = (
            text.replace('"', '""') for text in (tell("sheet.of", self.total), tell("sheet.unconfirmed"))
        )
        waits = f'&IF({column}{self.waits}="{YES}","","{unconfirmed}")' if self.waits else ""
        return f'={self.formula}&"{of}"{waits}'

    def words(self, tell: Texts) -> str:
        """What the formula gives before anybody types."""
        return f"{self.filled}{tell('sheet.of', self.total)}{tell('sheet.unconfirmed') if self.waits else ''}"


def answers_in(entries: Mapping[int, Entry]) -> dict[tuple[str, ...], list[int]]:
    """The rows of each answer, of which a multiple choice has several."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row, entry in entries.items():
        if entry.takes and (key := Key.of(entry.code)):
            found.setdefault(key.answer, []).append(row)
    return found


def _terms(answers: Sequence[Sequence[int]], column: str) -> Iterator[str]:
    """What is added: the answers of one cell as ranges, and each multiple choice as one."""
    alone = [rows[0] for rows in answers if len(rows) == 1]
    yield from (f"COUNTA({_range(run, column)})" for run in _runs(alone))
    yield from (f"(COUNTA({_range(rows, column)})>0)" for rows in answers if len(rows) > 1)


def _runs(rows: Iterable[int]) -> Iterator[list[int]]:
    """Rows that follow each other, together."""
    for _, run in groupby(enumerate(rows), key=lambda placed: placed[1] - placed[0]):
        yield [row for _, row in run]


def _range(rows: Sequence[int], column: str) -> str:
    return f"{column}{rows[0]}:{column}{rows[-1]}" if len(rows) > 1 else f"{column}{rows[0]}"
