"""What stands in a form, row by row, as plain data; `napd.forms.making` puts it in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from attrs import evolve, field, frozen

from napd import Area, BadValue, Field, Framework, Indicator, MultiChoice, Points, Question, Round
from napd.plugin import Texts, on_page, shortened, show_number, texts
from napd.plugin import unit_words as words_of_unit
from napd_forms.form_codes import FIXED, NO, NOT_ASKED, NOT_YET, ONLY_NOTE, WHOLE_SHEET, YES, Key, several
from napd_forms.previous import EMPTY, Earlier, EarlierRound
from napd_forms.workbook.cells import number_text

Kind = Literal["title", "text", "count", "link", "headings", "front", "section", "question", "part", "own", "tale"]
EXACT = date(1900, 3, 1)
"""The first day that every spreadsheet counts alike."""
YES_OR_NO = Field("option", (YES, NO))
CONFIRMS = Field("option", (YES, NOT_YET))


@frozen(kw_only=True)
class Entry:
    """A row of a form.

    Args:
        kind: how it looks.
        code: of its hidden column.
        label, help: the question, or other fixed text; like all that is shown, without signs that steer or hide.
        asks: the whole question, for who does not see what stands above or beside the cell; empty for the label.
        takes: what its answer takes; None where nothing is asked.
        value: the answer that stands there already.
        unit: what the answer may be, in words.
        note: the explanation that stands there already; None where none is asked.
        previous: what was answered before, in words.
        note_before: what explained that.
        before: the answer that was taken over, as it reads.
        confirmed: whether it is confirmed, empty while its sheet says so; None where nothing was taken over.
        link: the sheet to which it leads.
    """

    kind: Kind
    code: str = FIXED
    label: str = field(converter=on_page)
    help: str = field(default="", converter=on_page)
    asks: str = field(default="", converter=on_page)
    takes: Field | None = None
    value: str | float | date = ""
    unit: str = field(default="", converter=on_page)
    note: str | None = None
    previous: str = field(default="", converter=on_page)
    note_before: str = field(default="", converter=on_page)
    before: str = ""
    confirmed: str | None = None
    link: str = ""


@frozen
class FormPage:
    """A sheet of a form: its title, what it is about, its rows, and the title of its dashboard where that is shown."""

    title: str
    about: Sequence[str]
    entries: Sequence[Entry]
    dashboard: str = ""


@frozen(eq=False, repr=False)
class Questionnaire:
    """The questions of one region in one round.

    Args:
        framework: has the indicators and the areas.
        round: the moment of assessment.
        area: the region.
        view: whose: only the questions that suit this perspective are asked.
        previous: the answers to take over.
    """

    framework: Framework
    round: Round
    area: Area
    view: str
    previous: EarlierRound

    @property
    def tell(self) -> Texts:
        """The texts of the language of the framework."""
        return texts(self.framework.language, "napd_forms")

    @property
    def leaves_out(self) -> bool:
        """Whether there are questions that do not suit the perspective."""
        return any(one.asked != one.asked_of(self.view) for one in self.framework.at(self.round.date))

    def pages(self) -> Iterator[FormPage]:
        """A sheet for each indicator that asks the area, or its municipalities, anything; in the order of a report."""
        on, asked = self.framework.dashboard, {}
        for indicator in sorted(self.framework.at(self.round.date), key=self.framework.place):
            questions = indicator.asked_of(self.view)
            if entries := [entry for question in questions for entry in self._asked(indicator, question)]:
                asked[indicator.id] = self._page(indicator, entries)
        for key, title in self.framework.titles(map(on, asked)).items():
            yield from (evolve(page, dashboard=title) for name, page in asked.items() if on(name) == key)

    def _page(self, indicator: Indicator, entries: Sequence[Entry]) -> FormPage:
        about = [part for part in (indicator.theme, indicator.description) if part]
        totals = (self._total(points) for points in indicator.points.values())
        wording = [Entry(kind="text", label=indicator.wording)] if indicator.wording else []
        return FormPage(indicator.title, about, [*self._whole_sheet(entries), *entries, *totals, *wording])

    def _whole_sheet(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """Where everything that was taken over on a sheet is confirmed at once."""
        if any(entry.confirmed == "" for entry in entries):
            label, more = self.tell("entry.whole_sheet"), self.tell("entry.whole_sheet_help", NOT_YET)
            unit = self.tell("entry.whole_sheet_unit")
            yield Entry(kind="own", code=WHOLE_SHEET, label=label, help=more, unit=unit, takes=CONFIRMS, value=NOT_YET)

    def _asked(self, indicator: Indicator, question: Question) -> Iterator[Entry]:
        """The rows of a question: one, or one for each municipality."""
        if indicator.answered_by(question) == self.area.kind:
            yield from self._rows(indicator, question, self.area, question.text, question.help)
            return
        if (indicator.answered_by(question), self.area.kind) != ("municipality", "region"):
            return  # it stands in the form of another area
        yield Entry(kind="section", label=question.text, help=question.help or self.tell("entry.members"))
        members = self.framework.areas.members(self.area.code, self.round.date)
        for member in sorted(members, key=lambda area: area.name):
            yield from self._rows(indicator, question, member, member.name, "")
        key = Key(self.round.id, self.area.code, indicator.id, question.id, ONLY_NOTE)
        given = self.previous.answers.get(key.answer[1:], EMPTY)
        label = self.tell("entry.region_note")
        yield Entry(kind="part", code=str(key), label=label, note=given.note, note_before=given.note_before)

    def _rows(self, indicator: Indicator, question: Question, area: Area, label: str, more: str) -> Iterator[Entry]:
        key = Key(self.round.id, area.code, indicator.id, question.id)
        given = self.previous.answers.get(key.answer[1:], EMPTY)
        earlier = given if _fits(question, given) else evolve(given, value="")
        is_own = area == self.area
        shared = Entry(
            kind="question" if is_own else "part", label=label, help=more,
            asks=question.text if is_own else f"{area.name}: {question.text}", note=earlier.note,
            unit=unit_words(self.tell, question.field()), confirmed=self._confirmed(earlier),
            previous=self._before(question, given), note_before=given.note_before,
        )  # fmt: skip
        if isinstance(question, MultiChoice):
            yield from _several(self.tell, question, key, earlier, shared)
            return
        value, before = _cell(question, earlier.value)
        yield evolve(shared, code=str(key), takes=_input(question), value=value, before=before)

    def _total(self, points: Points) -> Entry:
        """What is added up, and between which limits; in words: a formula would not read an answer as napd does."""
        low, high = map(show_number, map(float, points.limits))
        unit = words_of_unit(points.unit, self.framework.say)
        return Entry(kind="text", label=points.text, help=self.tell("entry.total", low, high, unit))

    def _confirmed(self, earlier: Earlier) -> str | None:
        """An answer for this very round was confirmed when it was given."""
        return (YES if earlier.round == self.round.id else "") if earlier.value else None

    def _before(self, question: Question, earlier: Earlier) -> str:
        if not earlier.value:
            return ""
        label = self.framework.rounds[earlier.round].label
        if not _fits(question, earlier):
            return self.tell("entry.misfit", shortened(earlier.value), label)
        return f"{shortened(question.in_full(question.parse(earlier.value), self.framework.say))} ({label})"


def _fits(question: Question, earlier: Earlier) -> bool:
    """Whether an earlier answer still is one: the options or the bounds may be others now."""
    try:
        question.parse(earlier.value)
    except BadValue:
        return not earlier.value
    return True


def _several(tell: Texts, question: MultiChoice, key: Key, earlier: Earlier, shared: Entry) -> Iterator[Entry]:
    """The rows of a multiple choice: of the whole question, and of each option."""
    part = several(len(question.options), question.none)
    yield evolve(shared, code=str(evolve(key, part=part)), before=YES if earlier.value else "")
    boxes = question.boxes(question.parse(earlier.value)) if earlier.value else {}
    for option in question.options:
        said = {True: YES, False: NO, None: ""}[boxes.get(option.id)]
        code = str(evolve(key, part=option.id))
        yield Entry(
            kind="part",
            code=code,
            label=option.label,
            asks=f"{shared.asks} {option.label}",
            takes=YES_OR_NO,
            unit=tell("entry.yes_or_no"),
            value=said,
            before=said,
        )


def _input(question: Question) -> Field:
    """What a cell for an answer takes: ja stands before nee wherever these are the options, whichever is better."""
    field = question.field()
    return evolve(field, options=YES_OR_NO.options) if {*field.options} == {*YES_OR_NO.options} else field


def unit_words(tell: Texts, field: Field) -> str:
    """In words what may be answered; of a percentage it begins with %."""
    match field:
        case Field(hint=hint) if hint:
            return hint
        case Field("option"):
            return tell("entry.choose", " · ".join(field.options))
        case Field("number"):
            return ", ".join(filter(None, (field.unit or tell("entry.number"), number_words(tell, field))))
    return tell(f"entry.{field.shape}")


def number_words(tell: Texts, field: Field) -> str:
    """The bounds of a number, in words."""
    low, high = field.low, field.high
    kind = tell("entry.whole") if field.whole else ""
    say = texts(tell.language)
    least, most = ("" if end is None else show_number(end).replace(".", say("words.decimal")) for end in (low, high))
    if least and most:
        bounds = say("words.through", a=least, b=most)
    elif least:
        bounds = say("explain.or_more", a=least)
    else:
        bounds = say("explain.or_less", b=most) if most else ""
    return " ".join(filter(None, (kind, bounds)))


def _cell(question: Question, text: str) -> tuple[str | float | date, str]:
    """An answer as it is put in a cell, and as it then reads."""
    if not text:
        return "", ""
    value, field = question.parse(text), question.field()
    if field.shape == "number" and isinstance(value, float | int) and float(number_text(value)) == value:
        return value, number_text(value)
    if isinstance(value, date) and value >= EXACT:
        return value, value.isoformat()
    shown = field.options[int(question.position(value))] if field.shape == "option" else question.show(value)
    return shown, shown


def unasked(entry: Entry, column: str) -> str:
    """What stands in a place of a row of questions where nothing is asked."""
    asked = {"value": entry.takes is not None, "note": entry.note is not None, "confirmed": entry.confirmed is not None}
    return "" if asked[column] or entry.kind not in ("question", "part") else NOT_ASKED
