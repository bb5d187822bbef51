"""Making forms: a workbook for a region and a round, with a sheet for each indicator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from napd import Area, Framework, NapdError, Round
from napd.plugin import (
    ABOVE,
    Selection,
    Texts,
    make_folder,
    on_page,
    sealed,
    typed_in,
    write_whole,
)
from napd_forms.cover import cover
from napd_forms.drawing import Drawing
from napd_forms.entries import FormPage, Questionnaire
from napd_forms.form_codes import form_code
from napd_forms.previous import EarlierRound
from napd_forms.story_sheet import story_page

LONGEST_NAME = 31
"""Signs in the name of a sheet."""
TAKEN = ("cover.name", "story.name", "sheet.lists", "comments.sheet")
"""Names of sheets that no indicator may have; Excel keeps the last for itself."""


def form(
    framework: Framework,
    round_id: str,
    area: str,
    *,
    perspective: str | None = None,
    previous: EarlierRound | None = None,
) -> bytes:
    """Make a form.

    Args:
        framework: the indicators, areas and rounds.
        round_id: the round, such as "2025-12".
        area: the code of the region.
        perspective: whose view it asks for; None for the first of the framework. It can be changed on the cover.
        previous: the answers that it takes over.

    Returns:
        The bytes of an .xlsx file; equal for equal input. They are sealed: it shows later whether anybody changed them.

    Raises:
        UnknownName: when there is no such round, area or perspective.
        NapdError: when the area is no region of the round, a text is too long for a cell, or XlsxWriter is not
            installed.
    """
    Selection.of(framework, round=round_id, area=area, perspective=perspective)
    round_, view = framework.rounds[round_id], perspective or framework.perspectives[0]
    region = _region(framework, round_, area)
    taken = previous or EarlierRound({})
    asked = Questionnaire(framework, round_, region, view, taken)
    named = _named(asked.tell, list(asked.pages()))
    if not named:
        raise NapdError(
            f"{area} ({region.name}) is asked nothing in round {round_id}: no indicator has a question for it"
            f"{'' if view == framework.perspectives[0] else f' that suits the perspective {view}'}"
        )
    entries = [entry for _, page in named for entry in page.entries]
    confirms = any(entry.confirmed is not None for entry in entries)
    needs = {"previous": confirms, "confirmed": confirms, "note_before": any(entry.note_before for entry in entries)}
    named.append((asked.tell("story.name"), story_page(asked, [page for _, page in named])))
    front = cover(asked, named, taken_over=confirms)
    where = on_page(
        ", ".join(filter(None, (region.name, round_.label, framework.say("page.mark") if taken.fictional else "")))
    )
    code = form_code(round_id, region.code, view)
    drawn = Drawing.on(
        round_.date, where, code, asked.tell, without=[name for name, is_needed in needs.items() if not is_needed]
    ).drawn
    return sealed(drawn([(asked.tell("cover.name"), front), *named]))


def write_form(path: Path, content: bytes, *, overwrite: bool = False) -> Path:
    """Write a form, or a copy of one with comments, whole or not at all.

    Raises:
        LeftAlone: when anything is there but the same, or a form in which nobody typed; `overwrite` replaces it.
        NapdError: when the file cannot be written.
    """
    make_folder(path.parent)
    return write_whole(path, content, typed_in, overwrite=overwrite)


def regions(framework: Framework, round_id: str) -> tuple[Area, ...]:
    """Who is asked anything in a round: regions, for their municipalities too, and provinces and countries.

    Raises:
        UnknownName: where there is no such round.
    """
    on = framework.rounds[round_id].date
    asked = {one.answered_by(question) for one in framework.at(on) for question in one.asked}
    above = (area for kind in ABOVE if kind in asked for area in framework.areas.of_kind(kind, on))
    return (*framework.areas.regions(on), *above)


def _region(framework: Framework, round_: Round, code: str) -> Area:
    area = framework.areas[code]
    if area.kind == "municipality":
        hint = "give the code of its region, whose form has a row for each municipality: napd areas"
        raise NapdError(f"{code} ({area.name}) is a municipality: {hint} {code}")
    if not framework.areas.members(code, round_.date):
        raise NapdError(f"{code} ({area.name}) has no municipalities in round {round_.id}")
    return area


def _named(tell: Texts, pages: Sequence[FormPage]) -> list[tuple[str, FormPage]]:
    """The pages, each with a name that a sheet may have and no other has."""
    named: dict[str, FormPage] = {}
    taken = {tell(key).casefold() for key in TAKEN} | {"history"}
    for page in pages:
        plain = "".join(" " if sign in "[]:*?/\\'" or not sign.isprintable() else sign for sign in page.title)
        name = base = _short(" ".join(plain.split())) or tell("sheet.questions")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        named[name] = page
    return list(named.items())


def _short(title: str) -> str:
    """A title that fits on the tab of a sheet, cut between words where it has any."""
    if len(title) <= LONGEST_NAME:
        return title
    whole, _, cut = title[:LONGEST_NAME].rpartition(" ")
    return f"{whole.rstrip(' ,;-–')}…" if whole else cut.strip()
