"""The answers of a form: its rows put together, each with the cells in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from napd.plugin import UNKNOWN, YES_NO, Message, Place, Problem, as_read, beyond_doubt, problem_at
from napd_forms.cell_faults import cell_fault
from napd_forms.form_codes import NAMES, NO, NOT_YET, ONLY_NOTE, SEVERAL, WHOLE_SHEET, YES, Key
from napd_forms.form_cover import Cover, Covers
from napd_forms.form_sheet import FormRow
from napd_forms.words import message
from napd_forms.workbook.cells import Cell

Report = Callable[[Problem], None]
CHOSEN = {**YES_NO, "x": YES, NOT_YET: NO, "bevestigd": YES}
"""What a choice of an option, and a confirmation, may say."""
BOXES = {YES: "[x] ", NO: "[ ] "}
"""What stands before an option that is chosen, or not, where another is unknown."""


@frozen
class FormAnswer:
    """One answer, or what is known of it.

    Args:
        line: a row in which it stands.
        texts: by column of the answers.
        places: where each of them stands; what has no place of its own stands in that of the value.
    """

    line: FormRow
    texts: dict[str, str]
    places: dict[str, Place]

    @property
    def says(self) -> bool:
        """Whether there is an answer, or a note."""
        return bool(self.texts["value"] or self.texts["note"].strip())

    def place(self, column: str) -> Place:
        """Where the answer says what it does in a column."""
        return self.places.get(column, self.places["value"])


@frozen(eq=False)
class FormAnswers:
    """Puts rows of forms together.

    Args:
        lines: the rows of every sheet of a workbook.
        report: takes what is wrong.
    """

    lines: Sequence[FormRow]
    report: Report

    def answers(self) -> list[FormAnswer]:
        """Every answer that says something, with the status and the perspective of its form, where these are known."""
        heads, options = self._sorted()
        found = [self._single(line) for line in self.lines if line.key and line.key.part in ("", ONLY_NOTE)]
        for key in dict.fromkeys((*heads, *options)):
            found += self._several(heads.get(key, []), options.get(key, []))
        covers = Covers(self.lines, self.report)
        covered = [(answer, covers.of(answer.line)) for answer in found if answer.says]
        return [_with(answer, cover) for answer, cover in covered if cover.counts]

    def _sorted(self) -> tuple[dict[tuple[str, ...], list[FormRow]], dict[tuple[str, ...], list[FormRow]]]:
        """The rows of multiple choices, by answer: those of the whole question, and those of its options."""
        heads: dict[tuple[str, ...], list[FormRow]] = {}
        options: dict[tuple[str, ...], list[FormRow]] = {}
        for line in self.lines:
            if line.key and line.key.part.startswith(SEVERAL):
                heads.setdefault(line.key.answer, []).append(line)
            elif line.key and line.key.part not in ("", ONLY_NOTE):
                options.setdefault(line.key.answer, []).append(line)
        return heads, options

    def _single(self, line: FormRow) -> FormAnswer:
        """The answer of one row; an empty one where it does not count, for its note counts all the same."""
        cell, note = self._value(line, "value"), self._note(line)
        value = cell.text if cell else ""
        if value and self._waits(line, value == line.before):
            return _answer(line, "", note, line.place("value"))
        answer = beyond_doubt(value) if cell and cell.number else value
        return _answer(line, answer, note, line.place("value"))

    def _note(self, line: FormRow) -> str:
        note = self._value(line, "note")
        return note.text if note else ""

    def _value(self, line: FormRow, name: str) -> Cell | None:
        """What stands in a cell; nothing, and a problem, where that cannot be used."""
        cell = line.cells.get(name)
        if cell and (fault := cell_fault(line.place(name), cell)):
            self.report(fault)
        return None if cell is None or cell.fault else cell

    def _waits(self, line: FormRow, unchanged: bool) -> bool:  # noqa: FBT001
        """Whether an answer that was taken over is still to be confirmed; a changed one need not be.

        What is said beside a question goes before what is said of its whole sheet.
        """
        said = self._confirms(line, "confirmed")
        if not unchanged or not line.before or (said or self._of_sheets.get(line.place("value").sheet)) == YES:
            return False
        hint = message("problem.unconfirmed.hint", heading=NAMES["confirmed"])
        self._say(line, "value", "unconfirmed", message("problem.unconfirmed.message"), hint)
        return True

    def _confirms(self, line: FormRow, name: str) -> str:
        """Whether a cell confirms: YES, NO where it says not yet or cannot be read, or nothing."""
        said = as_read(line.text(name))
        if said and said not in CHOSEN:
            why = message("problem.not_yes_no.confirmed", value=said)
            self._say(line, name, "not_yes_no", why, message("problem.not_yes_no.confirmed_hint"))
        return CHOSEN.get(said, NO) if said else ""

    @cached_property
    def _of_sheets(self) -> Mapping[str, str]:
        """What each sheet says of everything on it; where it says so twice, both have to confirm."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line.code == WHOLE_SHEET:
                sheet, said = line.place("value").sheet, self._confirms(line, "value")
                found[sheet] = said if found.get(sheet, YES) == YES else found[sheet]
        return found

    def _several(self, heads: Sequence[FormRow], options: Sequence[FormRow]) -> list[FormAnswer]:
        """The answer to a multiple choice, empty where no option says yes or no; then each further note.

        A question is here twice where a sheet was copied: its notes may differ.
        """
        if not heads:
            for line in options:
                if line.cells:
                    self._say(line, "value", "unknown_code", message("problem.unknown_code.first_row"), RESTORE)
            return []
        notes = [self._note(head) for head in heads]
        value = self._chosen(heads[0], options) or ""
        unchanged = all(line.text("value").strip() == line.before for line in options)
        if value and self._waits(evolve(heads[0], before="taken over" if heads[0].before else ""), unchanged):
            value = ""
        places = [line.place("value") for line in sorted(options, key=lambda line: bool(line.cells))]
        place = places[0] if places else heads[0].place("note")  # of an option that is not known, where there is one
        first, *others = zip(heads, notes, strict=True)
        further = [_answer(head, "", note, head.place("note")) for head, note in others]
        return [_answer(first[0], value, first[1], place), *further]

    def _chosen(self, head: FormRow, options: Sequence[FormRow]) -> str | None:
        """The ids that say yes; empty where no option says anything, None where something is wrong."""
        found: dict[str, str] = {}
        good = True
        for line in options:
            cell = self._value(line, "value")
            said = CHOSEN.get(as_read(cell.text), "?") if cell else ""
            good &= not line.cells or said in (YES, NO)
            if said == "?":
                why = message("problem.not_yes_no.message", value=line.text("value"))
                self._say(line, "value", "not_yes_no", why, message("problem.not_yes_no.hint"))
            part = line.key.part if line.key else ""
            if said and found.get(part, said) != said:
                why = message("problem.contradiction.option", option=part)
                self._say(line, "value", "contradiction", why, message("problem.contradiction.option_hint"))
                good = False
            found[part] = said or found.get(part, "")
        return self._joined(head, found) if good else None

    def _joined(self, head: FormRow, found: Mapping[str, str]) -> str:
        """As text: an option whose cell is empty, or whose row is gone, is unknown."""
        count, _, none = head.key.part.removeprefix(SEVERAL).partition(" ") if head.key else ("", "", "")
        if not any(found.values()):
            return ""
        if all(found.values()) and str(len(found)) == count:
            return "|".join(part for part, said in found.items() if said == YES) or none
        boxes = BOXES if NO in found.values() else {YES: ""}
        return "|".join((*(f"{boxes[said]}{part}" for part, said in found.items() if said), UNKNOWN))

    def _say(self, line: FormRow, name: str, kind: str, why: Message, hint: Message) -> None:
        self.report(problem_at(line.place(name), kind, why, hint, line.text(name)))


RESTORE = message("problem.unknown_code.hint")


def _answer(line: FormRow, value: str, note: str, place: Place) -> FormAnswer:
    key: Key = line.key  # type: ignore[assignment]
    texts = dict(zip(("round", "area", "indicator", "question"), key.answer, strict=True))
    places = {**dict.fromkeys(texts, line.place("code")), "value": place, "note": line.place("note")}
    return FormAnswer(line, {**texts, "value": value, "note": note}, places)


def _with(answer: FormAnswer, cover: Cover) -> FormAnswer:
    """An answer with what the cover says of all of them."""
    return evolve(answer, texts={**answer.texts, **cover.texts}, places={**answer.places, **cover.places})
