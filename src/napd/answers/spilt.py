"""Spilt values: notes that are nothing but a number or an option, as a separator leaves them that stood in a value.

`37,5` without quotation marks, in a file with commas between its cells, is the value 37 and the note 5. Nothing is
wrong with such a row, so that it is only remarked upon.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.answers.check import AnswerCheck, groups
from napd.answers.grid import Grid
from napd.answers.layout import Slot
from napd.answers.parsing import AnswerParser
from napd.model.values import BadValue
from napd.tables.arrays import filled, texts
from napd.tables.batch import Batch
from napd.tables.problems import Log, Problem
from napd.texts import Message

if TYPE_CHECKING:
    import pyarrow as pa

MANY = 1 << 14
"""Distinct notes, from which on they are looked through all at once."""
DIGITS = r"^[0-9][0-9.,]*\s*%?$"


@frozen(eq=False, repr=False)
class Spilt:
    """Finds them.

    Args:
        judge: knows what texts mean.
        grid: knows where answers go.
    """

    judge: AnswerParser
    grid: Grid

    def tell(self, batch: Batch, log: Log) -> None:
        """Remark upon the rows whose notes may be the rest of their values.

        Costs a look at each distinct note, where they stand right after the values, and a check of the few that are
        found.
        """
        rows = self._suspect(batch)
        if not len(rows):
            return
        taken = batch.take(rows)
        some = evolve(taken, columns={**taken.columns, "note": taken.beside})
        answers = AnswerCheck(self.judge, some, Log(0), self.grid).accepted()
        notes = some.texts("note")
        keys = answers.addresses % self.grid.shape[2] * len(notes) + some.numbers("note")[answers.rows]
        check = AnswerCheck(self.judge, some, log, self.grid)
        for key, found in groups(keys):
            note = notes[key % len(notes)].strip()
            if _may_be_rest(self.judge.layout.slots[key // len(notes)], note):
                check.report_rows(answers.rows[found], "note", _remark(note))

    def _suspect(self, batch: Batch) -> NDArray[np.int64]:
        if batch.beside is None:
            return np.zeros(0, dtype=np.int64)
        notes = batch.beside.dictionary
        rest = np.append(self._many(notes) if len(notes) > MANY else self._few(notes), False)
        return np.flatnonzero(rest[filled(batch.beside.indices, len(notes))])

    def _few(self, notes: pa.StringArray) -> list[bool]:
        """Which texts are a number or an option."""
        plain = [(note or "").strip().lower() for note in notes.to_pylist()]
        return [note in self._options or re.match(DIGITS, note) is not None for note in plain]

    def _many(self, notes: pa.StringArray) -> NDArray[np.bool_]:
        """The same, by a library that takes some time to load."""
        import pyarrow.compute as pc

        plain = pc.ascii_lower(pc.ascii_trim_whitespace(notes))
        found = pc.or_(pc.match_substring_regex(plain, DIGITS), pc.is_in(plain, texts([*self._options])))
        return np.asarray(found.to_numpy(zero_copy_only=False))

    @cached_property
    def _options(self) -> frozenset[str]:
        """Every option of every question, by id and label."""
        options = [o for slot in self.judge.layout.slots for o in slot.question.options]
        return frozenset(text.strip().lower() for option in options for text in (option.id, option.label))


def _may_be_rest(slot: Slot, note: str) -> bool:
    """Whether a note is a number, or an option of the question."""
    if note[:1].isdecimal():
        return True
    try:
        return bool(slot.question.options) and bool(slot.question.parse(note))
    except BadValue:
        return False


def _remark(note: str) -> Problem:
    message, hint = Message("problem.spilt_value.message", value=note), Message("problem.spilt_value.hint")
    return Problem(problem="spilt_value", message=message, hint=hint, severity="remark")
