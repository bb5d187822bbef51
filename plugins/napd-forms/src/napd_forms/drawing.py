"""Drawing a form: its rows put in the cells of a workbook, with what is fixed locked and what is asked open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attrs import frozen

from napd import Field, NapdError
from napd.plugin import Texts
from napd_forms.counting import AnswerCount
from napd_forms.document import speaking
from napd_forms.entries import CONFIRMS, Entry, FormPage, unasked
from napd_forms.form_codes import BEFORE, CHECK, CODE, COUNT, HEADINGS, NAMES, NOT_YET, SKIPPED, check_of
from napd_forms.limits import validation
from napd_forms.styles import WIDTHS, formats, height, page_setup
from napd_forms.workbook.cells import address

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HIDDEN = (CODE, CHECK, BEFORE)
FIRST = len(HIDDEN)
"""The first column that people see."""
LONGEST = 32_767
"""Signs in a cell of Excel, of which those beyond the first 65,536 of Unicode, such as 😀, count as two."""
ALLOWED = {"objects": True, "format_cells": True, "format_rows": True, "format_columns": True}
"""What a person may do on a protected sheet; without `format_cells`, 75% would become 0,75 as it is typed."""
LOOKS = {"number": "number", "day": "date"}
"""How a cell looks, by what it takes."""
TALE = 260
"""The height, in points, of a cell for a whole story."""
COUNTER = "E4"
"""Where a sheet says how many of its answers are filled in."""
COVER = ("label", "value", "unit")
SHOWN = {
    "title": ("label",),
    "count": ("label",),
    "link": ("label", "unit"),
    "own": COVER,
    "front": COVER,
    "tale": ("label",),
}
"""The columns of rows that do not have all."""


@frozen(eq=False)
class Drawing:
    """A form that is being drawn.

    Args:
        file: takes the bytes.
        book: the workbook.
        looks: its formats, by name.
        lists: the ranges of the options to choose from, as formulas.
        where: the region and the round, in words.
        form: the code that says of which form its sheets are.
        tell: the texts of forms.
        columns: the columns that people see, by name.
    """

    file: BytesIO
    book: Workbook
    looks: Mapping[str, Any]
    lists: dict[tuple[str, ...], str]
    where: str
    form: str
    tell: Texts
    columns: Mapping[str, int]

    @classmethod
    def on(cls, day: date, where: str, form: str, tell: Texts, *, without: Collection[str]) -> Drawing:
        """An empty workbook.

        Args:
            day: what it says of when it was made: there is no clock in it, so equal input gives equal bytes.
            where: the region and the round, in words.
            form: the code that says of which form its sheets are.
            tell: the texts of forms.
            without: the columns that it does not need.

        Raises:
            NapdError: when XlsxWriter is not installed.
        """
        try:
            from xlsxwriter import Workbook
        except ImportError:
            raise NapdError('making forms needs XlsxWriter: pip install "napd[forms]"') from None
        file = BytesIO()
        book = Workbook(file, {"in_memory": True})
        book.set_properties({"title": tell("sheet.properties", where), "created": datetime.combine(day, time())})
        names = [name for name in NAMES if name not in without]
        columns = {name: FIRST + place for place, name in enumerate(names)}
        return cls(file, book, formats(book), {}, where, form, tell, columns)

    def drawn(self, pages: Sequence[tuple[str, FormPage]]) -> bytes:
        """Draw every page, and last the lists to choose from."""
        sheets = [(self.book.add_worksheet(name), page) for name, page in pages]
        lists = self.book.add_worksheet(self.tell("sheet.lists"))
        for sheet, page in sheets:
            self._page(sheet, page)
        self._lists(lists)
        self.book.close()
        return speaking(self.file, self.tell.language)

    def _page(self, sheet: Worksheet, page: FormPage) -> None:
        for place, name in enumerate(HIDDEN):
            sheet.write_string(0, place, name)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, FIRST - 1, 12, None, {"hidden": True})
        for name, place in self.columns.items():
            sheet.set_column(place, place, WIDTHS[name])
        entries = [
            Entry(kind="title", code=self.form, label=page.title),
            Entry(kind="text", label=" · ".join(filter(None, (self.where, page.dashboard, *page.about)))),
        ]
        own_headings = any(entry.kind == "front" for entry in page.entries)
        if not own_headings:
            entries.append(Entry(kind="count", code=COUNT, label=self.tell("sheet.count")))
            entries.append(Entry(kind="headings", code=HEADINGS, label=self.tell("heading.label")))
            sheet.freeze_panes(len(entries) + 1, FIRST + 1)
        entries += page.entries
        for row, entry in enumerate(entries, start=1):
            self._entry(sheet, row, entry)
        if not own_headings:
            self._count(sheet, entries)
        first = next(row for row, entry in enumerate(entries, start=1) if entry.takes)
        sheet.set_selection(first, self.columns["value"], first, self.columns["value"])
        header = None if own_headings else len(entries) - len(page.entries)
        page_setup(sheet, header, self.where, self.tell("sheet.footer"))
        sheet.protect("", ALLOWED)

    def _count(self, sheet: Worksheet, entries: Sequence[Entry]) -> None:
        """How many answers are filled in, where the cover finds it too."""
        column = self.columns["value"]
        letter = address(1, column + 1).rstrip("0123456789")
        count = AnswerCount.of(dict(enumerate(entries, start=2)), letter)
        row, look = [entry.kind for entry in entries].index("count") + 1, self.looks["count"]
        if formula := count.told(self.tell, letter):
            sheet.write_formula(row, column, formula, look, count.words(self.tell))
        else:
            sheet.write_string(row, column, self.tell("cover.answers", count=count.total), look)

    def _entry(self, sheet: Worksheet, row: int, entry: Entry) -> None:
        fixed = {name: text for name, text in _fixed(self.tell, entry).items() if text and name in self.columns}
        for column, text in enumerate((entry.code, " ".join(map(check_of, fixed.values())), entry.before)):
            sheet.write_string(row, column, _fitting(text))
        if entry.kind in ("text", "section"):
            self._across(sheet, row, entry)
            return
        for name in SHOWN.get(entry.kind, self.columns):
            if name == "label":
                self._label(sheet, row, self.columns[name], entry)
            else:
                self._words(sheet, row, self.columns[name], fixed.get(name, ""), self._look(entry))
        if entry.kind == "tale":
            first, last = self.columns["value"], max(self.columns.values())
            sheet.merge_range(row, first, row, last, "", self.looks["told"])
            sheet.set_row(row, TALE)
            return
        if entry.kind == "link" and entry.code == COUNT:
            sheet.write_formula(row, self.columns["unit"], f"='{entry.link}'!{COUNTER}", self.looks["text"], entry.unit)
        self._asked(sheet, row, entry)
        shown = {**fixed, "note": entry.note or fixed.get("note", ""), "value": str(entry.value)}
        sheet.set_row(row, height([(text, WIDTHS[name]) for name, text in shown.items()]))

    def _look(self, entry: Entry) -> Any:
        return self.looks[{"headings": "headings", "front": "headings", "link": "text"}.get(entry.kind, "plain")]

    def _across(self, sheet: Worksheet, row: int, entry: Entry) -> None:
        """A text as wide as the page."""
        first, last = self.columns["label"], max(self.columns.values())
        sheet.merge_range(row, first, row, last, "", self.looks[entry.kind])
        self._label(sheet, row, first, entry)
        text = "\n".join(filter(None, (entry.label, entry.help)))
        sheet.set_row(row, height([(text, sum(WIDTHS[name] for name in self.columns))]))

    def _label(self, sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
        look = self.looks["headings" if entry.kind == "front" else entry.kind]
        if entry.link:
            sheet.write_url(row, column, f"internal:'{entry.link}'!A1", look, entry.label)
        elif entry.help:
            parts = (self.looks["strong"], _fitting(entry.label), self.looks["help"], f"\n{_fitting(entry.help)}")
            sheet.write_rich_string(row, column, *parts, look)
        else:
            self._words(sheet, row, column, entry.label, look)

    @staticmethod
    def _words(sheet: Worksheet, row: int, column: int, text: str, look: Any) -> None:
        """Write a text as text, whatever it begins with: none runs as a formula."""
        if text:
            sheet.write_string(row, column, _fitting(text), look)
        else:
            sheet.write_blank(row, column, None, look)

    def _asked(self, sheet: Worksheet, row: int, entry: Entry) -> None:
        """The places to fill in."""
        asks = entry.asks or entry.label
        if entry.takes:
            self._take(sheet, (row, self.columns["value"]), entry.takes, entry.value, asks)
        if entry.note is not None:
            self._take(sheet, (row, self.columns["note"]), Field(), entry.note)
        if entry.confirmed is not None:
            self._take(sheet, (row, self.columns["confirmed"]), CONFIRMS, entry.confirmed, asks)

    def _take(
        self, sheet: Worksheet, place: tuple[int, int], takes: Field, value: str | float | date, asks: str = ""
    ) -> None:
        """A place to fill in, with what stands there already."""
        look = self.looks[LOOKS.get(takes.shape, "words")]
        if isinstance(value, str):
            self._words(sheet, *place, value, look)
        elif isinstance(value, date):
            sheet.write_datetime(*place, datetime.combine(value, time()), look)
        else:
            sheet.write_number(*place, value, look)
        if limits := validation(self.tell, takes, self._options(takes.options), asks):
            sheet.data_validation(*place, *place, limits)
        if takes == CONFIRMS:
            waits = {"type": "cell", "criteria": "==", "value": f'"{NOT_YET}"', "format": self.looks["waits"]}
            sheet.conditional_format(*place, *place, waits)

    def _options(self, options: tuple[str, ...]) -> str:
        """The range of some options: a list in the cell itself can have no commas, and not be long."""
        if options and options not in self.lists:
            column = len(self.lists) + 1
            first, last = address(2, column), address(1 + len(options), column)
            letters, top, bottom = first.rstrip("0123456789"), first.lstrip(LETTERS), last.lstrip(LETTERS)
            self.lists[options] = f"='{self.tell('sheet.lists')}'!${letters}${top}:${letters}${bottom}"
        return self.lists.get(options, "")

    def _lists(self, sheet: Worksheet) -> None:
        sheet.write_string(0, 0, SKIPPED)
        for column, options in enumerate(self.lists):
            for row, text in enumerate(options, start=1):
                sheet.write_string(row, column, _fitting(text))
        sheet.protect("")
        sheet.hide()


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _fixed(tell: Texts, entry: Entry) -> dict[str, str]:
    """The texts of a row that stay as they are, by column; the label comes first."""
    if entry.kind in ("headings", "front"):
        return dict(tell.table("heading"))
    label = "\n".join(filter(None, (entry.label, entry.help)))
    if entry.code == COUNT:  # beside it stands what changes
        return {"label": label}
    empty = {name: unasked(entry, name) for name in ("value", "note", "confirmed")}
    return {"label": label, "unit": entry.unit, "previous": entry.previous, "note_before": entry.note_before, **empty}


def _fitting(text: str) -> str:
    if len(text.encode("utf-16-le", errors="surrogatepass")) > 2 * LONGEST:
        raise NapdError(
            f"a text of {len(text):,} characters does not fit in a cell of a form: {text[:60]!r}…. Shorten it"
        )
    return text
