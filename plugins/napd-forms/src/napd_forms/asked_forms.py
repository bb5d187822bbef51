"""The forms in a workbook, also those that nobody filled in: what each was made for, and where its questions stand."""

from __future__ import annotations

from collections.abc import Sequence

from napd.plugin import AskedForm, Place
from napd_forms.form_codes import PERSPECTIVE, SEVERAL, made_for_of
from napd_forms.form_sheet import FormRow


def asked_forms(lines: Sequence[FormRow]) -> tuple[AskedForm, ...]:
    """The forms of which some rows are, in the order of these; of a form of 0.1 the rows do not say so.

    A multiple choice stands where its first row is. The perspective is that of the cover, which people may change.
    """
    by_form: dict[tuple[str, str, str], list[FormRow]] = {}
    for line in lines:
        if made_for := made_for_of(line.form):
            by_form.setdefault(made_for, []).append(line)
    return tuple(
        AskedForm(round_id, area, _perspective(mine) or perspective, _places(mine))
        for (round_id, area, perspective), mine in by_form.items()
    )


def _perspective(lines: Sequence[FormRow]) -> str:
    return next((line.text("value").strip() for line in lines if line.code == PERSPECTIVE), "")


def _places(lines: Sequence[FormRow]) -> dict[tuple[str, str, str], Place]:
    heads = (line for line in lines if line.key and (not line.key.part or line.key.part.startswith(SEVERAL)))
    return {line.key.answer[1:]: line.place("value") for line in heads if line.key}
