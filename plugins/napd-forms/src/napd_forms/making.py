"""Making forms: a workbook for a region and a round, with a sheet for each indicator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from napd import Area, Framework, NapdError
from napd.plugin import (
    ABOVE,
    AreaKind,
    Texts,
    UnknownName,
    make_folder,
    nearest,
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

LONGEST_NAME = 31
"""Signs in the name of a sheet."""
TAKEN = ("cover.name", "sheet.lists", "comments.sheet")
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
    round_ = framework.rounds[round_id]
    region, view = _region(framework, round_id, area), _perspective(framework, perspective)
    taken = previous or EarlierRound({})
    asked = Questionnaire(framework, round_, region, taken)
    named = _named(asked.tell, list(asked.pages()))
    if not named:
        raise NapdError(
            f"{area} ({region.name}) is asked nothing in round {round_id}: no indicator has a question for it"
        )
    confirms = any(entry.confirmed for _, page in named for entry in page.entries)
    front = cover(asked, named, view, taken_over=confirms)
    where = on_page(
        ", ".join(filter(None, (region.name, round_.label, framework.say("page.mark") if taken.fictional else "")))
    )
    code = form_code(round_id, region.code, view)
    drawn = Drawing.on(round_.date, where, code, asked.tell, confirms=confirms).drawn
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
    kinds: tuple[AreaKind, ...] = ("region", *(kind for kind in ABOVE if kind in asked))
    return tuple(area for kind in kinds for area in framework.areas.of_kind(kind, on))


def _region(framework: Framework, round_id: str, code: str) -> Area:
    on = framework.rounds[round_id].date
    area = framework.areas[code]
    if area.kind == "municipality":
        hint = "give the code of its region, whose form has a row for each municipality: napd areas"
        raise NapdError(f"{code} ({area.name}) is a municipality: {hint} {code}")
    if not framework.areas.members(code, on):
        raise NapdError(f"{code} ({area.name}) has no municipalities in round {round_id}")
    return area


def _perspective(framework: Framework, name: str | None) -> str:
    if name is None:
        return framework.perspectives[0]
    if name not in framework.perspectives:
        hint = nearest(name, framework.perspectives) or f" Available: {', '.join(framework.perspectives)}."
        raise UnknownName(f"there is no perspective {name!r}.{hint}")
    return name


def _named(tell: Texts, pages: Sequence[FormPage]) -> list[tuple[str, FormPage]]:
    """The pages, each with a name that a sheet may have and no other has."""
    named: dict[str, FormPage] = {}
    taken = {tell(key).casefold() for key in TAKEN} | {"history"}
    for page in pages:
        plain = "".join(" " if sign in "[]:*?/\\'" or not sign.isprintable() else sign for sign in page.title)
        name = base = " ".join(plain.split())[:LONGEST_NAME].strip() or tell("sheet.questions")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        named[name] = page
    return list(named.items())
