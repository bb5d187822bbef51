"""The cover of a form: what it says of every answer of that form, and what is not known where it is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, field, frozen

from napd.plugin import Place, Problem, problem_at
from napd_forms.cell_faults import cell_fault
from napd_forms.form_codes import OWN, PERSPECTIVE, STATUS
from napd_forms.form_sheet import FormRow
from napd_forms.words import message

Report = Callable[[Problem], None]
COVER = (OWN, STATUS, PERSPECTIVE)
GONE = {
    "cover": message("problem.cover_gone.message"),
    PERSPECTIVE: message("problem.cover_gone.perspective"),
    STATUS: message("problem.cover_gone.status"),
}
"""What is said where a cover, or a row of it, is not there."""
BACK = message("problem.cover_gone.hint")


@frozen
class Cover:
    """What a cover says.

    Args:
        texts: the status and the perspective; empty where they are not known.
        places: where it says so.
        counts: whether the answers can be used: it is known whose view they are.
    """

    texts: Mapping[str, str]
    places: Mapping[str, Place]
    counts: bool


@frozen(eq=False)
class Covers:
    """The covers of the forms in a workbook.

    Args:
        lines: the rows of every sheet.
        report: takes what is wrong.
    """

    lines: Sequence[FormRow]
    report: Report
    _known: dict[str, Cover] = field(factory=dict, init=False)
    _told: set[Problem] = field(factory=set, init=False)

    def of(self, answer: FormRow) -> Cover:
        """The cover of the form to which an answer belongs: its own, or one that does not say whose it is.

        What is wrong with it is said once, at the first answer where it is gone. An answer whose perspective is not
        known must not count as that of another.
        """
        if answer.form not in self._known:
            self._known[answer.form] = self._find(answer)
        return self._known[answer.form]

    def _find(self, first: FormRow) -> Cover:
        every = (line for line in self.lines if line.code in COVER)
        own = [line for line in every if line.form == first.form or not (line.form and first.form)]
        said = {name: self._said(own, code) for name, code in (("perspective", PERSPECTIVE), ("status", STATUS))}
        self._gone({line.code for line in own}, first)
        texts = {name: text for name, (text, _) in said.items()}
        places = {name: place for name, (_, place) in said.items() if place}
        if "perspective" in places and not texts["perspective"]:
            why, hint = message("problem.empty_cell.perspective"), message("problem.empty_cell.perspective_hint")
            self._say(problem_at(places["perspective"], "empty_cell", why, hint))
        return Cover(texts, places, counts=bool(texts["perspective"]))

    def _said(self, own: Sequence[FormRow], code: str) -> tuple[str, Place | None]:
        """What the row of a code says; nothing where two covers disagree."""
        said = {self._text(line): line for line in own if line.code == code}
        if len(said) > 1:
            (text, first), *others = said.items()
            for line in dict(others).values():
                place, what = line.place("value"), line.text("value")
                why = message("problem.contradiction.cover", value=text, elsewhere=first.place("value").at)
                self._say(problem_at(place, "contradiction", why, message("problem.contradiction.cover_hint"), what))
            return "", None
        return next(((text, line.place("value")) for text, line in said.items()), ("", None))

    def _text(self, line: FormRow) -> str:
        cell = line.cells.get("value")
        if cell and (fault := cell_fault(line.place("value"), cell)):
            self._say(fault)
        return "" if cell is None or cell.fault else cell.text.strip()

    def _gone(self, codes: set[str], first: FormRow) -> None:
        """Say that a cover, or a row of it, is not there."""
        what = "cover" if not codes else next((code for code in GONE if code != "cover" and code not in codes), "")
        if what:
            fault = problem_at(first.place("value"), "cover_gone", GONE[what], BACK)
            self._say(evolve(fault, severity="remark" if what == STATUS else "error"))

    def _say(self, fault: Problem) -> None:
        if fault not in self._told:
            self._told.add(fault)
            self.report(fault)
