"""Spilt values: notes that are nothing but a number or an option, as a separator leaves them that stood in a value.

`37,5` without quotation marks, in a file with commas between its cells, is the value 37 and the note 5. Nothing is
wrong with such a row, so that it is only remarked upon.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen

from napd.answers.check import AnswerCheck, groups
from napd.answers.grid import Grid
from napd.answers.layout import Slot
from napd.answers.parsing import AnswerParser
from napd.answers.text import as_text
from napd.model.values import BadValue
from napd.tables.arrays import texts
from napd.tables.batch import Batch
from napd.tables.problems import Log, Problem
from napd.texts import Message

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

        Costs two passes over the notes where they stand right after the values, and a check of the few that are found.
        """
        rows = self._suspect(batch)
        if not len(rows):
            return
        taken = batch.take(rows)
        some = evolve(taken, columns={**taken.columns, "note": as_text(taken.beside)})
        answers = AnswerCheck(self.judge, some, Log(0), self.grid).accepted()
        notes = some.texts("note")
        keys = answers.addresses % self.grid.shape[2] * len(notes) + some.numbers("note")[answers.rows]
        check = AnswerCheck(self.judge, some, log, self.grid)
        for key, found in groups(keys):
            note = notes[key % len(notes)].strip()
            if _may_be_rest(self.judge.layout.slots[key // len(notes)], note):
                check.report_rows(answers.rows[found], "note", _remark(note))

    def _suspect(self, batch: Batch) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        if batch.beside is None:
            return np.zeros(0, dtype=np.int64)
        notes = pc.ascii_lower(pc.ascii_trim_whitespace(batch.beside))
        found = pc.or_(pc.match_substring_regex(notes, DIGITS), pc.is_in(notes, self._options))
        return np.flatnonzero(found.to_numpy(zero_copy_only=False))

    @cached_property
    def _options(self) -> pa.StringArray:
        """Every option of every question, by id and label."""
        options = [o for slot in self.judge.layout.slots for o in slot.question.options]
        return texts(list({text.strip().lower() for option in options for text in (option.id, option.label)}))


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
