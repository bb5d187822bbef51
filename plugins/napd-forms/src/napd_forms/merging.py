"""Merging: forms that several people filled in for the same region become one, and nothing that anybody wrote is lost.

What one of them says is taken over; where they disagree, neither is chosen: the cell is left empty, and both are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

from attrs import evolve, field, frozen

from napd import NapdError
from napd.plugin import STATUSES, AskedForm, Place, Problem, as_read, problem_at
from napd_forms.asked_forms import asked_forms
from napd_forms.cell_faults import cell_fault
from napd_forms.form_answers import CHOSEN
from napd_forms.form_codes import FICTIONAL, NOT_YET, OWN, PLACES, STATUS, STORY, WHOLE_SHEET, YES
from napd_forms.form_sheet import FormRow
from napd_forms.words import message
from napd_forms.workbook.cells import Cell
from napd_forms.workbook_source import WorkbookSource

XLSX = (".xlsx", ".xlsm")
Which = tuple[str, str]
"""Which row of a form: its code, and what tells it from others with that code."""


@frozen(eq=False)
class FormPart:
    """One of the forms.

    Args:
        path: the file.
        lines: its rows.
        asked: what it was made for.
        problems: what is wrong with its sheets.
    """

    path: Path
    lines: Sequence[FormRow]
    asked: AskedForm
    problems: Sequence[Problem]

    @property
    def name(self) -> str:
        """How comments in the merged form name it: without the folders of whoever merges."""
        return self.path.name

    @classmethod
    def of(cls, path: Path) -> Self:
        """Read a workbook.

        Raises:
            NapdError: when it cannot be read, or does not hold one form.
        """
        lines, problems = WorkbookSource(path).form_rows()
        asked = asked_forms(lines)
        if len(asked) == 1:
            return cls(path, lines, asked[0], problems)
        if broken := next((one for one in problems if one.problem in ("unreadable", "missing_column")), None):
            raise NapdError(f"{broken} Give workbooks with one form each, as napd form makes them")
        raise NapdError(
            f"{path}: it holds {len(asked)} forms. Give workbooks with one form each, as napd form makes them"
        )

    @cached_property
    def rows(self) -> Mapping[Which, FormRow]:
        """Its rows that people fill in, but for stories; of two that are the same the first that says anything."""
        found: dict[Which, FormRow] = {}
        for line in self.lines:
            if (line.key or line.code in (OWN, STATUS, WHOLE_SHEET)) and not self._says(found.get(self._which(line))):
                found[self._which(line)] = line
        return found

    @staticmethod
    def _says(line: FormRow | None) -> bool:
        return line is not None and bool(line.cells)

    def _which(self, line: FormRow) -> Which:
        apart = {OWN: line.check, WHOLE_SHEET: self._indicators.get(line.place("value").sheet, "")}
        return line.code, apart.get(line.code, "")

    @cached_property
    def _indicators(self) -> Mapping[str, str]:
        """The indicator of each sheet: a sheet may be renamed."""
        return {line.place("value").sheet: line.key.indicator for line in reversed(self.lines) if line.key}

    def confirms(self, line: FormRow) -> bool:
        """Whether a row is confirmed, by itself or with its sheet."""
        heads = (one for one in self.lines if one.key and line.key and one.key.answer == line.key.answer)
        said = next((one.text("confirmed") for one in heads if one.text("confirmed")), "")
        whole = self.rows.get((WHOLE_SHEET, line.key.indicator if line.key else ""))
        return CHOSEN.get(as_read(said or (whole.text("value") if whole else ""))) == YES

    @cached_property
    def stories(self) -> Sequence[Mapping[str, FormRow]]:
        """The rows of each sheet for a story, by their codes."""
        sheets: dict[str, dict[str, FormRow]] = {}
        for line in self.lines:
            if line.code.startswith(STORY):
                sheets.setdefault(line.place("value").sheet, {})[line.code] = line
        return list(sheets.values())

    @property
    def is_xlsx(self) -> bool:
        """Whether the others can be written in it."""
        return self.path.suffix.casefold() in XLSX

    @property
    def fictional(self) -> bool:
        """Whether it is marked as fictional."""
        return any(line.code == FICTIONAL for line in self.lines)


@frozen
class CellWrite:
    """What is to be written in a cell; nothing empties it."""

    place: Place
    text: str
    number: bool = False


@frozen
class CellSays:
    """What a form says in a cell."""

    part: FormPart
    line: FormRow
    cell: Cell


@frozen(eq=False)
class Merger:
    """Puts forms together.

    Args:
        parts: the forms; the first is the one in which the others are written.
    """

    parts: Sequence[FormPart]
    written: list[CellWrite] = field(factory=list, init=False)
    problems: list[Problem] = field(factory=list, init=False)
    stories: list[Mapping[str, FormRow]] = field(factory=list, init=False)
    """The stories that need a sheet of their own."""

    @classmethod
    def of(cls, parts: Sequence[FormPart]) -> Self:
        """Put forms together.

        Raises:
            NapdError: when they are not of the same region, round and perspective, or none can be written in.
        """
        _insist_same(parts)
        merger = cls(sorted(parts, key=lambda part: (not part.fictional, not part.is_xlsx, -len(part.rows))))
        if not merger.first.is_xlsx:
            raise NapdError(f"{merger.first.path}: only an .xlsx can be written in; save this one as .xlsx first")
        for which in dict.fromkeys(which for part in merger.parts for which in part.rows):
            for name in PLACES:
                if said := list(merger._said(which, name)):
                    merger._merge(which, name, said)
        merger._stories()
        return merger

    @property
    def first(self) -> FormPart:
        """The form in which the others are written."""
        return self.parts[0]

    def _said(self, which: Which, name: str) -> Iterator[CellSays]:
        """What the forms say in a place; what cannot be used is told, but for that of the first, where it stays."""
        for part in self.parts:
            line = part.rows.get(which)
            cell = line.cells.get(name) if line else None
            if line and cell and not cell.fault:
                yield CellSays(part, line, cell)
            elif line and cell and part is not self.first and (fault := cell_fault(line.place(name), cell)):
                self.problems.append(fault)

    def _merge(self, which: Which, name: str, said: Sequence[CellSays]) -> None:
        mine = self.first.rows.get(which)
        if mine is None:
            self._missing(name, said)
        elif name == "note":
            self._write(mine, name, _together([one.cell.text for one in said], "\n"))
        elif which[0] == OWN:
            self._write(mine, name, _together([one.cell.text for one in said], "; "))
        elif which[0] == STATUS:
            self._write(mine, name, min((one.cell.text for one in said), key=_status))
        elif which[0] == WHOLE_SHEET:
            self._write(mine, name, next((o.cell.text for o in said if _confirmed(o)), said[0].cell.text))
        else:
            self._choose(mine, name, said)

    def _choose(self, mine: FormRow, name: str, said: Sequence[CellSays]) -> None:
        """Take over an answer, or a confirmation, of which there is one; leave open what they disagree on."""
        meant = [one for one in said if name != "value" or _is_meant(one)] or said
        found = {_read(one.cell.text): one for one in reversed(meant)}
        if len(found) == 1:
            (one,) = found.values()
            self._write(mine, name, one.cell.text, number=one.cell.number)
            return
        self._write(mine, name, "" if name == "value" else NOT_YET)
        told = tuple(f"{one.part.name}: {one.cell.text!r}" for one in reversed(found.values()))
        why = message(f"problem.contradiction.merge_{name}", said=told)
        self.problems.append(
            problem_at(mine.place(name), "contradiction", why, message("problem.contradiction.merge_hint"))
        )

    def _write(self, mine: FormRow, name: str, text: str, *, number: bool = False) -> None:
        if text != mine.text(name):
            self.written.append(CellWrite(mine.place(name), text, number))

    def _missing(self, name: str, said: Sequence[CellSays]) -> None:
        """Tell what is said in a row that the first form does not have."""
        for one in said:
            if name != "value" or one.cell.text.strip() != one.line.before:
                place = one.line.place(name)
                why = message("problem.not_read.merge", value=one.cell.text, base=self.first.name)
                hint = message("problem.not_read.merge_hint", base=self.first.name)
                self.problems.append(evolve(problem_at(place, "not_read", why, hint, one.cell.text), severity="error"))

    def _stories(self) -> None:
        """Each story once: in the sheet of the first form while that is empty, else in one of its own."""
        free = [story for story in self.first.stories if not any(line.cells for line in story.values())]
        known = [_told(story) for story in self.first.stories]
        for part in self.parts[1:]:
            for story in part.stories:
                if (told := _told(story)) and told not in known:
                    known.append(told)
                    self._story(story, free)

    def _story(self, story: Mapping[str, FormRow], free: list[Mapping[str, FormRow]]) -> None:
        if not self.first.stories:
            lines = [line for line in story.values() if "value" in line.cells]
            self._missing("note", [CellSays(self.first, line, line.cells["value"]) for line in lines])
        elif free:
            empty = free.pop()
            for code, line in story.items():
                if cell := line.cells.get("value"):
                    self._write(empty[code], "value", cell.text, number=cell.number)
        else:
            self.stories.append(story)


def _insist_same(parts: Sequence[FormPart]) -> None:
    """Forms of another region, round or perspective have other answers: these do not belong in one form."""
    names = ("round", "area", "perspective")
    for name in names:
        said = {part.name: getattr(part.asked, name) for part in parts}
        if len({text.casefold() for text in said.values()}) > 1:
            told = "; ".join(f"{part} is for {name} {text!r}" for part, text in said.items())
            raise NapdError(f"these forms cannot be merged, for they are not of one {name}: {told}")


def _is_meant(said: CellSays) -> bool:
    """Whether somebody gave an answer: it was not taken over, or was changed, or is confirmed."""
    return said.cell.text.strip() != said.line.before or said.part.confirms(said.line)


def _confirmed(said: CellSays) -> bool:
    return CHOSEN.get(as_read(said.cell.text)) == YES


def _status(text: str) -> int:
    """How far a status is; what is none counts as the first."""
    said = text.strip().casefold()
    return STATUSES.index(said) if said in STATUSES else -1


def _read(text: str) -> str:
    """What a text says, however it is written: 75, 75,0 and " 75 " are the same."""
    said = as_read(text)
    try:
        return str(float(said.replace(",", ".")))
    except ValueError:
        return said


def _together(texts: Sequence[str], between: str) -> str:
    """All of some texts, but for those that another holds already."""
    stripped = list(dict.fromkeys(text.strip() for text in texts))
    kept = [one for one in stripped if not any(one in other for other in stripped if other != one)]
    return between.join(kept) if len(kept) > 1 else texts[0] if kept == [texts[0].strip()] else kept[0]


def _told(story: Mapping[str, FormRow]) -> dict[str, str]:
    return {code: line.text("value").strip() for code, line in story.items() if line.text("value").strip()}
