"""The sheet on which a story may be told: its rows, and the story that is read back from it, never as an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from napd import Area, Field
from napd.plugin import FICTIONAL as MARK
from napd.plugin import Place, StoryDraft, Texts
from napd_forms.cell_faults import cell_fault
from napd_forms.entries import Entry, FormPage, Questionnaire
from napd_forms.form_answers import Report
from napd_forms.form_codes import FICTIONAL, HEADINGS, NO, STORY, YES
from napd_forms.form_cover import Covers
from napd_forms.form_sheet import FormRow

LINES = Field("number", low=1, high=6, whole=True)
"""The action lines of the Nationaal Actieplan Dakloosheid."""


def story_page(asked: Questionnaire, pages: Sequence[FormPage]) -> FormPage:
    """The sheet, which may be left empty.

    Args:
        asked: whose form it is.
        pages: the sheets of the indicators, beside which a story may be shown.
    """
    tell, framework = asked.tell, asked.framework
    members = framework.areas.members(asked.area.code, asked.round.date)
    areas = [asked.area, *sorted((one for one in members if one != asked.area), key=lambda area: area.name)]
    takes = {
        "title": Field(),
        "told_by": Field("option", framework.perspectives),
        "day": Field("day"),
        "area": Field("option", tuple(_called(tell, area) for area in areas)),
        "indicator": Field("option", tuple(dict.fromkeys(page.title for page in pages))),
        "action_line": LINES,
        "link": Field(),
        "consent": Field("option", (YES, NO)),
    }
    is_first = asked.view == framework.perspectives[0]
    lines = [*([] if is_first else [tell("story.own_line")]), *tell.several("story.lines")]
    texts = [Entry(kind="text", label=line) for line in lines]
    heading = Entry(kind="front", code=HEADINGS, label=tell("heading.label"))
    rows = [
        Entry(
            kind="own", code=f"{STORY} {name}", label=tell(f"story.{name}"), unit=tell(f"story.unit.{name}"), takes=one
        )
        for name, one in takes.items()
    ]
    tale = Entry(
        kind="tale", code=f"{STORY} text", label=tell("story.text"), help=tell("story.unit.text"), takes=Field()
    )
    return FormPage(tell("story.page" if is_first else "story.own_page"), (), (*texts, heading, *rows, tale))


def _called(tell: Texts, area: Area) -> str:
    """What an area is called so that nobody takes it for one of another kind; napd reads it back in every language."""
    return tell(f"story.{area.kind}", area.name) if area.kind in ("region", "municipality") else area.name


def stories_of(lines: Sequence[FormRow], report: Report) -> Iterator[StoryDraft]:
    """The story of each such sheet on which anything is written.

    Args:
        lines: the rows of every sheet of a workbook.
        report: takes what is wrong with cells.
    """
    covers = Covers(lines, lambda _: None)  # what is wrong with a cover is said where answers are read
    by_sheet: dict[str, list[FormRow]] = {}
    for line in lines:
        if line.code.startswith(STORY):
            by_sheet.setdefault(line.place("value").sheet, []).append(line)
    for mine in by_sheet.values():
        if any(line.cells for line in mine):
            yield _draft(mine, covers, report, fictional=any(line.code == FICTIONAL for line in lines))


def _draft(lines: Sequence[FormRow], covers: Covers, report: Report, *, fictional: bool) -> StoryDraft:
    """A story; what it does not say of itself is as the cover and the form say it."""
    first = lines[0]
    cover = covers.of(first).texts
    said = {line.code.removeprefix(f"{STORY} "): _text(line, report) for line in lines}
    _, _, region = first.form.partition("|")
    usual = {"told_by": cover["perspective"], "status": cover["status"], "area": region.partition("|")[0]}
    texts = {**said, **{name: said.get(name) or text for name, text in usual.items()}}
    places = {line.code.removeprefix(f"{STORY} "): line.place("value") for line in lines}
    # In a cell each line is a paragraph of its own, as whoever typed it sees it
    texts["text"] = texts.get("text", "").replace("\n", "\n\n")
    return StoryDraft({**texts, **({MARK: YES} if fictional else {})}, _place_in(places, first))


def _place_in(places: Mapping[str, Place], first: FormRow) -> Callable[[str], Place]:
    return lambda name: places.get(name) or first.place("value")


def _text(line: FormRow, report: Report) -> str:
    """What stands in a row; nothing, and a problem, where that cannot be used."""
    cell = line.cells.get("value")
    if cell and (fault := cell_fault(line.place("value"), cell)):
        report(fault)
    return "" if cell is None or cell.fault else cell.text.strip()
